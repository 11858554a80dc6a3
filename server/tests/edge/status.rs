//! What pages ask about queues: who may, how much, and how it ends.

use std::net::SocketAddr;

use axum::{body::Body, http::Request};
use backend::{settings, store::Actor};
use domain::wire::{MOST_STATUS_TERMS, MOST_TERM_CHARS, StatusNews};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpSocket, TcpStream},
    time::{Duration, timeout},
};

use crate::support::{ORG, SHOP, TestServer};

const SOON: Duration = Duration::from_secs(10);

/// A page's stream. Only what is needed of HTTP is read: the head, and of the body the lines of its events.
struct Stream {
    lines: BufReader<TcpStream>,
    status: u16,
    head: String,
}

impl Stream {
    async fn open(server: &TestServer, query: &str) -> Self {
        Self::open_from([127, 0, 0, 1], server, query).await
    }

    async fn open_from(address: [u8; 4], server: &TestServer, query: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::from((address, 0))).expect("an address of our own");
        let mut stream = socket.connect(server.address).await.expect("the server");
        let request = format!("GET /page/{ORG}/status?{query} HTTP/1.1\r\nhost: x\r\norigin: {SHOP}\r\naccept: text/event-stream\r\n\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut stream = Self { lines: BufReader::new(stream), status: 0, head: String::new() };
        while let Some(line) = stream.line().await.filter(|line| !line.is_empty()) {
            stream.head.push_str(&line.to_lowercase());
            stream.head.push('\n');
        }
        stream.status = stream.head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        stream
    }

    /// The next line; `None` at the end.
    async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = timeout(SOON, self.lines.read_line(&mut line)).await.expect("nothing came").unwrap_or(0);
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// The next news; `None` at the end.
    async fn news(&mut self) -> Option<StatusNews> {
        loop {
            if let Some(data) = self.line().await?.strip_prefix("data:") {
                return Some(serde_json::from_str(data).expect("news"));
            }
        }
    }
}

async fn ask(server: &TestServer, path: &str, origin: Option<&str>) -> (u16, axum::http::HeaderMap, String) {
    let mut request = Request::get(path);
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let response = server.ask(request.body(Body::empty()).expect("a request")).await;
    let (parts, body) = response.into_parts();
    // A stream has no end to wait for.
    let bytes = if parts.headers.get("content-type").is_some_and(|kind| kind == "text/event-stream") {
        Default::default()
    } else {
        http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes()
    };
    (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

/// The demo organisation with these lines about its default queue.
async fn apply(server: &TestServer, lines: &str) {
    let file = format!(
        "[organisation]\nid = \"{ORG}\"\nname = \"Maison Vitrine\"\n[[queues]]\nslug = \"shop-floor\"\nname = \"Shop floor\"\ndefault = true\n{lines}\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n"
    );
    settings::apply(&server.app.store, &Actor::System, &file).await.expect("settings");
}

#[tokio::test]
async fn only_pages_of_the_organisations_sites_may_ask_and_without_credentials() {
    let server = TestServer::start().await;
    for path in [format!("/page/{ORG}/status"), format!("/page/{ORG}/status.json")] {
        let (status, headers, _) = ask(&server, &path, Some(SHOP)).await;
        assert_eq!((status, headers["access-control-allow-origin"].to_str().ok()), (200, Some(SHOP)), "{path}");
        assert!(!headers.contains_key("access-control-allow-credentials") && !headers.contains_key("set-cookie"));
        assert!(headers.get_all("vary").iter().any(|vary| vary == "origin"));
        for origin in [Some("https://evil.example"), Some("http://127.0.0.1:3101"), Some("null"), None] {
            let (status, headers, text) = ask(&server, &path, origin).await;
            // Why it is refused may be read, and nothing else.
            assert_eq!((status, headers["access-control-allow-origin"].to_str().ok()), (403, Some("*")), "{path} {origin:?}");
            assert_eq!(text, "This page is not of the organisation's sites.");
            assert!(headers.get_all("vary").iter().any(|vary| vary == "origin"));
        }
        for org in ["nope", "aaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(ask(&server, &path.replace(ORG, org), Some(SHOP)).await.0, 404);
        }
    }
}

#[tokio::test]
async fn a_request_that_asks_for_too_much_is_refused_in_words_that_the_page_may_read() {
    let server = TestServer::start().await;
    let many: String = (0..=MOST_STATUS_TERMS).map(|number| format!("queues={number}&")).collect();
    for query in [many, format!("queues={}", "a".repeat(MOST_TERM_CHARS + 1)), format!("x={}", "a".repeat(9_000))] {
        for path in ["status", "status.json"] {
            let (status, headers, text) = ask(&server, &format!("/page/{ORG}/{path}?{query}"), Some(SHOP)).await;
            assert_eq!((status, headers.contains_key("access-control-allow-origin"), text.is_empty()), (400, true, false));
        }
    }
}

#[tokio::test]
async fn one_answer_says_all_and_is_kept_for_some_seconds() {
    let server = TestServer::start().await;
    let (status, headers, text) = ask(&server, &format!("/page/{ORG}/status.json?queues=repairs&queues=attic&queues="), Some(SHOP)).await;
    assert_eq!((status, headers["cache-control"].to_str().ok()), (200, Some("public, max-age=5")));
    let news: StatusNews = serde_json::from_str(&text).expect("news");
    let terms: Vec<_> = news.terms.expect("terms").into_iter().map(|(term, queue)| (term, queue.is_some())).collect();
    assert_eq!(terms, [(String::new(), true), ("attic".into(), false), ("repairs".into(), true)]);
    assert_eq!(news.queues.len(), 2);
}

#[tokio::test]
async fn a_stream_tells_how_its_queue_is_and_then_what_changes_of_it() {
    let server = TestServer::start().await;
    let mut stream = Stream::open(&server, "queues=").await;
    assert_eq!(stream.status, 200);
    for header in ["content-type: text/event-stream", "cache-control: no-cache", "x-accel-buffering: no"] {
        assert!(stream.head.contains(header), "{}", stream.head);
    }
    let first = stream.news().await.expect("the first");
    assert_eq!((first.queues.len(), first.queues[0].is_open, first.terms.map(|terms| terms.len())), (1, true, Some(1)));
    apply(&server, "hours = { zone = \"UTC\" }").await;
    let closed = stream.news().await.expect("a change");
    assert_eq!((closed.terms, closed.queues[0].is_open, closed.queues[0].next_open), (None, false, None));
    apply(&server, "hours = \"always\"").await;
    assert!(stream.news().await.expect("a change").queues[0].is_open);
}

#[tokio::test]
async fn at_a_shutdown_every_stream_ends_and_the_page_is_told_when_to_come_back() {
    let server = TestServer::start().await;
    // Of the second there is nothing to tell.
    let mut streams = [Stream::open(&server, "queues=").await, Stream::open(&server, "queues=attic").await];
    for stream in &mut streams {
        let mut retry = None;
        while retry.is_none() {
            let line = stream.line().await.expect("the first event");
            retry = line.strip_prefix("retry:").and_then(|millis| millis.trim().parse::<u64>().ok());
        }
        assert!(retry.is_some_and(|millis| (1_000..=4_000).contains(&millis)), "{retry:?}");
    }
    server.app.shutdown.token.cancel();
    for stream in &mut streams {
        // The body ends as a whole one does, with a chunk of no bytes.
        while stream.line().await.expect("the end of the body") != "0" {}
    }
}

#[tokio::test]
async fn an_address_has_so_many_streams_and_gets_another_when_it_has_closed_one() {
    let server = TestServer::start().await;
    let mut open = vec![];
    for _ in 0..200 {
        open.push(Stream::open(&server, "queues=").await);
    }
    assert!(open.iter().all(|stream| stream.status == 200));
    assert_eq!(Stream::open(&server, "queues=").await.status, 429);
    assert_eq!(Stream::open_from([127, 0, 0, 2], &server, "queues=").await.status, 200);
    open.pop();
    let again = async { while Stream::open(&server, "queues=").await.status != 200 {} };
    timeout(SOON, again).await.expect("the stream that was closed still counts");
}

#[tokio::test]
async fn a_thousand_streams_hear_of_a_change_and_are_forgotten_when_they_close() {
    let server = TestServer::start().await;
    let mut streams = vec![];
    let before = resident_bytes();
    for number in 0..1_000_u16 {
        let [_, last] = (number / 150 + 1).to_be_bytes();
        let mut stream = Stream::open_from([127, 0, 0, last], &server, "queues=&queues=repairs").await;
        assert_eq!((stream.status, stream.news().await.map(|news| news.queues.len())), (200, Some(2)));
        streams.push(stream);
    }
    eprintln!("{} bytes each, both ends of the connection together", (resident_bytes() - before) / 1_000);
    assert_eq!(server.app.streams.open(), 1_000);
    apply(&server, "hours = { zone = \"UTC\" }").await;
    for stream in &mut streams {
        let news = stream.news().await.expect("a change");
        assert_eq!((news.queues.len(), news.queues[0].is_open), (1, false));
    }
    streams.clear();
    let forgotten = async {
        while server.app.streams.open() > 0 {
            tokio::task::yield_now().await;
        }
    };
    timeout(SOON, forgotten).await.expect("some are still counted");
}

/// The memory of this process that is in use.
fn resident_bytes() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok().and_then(|text| text.split(' ').nth(1)?.parse::<usize>().ok());
    pages.unwrap_or_default() * 4_096
}

#[tokio::test]
async fn a_part_of_the_page_script_that_is_no_more_leads_to_the_one_of_today() {
    let server = TestServer::start().await;
    let (status, headers, _) = server.get("/assets/embed-status-0123456789.js").await;
    assert_eq!((status, headers["location"].to_str().ok()), (307, Some("/assets/embed-status-abcdef0123.js")));
    assert_eq!(
        (headers["access-control-allow-origin"].to_str().ok(), headers["cache-control"].to_str().ok()),
        (Some("*"), Some("no-store"))
    );
    assert_eq!(server.get("/assets/embed-status-abcdef0123.js").await.0, 200);
    for path in ["/assets/embed-attic-0123456789.js", "/assets/embed-", "/assets/widget-0123456789.js"] {
        assert_eq!(server.get(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_name_that_no_file_can_have_is_not_found() {
    let server = TestServer::start().await;
    // The longest name of a file has 255 bytes, with what compressed files end with.
    for length in [200, 250, 255, 256, 5_000] {
        let name = "x".repeat(length);
        for path in [format!("/assets/{name}.js"), format!("/assets/{name}/a.js"), format!("/assets/embed-{name}-a.js")] {
            assert_eq!(server.get(&path).await.0, 404, "{length}");
        }
    }
}
