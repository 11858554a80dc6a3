//! The organisation's opening hours.

use backend::{
    Error,
    accounts::AgentScope,
    settings::{SaveError, own_organisation, save_hours},
    store::Hint,
};
use domain::{schedule::Schedule, wire::console::HoursForm};

use super::{elsewhere, fill, listen, member, member_of};
use crate::{
    on_every_store,
    samples::{org, queue},
    support::{NOW, TestStore},
};

on_every_store! {
    hours_are_saved_and_taken_away_again_and_every_queue_is_told;
    a_save_over_newer_hours_is_refused;
    agents_see_and_change_nothing_and_owners_of_elsewhere_only_their_own;
}

fn usual() -> Schedule {
    HoursForm::usual("Europe/Stockholm").read().expect("hours")
}

async fn stored(test: &TestStore, admin: &AgentScope) -> (Option<Schedule>, i64) {
    let organisation = own_organisation(&test.store, admin).await.expect("the organisation");
    (organisation.schedule, organisation.version)
}

async fn hours_are_saved_and_taken_away_again_and_every_queue_is_told(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let heard = listen(&test);
    save_hours(&test.store, &adam, (1, NOW), Some(&usual())).await.expect("saved");
    assert_eq!(stored(&test, &adam).await, (Some(usual()), 2));
    let heard = heard.lock().expect("a lock").clone();
    for slug in ["floor", "repairs"] {
        let hint = Hint::Queue { org: org(), queue: queue(&test.store, slug).await };
        assert!(heard.contains(&hint), "{slug} was not told");
    }
    assert!(heard.contains(&Hint::Settings { org: org() }));
    save_hours(&test.store, &adam, (2, NOW), None).await.expect("saved");
    assert_eq!(stored(&test, &adam).await, (None, 3));
}

async fn a_save_over_newer_hours_is_refused(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    save_hours(&test.store, &adam, (1, NOW), Some(&usual())).await.expect("saved");
    match save_hours(&test.store, &olga, (1, NOW), None).await {
        Err(SaveError::Changed(last)) => assert_eq!((last.by.as_deref(), last.minutes_ago), (Some("Adam"), Some(0))),
        other => panic!("{other:?}"),
    }
    assert_eq!(stored(&test, &olga).await.0, Some(usual()));
}

async fn agents_see_and_change_nothing_and_owners_of_elsewhere_only_their_own(test: TestStore) {
    fill(&test).await;
    let their_org = elsewhere(&test).await;
    let anna = member(&test, "anna").await;
    assert!(matches!(own_organisation(&test.store, &anna).await, Err(Error::Forbidden(_))));
    let outcome = save_hours(&test.store, &anna, (1, NOW), None).await;
    assert!(matches!(outcome, Err(SaveError::Store(Error::Forbidden(_)))), "{outcome:?}");
    let otto = member_of(&test, &their_org, "otto").await;
    save_hours(&test.store, &otto, (1, NOW), Some(&usual())).await.expect("saved");
    let adam = member(&test, "adam").await;
    assert_eq!(stored(&test, &adam).await, (None, 1));
}
