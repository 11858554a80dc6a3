//! Queues, one at a time.

use backend::{
    Error,
    accounts::AgentScope,
    settings::{self, QueueOverview, QueueSettings, SaveError, Shift, create_queue, remove_queue, save_queue, shift_queue},
    store::Hint,
};
use domain::{
    QueueId, Timestamp,
    queue::{First, OpeningHours, Otherwise, Preference, Routing, Rules},
    wire::console::{HoursForm, QueueDraft, QueueForm, Wrong},
};

use super::{at, elsewhere, fill, listen, member, problem};
use crate::{
    on_every_store,
    samples::{count, draw, org, person, queue, ticket},
    support::{NOW, TestStore},
};

on_every_store! {
    a_queue_is_made_as_its_form_says_and_everybody_who_follows_is_told;
    the_first_queue_is_the_default;
    making_another_queue_the_default_unmakes_the_old_one;
    a_slug_belongs_to_one_queue;
    the_default_is_neither_unmade_nor_removed;
    only_who_takes_calls_here_serves_a_queue;
    a_save_over_a_newer_one_is_refused_and_says_who_and_when;
    of_two_saves_at_once_one_is_told_of_the_other;
    queues_move_by_one_place_and_stop_at_the_ends;
    a_queue_with_history_is_not_removed;
    agents_and_strangers_see_and_change_nothing;
    a_queue_of_another_organisation_is_not_there;
}

async fn overview(test: &TestStore, admin: &AgentScope) -> QueueOverview {
    settings::queue_overview(&test.store, admin).await.expect("the queues")
}

async fn stored(test: &TestStore, admin: &AgentScope, slug: &str) -> QueueSettings {
    let found = overview(test, admin).await.queues.into_iter().find(|queue| queue.queue.slug.as_str() == slug);
    found.expect("the queue is there")
}

async fn slugs(test: &TestStore, admin: &AgentScope) -> Vec<String> {
    overview(test, admin).await.queues.into_iter().map(|queue| queue.queue.slug.into()).collect()
}

fn named(name: &str) -> QueueDraft {
    QueueForm { name: name.into(), ..QueueForm::new("UTC") }.read().expect("a queue")
}

async fn save(test: &TestStore, admin: &AgentScope, queue: &QueueSettings, wanted: &QueueDraft) -> Result<(), SaveError> {
    save_queue(&test.store, admin, &queue.queue.id, (queue.version, NOW), wanted).await
}

async fn a_queue_is_made_as_its_form_says_and_everybody_who_follows_is_told(test: TestStore) {
    fill(&test).await;
    let (adam, anna) = (member(&test, "adam").await, person(&test.store, "anna@shop.example").await);
    let wanted = QueueDraft {
        ring_seconds: Some(30),
        hours: OpeningHours::Own(HoursForm::usual("Europe/Stockholm").read().expect("hours")),
        rules: Rules {
            routing: Routing::LongestIdle,
            when_closed: Otherwise::Wait,
            when_nobody: Otherwise::Refuse,
            most_waiting: Some(12),
            wrap_up_seconds: 90,
            call_backs: false,
            asked_first: Preference { first: First::Language, only: true, seconds: 10 },
        },
        agents: [anna.clone()].into(),
        ..named("Sofas")
    };
    let heard = listen(&test);
    let id = create_queue(&test.store, &adam, &wanted).await.expect("made");
    let made = stored(&test, &adam, "sofas").await;
    assert_eq!((made.queue.id.clone(), made.draft(), made.version), (id.clone(), wanted, 1));
    assert_eq!(slugs(&test, &adam).await, ["floor", "repairs", "sofas"]);
    let heard = heard.lock().expect("a lock").clone();
    for hint in [Hint::Settings { org: org() }, Hint::Queue { org: org(), queue: id }, Hint::Agent { org: org(), person: anna }] {
        assert!(heard.contains(&hint), "{hint:?} is not in {heard:?}");
    }
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM event WHERE kind = 'queue_created'").await, 1);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM audit WHERE action = 'queue.save' AND actor_kind = 'person'").await, 1);
}

async fn the_first_queue_is_the_default(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    crate::samples::run(&test.store, "DELETE FROM queue", vec![]).await.expect("no queues");
    create_queue(&test.store, &olga, &named("Sofas")).await.expect("made");
    assert!(stored(&test, &olga, "sofas").await.queue.is_default);
}

async fn making_another_queue_the_default_unmakes_the_old_one(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let (floor, repairs) = (stored(&test, &olga, "floor").await, stored(&test, &olga, "repairs").await);
    save(&test, &olga, &repairs, &QueueDraft { is_default: true, ..repairs.draft() }).await.expect("saved");
    create_queue(&test.store, &olga, &QueueDraft { is_default: true, ..named("Sofas") }).await.expect("made");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue WHERE is_default = 1 AND slug = 'sofas'").await, 1);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue WHERE is_default = 1").await, 1);
    // Its form shows that it was the default, so it is no longer what was opened.
    assert!(matches!(save(&test, &olga, &floor, &floor.draft()).await, Err(SaveError::Changed(_))));
}

async fn a_slug_belongs_to_one_queue(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let repairs = stored(&test, &olga, "repairs").await;
    let taken = QueueDraft { slug: "floor".parse().expect("a slug"), ..repairs.draft() };
    assert_eq!(problem(save(&test, &olga, &repairs, &taken).await), at("slug", Wrong::SlugTaken));
    assert_eq!(problem(create_queue(&test.store, &olga, &named("Floor")).await), at("slug", Wrong::SlugTaken));
    save(&test, &olga, &repairs, &repairs.draft()).await.expect("its own slug it keeps");
}

async fn the_default_is_neither_unmade_nor_removed(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let floor = stored(&test, &olga, "floor").await;
    let unmade = QueueDraft { is_default: false, ..floor.draft() };
    assert_eq!(problem(save(&test, &olga, &floor, &unmade).await), at("default", Wrong::DefaultStays));
    assert_eq!(problem(remove_queue(&test.store, &olga, &floor.queue.id).await), at("queue", Wrong::DefaultStays));
    assert_eq!(stored(&test, &olga, "floor").await.version, floor.version);
}

async fn only_who_takes_calls_here_serves_a_queue(test: TestStore) {
    fill(&test).await;
    elsewhere(&test).await;
    let olga = member(&test, "olga").await;
    let offered: Vec<_> = overview(&test, &olga).await.agents.into_iter().map(|agent| agent.name).collect();
    assert_eq!(offered, ["Anna"]);
    for no_agent in ["adam@shop.example", "otto@shop.example"] {
        let wanted = QueueDraft { agents: [person(&test.store, no_agent).await].into(), ..named("Sofas") };
        assert_eq!(problem(create_queue(&test.store, &olga, &wanted).await), at("agents", Wrong::NotAnAgent), "{no_agent}");
    }
    assert_eq!(slugs(&test, &olga).await.len(), 2);
}

async fn a_save_over_a_newer_one_is_refused_and_says_who_and_when(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    let opened = stored(&test, &olga, "repairs").await;
    save(&test, &adam, &opened, &QueueDraft { name: "Mending".into(), ..opened.draft() }).await.expect("saved");
    test.store.clock().advance(domain::Duration::from_secs(150));
    match save(&test, &olga, &opened, &QueueDraft { name: "Fixing".into(), ..opened.draft() }).await {
        Err(SaveError::Changed(last)) => assert_eq!((last.by.as_deref(), last.minutes_ago), (Some("Adam"), Some(2))),
        other => panic!("{other:?}"),
    }
    let now = stored(&test, &olga, "repairs").await;
    assert_eq!(now.queue.name, "Mending");
    // What was opened afterwards is saved; what went before the opening is nobody's doing now.
    save(&test, &olga, &now, &QueueDraft { name: "Fixing".into(), ..now.draft() }).await.expect("saved");
    let later = (now.version, Timestamp::from_micros(i64::MAX));
    match save_queue(&test.store, &adam, &now.queue.id, later, &now.draft()).await {
        Err(SaveError::Changed(last)) => assert_eq!(last.by, None),
        other => panic!("{other:?}"),
    }
}

async fn of_two_saves_at_once_one_is_told_of_the_other(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    let opened = stored(&test, &olga, "repairs").await;
    let [of_olga, of_adam] = ["Of Olga", "Of Adam"].map(|name| QueueDraft { name: name.into(), ..opened.draft() });
    let (one, other) = futures::join!(save(&test, &olga, &opened, &of_olga), save(&test, &adam, &opened, &of_adam));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!(matches!(one.and(other), Err(SaveError::Changed(_))));
    assert_eq!(stored(&test, &olga, "repairs").await.version, opened.version + 1);
}

async fn queues_move_by_one_place_and_stop_at_the_ends(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    create_queue(&test.store, &olga, &named("Sofas")).await.expect("made");
    let opened = stored(&test, &olga, "sofas").await;
    for (shift, expected) in [
        (Shift::Down, ["floor", "repairs", "sofas"]),
        (Shift::Up, ["floor", "sofas", "repairs"]),
        (Shift::Up, ["sofas", "floor", "repairs"]),
        (Shift::Up, ["sofas", "floor", "repairs"]),
        (Shift::Down, ["floor", "sofas", "repairs"]),
    ] {
        shift_queue(&test.store, &olga, &opened.queue.id, shift).await.expect("moved");
        assert_eq!(slugs(&test, &olga).await, expected);
    }
    save(&test, &olga, &opened, &opened.draft()).await.expect("another place is no other queue");
    assert_eq!(slugs(&test, &olga).await, ["floor", "sofas", "repairs"]);
}

async fn a_queue_with_history_is_not_removed(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let repairs = queue(&test.store, "repairs").await;
    draw(&test.store, &ticket(), &repairs).await;
    assert_eq!(problem(remove_queue(&test.store, &olga, &repairs).await), at("queue", Wrong::HasTickets));
    crate::samples::run(&test.store, "DELETE FROM ticket", vec![]).await.expect("no tickets");
    remove_queue(&test.store, &olga, &repairs).await.expect("removed");
    assert_eq!(slugs(&test, &olga).await, ["floor"]);
    let again = remove_queue(&test.store, &olga, &repairs).await;
    assert!(matches!(again, Err(SaveError::Store(Error::Missing("queue")))), "{again:?}");
}

async fn agents_and_strangers_see_and_change_nothing(test: TestStore) {
    fill(&test).await;
    let anna = member(&test, "anna").await;
    let repairs = queue(&test.store, "repairs").await;
    assert!(matches!(settings::queue_overview(&test.store, &anna).await, Err(Error::Forbidden(_))));
    let outcomes = [
        create_queue(&test.store, &anna, &named("Sofas")).await.map(drop),
        save_queue(&test.store, &anna, &repairs, (1, NOW), &named("Sofas")).await,
        remove_queue(&test.store, &anna, &repairs).await,
        shift_queue(&test.store, &anna, &repairs, Shift::Up).await.map_err(SaveError::from),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(SaveError::Store(Error::Forbidden(_)))), "{outcome:?}");
    }
}

async fn a_queue_of_another_organisation_is_not_there(test: TestStore) {
    fill(&test).await;
    elsewhere(&test).await;
    let olga = member(&test, "olga").await;
    let row = test.store.reader().one("SELECT id FROM queue WHERE slug = 'desk'", vec![]).await.expect("their queue");
    let theirs: QueueId = row.id("id").expect("an id");
    let outcomes = [
        save_queue(&test.store, &olga, &theirs, (1, NOW), &named("Sofas")).await,
        remove_queue(&test.store, &olga, &theirs).await,
        shift_queue(&test.store, &olga, &theirs, Shift::Down).await.map_err(SaveError::from),
    ];
    for outcome in outcomes {
        assert!(matches!(outcome, Err(SaveError::Store(Error::Missing("queue")))), "{outcome:?}");
    }
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue WHERE slug = 'desk' AND version = 1").await, 1);
}
