//! The classes of routes, and the guard of each. Two more come with what needs them: the page API (CORS to the organisation's
//! sites) and mailed links.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Origin;

use super::AppState;

/// Who may use a route, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// People with a session cookie, from our own pages only.
    Console,
    /// The widget in its frame: no cookie, a token in the first socket message.
    Frame,
    /// Everybody: files and health.
    Open,
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
