//! Pages and files: who may frame them, who may ask.

use axum::{body::Body, http::Request};

use crate::{
    sign_in,
    support::{ORG, SHOP, TestServer},
};

fn policy(headers: &axum::http::HeaderMap) -> String {
    headers.get("content-security-policy").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn only_the_organisations_sites_may_frame_its_widget() {
    let server = TestServer::start().await;
    let (status, headers, html) = server.get(&format!("/widget/{ORG}")).await;
    assert_eq!(status, 200);
    assert!(policy(&headers).ends_with(&format!("frame-ancestors {SHOP}")), "{}", policy(&headers));
    assert!(!policy(&headers).contains('*'));
    assert_eq!(headers.get("cache-control").map(|value| value.as_bytes()), Some(&b"no-store"[..]));
    assert!(html.contains("data-press=\"drop-in\""));
}

#[tokio::test]
async fn no_console_page_can_be_framed() {
    let server = TestServer::start().await;
    for path in [format!("/o/{ORG}/sign-in"), format!("/o/{ORG}/desk"), "/healthz".into(), "/nowhere".into()] {
        let (_, headers, _) = server.get(&path).await;
        assert!(policy(&headers).contains("frame-ancestors 'none'"), "{path}: {}", policy(&headers));
    }
}

#[tokio::test]
async fn every_script_and_style_of_a_page_carries_the_nonce_of_its_answer_and_no_element_has_a_style_attribute() {
    let server = TestServer::start().await;
    for path in [format!("/widget/{ORG}"), format!("/o/{ORG}/sign-in")] {
        let (_, headers, html) = server.get(&path).await;
        let policy = policy(&headers);
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce");
        for tag in html.split('<').filter(|tag| tag.starts_with("script") || tag.starts_with("style")) {
            assert!(tag.contains(nonce) || tag.contains("application/json"), "{path}: <{}", &tag[..tag.len().min(60)]);
        }
        assert!(!html.contains(" style="), "{path}");
        assert!(!html.contains("crossorigin=\""), "{path}: the nonce must not end up in crossorigin");
    }
}

#[tokio::test]
async fn both_bundles_get_their_own_files_in_one_process() {
    let server = TestServer::start().await;
    let (_, _, widget) = server.get(&format!("/widget/{ORG}")).await;
    let (_, _, console) = server.get(&format!("/o/{ORG}/sign-in")).await;
    assert!(widget.contains("/assets/widget.wasm") && !widget.contains("/assets/console."));
    assert!(console.contains("/assets/console.wasm") && !console.contains("/assets/widget."));
}

#[tokio::test]
async fn what_reads_codes_is_named_on_the_desk_and_fetched_by_no_page() {
    let server = TestServer::start().await;
    let desk = Request::get(format!("/o/{ORG}/desk")).header("cookie", sign_in::anna(&server).await);
    let body = server.ask(desk.body(Body::empty()).expect("a request")).await.into_body();
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    let desk = String::from_utf8_lossy(&bytes);
    assert_eq!(desk.matches("/assets/scanner").count(), 1, "{desk}");
    assert!(desk.contains(r#"window.vitrineScanner=()=>import("/assets/scanner.js");"#), "{desk}");
    let (_, _, other) = server.get(&format!("/o/{ORG}/sign-in")).await;
    assert!(!other.contains("scanner"), "{other}");
}

#[tokio::test]
async fn an_unknown_organisation_or_queue_is_told_clearly() {
    let server = TestServer::start().await;
    for path in ["/widget/nope", "/widget/aaaaaaaaaaaaaaaaaaaa", "/o/aaaaaaaaaaaaaaaaaaaa/desk"] {
        let (status, _, text) = server.get(path).await;
        assert_eq!((status, text.contains("no organisation")), (404, true), "{path}");
    }
    let (status, _, html) = server.get(&format!("/widget/{ORG}?queue=attic")).await;
    assert_eq!((status, html.contains(r#"{"about":"queue","details":["attic","#)), (200, true));
}

#[tokio::test]
async fn a_widget_speaks_the_enabled_locale_that_its_page_asks_for_and_else_the_default_which_the_page_is_told() {
    let server = TestServer::start().await;
    let (_, _, swedish) = server.get(&format!("/widget/{ORG}?locale=sv-SE")).await;
    assert!(swedish.contains(r#"<html lang="sv""#) && swedish.contains("Prata med oss nu") && swedish.contains(r#""notes":[]"#));
    let (_, _, english) = server.get(&format!("/widget/{ORG}?locale=de-DE")).await;
    assert!(english.contains(r#"<html lang="en""#) && english.contains(r#"{"about":"locale","details":["de-DE","en-US","#));
    let (_, _, hostile) = server.get(&format!("/widget/{ORG}?locale=%3C/script%3E%3Cb%3E")).await;
    assert!(!hostile.contains("</script><b>"));
}

#[tokio::test]
async fn hashed_files_are_kept_and_the_page_script_is_asked_for_again() {
    let server = TestServer::start().await;
    let (status, headers, _) = server.get("/assets/widget.js").await;
    assert_eq!((status, headers["cache-control"].to_str().ok()), (200, Some("public, max-age=31536000, immutable")));
    let (status, headers, _) = server.get("/embed.js").await;
    assert_eq!((status, headers["cache-control"].to_str().ok()), (200, Some("public, max-age=300, must-revalidate")));
    assert!(headers.contains_key("last-modified"));
    let (status, headers, _) = server.get("/assets/absent.js").await;
    assert_eq!((status, headers.get("cache-control")), (404, None));
}

#[tokio::test]
async fn the_frame_script_and_the_manifest_are_not_served() {
    let server = TestServer::start().await;
    for path in ["/frame.js", "/assets.json", "/assets/..%2fassets.json"] {
        assert_eq!(server.get(path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn health_answers_and_metrics_are_for_loopback_or_a_token() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/healthz").await.0, 200);
    assert_eq!(server.get("/readyz").await.0, 200);
    assert_eq!(server.get("/metrics").await.0, 200);
    let proxied = Request::get("/metrics").header("x-forwarded-for", "203.0.113.9").body(Body::empty()).expect("a request");
    assert_eq!(server.ask(proxied).await.status(), 403);
}
