//! What a merchant's page asks about queues: as a stream that goes on telling, and as one answer where streams fail.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Extension, Json,
    extract::{ConnectInfo, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use backend::{front_desk::StatusWatch, settings::WidgetSettings};
use domain::{
    Origin, PageKey,
    wire::{MOST_STATUS_TERMS, MOST_TERM_CHARS},
};
use futures::stream::{self, StreamExt};
use serde::Serialize;
use tokio::time::{Interval, MissedTickBehavior, interval_at};

use super::{AppState, channel, class::AskingSite, console, streams::OpenStream};
use crate::client_address::client_address;

/// How often a silent stream says that it is there: proxies close what is silent for a minute, some for half of it.
const BEAT: Duration = Duration::from_secs(15);
/// The soonest that a page comes back to a stream that has ended, in milliseconds; some come up to four times as late, so that a
/// server that starts is not asked by all at once.
const BACK_AFTER_MILLIS: u64 = 1_000;
/// The longest query of a request.
pub const MAX_QUERY_BYTES: usize = 8 * 1024;

/// `GET /page/{org}/status?queues=…&queues=…&key=…`: the queues that these names mean, a blank one for the default queue, then whatever
/// changes of them. Who shows a key of the organisation is also told which agents can be called.
pub async fn stream(
    State(app): State<AppState>,
    Extension(settings): Extension<Arc<WidgetSettings>>,
    Extension(AskingSite(site)): Extension<AskingSite>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let asked = match Asked::of(&settings, &uri) {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let address = client_address(peer.ip(), &headers, &app.settings.trusted_proxies);
    let Some(place) = app.streams.take(settings.scope.org(), address) else {
        tracing::info!(org = %settings.scope.org(), "as many streams are open as may");
        return (StatusCode::TOO_MANY_REQUESTS, "As many streams are open as may; ask again and again instead.").into_response();
    };
    let (watch, first) = match look(&app, &settings, &asked).await {
        Ok(found) => found,
        Err(error) => return console::failed(&error),
    };
    let spread = Duration::from_millis(BACK_AFTER_MILLIS + u64::from(app.streams.open()) * 7 % (3 * BACK_AFTER_MILLIS));
    let mut beat = interval_at(tokio::time::Instant::now() + BEAT, BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let open = Open { app, watch, site, key: asked.key, beat, _place: place };
    let first = stream::once(std::future::ready(Ok::<_, Infallible>(news(&first).retry(spread))));
    let changes = stream::unfold(open, |mut open| async move { open.next().await.map(|event| (Ok(event), open)) });
    let mut response = Sse::new(first.chain(changes)).into_response();
    // nginx would hold the stream back until it ends.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// `GET /page/{org}/status.json?queues=…&queues=…&key=…`: the same, once.
pub async fn once(State(app): State<AppState>, Extension(settings): Extension<Arc<WidgetSettings>>, uri: Uri) -> Response {
    let asked = match Asked::of(&settings, &uri) {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    match look(&app, &settings, &asked).await {
        Ok((_, first)) => ([(header::CACHE_CONTROL, "public, max-age=5")], Json(first)).into_response(),
        Err(error) => console::failed(&error),
    }
}

async fn look(app: &AppState, settings: &WidgetSettings, asked: &Asked) -> backend::Result<(StatusWatch, impl Serialize + use<>)> {
    let mut watch = app.desk.watch_status(settings.scope.clone(), asked.terms.clone(), asked.key.is_some()).await?;
    let first = watch.first().await?;
    Ok((watch, first))
}

fn news(news: &impl Serialize) -> Event {
    // What is told is plain data, which always can be written.
    Event::default().json_data(news).unwrap_or_default()
}

/// What a page asks.
struct Asked {
    terms: Vec<String>,
    /// The key that it shows.
    key: Option<PageKey>,
}

impl Asked {
    /// Reads the request, or answers it.
    fn of(settings: &WidgetSettings, uri: &Uri) -> Result<Self, Box<Response>> {
        let terms = terms(uri).map_err(|problem| Box::new((StatusCode::BAD_REQUEST, problem).into_response()))?;
        Ok(Self { terms, key: channel::key(settings, uri)? })
    }
}

/// The queues that a page asks for; the default queue without any.
fn terms(uri: &Uri) -> Result<Vec<String>, &'static str> {
    if uri.query().is_some_and(|query| query.len() > MAX_QUERY_BYTES) {
        return Err("The request is too long.");
    }
    let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else { return Err("The query cannot be read.") };
    let mut terms: Vec<String> = pairs.into_iter().filter(|(key, _)| key == "queues").map(|(_, term)| term).collect();
    if terms.is_empty() {
        terms.push(String::new());
    }
    terms.sort();
    terms.dedup();
    if terms.len() > MOST_STATUS_TERMS {
        return Err("These are too many queues.");
    }
    if terms.iter().any(|term| term.chars().count() > MOST_TERM_CHARS) {
        return Err("A queue's name is not as long.");
    }
    Ok(terms)
}

/// A stream to a page. Nothing waits for it: it is told what is so when it can take more.
struct Open {
    app: AppState,
    watch: StatusWatch,
    site: Origin,
    key: Option<PageKey>,
    beat: Interval,
    _place: OpenStream,
}

impl Open {
    /// The next event; `None` at the end, after which the page comes back by itself.
    async fn next(&mut self) -> Option<Event> {
        let shutdown = self.app.shutdown.token.clone();
        tokio::select! {
            biased;
            () = shutdown.cancelled() => None,
            changed = self.watch.next() => changed.as_ref().map(news),
            _ = self.beat.tick() => self.is_current().await.then(|| Event::default().comment("")),
        }
    }

    /// Whether the page would still get this stream if it asked now.
    async fn is_current(&self) -> bool {
        let settings = self.app.recent.of(&self.app.store, self.watch.org()).await;
        let is_allowed = |settings: &WidgetSettings| {
            settings.sites.contains(&self.site) && self.key.as_ref().is_none_or(|key| settings.organisation.page_keys.contains(key))
        };
        // A store that does not answer is no reason to send pages away.
        let is_allowed = settings.map_or(true, |settings| settings.is_some_and(|settings| is_allowed(&settings)));
        is_allowed && self.watch.is_current().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<Vec<String>, &'static str> {
        terms(&format!("/page/x/status?{query}").parse().expect("an address"))
    }

    #[test]
    fn each_queue_is_asked_for_once_and_without_a_name_it_is_the_default_queue() {
        assert_eq!(asked("queues=b&queues=a%20%26%20c&queues=b&other=x"), Ok(vec!["a & c".to_owned(), "b".to_owned()]));
        assert_eq!(asked("other=x"), Ok(vec![String::new()]));
        assert_eq!(asked("queues=&queues=a"), Ok(vec![String::new(), "a".to_owned()]));
    }

    #[test]
    fn too_many_and_too_long_names_are_refused() {
        let many = |count: usize| (0..count).map(|number| format!("queues={number}&")).collect::<String>();
        assert_eq!(asked(&many(MOST_STATUS_TERMS)).map(|terms| terms.len()), Ok(MOST_STATUS_TERMS));
        assert!(asked(&many(MOST_STATUS_TERMS + 1)).is_err());
        assert!(asked(&format!("queues={}", "a".repeat(MOST_TERM_CHARS + 1))).is_err());
        assert!(asked(&format!("x={}", "a".repeat(MAX_QUERY_BYTES))).is_err());
    }
}
