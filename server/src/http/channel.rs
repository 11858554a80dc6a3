//! What a page that names an organisation as a channel is told of it, and the key that such a page shows.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::Query,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use backend::settings::WidgetSettings;
use domain::{PageKey, locale::Phrases, wire::ChannelCard};

use super::status::MAX_QUERY_BYTES;

/// `GET /page/{channel}/channel.json?key=…&locale=…`: which organisation it is, and the words of its card.
pub async fn show(Extension(settings): Extension<Arc<WidgetSettings>>, uri: Uri) -> Response {
    if uri.query().is_some_and(|query| query.len() > MAX_QUERY_BYTES) {
        return (StatusCode::BAD_REQUEST, "The request is too long.").into_response();
    }
    match key(&settings, &uri) {
        Ok(Some(_)) => {}
        Ok(None) => return no_key(&settings),
        Err(refusal) => return *refusal,
    }
    let asked = pairs(&uri).into_iter().find(|(name, value)| name == "locale" && !value.trim().is_empty()).map(|(_, value)| value);
    let locale = settings.organisation.locales.choose(asked.as_deref()).locale;
    let card = ChannelCard::new(settings.scope.org().clone(), &Phrases::shop_card(locale), locale.direction());
    ([(header::CACHE_CONTROL, "public, max-age=60")], Json(card)).into_response()
}

/// The key of the organisation that a request shows, if it shows one.
///
/// # Errors
/// The answer to one that is none of the organisation's.
pub fn key(settings: &WidgetSettings, uri: &Uri) -> Result<Option<PageKey>, Box<Response>> {
    let Some((_, shown)) = pairs(uri).into_iter().find(|(name, _)| name == "key") else { return Ok(None) };
    let key = shown.parse::<PageKey>().ok().filter(|key| settings.organisation.page_keys.contains(key));
    key.map(Some).ok_or_else(|| Box::new(no_key(settings)))
}

fn no_key(settings: &WidgetSettings) -> Response {
    tracing::warn!(org = %settings.scope.org(), "a page shows no key of the organisation");
    (StatusCode::FORBIDDEN, "This key is none of the organisation's page keys.").into_response()
}

fn pairs(uri: &Uri) -> Vec<(String, String)> {
    Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default()
}
