//! Signing in, sessions, and what stands against guessing.

use std::net::IpAddr;

use backend::{
    accounts::{self, NewSession, SignInError},
    params,
    store::retention,
};
use domain::{Duration, OrgId};

use crate::{
    on_every_store,
    samples::{count, fill, org, person},
    support::{NOW, TestStore},
};

on_every_store! {
    the_right_password_begins_a_session_with_the_persons_roles;
    the_wrong_password_and_an_unknown_address_look_the_same;
    whoever_has_no_part_in_the_organisation_is_told_so_after_the_password;
    the_sixth_wrong_password_has_to_wait_and_a_quarter_of_an_hour_later_not;
    guesses_at_once_get_no_further_than_one_after_the_other;
    another_address_is_not_slowed_down;
    a_session_ends_two_weeks_after_its_last_use;
    signing_out_ends_the_session_and_only_this_one;
    the_store_does_not_know_the_token;
    an_owner_made_from_the_command_line_can_sign_in;
    an_unknown_organisation_has_no_scope;
}

const PASSWORD: &str = "owner of the shop";
const DAY: Duration = Duration::from_secs(24 * 3_600);

fn home() -> IpAddr {
    IpAddr::from([192, 0, 2, 1])
}

async fn sign_in(test: &TestStore, password: &str) -> Result<NewSession, SignInError> {
    accounts::sign_in(&test.store, &org(), " Olga@Shop.Example", password, home()).await
}

async fn the_right_password_begins_a_session_with_the_persons_roles(test: TestStore) {
    fill(&test.store).await;
    let session = sign_in(&test, PASSWORD).await.expect("signed in");
    assert_eq!(session.expires_at, NOW + Duration::from_secs(14 * 24 * 3_600));
    let signed_in = accounts::authenticate(&test.store, &session.token).await.expect("an answer").expect("a session");
    assert_eq!((signed_in.name.as_str(), signed_in.person.clone()), ("Olga", person(&test.store, "olga@shop.example").await));
    let desk = signed_in.agent_in(&org()).expect("a member");
    assert!(desk.roles().is_owner && !desk.roles().is_agent);
    assert_eq!(desk.org(), &org());
    assert!(signed_in.agent_in(&OrgId::from_random([3; 20])).is_none());
}

async fn the_wrong_password_and_an_unknown_address_look_the_same(test: TestStore) {
    fill(&test.store).await;
    let wrong = sign_in(&test, "owner of the shed").await.map(drop).expect_err("refused");
    let nobody = accounts::sign_in(&test.store, &org(), "nobody@shop.example", PASSWORD, home()).await.map(drop).expect_err("refused");
    let no_password = accounts::sign_in(&test.store, &org(), "anna@shop.example", "", home()).await.map(drop).expect_err("refused");
    let no_address = accounts::sign_in(&test.store, &org(), "olga", PASSWORD, home()).await.map(drop).expect_err("refused");
    for error in [wrong, nobody, no_password, no_address] {
        assert!(matches!(error, SignInError::WrongCredentials), "{error}");
    }
}

async fn whoever_has_no_part_in_the_organisation_is_told_so_after_the_password(test: TestStore) {
    fill(&test.store).await;
    let elsewhere = OrgId::from_random([3; 20]);
    let attempt = |password: &'static str| accounts::sign_in(&test.store, &elsewhere, "olga@shop.example", password, home());
    assert!(matches!(attempt("owner of the shed").await.map(drop), Err(SignInError::WrongCredentials)));
    assert!(matches!(attempt(PASSWORD).await.map(drop), Err(SignInError::NoMembership)));
}

async fn the_sixth_wrong_password_has_to_wait_and_a_quarter_of_an_hour_later_not(test: TestStore) {
    fill(&test.store).await;
    for _ in 0..5 {
        assert!(matches!(sign_in(&test, "guess").await.map(drop), Err(SignInError::WrongCredentials)));
    }
    test.store.clock().advance(Duration::from_secs(60));
    match sign_in(&test, PASSWORD).await.map(drop) {
        Err(SignInError::TooManyAttempts { retry_after }) => assert_eq!(retry_after, Duration::from_secs(14 * 60)),
        other => panic!("{other:?}"),
    }
    test.store.clock().advance(Duration::from_secs(14 * 60));
    assert!(sign_in(&test, PASSWORD).await.is_ok());
    assert!(retention::purge(&test.store).await.is_ok());
}

async fn guesses_at_once_get_no_further_than_one_after_the_other(test: TestStore) {
    fill(&test.store).await;
    let guesses = futures::future::join_all((0..12).map(|_| sign_in(&test, "guess"))).await;
    let tried = guesses.iter().filter(|guess| matches!(guess, Err(SignInError::WrongCredentials))).count();
    let refused = guesses.iter().filter(|guess| matches!(guess, Err(SignInError::TooManyAttempts { .. }))).count();
    assert_eq!((tried, refused), (5, 7));
}

async fn another_address_is_not_slowed_down(test: TestStore) {
    fill(&test.store).await;
    for _ in 0..6 {
        assert!(sign_in(&test, "guess").await.is_err());
    }
    let other = IpAddr::from([198, 51, 100, 1]);
    assert!(accounts::sign_in(&test.store, &org(), "olga@shop.example", PASSWORD, other).await.is_ok());
}

async fn a_session_ends_two_weeks_after_its_last_use(test: TestStore) {
    fill(&test.store).await;
    let session = sign_in(&test, PASSWORD).await.expect("signed in");
    let is_known = async || accounts::authenticate(&test.store, &session.token).await.expect("an answer").is_some();
    for _ in 0..3 {
        test.store.clock().advance(Duration::from_micros(13 * DAY.as_micros()));
        assert!(is_known().await);
    }
    test.store.clock().advance(Duration::from_micros(14 * DAY.as_micros()));
    assert!(!is_known().await);
    retention::purge(&test.store).await.expect("a purge");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM session").await, 0);
}

async fn signing_out_ends_the_session_and_only_this_one(test: TestStore) {
    fill(&test.store).await;
    let (phone, desk) = (sign_in(&test, PASSWORD).await.expect("one"), sign_in(&test, PASSWORD).await.expect("two"));
    accounts::sign_out(&test.store, &phone.token).await.expect("signed out");
    accounts::sign_out(&test.store, &phone.token).await.expect("twice is harmless");
    assert!(accounts::authenticate(&test.store, &phone.token).await.expect("an answer").is_none());
    assert!(accounts::authenticate(&test.store, &desk.token).await.expect("an answer").is_some());
}

async fn the_store_does_not_know_the_token(test: TestStore) {
    fill(&test.store).await;
    let session = sign_in(&test, PASSWORD).await.expect("signed in");
    let row = test.store.reader().one("SELECT token_hash FROM session", params![]).await.expect("the session");
    assert_ne!(row.text("token_hash").ok(), Some(session.token.as_str()));
    let hash = row.text("token_hash").expect("a hash");
    assert!(accounts::authenticate(&test.store, hash).await.expect("an answer").is_none());
}

async fn an_owner_made_from_the_command_line_can_sign_in(test: TestStore) {
    let email = "olga@shop.example".parse().expect("an address");
    let org = accounts::create_owner(&test.store, "Shop", &email, "Olga", PASSWORD).await.expect("an organisation");
    let session = accounts::sign_in(&test.store, &org, email.as_str(), PASSWORD, home()).await.expect("signed in");
    let signed_in = accounts::authenticate(&test.store, &session.token).await.expect("an answer").expect("a session");
    let desk = signed_in.agent_in(&org).expect("a member");
    let queues = backend::settings::queues_of_agent(&test.store, &desk).await;
    assert_eq!(queues.ok(), Some(vec!["Front desk".to_owned()]));
    let again = accounts::create_owner(&test.store, "Shop", &email, "Olga", PASSWORD).await.expect_err("the address is taken");
    assert!(again.to_string().contains("has an account already"), "{again}");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM organisation").await, 1);
    assert!(accounts::create_owner(&test.store, "Shop", &"o@shop.example".parse().expect("an address"), "O", "short").await.is_err());
}

async fn an_unknown_organisation_has_no_scope(test: TestStore) {
    fill(&test.store).await;
    assert!(accounts::shopper_scope(&test.store, &org()).await.expect("an answer").is_some());
    assert!(accounts::shopper_scope(&test.store, &OrgId::from_random([3; 20])).await.expect("an answer").is_none());
}
