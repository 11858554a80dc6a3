//! The way out over HTTP, against real servers on loopback that say whatever the test wants.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "clippy takes only functions marked #[test] for tests")]

#[allow(dead_code, reason = "each crate of tests uses its part of it")]
#[path = "../support/web_server.rs"]
mod web_server;

use std::time::Duration;

use backend::outbound::{Answer, Outbound, OutboundError, Validators};
use web_server::{Said, WebServer};

const WITHIN: Duration = Duration::from_secs(20);

async fn get(server: &WebServer, path: &str) -> Result<Answer, OutboundError> {
    outbound(&[server]).get(&server.url(path), &Validators::default(), 1_000, WITHIN).await
}

fn outbound(servers: &[&WebServer]) -> Outbound {
    Outbound::reaching(servers.iter().map(|server| server.address).collect()).expect("TLS")
}

fn content(answer: Result<Answer, OutboundError>) -> String {
    match answer.expect("an answer") {
        Answer::Content { bytes, .. } => String::from_utf8(bytes).expect("text"),
        Answer::Same => panic!("nothing was asked for before"),
    }
}

#[tokio::test]
async fn an_address_is_read_and_later_asked_whether_it_is_still_so() {
    let server = WebServer::start().await;
    server.says(Said::new("200 OK", "hello").with("ETag: \"1\"").with("Last-Modified: Mon, 01 Jan 2026 00:00:00 GMT"));
    server.says(Said::new("304 Not Modified", ""));
    let outbound = outbound(&[&server]);
    let url = server.url("/feed.csv?a=1#top");
    let first = outbound.get(&url, &Validators::default(), 1_000, WITHIN).await.expect("an answer");
    let Answer::Content { bytes, validators } = first else { panic!("{first:?}") };
    assert_eq!(bytes, b"hello");
    assert_eq!(outbound.get(&url, &validators, 1_000, WITHIN).await, Ok(Answer::Same));
    let asked = server.asked();
    assert!(asked[0].starts_with("GET /feed.csv?a=1 HTTP/1.1\r\n"), "{}", asked[0]);
    let host = format!("host: {}\r\n", server.address);
    assert!(asked[0].contains(&host) && !asked[0].contains("if-none-match") && !asked[0].contains("cookie"), "{}", asked[0]);
    assert!(asked[1].contains("if-none-match: \"1\"\r\n") && asked[1].contains("if-modified-since: Mon, 01 Jan"), "{}", asked[1]);
}

#[tokio::test]
async fn a_redirect_is_followed_and_checked_and_not_for_ever() {
    let server = WebServer::start().await;
    server.says(Said::new("302 Found", "").with("Location: /there?b=2"));
    server.says(Said::new("200 OK", "there"));
    assert_eq!(content(get(&server, "/here").await), "there");
    assert!(server.asked()[1].starts_with("GET /there?b=2 "));

    let private = WebServer::start().await;
    private.says(Said::new("200 OK", "secret"));
    server.says(Said::new("301 Moved", "").with(&format!("Location: {}", private.url("/"))));
    assert_eq!(get(&server, "/here").await, Err(OutboundError::Private));
    assert!(private.asked().is_empty(), "what is not allowed was asked");
    for to in ["http://169.254.169.254/latest/meta-data", "http://[::ffff:10.0.0.1]/", "http://0x7f.1/", "http://2130706433/"] {
        server.says(Said::new("302 Found", "").with(&format!("Location: {to}")));
        assert_eq!(get(&server, "/here").await, Err(OutboundError::Private), "{to}");
    }
    for to in ["file:///etc/passwd", "gopher://shop.example", "http://user:secret@shop.example/"] {
        server.says(Said::new("302 Found", "").with(&format!("Location: {to}")));
        assert_eq!(get(&server, "/here").await, Err(OutboundError::NoAddress), "{to}");
    }
    for _ in 0..6 {
        server.says(Said::new("302 Found", "").with("Location: /here"));
    }
    assert_eq!(get(&server, "/here").await, Err(OutboundError::TooManyRedirects));
}

#[tokio::test]
async fn without_a_list_nothing_at_home_is_reached() {
    let server = WebServer::start().await;
    server.says(Said::new("200 OK", "secret"));
    let outbound = Outbound::new().expect("TLS");
    let port = server.address.port();
    for url in [server.url("/"), format!("http://localhost:{port}/"), format!("http://[::1]:{port}/"), format!("http://127.1:{port}/")] {
        assert_eq!(outbound.get(&url, &Validators::default(), 10, WITHIN).await, Err(OutboundError::Private), "{url}");
    }
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn an_answer_that_is_too_large_or_breaks_off_or_never_ends_is_none() {
    let server = WebServer::start().await;
    server.says(Said::new("200 OK", &"x".repeat(1_001)));
    assert_eq!(get(&server, "/large").await, Err(OutboundError::TooLarge));
    server.says(Said::new("200 OK", &"x".repeat(1_000)));
    assert_eq!(content(get(&server, "/just").await).len(), 1_000);
    server.says(Said::new("200 OK", "half").breaking_off());
    assert_eq!(get(&server, "/half").await, Err(OutboundError::Broken));
    server.says(Said::new("404 Not Found", "gone"));
    assert_eq!(get(&server, "/gone").await, Err(OutboundError::Status(404)));
    server.says(Said::new("304 Not Modified", ""));
    assert_eq!(get(&server, "/same").await, Err(OutboundError::Status(304)), "nothing was asked for before");
    server.says(Said::new("204 No Content", ""));
    assert_eq!(get(&server, "/none").await, Err(OutboundError::Status(204)));
    server.says(Said::nothing());
    let late = outbound(&[&server]).get(&server.url("/slow"), &Validators::default(), 10, Duration::from_millis(50)).await;
    assert_eq!(late, Err(OutboundError::Late));
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_or_is_not_there_says_so() {
    let server = WebServer::start().await;
    server.says(Said::new("200 OK", "plain"));
    let url = server.url("/").replace("http://", "https://");
    assert_eq!(outbound(&[&server]).get(&url, &Validators::default(), 10, WITHIN).await, Err(OutboundError::Insecure));
    let gone = server.address;
    drop(server);
    let outbound = Outbound::reaching(vec![gone]).expect("TLS");
    let answer = outbound.get(&format!("http://{gone}/"), &Validators::default(), 10, WITHIN).await;
    assert!(matches!(answer, Err(OutboundError::Unreachable | OutboundError::Broken)), "{answer:?}");
    for url in ["", "shop", "ftp://shop.example", "//shop.example", "http://"] {
        assert_eq!(outbound.get(url, &Validators::default(), 10, WITHIN).await, Err(OutboundError::NoAddress), "{url}");
    }
}
