//! A store of an earlier version keeps what is in it.

use backend::{params, store::Param};

use crate::{
    samples::{count, run},
    support::TestStore,
};

async fn write(test: &TestStore, sql: &'static str, values: Vec<Param>) {
    run(&test.store, sql, values).await.expect("written");
}

async fn ring_times_that_were_copied_follow_the_organisation_again(is_postgres: bool) {
    let Some(test) = TestStore::of_version(is_postgres, 1).await else { return };
    let org = "
        INSERT INTO organisation (id, name, terms_version, ring_seconds, version, created_at) VALUES ($1, 'Shop', '1', $2, 1, 0)";
    let queue = "
        INSERT INTO queue (org_id, id, slug, name, is_default, ring_seconds, position, version) VALUES ($1, $2, $2, 'x', 0, $3, 1, 1)";
    write(&test, org, params!["one", 30]).await;
    write(&test, org, params!["two", 45]).await;
    for (org, slug, seconds) in [("one", "copied", 30), ("one", "own", 45), ("two", "copied", 45), ("two", "own", 30)] {
        write(&test, queue, params![org, slug, seconds]).await;
    }
    write(&test, "INSERT INTO node (id, started_at, lease_until) VALUES ('n', 0, 0)", params![]).await;
    let person = "INSERT INTO person (id, email, name, created_at) VALUES ('p', 'p@shop.example', 'P', 0)";
    write(&test, person, params![]).await;
    let member = "
        INSERT INTO membership (org_id, person_id, is_owner, is_admin, is_agent, created_at) VALUES ('one', 'p', 0, 0, 1, 0)";
    write(&test, member, params![]).await;
    let connection = "
        INSERT INTO connection (org_id, id, node_id, kind, person_id, device, created_at, closed_at)
        VALUES ('one', $1, 'n', 'agent', 'p', 'd', 0, CAST($2 AS BIGINT))";
    write(&test, connection, params!["open", None::<i64>]).await;
    write(&test, connection, params!["closed", 1]).await;

    test.store.migrate().await.expect("the tables of now");

    let left = "SELECT count(*) AS n FROM queue WHERE slug = 'copied' AND ring_seconds IS NULL";
    assert_eq!(count(&test.store, left).await, 2);
    let kept = "
        SELECT count(*) AS n FROM queue WHERE slug = 'own' AND ring_seconds = CASE org_id WHEN 'one' THEN 45 ELSE 30 END";
    assert_eq!(count(&test.store, kept).await, 2);
    let open = "SELECT count(*) AS n FROM connection WHERE id = 'open'";
    assert_eq!(count(&test.store, open).await, 1);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM connection").await, 1);
}

mod sqlite {
    #[tokio::test]
    async fn ring_times_that_were_copied_follow_the_organisation_again() {
        super::ring_times_that_were_copied_follow_the_organisation_again(false).await;
    }
}

mod postgres {
    #[tokio::test]
    async fn ring_times_that_were_copied_follow_the_organisation_again() {
        super::ring_times_that_were_copied_follow_the_organisation_again(true).await;
    }
}
