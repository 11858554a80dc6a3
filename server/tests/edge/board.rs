//! The live board and the history over HTTP: who sees what, and when a board's stream ends.

use axum::{body::Body, http::Request};
use backend::{Actor, params};
use domain::{
    TicketId,
    wire::console::{AgentState, Board, BoardNews},
};
use futures::StreamExt;
use tokio::time::{Duration, timeout};

use crate::{
    sign_in,
    support::{ORG, TestServer},
};

const SOON: Duration = Duration::from_secs(20);

async fn owner(server: &TestServer) -> String {
    sign_in::cookie(server, "owner@demo.test", "owner-demo-2026").await
}

/// What is shown at a path of the organisation; the page's data after it is left out.
async fn get(server: &TestServer, cookie: &str, path: &str) -> (u16, String) {
    let request = Request::get(format!("/o/{ORG}/{path}")).header("cookie", cookie).body(Body::empty()).expect("a request");
    let (parts, body) = server.ask(request).await.into_parts();
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    let text = String::from_utf8_lossy(&bytes);
    (parts.status.as_u16(), text.split("<script type=\"application/json\"").next().unwrap_or_default().to_owned())
}

/// An open stream of a board.
struct Stream {
    body: axum::body::BodyDataStream,
    text: String,
}

impl Stream {
    async fn open(server: &TestServer, cookie: &str, query: &str) -> Self {
        let request = Request::get(format!("/o/{ORG}/board/stream{query}")).header("cookie", cookie).body(Body::empty());
        let response = server.ask(request.expect("a request")).await;
        assert_eq!(response.status(), 200);
        Self { body: response.into_body().into_data_stream(), text: String::new() }
    }

    /// The next news; `None` at the end.
    async fn news(&mut self) -> Option<BoardNews> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n").map(|(event, rest)| (event.to_owned(), rest.to_owned())) {
                self.text = rest;
                return Some(serde_json::from_str(event.strip_prefix("data:").expect("data")).expect("news"));
            }
            let chunk = timeout(SOON, self.body.next()).await.expect("nothing came")?;
            self.text.push_str(&String::from_utf8_lossy(&chunk.expect("a chunk")));
        }
    }

    /// The next board that is so.
    async fn board(&mut self, is_so: impl Fn(&Board) -> bool) -> Board {
        loop {
            match self.news().await.expect("the stream goes on") {
                BoardNews::Board(board) if is_so(&board) => return board,
                BoardNews::SignedOut => panic!("signed out"),
                _ => {}
            }
        }
    }
}

/// A ticket in the default queue; over after a minute if it is to be.
async fn draw(server: &TestServer, number: u8, is_over: bool) -> TicketId {
    let id = TicketId::from_random([number; 20]);
    let now = server.app.store.now().await.expect("the time");
    let (state, end, ended_at) =
        if is_over { ("ended", Some("left"), Some(now + domain::Duration::from_secs(60))) } else { ("waiting", None, None) };
    let sql = "
        INSERT INTO ticket (org_id, id, queue_id, state, end_reason, joined_at, ended_at, epoch, resume_hash, round_started_at, language,
            has_camera, has_microphone, terms_version, terms_accepted_at, version)
        SELECT q.org_id, $2, q.id, $3, $4, $5, $6, 1, 'h', $5, 'en', 1, 1, '1', $5, 1 FROM queue q WHERE q.org_id = $1 AND q.is_default = 1";
    let values = &params![ORG, &id, state, end, now, ended_at];
    let row = server.app.store.reader().one("SELECT id FROM queue WHERE is_default = 1", params![]).await.expect("a queue");
    let hint = &backend::store::Hint::Queue { org: ORG.parse().expect("an id"), queue: row.id("id").expect("an id") };
    let change = server.app.store.change(&Actor::System, |change| {
        Box::pin(async move {
            change.execute(sql, values.clone()).await?;
            change.hint(hint.clone());
            Ok(())
        })
    });
    change.await.expect("a ticket");
    id
}

#[tokio::test]
async fn everybody_who_belongs_here_sees_a_board_and_only_what_the_roles_allow() {
    let server = TestServer::start().await;
    let (owner, anna) = (owner(&server).await, sign_in::anna(&server).await);
    for query in ["", "?show=mine", "?show=all"] {
        let (status, html) = get(&server, &owner, &format!("board{query}")).await;
        assert_eq!((status, html.matches("class=\"card board-queue").count()), (200, 2), "an owner who serves no queue sees all{query}");
        let (status, html) = get(&server, &anna, &format!("board{query}")).await;
        assert_eq!((status, html.matches("class=\"card board-queue").count()), (200, 1), "an agent sees the own{query}");
        assert!(html.contains("aria-current=\"page\"") && !html.contains(" style=") && !html.contains("board-choices"));
        let shown = Stream::open(&server, &anna, query).await.board(|_| true).await;
        assert_eq!(shown.queues.iter().map(|queue| queue.name.as_str()).collect::<Vec<_>>(), ["Shop floor"]);
    }
    let nobody = get(&server, "", "board").await;
    assert_eq!(nobody.0, 303);
}

#[tokio::test]
async fn a_board_tells_of_a_ticket_that_is_drawn_and_of_nobody_to_serve_it() {
    let server = TestServer::start().await;
    let mut stream = Stream::open(&server, &owner(&server).await, "").await;
    let before = stream.board(|_| true).await;
    assert_eq!((before.totals().waiting, before.queues[0].is_deserted()), (0, false));
    draw(&server, 1, false).await;
    let after = stream.board(|board| board.totals().waiting == 1).await;
    assert!(after.queues[0].is_deserted() && after.queues[0].longest_since.is_some());
    assert!(after.queues[0].agents.iter().all(|agent| agent.state == AgentState::Offline));
}

#[tokio::test]
async fn a_stream_ends_when_its_reader_signs_out_and_a_reader_without_session_is_told_so() {
    let server = TestServer::start().await;
    let cookie = owner(&server).await;
    let mut stream = Stream::open(&server, &cookie, "").await;
    stream.board(|_| true).await;
    sign_in::out(&server, &cookie).await;
    let last = loop {
        match stream.news().await.expect("it says why") {
            BoardNews::Board(_) | BoardNews::Beat { .. } => {}
            last @ BoardNews::SignedOut => break last,
        }
    };
    assert_eq!((last, stream.news().await), (BoardNews::SignedOut, None));
    assert_eq!(server.app.streams.open(), 0);
    let mut late = Stream::open(&server, &cookie, "").await;
    assert_eq!((late.news().await, late.news().await), (Some(BoardNews::SignedOut), None));
}

#[tokio::test]
async fn a_page_of_another_site_gets_no_stream() {
    let server = TestServer::start().await;
    let cookie = owner(&server).await;
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200)] {
        let request = Request::get(format!("/o/{ORG}/board/stream")).header("cookie", &cookie).header("sec-fetch-site", site);
        assert_eq!(server.ask(request.body(Body::empty()).expect("a request")).await.status(), status, "{site}");
    }
}

#[tokio::test]
async fn the_history_is_the_owners_and_an_agents_only_where_he_was_rung() {
    let server = TestServer::start().await;
    let (owner, anna) = (owner(&server).await, sign_in::anna(&server).await);
    let (status, html) = get(&server, &owner, "history").await;
    assert_eq!((status, html.contains("No tickets yet")), (200, true));
    let id = draw(&server, 1, true).await;
    let page = format!("history/{id}");
    let (status, html) = get(&server, &owner, "history?outcome=missed").await;
    assert!(status == 200 && html.contains(&page) && html.contains("Missed") && html.contains("Shop floor"), "{html}");
    assert!(!get(&server, &owner, "history?outcome=answered").await.1.contains(&page));
    let (status, html) = get(&server, &anna, "history").await;
    assert!(status == 200 && !html.contains(&page) && !html.contains("name=\"agent\""));
    let (status, html) = get(&server, &owner, &page).await;
    assert!(status == 200 && html.contains("The shopper got in line") && html.contains("This has been deleted"), "{html}");
    assert_eq!(get(&server, &anna, &page).await.0, 404);
    for unknown in ["history/aaaaaaaaaaaaaaaaaaaa", "history/nonsense"] {
        let (status, html) = get(&server, &owner, unknown).await;
        assert_eq!((status, html.contains("There is no such ticket")), (404, true), "{unknown}");
    }
    let (status, html) = get(&server, &owner, "history?from=yesterday&queue=nonsense&before=x").await;
    assert!(status == 422 && html.contains("is no date"), "{html}");
}
