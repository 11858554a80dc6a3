//! Personal data ends.

use backend::{
    params,
    store::retention::{KEPT_FOR, Purged, purge},
};
use domain::Duration;

use crate::{
    on_every_store,
    samples::{count, draw, fill, org, queue, run, ticket},
    support::{NOW, TestStore},
};

on_every_store! {
    what_a_shopper_told_goes_at_its_end_and_the_ticket_stays;
}

const DETAILS: &str = "SELECT count(*) AS n FROM shopper_detail";

async fn what_a_shopper_told_goes_at_its_end_and_the_ticket_stays(test: TestStore) {
    fill(&test.store).await;
    draw(&test.store, &ticket(), &queue(&test.store, "floor").await).await;
    let detail = "INSERT INTO shopper_detail (org_id, ticket_id, data_json, delete_after) VALUES ($1, $2, '[]', $3)";
    run(&test.store, detail, params![org(), ticket(), NOW + KEPT_FOR]).await.expect("a detail");

    test.store.clock().advance(Duration::from_micros(KEPT_FOR.as_micros() - 1));
    assert_eq!(purge(&test.store).await.ok(), Some(Purged::default()));
    assert_eq!(count(&test.store, DETAILS).await, 1);

    test.store.clock().advance(Duration::from_micros(1));
    assert_eq!(purge(&test.store).await.ok(), Some(Purged { personal: 1, expired: 0 }));
    assert_eq!(count(&test.store, DETAILS).await, 0);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM ticket").await, 1);
}
