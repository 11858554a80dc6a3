//! What pages that name an organisation as a channel ask: who may, what they are told, and why they are refused.

use axum::{body::Body, http::Request};
use backend::{settings, store::Actor};
use domain::wire::{ChannelCard, StatusNews};

use crate::support::{ORG, SHOP, TestServer};

const KEY: &str = "page-demo-maison-vitrine";

struct Answer {
    status: u16,
    headers: axum::http::HeaderMap,
    text: String,
}

impl Answer {
    fn may_be_read_by(&self) -> Option<&str> {
        self.headers.get("access-control-allow-origin").and_then(|origin| origin.to_str().ok())
    }
}

async fn ask(server: &TestServer, path: &str, origin: &str) -> Answer {
    let request = Request::get(path).header("origin", origin).body(Body::empty()).expect("a request");
    let (parts, body) = server.ask(request).await.into_parts();
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    Answer { status: parts.status.as_u16(), headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

#[tokio::test]
async fn a_page_with_a_key_learns_by_slug_or_id_which_organisation_it_is_and_the_words_in_its_language() {
    let server = TestServer::start().await;
    for channel in [ORG, "maison-vitrine"] {
        let answer = ask(&server, &format!("/page/{channel}/channel.json?key={KEY}&locale=sv"), SHOP).await;
        assert_eq!((answer.status, answer.may_be_read_by()), (200, Some(SHOP)), "{channel}: {}", answer.text);
        assert_eq!(answer.headers["cache-control"].to_str().ok(), Some("public, max-age=60"));
        assert!(!answer.headers.contains_key("access-control-allow-credentials") && !answer.headers.contains_key("set-cookie"));
        assert!(answer.headers.get_all("vary").iter().any(|vary| vary == "origin"));
        let card: ChannelCard = serde_json::from_str(&answer.text).expect("a card");
        assert_eq!((card.org_id.as_str(), card.language.as_str(), card.words.call.as_str()), (ORG, "sv", "Ring {{name}}"));
    }
    let english = ask(&server, &format!("/page/maison-vitrine/channel.json?key={KEY}&locale=tlh"), SHOP).await;
    assert!(english.text.contains("Call {{name}}"), "{}", english.text);
}

#[tokio::test]
async fn whoever_is_refused_reads_why_and_nothing_else() {
    let server = TestServer::start().await;
    let channel = |channel: &str, query: &str| format!("/page/{channel}/channel.json?{query}");
    let long = format!("key={KEY}&x={}", "a".repeat(9_000));
    for (path, origin, status, words) in [
        (channel("maison-vitrine", ""), SHOP, 403, "This key is none of"),
        (channel("maison-vitrine", "key="), SHOP, 403, "This key is none of"),
        (channel("maison-vitrine", "key=page-demo-maison-vitrinE"), SHOP, 403, "This key is none of"),
        (channel("maison-vitrine", &format!("key={KEY}")), "https://evil.example", 403, "not of the organisation's sites"),
        (channel("attic", &format!("key={KEY}")), SHOP, 404, "no organisation"),
        (channel("..%2f..%2fetc", &format!("key={KEY}")), SHOP, 404, "no organisation"),
        (channel("maison-vitrine", &long), SHOP, 400, "too long"),
        (format!("/page/{ORG}/status.json?key=page-demo-of-somebody-else"), SHOP, 403, "This key is none of"),
        (format!("/page/{ORG}/status?key=page-demo-of-somebody-else"), SHOP, 403, "This key is none of"),
    ] {
        let answer = ask(&server, &path, origin).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        assert!(answer.text.contains(words) && !answer.text.contains(ORG), "{path}: {}", answer.text);
        assert!(answer.may_be_read_by().is_some(), "{path}");
        assert_ne!(answer.headers["cache-control"].to_str().ok(), Some("public, max-age=60"), "{path}");
    }
}

#[tokio::test]
async fn only_who_shows_a_key_is_told_of_agents_and_of_nobody_where_nobody_can_be_called() {
    let server = TestServer::start().await;
    let agents = async |query: &str| {
        let answer = ask(&server, &format!("/page/maison-vitrine/status.json?{query}"), SHOP).await;
        let news: StatusNews = serde_json::from_str(&answer.text).expect("news");
        news.queues[0].call_agents.clone()
    };
    assert_eq!(agents("queues=").await, None);
    // Anna agreed, and has no desk open.
    assert_eq!(agents(&format!("queues=&key={KEY}")).await, Some(vec![]));
}

#[tokio::test]
async fn a_key_that_is_taken_back_opens_nothing_any_more() {
    let server = TestServer::start().await;
    let path = format!("/page/{ORG}/channel.json?key={KEY}");
    let file = format!(
        "[organisation]\nid = \"{ORG}\"\nname = \"Maison Vitrine\"\npage_keys = [\"another-key-of-the-shop\"]\n\
         [[queues]]\nslug = \"shop-floor\"\nname = \"Shop floor\"\ndefault = true\n[[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n"
    );
    settings::apply(&server.app.store, &Actor::System, &file).await.expect("settings");
    assert_eq!(ask(&server, &path, SHOP).await.status, 403);
    assert_eq!(ask(&server, &format!("/page/{ORG}/channel.json?key=another-key-of-the-shop"), SHOP).await.status, 200);
    assert_eq!(ask(&server, &format!("/page/maison-vitrine/channel.json?key={KEY}"), SHOP).await.status, 404);
}

#[tokio::test]
async fn the_script_is_asked_for_again_within_minutes_and_usable_by_every_page() {
    let server = TestServer::start().await;
    let (status, headers, _) = server.get("/flux-player.js").await;
    assert_eq!((status, headers["cache-control"].to_str().ok()), (200, Some("public, max-age=300, must-revalidate")));
    assert_eq!(headers["access-control-allow-origin"].to_str().ok(), Some("*"));
}
