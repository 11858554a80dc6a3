//! What a page tells about its shopper, made harmless.

use domain::{
    identity::{IDENTITY_KEY, Identity},
    shopper_data::{self, Claim},
    text,
    wire::JoinRequest,
};
use serde_json::Value;

use super::hub::Hub;
use crate::{
    Result, identity,
    store::{self, Scope, tickets::Told},
};

const MAX_URL_CHARS: usize = 2_048;
const MAX_TITLE_CHARS: usize = 200;
const MAX_LANGUAGE_CHARS: usize = 35;

/// What the shop's own server says of the shopper, where the page brought its word.
pub(super) async fn identity(hub: &Hub, scope: &Scope, data: &Value) -> Result<Option<Identity>> {
    if data.get(IDENTITY_KEY).is_none() {
        return Ok(None);
    }
    let key = store::identity::key(&hub.store.reader(), scope).await?;
    Ok(identity::of_data(data, key.as_deref(), scope.org(), hub.store.now().await?))
}

/// All that a join request tells.
pub(super) fn told(request: &JoinRequest, identity: Option<Identity>) -> Told {
    Told {
        claims: claims(&request.data),
        identity,
        page_url: request.page_url.as_deref().and_then(page_url),
        page_title: request.page_title.as_deref().and_then(page_title),
        language: text::line(&request.language, MAX_LANGUAGE_CHARS).unwrap_or_else(|| "en".to_owned()),
        has_camera: request.has_camera,
        has_microphone: request.has_microphone,
    }
}

/// The claims that are kept. What is left out is logged by its kind; keys and values may be personal.
pub(super) fn claims(data: &Value) -> Vec<Claim> {
    let (claims, problems) = shopper_data::claims(data);
    if !problems.is_empty() {
        tracing::info!(left_out = problems.len(), kept = claims.len(), "a page told more of its shopper than is taken");
    }
    claims
}

/// A page's address, if it is one of the web.
pub(super) fn page_url(text: &str) -> Option<String> {
    let url = text::line(text, MAX_URL_CHARS)?;
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let has_host = rest.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '[');
    (is_web && has_host && !url.contains(char::is_whitespace)).then_some(url)
}

/// A page's title.
pub(super) fn page_title(text: &str) -> Option<String> {
    text::line(text, MAX_TITLE_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_kept() {
        assert_eq!(page_url(" https://shop.example/a?b#c "), Some("https://shop.example/a?b#c".into()));
        for text in ["javascript:alert(1)", "data:text/html,x", "http://", "https:///x", "file:///etc/passwd", "shop.example", "http://a b"]
        {
            assert_eq!(page_url(text), None, "{text}");
        }
    }
}
