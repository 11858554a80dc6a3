//! Stills of a shopper's picture: how they come in, and how they are handed out.

use axum::{
    body::Body,
    http::{Request, header},
};
use domain::snapshot::MAX_BYTES;
use serde_json::{Value, json};

use crate::{
    sign_in,
    support::{ORG, Socket, TestServer, hear, say},
};

/// The least that is taken for a JPEG.
const JPEG: &[u8] = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x0a\0\x0a\x01\x01\x11\0\xff\xda\0\x02\x09\xff\xd9";

/// A call between a widget and Anna's desk.
struct Talk {
    server: TestServer,
    widget: Socket,
    ticket: String,
    secret: String,
    cookie: String,
    _desk: Socket,
}

async fn until(socket: &mut Socket, pick: impl Fn(&Value) -> Option<Value>) -> Value {
    loop {
        let message = hear(socket).await.expect("the socket is open");
        if let Some(found) = pick(&message) {
            return found;
        }
    }
}

fn there(value: &Value) -> Option<Value> {
    (!value.is_null()).then(|| value.clone())
}

async fn talk() -> Talk {
    let server = TestServer::start().await;
    let mut widget = server.socket(&format!("/widget/{ORG}/socket"), &server.origin(), None).await.expect("a socket");
    let token = server.visit_token().await;
    say(&mut widget, &json!({ "hello": { "version": 2, "token": token, "resume": null, "queue": null } })).await;
    let join = json!({ "join": { "queue": null, "terms": "2026-01", "data": {}, "page_url": null, "page_title": null, "language": "en",
        "has_camera": true, "has_microphone": true } });
    say(&mut widget, &join).await;
    let resume = until(&mut widget, |message| there(&message["resume"])).await;
    let cookie = sign_in::anna(&server).await;
    let mut desk = server.socket(&format!("/o/{ORG}/desk/socket"), &server.origin(), Some(&cookie)).await.expect("a socket");
    say(&mut desk, &json!({ "hello": { "version": 2, "device": "a".repeat(20) } })).await;
    say(&mut desk, &json!({ "set_availability": { "availability": "available" } })).await;
    let ring = until(&mut desk, |message| there(&message["view"]["rings"][0]["ring"])).await;
    say(&mut desk, &json!({ "ring_shown": { "ring": ring } })).await;
    say(&mut desk, &json!({ "accept": { "ring": ring } })).await;
    until(&mut widget, |message| there(&message["view"]["stage"]["in_call"])).await;
    let text = |name: &str| resume[name].as_str().expect("a text").to_owned();
    Talk { widget, ticket: text("ticket"), secret: text("secret"), cookie, _desk: desk, server }
}

impl Talk {
    async fn send(&self, id: &str, bearer: Option<&str>, origin: &str, body: impl Into<Body>) -> u16 {
        let request = Request::post(format!("/widget/{ORG}/snapshots/{id}")).header(header::ORIGIN, origin);
        let request = match bearer {
            Some(bearer) => request.header(header::AUTHORIZATION, format!("Bearer {bearer}")),
            None => request,
        };
        self.server.ask(request.body(body.into()).expect("a request")).await.status().as_u16()
    }

    async fn look(&self, id: &str, cookie: Option<&str>) -> axum::http::Response<Body> {
        let request = Request::get(format!("/o/{ORG}/history/{}/snapshots/{id}", self.ticket));
        let request = match cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        self.server.ask(request.body(Body::empty()).expect("a request")).await
    }
}

#[tokio::test]
async fn a_still_comes_in_from_who_holds_the_ticket_and_goes_out_as_nothing_but_a_picture() {
    let mut talk = talk().await;
    let (own, id) = (talk.server.origin(), "s".repeat(20));
    let bearer = format!("{}.{}", talk.ticket, talk.secret);
    assert_eq!(talk.send(&id, None, &own, JPEG).await, 401);
    assert_eq!(talk.send(&id, Some("nonsense"), &own, JPEG).await, 401);
    assert_eq!(talk.send(&id, Some(&format!("{}.forged", talk.ticket)), &own, JPEG).await, 401);
    assert_eq!(talk.send(&id, Some(&bearer), "https://elsewhere.example", JPEG).await, 403);
    assert_eq!(talk.send("short", Some(&bearer), &own, JPEG).await, 404);
    assert_eq!(talk.send(&id, Some(&bearer), &own, "<svg onload='alert(1)'/>").await, 415);
    assert_eq!(talk.send(&id, Some(&bearer), &own, vec![0xff; MAX_BYTES + 1]).await, 413);
    assert_eq!(talk.look(&id, Some(&talk.cookie)).await.status().as_u16(), 404);
    for _ in 0..2 {
        assert_eq!(talk.send(&id, Some(&bearer), &own, JPEG).await, 204);
    }

    assert_eq!(talk.look(&id, None).await.status().as_u16(), 303, "who is not signed in is led to where one does");
    let answer = talk.look(&id, Some(&talk.cookie)).await;
    assert_eq!(answer.status().as_u16(), 200);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.headers().get(name).and_then(|given| given.to_str().ok()), Some(value), "{name}");
    }
    let bytes = http_body_util::BodyExt::collect(answer.into_body()).await.expect("a body").to_bytes();
    assert_eq!(bytes.as_ref(), JPEG);

    say(&mut talk.widget, &json!("leave")).await;
    until(&mut talk.widget, |message| there(&message["view"]["stage"]["over"])).await;
    assert_eq!(talk.send(&"t".repeat(20), Some(&bearer), &own, JPEG).await, 401, "the call is over");
    assert_eq!(talk.look(&id, Some(&talk.cookie)).await.status().as_u16(), 200);
}
