//! What order pages tell: who may, in which form, and what they hear.

use axum::{body::Body, http::Request};
use domain::CallId;

use crate::support::{ORG, SHOP, TestServer};

async fn tell(server: &TestServer, org: &str, origin: Option<&str>, body: impl Into<Body>) -> (u16, Option<String>, String) {
    let mut request = Request::post(format!("/page/{org}/purchase")).header("content-type", "text/plain;charset=UTF-8");
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let (parts, body) = server.ask(request.body(body.into()).expect("a request")).await.into_parts();
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    let allowed = parts.headers.get("access-control-allow-origin").map(|origin| origin.to_str().expect("text").to_owned());
    (parts.status.as_u16(), allowed, String::from_utf8_lossy(&bytes).into_owned())
}

fn order() -> String {
    format!(r#"{{"call":"{}","order":"A-17","value":"12.5","currency":"EUR","products":[]}}"#, CallId::from_random([9; 20]))
}

#[tokio::test]
async fn a_purchase_for_no_call_is_refused_in_words_that_the_page_may_read() {
    let server = TestServer::start().await;
    let told = tell(&server, ORG, Some(SHOP), order()).await;
    assert_eq!(told, (404, Some(SHOP.into()), "There is no call that this purchase counts for.".into()));
}

#[tokio::test]
async fn only_pages_of_the_organisations_sites_may_tell() {
    let server = TestServer::start().await;
    for origin in [None, Some("https://evil.example"), Some("null")] {
        assert_eq!(tell(&server, ORG, origin, order()).await.0, 403, "{origin:?}");
    }
    assert_eq!(tell(&server, "aaaaaaaaaaaaaaaaaaaa", Some(SHOP), order()).await.0, 404);
}

#[tokio::test]
async fn what_is_no_purchase_or_too_large_is_refused() {
    let server = TestServer::start().await;
    for body in [String::new(), "[]".into(), "\u{0}".into(), order().replace("A-17", " "), order().replace("12.5", "-1")] {
        let (status, allowed, text) = tell(&server, ORG, Some(SHOP), body).await;
        assert_eq!((status, allowed.as_deref(), text.is_empty()), (400, Some(SHOP), false));
    }
    let large = order().replace("A-17", &"x".repeat(17 * 1024));
    assert_eq!(tell(&server, ORG, Some(SHOP), large).await.0, 413);
}
