//! The live board: its page, and the stream that keeps it up to date.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use axum::{
    extract::{ConnectInfo, Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use backend::{
    accounts::Roles,
    front_desk::{BoardChoice, BoardWatch},
};
use domain::{
    OrgId,
    wire::{
        ConsolePage,
        console::{BoardNews, BoardPage},
    },
};
use futures::stream::{self, StreamExt};
use serde::Deserialize;
use tokio::time::{Interval, MissedTickBehavior, interval_at};

use super::{
    entered::{Entered, Instead},
    failed, signed_in, unknown_organisation,
};
use crate::{
    client_address::client_address,
    http::{AppState, streams::OpenStream},
};

/// How often a silent stream says that it is there. The page takes it for dead after some of these.
const BEAT: Duration = Duration::from_secs(15);
/// How often the cookie of an open stream is looked up again, as that of an open desk is.
const CHECKED_EVERY: Duration = Duration::from_secs(5);

/// Which queues are asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    show: Option<String>,
}

impl Asked {
    fn choice(&self, roles: Roles) -> BoardChoice {
        BoardChoice::of(roles, self.show.as_deref().map(|show| show == "mine"))
    }
}

/// `GET /o/{org}/board?show=mine|all`
pub async fn show(entered: Entered, Query(asked): Query<Asked>) -> Result<Response, Instead> {
    let choice = asked.choice(entered.member.roles());
    let look = async { entered.app().desk.watch_board(entered.member.clone(), choice).await?.first().await };
    let board = look.await.map_err(|error| entered.stop(&error))?;
    let BoardChoice { is_mine, may_choose } = choice;
    let page = BoardPage { frame: entered.frame(), board, is_mine, may_choose };
    Ok(entered.page(StatusCode::OK, &ConsolePage::Board(Box::new(page))))
}

/// `GET /o/{org}/board/stream?show=mine|all`: the board, then whatever changes of it. Who is not signed in hears that as news, since
/// a page reads nothing of an answer that is no stream.
pub async fn stream(
    State(app): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(org): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    // A plain look may come from another site, but no page of another site has a use for this.
    if headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return (StatusCode::FORBIDDEN, "This request came from another site.").into_response();
    }
    let Ok(org) = org.parse::<OrgId>() else { return unknown_organisation() };
    let member = match signed_in(&app, &headers).await {
        Ok(signed_in) => signed_in.and_then(|signed_in| signed_in.agent_in(&org)),
        Err(error) => return failed(&error),
    };
    let Some(member) = member else {
        return answer(stream::once(std::future::ready(Ok::<_, Infallible>(event(&BoardNews::SignedOut)))));
    };
    let address = client_address(peer.ip(), &headers, &app.settings.trusted_proxies);
    let Some(place) = app.streams.take(&org, address) else {
        tracing::info!(%org, "as many streams are open as may");
        return (StatusCode::TOO_MANY_REQUESTS, "As many streams are open as may.").into_response();
    };
    let roles = member.roles();
    let look = async {
        let mut watch = app.desk.watch_board(member, asked.choice(roles)).await?;
        let first = watch.first().await?;
        Ok::<_, backend::Error>((watch, first))
    };
    let (watch, first) = match look.await {
        Ok(found) => found,
        Err(error) => return failed(&error),
    };
    let open = Open { app, org, roles, headers, watch, beat: every(BEAT), checks: every(CHECKED_EVERY), is_over: false, _place: place };
    let first = stream::once(std::future::ready(Ok::<_, Infallible>(event(&BoardNews::Board(first)))));
    answer(first.chain(stream::unfold(open, |mut open| async move { open.next().await.map(|news| (Ok(event(&news)), open)) })))
}

fn answer(events: impl futures::Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(events).into_response();
    // nginx would hold the stream back until it ends.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn event(news: &BoardNews) -> Event {
    // What is told is plain data, which always can be written.
    Event::default().json_data(news).unwrap_or_default()
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(tokio::time::Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

/// A stream to a board, for as long as whoever opened it is signed in with the same roles.
struct Open {
    app: AppState,
    org: OrgId,
    roles: Roles,
    headers: HeaderMap,
    watch: BoardWatch,
    beat: Interval,
    checks: Interval,
    is_over: bool,
    _place: OpenStream,
}

impl Open {
    /// The next news; `None` at the end, after which the page comes back by itself.
    async fn next(&mut self) -> Option<BoardNews> {
        let shutdown = self.app.shutdown.token.clone();
        while !self.is_over {
            tokio::select! {
                biased;
                () = shutdown.cancelled() => return None,
                _ = self.checks.tick() => match self.roles_now().await {
                    Some(roles) if roles == self.roles => {}
                    // Another look shows what these roles may see.
                    Some(_) => return None,
                    None => {
                        self.is_over = true;
                        return Some(BoardNews::SignedOut);
                    }
                },
                board = self.watch.next() => return board.map(BoardNews::Board),
                _ = self.beat.tick() => return self.beat().await,
            }
        }
        None
    }

    /// That the line is alive, with the board if another day has changed its words.
    async fn beat(&mut self) -> Option<BoardNews> {
        if !self.watch.is_current().await {
            return None;
        }
        match self.watch.news().await {
            Some(board) => Some(BoardNews::Board(board)),
            None => self.watch.now().await.ok().map(|now| BoardNews::Beat { now }),
        }
    }

    /// What whoever opened the stream may do now; `None` once signed out. A store that does not answer signs nobody out.
    async fn roles_now(&self) -> Option<Roles> {
        match signed_in(&self.app, &self.headers).await {
            Ok(signed_in) => signed_in.and_then(|signed_in| signed_in.agent_in(&self.org)).map(|member| member.roles()),
            Err(error) => {
                tracing::error!(%error, "an open board's session cannot be read");
                Some(self.roles)
            }
        }
    }
}
