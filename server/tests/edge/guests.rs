//! A guest's page and its POST: what a stranger can send.

use axum::{body::Body, http::Request};
use domain::wire::{FromGuest, LinkClaimed, VERSION};

use crate::support::{ORG, TestServer, close_code, hear, say};

const CLAIM: &str = "abcdefghijklmnopqrst";

fn post(origin: &str, body: &str) -> Request<Body> {
    Request::post(format!("/guest/{ORG}/claim"))
        .header("origin", origin)
        .header("content-type", "application/json")
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

fn link(token: &str) -> String {
    format!(r#"{{"token":"{token}","name":"Mia","claim":"{CLAIM}"}}"#)
}

async fn claimed(server: &TestServer, body: &str) -> (u16, Option<LinkClaimed>) {
    let response = server.ask(post(&server.origin(), body)).await;
    let (parts, body) = response.into_parts();
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    (parts.status.as_u16(), serde_json::from_slice(&bytes).ok())
}

#[tokio::test]
async fn a_guests_page_cannot_be_framed_is_stored_nowhere_and_tells_no_other_site_of_itself() {
    let server = TestServer::start().await;
    let (status, headers, html) = server.get(&format!("/guest/{ORG}")).await;
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(status, 200);
    assert!(header("content-security-policy").ends_with("frame-ancestors 'none'"));
    assert_eq!((header("cache-control"), header("x-frame-options"), header("referrer-policy")), ("no-store", "DENY", "no-referrer"));
    assert!(
        html.contains("You are invited to a video call") && html.contains("/assets/console.wasm") && html.contains("/assets/widget.css")
    );
    assert!(server.get("/guest/aaaaaaaaaaaaaaaaaaaa").await.2.contains("no organisation"));
    let (_, _, rtl) = server.get(&format!("/guest/{ORG}?locale=ar-XB")).await;
    assert!(rtl.contains("dir=\"rtl\""));
}

#[tokio::test]
async fn a_link_that_never_was_is_gone_and_only_our_own_page_may_ask() {
    let server = TestServer::start().await;
    assert_eq!(claimed(&server, &link("AAAAAAAAAAAAAAAAAAAAAA")).await, (410, Some(LinkClaimed::Dead)));
    for origin in ["http://evil.example", "null"] {
        assert_eq!(server.ask(post(origin, &link("A"))).await.status(), 403);
    }
    let bare = Request::post(format!("/guest/{ORG}/claim")).header("content-type", "application/json").body(Body::from(link("A")));
    assert_eq!(server.ask(bare.expect("a request")).await.status(), 403);
}

#[tokio::test]
async fn a_body_that_is_none_or_without_a_name_or_a_secret_uses_nothing() {
    let server = TestServer::start().await;
    assert_eq!(claimed(&server, &link("A").replace("Mia", "  ")).await, (422, Some(LinkClaimed::NoName)));
    assert_eq!(claimed(&server, &link("A").replace(CLAIM, "short")).await, (400, Some(LinkClaimed::Failed)));
    for body in ["", "{", "[]", r#"{"token":1}"#] {
        assert!(matches!(claimed(&server, body).await.0, 400 | 422), "{body}");
    }
}

#[tokio::test]
async fn whoever_tries_many_links_has_to_wait() {
    let server = TestServer::start().await;
    let mut answers = vec![];
    for _ in 0..31 {
        answers.push(claimed(&server, &link("A")).await.0);
    }
    assert!(answers[..30].iter().all(|status| *status == 410), "{answers:?}");
    assert_eq!(answers[30], 429);
}

#[tokio::test]
async fn a_socket_without_a_pass_or_from_another_site_is_refused() {
    let server = TestServer::start().await;
    let path = format!("/guest/{ORG}/socket");
    assert_eq!(server.socket(&path, "http://evil.example", None).await.err(), Some(403));
    let mut socket = server.socket(&path, &server.origin(), None).await.expect("a socket");
    let forged = FromGuest::Hello { version: VERSION, pass: server.visit_token().await, page: CLAIM.into() };
    say(&mut socket, &forged).await;
    assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("bad_token".into()));
    assert_eq!(close_code(&mut socket).await, Some(1008));
}
