//! Signing in, over HTTP.

use axum::{
    body::Body,
    http::{Request, Response},
};

use crate::support::{ORG, TestServer};

async fn submit(server: &TestServer, origin: Option<&str>, form: &str) -> Response<Body> {
    let mut request = Request::post(format!("/o/{ORG}/sign-in")).header("content-type", "application/x-www-form-urlencoded");
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    server.ask(request.body(Body::from(form.to_owned())).expect("a request")).await
}

fn header(response: &Response<Body>, name: &str) -> String {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// Signs Anna in; her cookie.
pub async fn anna(server: &TestServer) -> String {
    cookie(server, "anna@demo.test", "agent-demo-2026").await
}

/// Signs somebody in; the cookie.
pub async fn cookie(server: &TestServer, email: &str, password: &str) -> String {
    let form = format!("email={}&password={password}", email.replace('@', "%40"));
    let response = submit(server, Some(&server.origin()), &form).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, format!("/o/{ORG}/desk")));
    header(&response, "set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// Signs out whoever has this cookie.
pub async fn out(server: &TestServer, cookie: &str) {
    let out = Request::post(format!("/o/{ORG}/sign-out")).header("cookie", cookie).header("origin", server.origin());
    assert_eq!(server.ask(out.body(Body::empty()).expect("a request")).await.status(), 303);
}

#[tokio::test]
async fn an_agent_signs_in_sees_the_desk_and_signs_out() {
    let server = TestServer::start().await;
    let cookie = anna(&server).await;
    let desk = |cookie: &str| Request::get(format!("/o/{ORG}/desk")).header("cookie", cookie).body(Body::empty()).expect("a request");
    assert_eq!(server.ask(desk(&cookie)).await.status(), 200);
    out(&server, &cookie).await;
    assert_eq!(server.ask(desk(&cookie)).await.status(), 303);
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let server = TestServer::start().await;
    let response = submit(&server, Some(&server.origin()), "email=anna%40demo.test&password=agent-demo-2026").await;
    let cookie = header(&response, "set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let server = TestServer::start().await;
    for origin in [None, Some("http://evil.example"), Some("null")] {
        let response = submit(&server, origin, "email=anna%40demo.test&password=agent-demo-2026").await;
        assert_eq!(response.status(), 403, "{origin:?}");
    }
}

#[tokio::test]
async fn wrong_passwords_look_like_unknown_addresses_and_soon_have_to_wait() {
    let server = TestServer::start().await;
    let unknown = submit(&server, Some(&server.origin()), "email=nobody%40demo.test&password=wrong").await;
    assert_eq!(unknown.status(), 401);
    let mut last = 0;
    for _ in 0..8 {
        last = submit(&server, Some(&server.origin()), "email=anna%40demo.test&password=wrong").await.status().as_u16();
    }
    assert_eq!(last, 429);
}
