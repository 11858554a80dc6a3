//! What the shop's own server says of a shopper.

use backend::{history, settings, store::Actor};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    identity::{Identity, IdentityProblem},
    wire::{FromShopper, JoinRequest},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use crate::support::*;

const KEY: &str = "a key that only the shop's own server knows";

fn signed(key: &str, name: &str, ends_in: i64) -> String {
    let end = START.as_micros() / 1_000_000 + ends_in;
    let payload = json!({ "aud": "testtesttesttesttest", "exp": end, "firstName": name }).to_string();
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#), URL_SAFE_NO_PAD.encode(payload));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

async fn apply(shop: &Shop, key: Option<&str>) -> String {
    let key = key.map_or_else(String::new, |key| format!("identity_key = \"{key}\"\n"));
    let file = settings_file().replacen("[organisation]\n", &format!("[organisation]\n{key}"), 1);
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap().to_string()
}

#[tokio::test]
async fn a_shopper_is_who_the_shops_server_says_and_a_forged_word_is_shown_as_one() {
    on_each_store(async |shop| {
        let told = apply(shop, Some(KEY)).await;
        assert!(told.contains("identity_key") && !told.contains(KEY), "{told}");
        assert_eq!(apply(shop, Some(KEY)).await.lines().filter(|line| line.contains("identity_key")).count(), 0);
        let desk = shop.front_desk().await;
        let mut anna = Desk::available(&desk, &shop.agent("anna").await).await;
        let mut joe = Shopper::attach(shop, &desk, None).await;
        let data = json!({ "firstName": "Somebody", "identity": signed(KEY, "Ada", 300) });
        joe.say(FromShopper::Join(Box::new(JoinRequest { data, ..join_request() }))).await;
        let card = anna.rung().await.shopper;
        let Some(Identity::Verified(claims)) = &card.identity else { panic!("{card:?}") };
        assert_eq!((claims.len(), claims[0].value.as_str()), (1, "Ada"));
        assert_eq!(card.name.as_deref(), Some("Ada"), "whom the shop vouches for is called so");
        assert!(card.claims.iter().all(|claim| claim.key != "identity"), "{card:?}");
        anna.take().await;
        joe.in_call().await;
        let story = history::ticket(&shop.store, &shop.agent("anna").await, &joe.ticket()).await.unwrap();
        assert_eq!(story.told.unwrap().identity, card.identity, "the story tells the same");

        let mut tell = async |identity: &str, expected: Option<Identity>| {
            joe.say(FromShopper::Data { data: json!({ "firstName": "Somebody", "identity": identity }) }).await;
            anna.until(|view| view.call.as_ref().is_some_and(|call| call.shopper.identity == expected)).await;
        };
        let refused = |problem| Some(Identity::Refused(problem));
        tell(&signed("a key that is of the same size but another", "Boss", 300), refused(IdentityProblem::Forged)).await;
        tell(&signed(KEY, "Ada", -1), refused(IdentityProblem::Expired)).await;
        tell(&signed(KEY, "Ada", 3_600), refused(IdentityProblem::TooLong)).await;
        tell("scribble", refused(IdentityProblem::Malformed)).await;
        assert!(apply(shop, None).await.contains("identity_key"));
        tell(&signed(KEY, "Ada", 300), refused(IdentityProblem::NoKey)).await;
        joe.say(FromShopper::Data { data: json!({ "firstName": "Somebody" }) }).await;
        let view = anna.until(|view| view.call.as_ref().is_some_and(|call| call.shopper.identity.is_none())).await;
        assert_eq!(view.call.unwrap().shopper.name.as_deref(), Some("Somebody"));
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_too_short_is_refused_in_words() {
    on_each_store(async |shop| {
        let file = settings_file().replacen("[organisation]\n", "[organisation]\nidentity_key = \"short\"\n", 1);
        let error = settings::apply(&shop.store, &Actor::System, &file).await.unwrap_err().to_string();
        assert!(error.contains("identity_key") && error.contains("32 bytes"), "{error}");
    })
    .await;
}
