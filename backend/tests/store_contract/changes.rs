//! Changes: all or nothing, run again when they lose a race, and told about afterwards.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use backend::{Actor, Error, params, store::Hint};
use domain::Duration;

use crate::{
    on_every_store,
    samples::{count, draw, fill, org, queue, run, ticket},
    support::{NOW, TestStore},
};

const EVENTS: &str = "SELECT count(*) AS n FROM event";
const READ_VERSION: &str = "SELECT version FROM organisation WHERE id = $1";
const WRITE_VERSION: &str = "UPDATE organisation SET version = $2 WHERE id = $1";

on_every_store! {
    every_kind_of_value_comes_back_as_it_went_in;
    a_change_that_fails_leaves_nothing_and_hints_at_nothing;
    an_event_an_audit_row_and_an_outbox_row_go_with_their_change;
    a_hint_is_told_once_and_after_the_commit;
    a_lost_race_is_run_again_and_given_up_at_last;
    changes_that_read_before_they_write_lose_nothing_to_each_other;
    a_conditional_change_that_finds_no_row_is_a_race;
    a_transaction_that_the_store_ended_by_itself_does_not_spoil_the_next;
    a_snapshot_does_not_see_what_others_change_meanwhile;
    a_second_node_sees_what_the_first_wrote;
    migrating_again_changes_nothing;
    a_store_of_a_newer_version_is_left_alone;
    a_reader_cannot_write;
    the_clock_does_not_run_backwards;
}

async fn every_kind_of_value_comes_back_as_it_went_in(test: TestStore) {
    let sql = "
        SELECT CAST($1 AS TEXT) AS text, CAST($2 AS BIGINT) AS number, CAST($3 AS TEXT) AS no_text, CAST($4 AS BIGINT) AS no_number,
            CAST($5 AS DOUBLE PRECISION) AS fraction, $6 AS bytes, count(*) AS rows";
    let values = params!["ünïcödé 🦀", i64::MIN, None::<&str>, None::<i64>, 0.1, vec![0_u8, 255]];
    let row = test.store.reader().one(sql, values).await.expect("a row");
    assert_eq!(row.text("text").ok(), Some("ünïcödé 🦀"));
    assert_eq!(row.int("number").ok(), Some(i64::MIN));
    assert_eq!(row.opt_text("no_text").ok(), Some(None));
    assert_eq!(row.opt_int("no_number").ok(), Some(None));
    assert_eq!(row.real("fraction").ok(), Some(0.1));
    assert_eq!(row.blob("bytes").ok(), Some([0, 255].as_slice()));
    assert_eq!(row.int("rows").ok(), Some(1));
}

async fn a_change_that_fails_leaves_nothing_and_hints_at_nothing(test: TestStore) {
    fill(&test.store).await;
    let (before, told) = (count(&test.store, EVENTS).await, listen(&test));
    let outcome = test.store.change(&Actor::System, |change| {
        Box::pin(async move {
            change.event(&org(), "tried", &[]).await?;
            change.hint(Hint::Settings { org: org() });
            Err::<(), _>(Error::Missing("courage"))
        })
    });
    assert!(matches!(outcome.await, Err(Error::Missing("courage"))));
    assert_eq!(count(&test.store, EVENTS).await, before);
    assert_eq!(told.lock().expect("no panic").len(), 0);
}

async fn an_event_an_audit_row_and_an_outbox_row_go_with_their_change(test: TestStore) {
    fill(&test.store).await;
    let actor = Actor::Shopper { ticket: Some(ticket()) };
    let outcome = test.store.change(&actor, |change| {
        Box::pin(async move {
            let ids = [("ticket", "t")];
            change.event(&org(), "sample", &ids).await?;
            change.audit(Some(&org()), "sample.do", &ids).await?;
            let due_at = change.now + Duration::from_secs(1);
            change.outbox(&org(), "sample.mail", &serde_json::json!({ "to": "somebody" }), due_at).await
        })
    });
    outcome.await.expect("the change commits");
    let reader = test.store.reader();
    let event = reader.one("SELECT at, ids_json FROM event WHERE kind = 'sample'", params![]).await.expect("the event");
    assert_eq!((event.time("at").ok(), event.text("ids_json").ok()), (Some(NOW), Some(r#"{"ticket":"t"}"#)));
    let audit = reader.one("SELECT actor_kind, actor_id FROM audit WHERE action = 'sample.do'", params![]).await.expect("the row");
    assert_eq!((audit.text("actor_kind").ok(), audit.text("actor_id").ok()), (Some("shopper"), Some(ticket().as_str())));
    let outbox = reader.one("SELECT payload_json, due_at, attempts FROM outbox", params![]).await.expect("the row");
    assert_eq!(outbox.time("due_at").ok(), Some(NOW + Duration::from_secs(1)));
    assert_eq!((outbox.text("payload_json").ok(), outbox.int("attempts").ok()), (Some(r#"{"to":"somebody"}"#), Some(0)));
}

async fn a_hint_is_told_once_and_after_the_commit(test: TestStore) {
    fill(&test.store).await;
    let told = listen(&test);
    let inside = &Arc::clone(&told);
    let outcome = test.store.change(&Actor::System, |change| {
        Box::pin(async move {
            change.hint(Hint::Settings { org: org() });
            change.hint(Hint::Settings { org: org() });
            assert_eq!(inside.lock().expect("no panic").len(), 0);
            Ok(())
        })
    });
    outcome.await.expect("the change commits");
    assert_eq!(*told.lock().expect("no panic"), [Hint::Settings { org: org() }]);
}

fn listen(test: &TestStore) -> Arc<Mutex<Vec<Hint>>> {
    let told = Arc::new(Mutex::new(vec![]));
    let listener = Arc::clone(&told);
    test.store.on_commit(Arc::new(move |hints| listener.lock().expect("no panic").extend_from_slice(hints)));
    told
}

async fn a_lost_race_is_run_again_and_given_up_at_last(test: TestStore) {
    let runs = &AtomicU32::new(0);
    let outcome = test.store.change(&Actor::System, |_| {
        Box::pin(async move { if runs.fetch_add(1, Ordering::Relaxed) < 3 { Err(Error::Raced) } else { Ok("won") } })
    });
    assert_eq!(outcome.await.ok(), Some("won"));
    assert_eq!(runs.load(Ordering::Relaxed), 4);
    let never = test.store.change(&Actor::System, |_| Box::pin(async { Err::<(), _>(Error::Raced) })).await;
    assert!(matches!(never, Err(Error::Raced)));
}

async fn changes_that_read_before_they_write_lose_nothing_to_each_other(test: TestStore) {
    fill(&test.store).await;
    let nodes = [test.store.clone(), test.another_node().await];
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let store = nodes[task % 2].clone();
            tokio::spawn(async move {
                let add_one = store.change(&Actor::System, |change| {
                    Box::pin(async move {
                        let version = change.one(READ_VERSION, params![org()]).await?.int("version")?;
                        tokio::task::yield_now().await;
                        change.execute(WRITE_VERSION, params![org(), version + 1]).await
                    })
                });
                add_one.await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic").ok(), Some(1));
    }
    let row = test.store.reader().one(READ_VERSION, params![org()]).await.expect("the organisation");
    assert_eq!(row.int("version").ok(), Some(9));
}

async fn a_conditional_change_that_finds_no_row_is_a_race(test: TestStore) {
    fill(&test.store).await;
    let outcome = test.store.change(&Actor::System, |change| {
        let sql = "UPDATE organisation SET version = version + 1 WHERE id = $1 AND version = $2";
        Box::pin(async move { change.execute_or_raced(sql, params![org(), 77]).await })
    });
    assert!(matches!(outcome.await, Err(Error::Raced)));
}

async fn a_transaction_that_the_store_ended_by_itself_does_not_spoil_the_next(test: TestStore) {
    fill(&test.store).await;
    // What SQLite does when the disk is full, and PostgreSQL when it is stopped.
    let ends = if test.url.starts_with("sqlite") {
        "INSERT OR ROLLBACK INTO organisation SELECT * FROM organisation"
    } else {
        "SELECT pg_terminate_backend(pg_backend_pid())"
    };
    for _ in 0..2 {
        let ended = test.store.change(&Actor::System, |change| {
            Box::pin(async move {
                change.event(&org(), "tried", &[]).await?;
                change.all(ends, params![]).await
            })
        });
        ended.await.expect_err("the store ended it");
        let next = test.store.change(&Actor::System, |change| Box::pin(async move { change.event(&org(), "done", &[]).await }));
        next.await.expect("the next change is not concerned");
    }
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM event WHERE kind = 'tried'").await, 0);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM event WHERE kind = 'done'").await, 2);
}

async fn a_snapshot_does_not_see_what_others_change_meanwhile(test: TestStore) {
    fill(&test.store).await;
    let other = &test.another_node().await;
    let versions = test.store.snapshot(|snapshot| {
        Box::pin(async move {
            let before = snapshot.all(READ_VERSION, params![org()]).await?;
            run(other, WRITE_VERSION, params![org(), 5]).await?;
            let after = snapshot.all(READ_VERSION, params![org()]).await?;
            Ok((before[0].int("version")?, after[0].int("version")?))
        })
    });
    assert_eq!(versions.await.ok(), Some((1, 1)));
    let row = test.store.reader().one(READ_VERSION, params![org()]).await.expect("the organisation");
    assert_eq!(row.int("version").ok(), Some(5));
}

async fn a_second_node_sees_what_the_first_wrote(test: TestStore) {
    fill(&test.store).await;
    let other = test.another_node().await;
    let floor = queue(&other, "floor").await;
    draw(&test.store, &ticket(), &floor).await;
    assert_eq!(count(&other, "SELECT count(*) AS n FROM ticket").await, 1);
    other.is_reachable().await.expect("the store answers");
}

async fn migrating_again_changes_nothing(test: TestStore) {
    fill(&test.store).await;
    test.store.migrate().await.expect("nothing to do");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM organisation").await, 1);
}

async fn a_store_of_a_newer_version_is_left_alone(test: TestStore) {
    let sql = "
        INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        SELECT 9999, 'later', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1";
    run(&test.store, sql, params![]).await.expect("a later migration was there");
    assert!(matches!(test.store.migrate().await, Err(Error::Newer)));
}

async fn a_reader_cannot_write(test: TestStore) {
    fill(&test.store).await;
    let outcome = test.store.snapshot(|snapshot| Box::pin(async move { snapshot.all("DELETE FROM queue_agent", params![]).await }));
    assert!(outcome.await.is_err());
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue_agent").await, 1);
}

async fn the_clock_does_not_run_backwards(test: TestStore) {
    let running = backend::store::Store::open(&test.url).await.expect("the store opens");
    let mut latest = running.now().await.expect("the time");
    let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_micros();
    assert!(i128::from(latest.as_micros()).abs_diff(i128::try_from(machine).expect("before 9999")) < 5_000_000);
    for _ in 0..50 {
        let now = running.now().await.expect("the time");
        assert!(now >= latest);
        latest = now;
    }
    test.store.clock().advance(Duration::from_secs(9));
    assert_eq!(test.store.now().await.ok(), Some(NOW + Duration::from_secs(9)));
}

#[tokio::test]
async fn what_is_no_store_is_refused_in_words() {
    let test = TestStore::sqlite().await;
    let letter = test.folder.join("letter.db");
    std::fs::write(&letter, "Dear store, ".repeat(100)).expect("a file");
    for (url, named) in [
        (format!("sqlite://{}", letter.display()), "letter.db cannot be opened"),
        ("sqlite:///nowhere/at/all.db".to_owned(), "/nowhere/at/all.db"),
        ("mysql://root:hunter2@localhost/x".to_owned(), "say sqlite://PATH or postgres://"),
        ("postgres://x:hunter2@127.0.0.1:1/x".to_owned(), "cannot be reached"),
    ] {
        let message = backend::store::Store::open(&url).await.map(drop).expect_err("refused").to_string();
        assert!(message.contains(named) && !message.contains("hunter2"), "{message}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestStore::sqlite().await;
    fill(&test.store).await;
    for file in ["vitrine.db", "vitrine.db-wal", "vitrine.db-shm"] {
        let permissions = std::fs::metadata(test.folder.join(file)).expect("the file").permissions();
        assert_eq!(permissions.mode() & 0o777, 0o600, "{file}");
    }
}
