//! Pages of the next release on this server, as they meet during a deploy.

use domain::wire::VERSION;
use futures::SinkExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    sign_in,
    support::{ORG, Socket, TestServer, close_code, hear, say},
};

async fn widget(server: &TestServer, version: u16) -> Socket {
    let mut socket = server.socket(&format!("/widget/{ORG}/socket"), &server.origin(), None).await.expect("a socket");
    let token = server.visit_token().await;
    say(&mut socket, &json!({ "hello": { "version": version, "token": token, "resume": null, "queue": null, "mood": "good" } })).await;
    assert_eq!(hear(&mut socket).await.map(|message| message["view"].is_object()), Some(true));
    socket
}

/// What the next release may say and this one does not know: a kind, a plain kind, and a new turn of an old kind.
fn unknown() -> [Value; 3] {
    [json!({ "dance": { "steps": 3 } }), json!("wave"), json!({ "signal": { "body": { "hologram": {} } } })]
}

#[tokio::test]
async fn what_a_newer_widget_says_beyond_this_release_is_dropped_and_the_socket_goes_on() {
    let server = TestServer::start().await;
    let mut socket = widget(&server, VERSION + 1).await;
    for message in unknown() {
        say(&mut socket, &message).await;
    }
    let join = json!({ "join": { "queue": null, "terms": "2026-01", "data": {}, "page_url": null, "page_title": null,
        "language": "en", "has_camera": true, "has_microphone": true, "has_hologram": true } });
    say(&mut socket, &join).await;
    loop {
        let message = hear(&mut socket).await.expect("the socket is open");
        assert_eq!(message["problem"], Value::Null, "{message}");
        if message["view"]["stage"]["waiting"].is_object() {
            break;
        }
    }
}

#[tokio::test]
async fn what_a_newer_desk_says_beyond_this_release_is_dropped_and_the_socket_goes_on() {
    let server = TestServer::start().await;
    let cookie = sign_in::anna(&server).await;
    let mut socket = server.socket(&format!("/o/{ORG}/desk/socket"), &server.origin(), Some(&cookie)).await.expect("a socket");
    say(&mut socket, &json!({ "hello": { "version": VERSION + 1, "device": "a".repeat(20), "screens": 2 } })).await;
    assert_eq!(hear(&mut socket).await.map(|message| message["view"].is_object()), Some(true));
    for message in unknown() {
        say(&mut socket, &message).await;
    }
    say(&mut socket, &json!({ "set_availability": { "availability": "available" } })).await;
    while hear(&mut socket).await.expect("the socket is open")["view"]["availability"] != "available" {}
}

#[tokio::test]
async fn the_same_from_a_page_of_this_release_or_an_older_one_closes_the_socket() {
    let server = TestServer::start().await;
    for version in [VERSION - 1, VERSION] {
        for message in unknown() {
            let mut socket = widget(&server, version).await;
            say(&mut socket, &message).await;
            assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("bad_message".into()));
            assert_eq!(close_code(&mut socket).await, Some(1007));
        }
    }
}

#[tokio::test]
async fn garbage_closes_a_newer_page_too_and_so_does_a_flood() {
    let server = TestServer::start().await;
    let mut socket = widget(&server, VERSION + 1).await;
    socket.send(Message::Text("{".into())).await.expect("sent");
    assert_eq!(hear(&mut socket).await.map(|message| message["problem"].clone()), Some("bad_message".into()));
    let mut socket = widget(&server, VERSION + 1).await;
    for _ in 0..400 {
        if socket.send(Message::Text(r#""wave""#.into())).await.is_err() {
            break;
        }
    }
    let mut problems = vec![];
    while let Some(message) = hear(&mut socket).await {
        problems.push(message["problem"].clone());
    }
    assert!(problems.contains(&"too_fast".into()), "{problems:?}");
}
