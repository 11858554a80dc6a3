//! Call-backs in the tables: ids in one, what shoppers wrote in another that ends.

use backend::{
    params,
    store::retention::{KEPT_FOR, Purged, purge},
};
use domain::CallBackId;

use crate::{
    on_every_store,
    samples::{count, fill, org, person, queue, run},
    support::{NOW, TestStore},
};

on_every_store! {
    a_secret_belongs_to_one_call_back;
    a_call_back_is_with_an_agent_or_over_only_as_a_whole;
    nobody_is_on_the_list_without_a_way_to_be_reached;
    what_was_written_goes_at_its_end_and_the_call_back_stays;
}

const INSERT: &str = "
    INSERT INTO call_back (org_id, id, queue_id, state, agent_id, outcome, secret_hash, visit_hash, created_at, changed_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $8, 1)";
const DETAIL: &str = "
    INSERT INTO call_back_detail (org_id, call_back_id, name, phone, language, delete_after) VALUES ($1, $2, 'Joe', $3, 'en', $4)";

fn id(number: u8) -> CallBackId {
    CallBackId::from_random([number; 20])
}

/// The name of the constraint that a row breaks.
async fn broken(test: &TestStore, number: u8, state: &str, agent: Option<&str>, outcome: Option<&str>) -> Option<String> {
    let row = params![org(), id(number), queue(&test.store, "floor").await, state, agent, outcome, "hash", NOW];
    run(&test.store, INSERT, row).await.err().map(|error| error.constraint().unwrap_or("another error").to_owned())
}

async fn a_secret_belongs_to_one_call_back(test: TestStore) {
    fill(&test.store).await;
    assert_eq!(broken(&test, 1, "open", None, None).await, None);
    assert_eq!(broken(&test, 2, "open", None, None).await.as_deref(), Some("call_back_secret"));
}

async fn a_call_back_is_with_an_agent_or_over_only_as_a_whole(test: TestStore) {
    fill(&test.store).await;
    let anna = person(&test.store, "anna@shop.example").await;
    assert_eq!(broken(&test, 1, "assigned", None, None).await.as_deref(), Some("call_back_assigned"));
    assert_eq!(broken(&test, 1, "done", Some(anna.as_str()), None).await.as_deref(), Some("call_back_outcome"));
    assert_eq!(broken(&test, 1, "open", None, Some("reached")).await.as_deref(), Some("call_back_outcome"));
    assert_eq!(broken(&test, 1, "done", Some(anna.as_str()), Some("reached")).await, None);
}

async fn nobody_is_on_the_list_without_a_way_to_be_reached(test: TestStore) {
    fill(&test.store).await;
    broken(&test, 1, "open", None, None).await;
    let refused = run(&test.store, DETAIL, params![org(), id(1), None::<&str>, NOW]).await.expect_err("refused");
    assert_eq!(refused.constraint(), Some("call_back_detail_way"));
}

async fn what_was_written_goes_at_its_end_and_the_call_back_stays(test: TestStore) {
    fill(&test.store).await;
    broken(&test, 1, "open", None, None).await;
    run(&test.store, DETAIL, params![org(), id(1), "12345", NOW + KEPT_FOR]).await.expect("a detail");
    assert_eq!(purge(&test.store).await.ok(), Some(Purged::default()));
    test.store.clock().advance(KEPT_FOR);
    assert_eq!(purge(&test.store).await.ok(), Some(Purged { personal: 1, expired: 0 }));
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM call_back").await, 1);
}
