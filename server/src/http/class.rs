//! The classes of routes, and the guard of each.

use axum::{
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Channel, Origin};

use super::{App, AppState, console};

/// Who may use a route, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// People with a session cookie, from our own pages only.
    Console,
    /// The widget in its frame: no cookie, a token in the first socket message.
    Frame,
    /// Whoever has a link that was sent: a GET shows, a POST of our own page acts; no cookie.
    Link,
    /// Scripts on the pages of the organisation's sites: no cookie, and nothing that not everybody on such a page may know.
    Page,
    /// Everybody: files and health.
    Open,
}

/// Links: as console routes, and no other site is told where somebody comes from.
pub async fn link(app: State<AppState>, request: Request, next: Next) -> Response {
    let mut response = console(app, request, next).await;
    set(&mut response, header::REFERRER_POLICY, "no-referrer");
    response
}

/// Console routes: nothing but a plain look may come from another site, and nobody may frame them.
pub async fn console(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD) && !request.headers().contains_key(header::UPGRADE);
    if !is_safe && !is_same_origin(request.headers(), &app.settings.public_url) {
        tracing::warn!(path = request.uri().path(), "refused a request from another site");
        return (StatusCode::FORBIDDEN, "This request came from another site. Is VITRINE_PUBLIC_URL the address in your browser?")
            .into_response();
    }
    let mut response = next.run(request).await;
    set(&mut response, header::X_FRAME_OPTIONS, "DENY");
    set(&mut response, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Frame routes: the page carries a token, so it is stored nowhere.
pub async fn frame(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// A site of the organisation, whose page asks.
#[derive(Clone, Debug)]
pub struct AskingSite(pub Origin);

/// Page routes: the scripts of other sites can neither ask nor read. What was read of the organisation and the site go with the
/// request. Why a page was refused its script may read, so that it can tell its developer: that is the same for every site.
pub async fn page(State(app): State<AppState>, params: RawPathParams, mut request: Request, next: Next) -> Response {
    let channel = params.iter().find(|(name, _)| *name == "org").and_then(|(_, named)| named.parse::<Channel>().ok());
    let mut response = match channel {
        Some(channel) => match app.recent.named(&app.store, &channel).await {
            Ok(Some(settings)) => match asking_site(&app, request.headers()).filter(|site| settings.sites.contains(site)) {
                Some(site) => {
                    let origin = request.headers().get(header::ORIGIN).cloned();
                    request.extensions_mut().insert(settings);
                    request.extensions_mut().insert(AskingSite(site));
                    let mut response = next.run(request).await;
                    if let Some(origin) = origin {
                        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                    }
                    response
                }
                None => {
                    tracing::warn!(org = %settings.scope.org(), origin = ?request.headers().get(header::ORIGIN), "a page asks that is not of the organisation's sites");
                    refused((StatusCode::FORBIDDEN, "This page is not of the organisation's sites."))
                }
            },
            Ok(None) => refused(console::unknown_organisation()),
            Err(error) => console::failed(&error),
        },
        None => refused(console::unknown_organisation()),
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Why a page is told nothing, in words that its script may read.
fn refused(why: impl IntoResponse) -> Response {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], why).into_response()
}

/// The site that asks, as the browser tells it: a page of our own address sends no `Origin` with a plain look.
fn asking_site(app: &App, headers: &HeaderMap) -> Option<Origin> {
    match headers.get(header::ORIGIN) {
        Some(origin) => origin.to_str().ok()?.parse().ok(),
        None => headers.get("sec-fetch-site").filter(|site| *site == "same-origin").map(|_| app.settings.public_url.clone()),
    }
}

/// What every answer carries. A page that says nothing else about frames cannot be framed.
pub async fn every(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(&mut response, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    response
}

/// Sets a header that the handler has not set.
fn set(response: &mut Response, name: HeaderName, value: &'static str) {
    response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
}

/// Whether the browser says that one of our own pages asks. `Origin` comes with every unsafe request and every socket; a browser
/// that sends `Sec-Fetch-Site` must agree.
pub fn is_same_origin(headers: &HeaderMap, own: &Origin) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).and_then(|origin| origin.parse::<Origin>().ok());
    let is_site_fine = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
    origin.as_ref() == Some(own) && is_site_fine
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_origin_is_our_own() {
        let own: Origin = "http://localhost:3000".parse().expect("an origin");
        assert!(is_same_origin(&headers(&[("origin", "http://localhost:3000")]), &own));
        assert!(!is_same_origin(&headers(&[("origin", "http://127.0.0.1:3000")]), &own));
        assert!(!is_same_origin(&headers(&[("origin", "null")]), &own));
        assert!(!is_same_origin(&headers(&[]), &own));
        assert!(!is_same_origin(&headers(&[("origin", "http://localhost:3000"), ("sec-fetch-site", "same-site")]), &own));
    }
}
