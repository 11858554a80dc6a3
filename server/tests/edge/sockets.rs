//! Sockets: late, malformed, oversized, forged, from the wrong place, too fast.

use domain::wire::{FromAgent, FromShopper, MAX_MESSAGE_BYTES};
use futures::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    sign_in,
    support::{ORG, Socket, TestServer, close_code, hear, say},
};

fn widget_path() -> String {
    format!("/widget/{ORG}/socket")
}

async fn open(server: &TestServer) -> Socket {
    server.socket(&widget_path(), &server.origin(), None).await.expect("a socket")
}

async fn greeted(server: &TestServer) -> Socket {
    let mut socket = open(server).await;
    say(
        &mut socket,
        &FromShopper::Hello { version: 1, token: server.visit_token().await, resume: None, queue: None, page: None, former: None },
    )
    .await;
    assert_eq!(hear(&mut socket).await.map(|message| message["view"].is_object()), Some(true));
    socket
}

#[tokio::test]
async fn a_socket_from_another_origin_is_refused_before_the_upgrade() {
    let server = TestServer::start().await;
    let desk = format!("/o/{ORG}/desk/socket");
    for path in [widget_path(), desk] {
        assert_eq!(server.socket(&path, "http://evil.example", None).await.err(), Some(403), "{path}");
    }
}

#[tokio::test]
async fn a_shopper_with_a_token_is_answered_with_a_view() {
    let server = TestServer::start().await;
    greeted(&server).await;
}

#[tokio::test]
async fn a_page_hears_that_its_line_is_alive() {
    let server = TestServer::start().await;
    let mut socket = hello_of(&server, 2).await;
    loop {
        if heard(&mut socket).await == Some("beat".into()) {
            break;
        }
    }
}

#[tokio::test]
async fn a_page_of_a_release_that_would_not_know_the_word_is_pinged_without_it() {
    let server = TestServer::start().await;
    let mut socket = hello_of(&server, 1).await;
    while let Some(message) = heard(&mut socket).await {
        assert_ne!(message, "beat");
    }
    // The word would stand before or right behind the ping, and what comes last is the answer to one of ours.
    socket.send(Message::Ping(b"done".as_slice().into())).await.expect("a line");
    while let Some(message) = heard(&mut socket).await {
        assert_ne!(message, "beat");
    }
}

async fn hello_of(server: &TestServer, version: u16) -> Socket {
    let mut socket = open(server).await;
    let hello = FromShopper::Hello { version, token: server.visit_token().await, resume: None, queue: None, page: None, former: None };
    say(&mut socket, &hello).await;
    socket
}

/// The next message, or nothing for a ping or its answer.
async fn heard(socket: &mut Socket) -> Option<serde_json::Value> {
    match socket.next().await {
        Some(Ok(Message::Text(text))) => Some(serde_json::from_str(&text).expect("json")),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => None,
        end => panic!("{end:?}"),
    }
}

#[tokio::test]
async fn whoever_says_no_hello_within_the_deadline_is_closed() {
    let server = TestServer::start().await;
    let mut socket = open(&server).await;
    assert_eq!(close_code(&mut socket).await, Some(1008));
}

#[tokio::test]
async fn a_forged_token_is_told_and_closed() {
    let server = TestServer::start().await;
    let token = server.visit_token().await;
    let forged = token.chars().rev().collect::<String>();
    for token in [forged, String::new(), "x".repeat(5_000)] {
        let mut socket = open(&server).await;
        say(&mut socket, &FromShopper::Hello { version: 1, token, resume: None, queue: None, page: None, former: None }).await;
        assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("bad_token".into()));
        assert_eq!(close_code(&mut socket).await, Some(1008));
    }
}

#[tokio::test]
async fn a_wire_version_older_than_the_oldest_is_asked_to_load_again() {
    let server = TestServer::start().await;
    let mut socket = open(&server).await;
    say(
        &mut socket,
        &FromShopper::Hello { version: 0, token: server.visit_token().await, resume: None, queue: None, page: None, former: None },
    )
    .await;
    assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("upgrade".into()));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_closed() {
    let server = TestServer::start().await;
    for garbage in [Message::Text("{".into()), Message::Text(r#"{"dance":{}}"#.into()), Message::Binary(vec![0; 8].into())] {
        let mut socket = greeted(&server).await;
        socket.send(garbage).await.expect("sent");
        assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("bad_message".into()));
        assert_eq!(close_code(&mut socket).await, Some(1007));
    }
}

#[tokio::test]
async fn a_message_over_the_limit_ends_the_socket() {
    let server = TestServer::start().await;
    let mut socket = greeted(&server).await;
    let page = FromShopper::Page { url: "http://shop.example".into(), title: "x".repeat(MAX_MESSAGE_BYTES) };
    say(&mut socket, &page).await;
    assert_eq!(hear(&mut socket).await, None);
}

#[tokio::test]
async fn a_flood_is_told_and_closed() {
    let server = TestServer::start().await;
    let mut socket = greeted(&server).await;
    for _ in 0..400 {
        if socket.send(Message::Text(r#""leave""#.into())).await.is_err() {
            break;
        }
    }
    let mut problems = vec![];
    while let Some(message) = hear(&mut socket).await {
        problems.push(message["problem"].clone());
    }
    assert!(problems.contains(&"too_fast".into()), "{problems:?}");
}

#[tokio::test]
async fn a_desk_without_a_session_is_told_that_nobody_is_signed_in() {
    let server = TestServer::start().await;
    let path = format!("/o/{ORG}/desk/socket");
    let mut socket = server.socket(&path, &server.origin(), Some("vitrine_session=forged")).await.expect("a socket");
    say(&mut socket, &FromAgent::Hello { version: 1, device: "a".repeat(20), call: None, page: None }).await;
    assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("signed_out".into()));
}

#[tokio::test]
async fn a_signed_in_desk_is_answered_with_a_view() {
    let server = TestServer::start().await;
    let cookie = sign_in::anna(&server).await;
    let mut socket = server.socket(&format!("/o/{ORG}/desk/socket"), &server.origin(), Some(&cookie)).await.expect("a socket");
    say(&mut socket, &FromAgent::Hello { version: 1, device: "a".repeat(20), call: None, page: None }).await;
    assert_eq!(hear(&mut socket).await.map(|message| message["view"].is_object()), Some(true));
}

#[tokio::test]
async fn a_stopping_server_closes_with_going_away() {
    let server = TestServer::start().await;
    let mut socket = greeted(&server).await;
    server.app.shutdown.token.cancel();
    assert_eq!(close_code(&mut socket).await, Some(1001));
}

#[tokio::test]
async fn whoever_signs_out_in_one_tab_is_told_in_every_other() {
    let server = TestServer::start().await;
    let cookie = sign_in::anna(&server).await;
    let mut desk = server.socket(&format!("/o/{ORG}/desk/socket"), &server.origin(), Some(&cookie)).await.expect("a socket");
    say(&mut desk, &FromAgent::Hello { version: 1, device: "a".repeat(20), call: None, page: None }).await;
    assert_eq!(hear(&mut desk).await.map(|message| message["view"].is_object()), Some(true));
    sign_in::out(&server, &cookie).await;
    let mut last = None;
    while let Some(message) = hear(&mut desk).await {
        last = Some(message["problem"].clone());
    }
    assert_eq!(last, Some("signed_out".into()));
}

#[tokio::test]
async fn tickets_are_counted_by_the_network_behind_a_trusted_proxy() {
    let server = TestServer::behind_proxy().await;
    for number in 0..domain::queue::PER_NETWORK {
        assert_eq!(joined_from(&server, &format!("203.0.113.9, 198.51.100.{number}, 192.0.2.77")).await, "resume");
    }
    assert_eq!(joined_from(&server, "192.0.2.77").await, "too_many_tickets");
    assert_eq!(joined_from(&server, "192.0.2.78").await, "resume");
}

/// What a shopper hears after joining who comes through the proxy with this header.
async fn joined_from(server: &TestServer, forwarded_for: &str) -> String {
    let mut socket = server.socket_from(&widget_path(), forwarded_for).await;
    say(
        &mut socket,
        &FromShopper::Hello { version: 2, token: server.visit_token().await, resume: None, queue: None, page: None, former: None },
    )
    .await;
    let request = domain::wire::JoinRequest {
        queue: None,
        terms: "1".into(),
        data: serde_json::Value::Null,
        page_url: None,
        page_title: None,
        tags: domain::tracking::Tags::default(),
        language: "en".into(),
        has_camera: false,
        has_microphone: false,
        call_back: None,
    };
    say(&mut socket, &FromShopper::Join(Box::new(request))).await;
    loop {
        let message = hear(&mut socket).await.expect("an answer");
        if message["resume"].is_object() {
            return "resume".to_owned();
        }
        if let Some(problem) = message["problem"].as_str() {
            return problem.to_owned();
        }
    }
}
