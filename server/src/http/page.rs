//! Answering with a rendered page: the document, its nonce and its content security policy.

use app::shell::{Document, Reload};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::Origin;

use super::App;

/// Renders a page and answers with it. `ancestors` are the sites that may frame it.
pub fn answer(
    app: &App,
    status: StatusCode,
    ancestors: &[Origin],
    inline_script: &str,
    render: impl FnOnce(&Document<'_>) -> String,
) -> Response {
    let nonce = backend::random::nonce();
    let document = Document { assets: &app.site.assets, theme_css: &app.theme_css, nonce: &nonce, inline_script };
    let html = render(&document);
    let mut response = (status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::try_from(policy(&nonce, ancestors, app.site.assets.reload.as_ref())) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Scripts run by nonce only; WASM may be compiled; nothing is loaded from elsewhere.
fn policy(nonce: &str, ancestors: &[Origin], reload: Option<&Reload>) -> String {
    let ancestors =
        if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.iter().map(Origin::as_str).collect::<Vec<_>>().join(" ") };
    let reload = reload.map(|reload| format!(" {}", reload.connect)).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         connect-src 'self'{reload}; img-src 'self' data:; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_sites_cannot_be_framed() {
        assert!(policy("abc", &[], None).ends_with("frame-ancestors 'none'"));
    }

    #[test]
    fn only_the_named_sites_may_frame_a_page() {
        let sites: Vec<Origin> = ["https://a.example", "https://b.example"].iter().filter_map(|site| site.parse().ok()).collect();
        assert!(policy("abc", &sites, None).ends_with("frame-ancestors https://a.example https://b.example"));
    }
}
