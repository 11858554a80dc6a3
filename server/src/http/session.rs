//! The session cookie of signed-in people.

use axum::http::{HeaderMap, HeaderValue, header};
use domain::Origin;

/// How long a browser keeps the cookie; the store ends sessions earlier when they are not used.
const MAX_AGE_SECONDS: u32 = 14 * 24 * 60 * 60;

/// The cookie's name. Over TLS it has the prefix that binds it to this very host (RFC 6265bis section 4.1.3.2).
fn name(public_url: &Origin) -> &'static str {
    if public_url.is_https() { "__Host-vitrine_session" } else { "vitrine_session" }
}

/// The token in the request's cookie.
pub fn token(headers: &HeaderMap, public_url: &Origin) -> Option<String> {
    let name = name(public_url);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, token)| token.to_owned())
}

/// The header that sets the cookie, or with an empty token takes it away.
pub fn set_cookie(token: &str, public_url: &Origin) -> Option<HeaderValue> {
    let secure = if public_url.is_https() { "; Secure" } else { "" };
    let age = if token.is_empty() { 0 } else { MAX_AGE_SECONDS };
    HeaderValue::try_from(format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", name(public_url))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_that_is_set_is_the_one_that_is_read() {
        for url in ["http://localhost:3000", "https://calls.example"] {
            let url: Origin = url.parse().expect("an origin");
            let set = set_cookie("abc", &url).expect("a header value");
            let pair = set.to_str().expect("ascii").split(';').next().expect("a pair").to_owned();
            let headers =
                HeaderMap::from_iter([(header::COOKIE, HeaderValue::try_from(format!("other=1; {pair}")).expect("a header value"))]);
            assert_eq!(token(&headers, &url), Some("abc".into()));
        }
    }
}
