//! Answering with a rendered page: the document, its nonce and its content security policy.

use app::shell::{Document, Reload};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::Origin;

use super::App;

/// What a page has to do with other sites; none, most of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elsewhere<'a> {
    /// Who may frame it.
    pub ancestors: &'a [Origin],
    /// From where it may load pictures of products.
    pub images: &'a [Origin],
}

/// Renders a page and answers with it.
pub fn answer(
    app: &App,
    status: StatusCode,
    elsewhere: Elsewhere<'_>,
    inline_script: &str,
    render: impl FnOnce(&Document<'_>) -> String,
) -> Response {
    let nonce = backend::random::nonce();
    let document = Document { assets: &app.site.assets, theme_css: &app.theme_css, nonce: &nonce, inline_script };
    let html = render(&document);
    let mut response = (status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::try_from(policy(&nonce, elsewhere, app.site.assets.reload.as_ref())) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Scripts run by nonce only; WASM may be compiled; nothing but pictures is loaded from elsewhere.
fn policy(nonce: &str, elsewhere: Elsewhere<'_>, reload: Option<&Reload>) -> String {
    let listed = |origins: &[Origin]| origins.iter().map(Origin::as_str).collect::<Vec<_>>().join(" ");
    let ancestors = if elsewhere.ancestors.is_empty() { "'none'".to_owned() } else { listed(elsewhere.ancestors) };
    let images = listed(elsewhere.images);
    let reload = reload.map(|reload| format!(" {}", reload.connect)).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         connect-src 'self'{reload}; img-src 'self' data: {images}; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_sites_cannot_be_framed() {
        assert!(policy("abc", Elsewhere::default(), None).ends_with("frame-ancestors 'none'"));
    }

    #[test]
    fn only_the_named_sites_may_frame_a_page() {
        let sites: Vec<Origin> = ["https://a.example", "https://b.example"].iter().filter_map(|site| site.parse().ok()).collect();
        let policy = policy("abc", Elsewhere { ancestors: &sites, images: &sites[1..] }, None);
        assert!(policy.ends_with("frame-ancestors https://a.example https://b.example"));
        assert!(policy.contains("img-src 'self' data: https://b.example;"));
    }
}
