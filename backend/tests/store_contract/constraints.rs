//! What the store refuses, and under which name: the same in both dialects.

use backend::{Error, params, store::Param};
use domain::{CallId, PersonId, TicketId};

use crate::{
    on_every_store,
    samples::{draw, fill, org, person, queue, run, ticket},
    support::{NOW, TestStore},
};

on_every_store! {
    a_broken_uniqueness_has_the_name_of_its_index;
    a_broken_check_has_its_name;
    an_agent_has_one_live_ring_and_one_live_part_in_a_call;
    organisations_cannot_refer_to_each_others_rows;
    a_conflict_can_be_passed_over;
}

const RING: &str = "
    INSERT INTO ring (org_id, id, ticket_id, person_id, state, started_at, due_at) VALUES ($1, $2, $3, $4, 'sent', $5, $5)";
const CALL: &str = "INSERT INTO call (org_id, id, ticket_id, state, started_at) VALUES ($1, $2, $3, 'running', $4)";
const PART: &str = "
    INSERT INTO participant (org_id, id, call_id, role, person_id, epoch, joined_at) VALUES ($1, $2, $3, 'agent', $4, 1, $5)";

async fn broken(test: &TestStore, sql: &'static str, values: Vec<Param>) -> String {
    match run(&test.store, sql, values).await {
        Err(Error::Constraint { name }) => name,
        other => panic!("a constraint should be broken, but: {other:?}"),
    }
}

async fn a_broken_uniqueness_has_the_name_of_its_index(test: TestStore) {
    fill(&test.store).await;
    let queue_sql = "
        INSERT INTO queue (org_id, id, slug, name, is_default, ring_seconds, position, version) VALUES ($1, $2, $3, 'x', $4, 20, 9, 1)";
    assert_eq!(broken(&test, queue_sql, params![org(), "q", "floor", 0]).await, "queue_slug");
    assert_eq!(broken(&test, queue_sql, params![org(), "q", "attic", 1]).await, "queue_default");
    let id = queue(&test.store, "floor").await;
    assert_eq!(broken(&test, queue_sql, params![org(), id, "attic", 0]).await, "queue_pkey");
    let person_sql = "INSERT INTO person (id, email, name, created_at) VALUES ('p', 'anna@shop.example', 'x', 0)";
    assert_eq!(broken(&test, person_sql, params![]).await, "person_email");
    let site_sql = "INSERT INTO site (org_id, id, origin, created_at) VALUES ($1, 's', 'https://shop.example', 0)";
    assert_eq!(broken(&test, site_sql, params![org()]).await, "site_origin");
}

async fn a_broken_check_has_its_name(test: TestStore) {
    fill(&test.store).await;
    let floor = queue(&test.store, "floor").await;
    draw(&test.store, &ticket(), &floor).await;
    assert_eq!(broken(&test, "UPDATE ticket SET state = 'lost'", params![]).await, "ticket_state");
    assert_eq!(broken(&test, "UPDATE ticket SET state = 'ended'", params![]).await, "ticket_end");
    let status = "INSERT INTO agent_status (org_id, person_id, availability, changed_at, version) VALUES ($1, $2, 'busy', 0, 1)";
    let anna = person(&test.store, "anna@shop.example").await;
    assert_eq!(broken(&test, status, params![org(), anna]).await, "agent_status_availability");
}

async fn an_agent_has_one_live_ring_and_one_live_part_in_a_call(test: TestStore) {
    fill(&test.store).await;
    let (floor, anna) = (queue(&test.store, "floor").await, person(&test.store, "anna@shop.example").await);
    let tickets = [TicketId::from_random([1; 20]), TicketId::from_random([2; 20])];
    let calls = [CallId::from_random([1; 20]), CallId::from_random([2; 20])];
    for (ticket, call) in tickets.iter().zip(&calls) {
        draw(&test.store, ticket, &floor).await;
        run(&test.store, CALL, params![org(), call, ticket, NOW]).await.expect("a call begins");
    }
    run(&test.store, RING, params![org(), "r1", &tickets[0], &anna, NOW]).await.expect("a ring begins");
    assert_eq!(broken(&test, RING, params![org(), "r2", &tickets[1], &anna, NOW]).await, "ring_live");
    run(&test.store, PART, params![org(), "p1", &calls[0], &anna, NOW]).await.expect("the agent joins");
    assert_eq!(broken(&test, PART, params![org(), "p2", &calls[1], &anna, NOW]).await, "participant_live");
    let end = "UPDATE ring SET state = 'missed', ended_at = $1";
    run(&test.store, end, params![NOW]).await.expect("the ring ends");
    run(&test.store, RING, params![org(), "r2", &tickets[1], &anna, NOW]).await.expect("another ring begins");
    assert_eq!(broken(&test, CALL, params![org(), "c3", &tickets[0], NOW]).await, "call_ticket");
    let ended = "UPDATE call SET state = 'ended', end_reason = 'agent_lost', ended_at = $1 WHERE id = $2";
    run(&test.store, ended, params![NOW, &calls[0]]).await.expect("the call ends");
    run(&test.store, CALL, params![org(), "c3", &tickets[0], NOW]).await.expect("the ticket has another call");
}

async fn organisations_cannot_refer_to_each_others_rows(test: TestStore) {
    fill(&test.store).await;
    let other = "othershopothershopxx";
    let sql = "
        INSERT INTO organisation (id, name, terms_version, ring_seconds, version, created_at) VALUES ($1, 'Other', '1', 20, 1, 0)";
    run(&test.store, sql, params![other]).await.expect("another organisation");
    let (floor, anna) = (queue(&test.store, "floor").await, person(&test.store, "anna@shop.example").await);
    let serve = "INSERT INTO queue_agent (org_id, queue_id, person_id) VALUES ($1, $2, $3)";
    assert!(run(&test.store, serve, params![other, &floor, &anna]).await.is_err());
    let nobody = PersonId::from_random([9; 20]);
    assert!(run(&test.store, serve, params![org(), &floor, nobody]).await.is_err());
}

async fn a_conflict_can_be_passed_over(test: TestStore) {
    fill(&test.store).await;
    let sql = "INSERT INTO site (org_id, id, origin, created_at) VALUES ($1, 's', 'https://shop.example', 0) ON CONFLICT DO NOTHING";
    assert_eq!(run(&test.store, sql, params![org()]).await.ok(), Some(0));
}
