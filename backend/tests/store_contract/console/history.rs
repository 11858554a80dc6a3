//! The history of tickets: what is listed, to whom, and the story of each.

use std::collections::BTreeSet;

use backend::{
    Error,
    accounts::AgentScope,
    history::{self, Overview},
    params,
    store::retention::{KEPT_FOR, purge},
};
use domain::{
    CallId, Duration, OrgId, ParticipantId, PersonId, RingId, TicketId, Timestamp,
    call::{CallEnd, RingOutcome, Role, TicketEnd},
    history::{Outcome, Sought, Summary},
    wire::{
        FlightEvent,
        console::{HistoryFilter, HowEnded, StoryEvent, WrittenStory},
    },
};

use super::{elsewhere, fill, member, member_of};
use crate::{
    on_every_store,
    samples::{org, person, queue, run},
    support::{NOW, TestStore},
};

on_every_store! {
    pages_are_walked_without_a_gap_or_a_repeat_where_many_tickets_are_of_one_time;
    a_filter_lets_through_what_the_rules_say_became_of_a_ticket;
    queue_agent_and_dates_limit_the_list_and_its_figures;
    an_agent_sees_the_tickets_that_rang_him_or_that_he_served_and_no_others;
    tickets_of_another_organisation_are_not_there;
    a_story_is_told_in_order_and_what_was_personal_in_it_ends;
    a_ticket_that_lost_its_agent_went_back_and_counts_as_answered;
}

const SECOND: Duration = Duration::from_secs(1);

/// Bytes that are this number's alone.
pub(super) fn number(number: u16) -> [u8; 20] {
    let [high, low] = [number / 60, number % 60].map(|part| u8::try_from(part).expect("small"));
    let mut bytes = [high; 20];
    bytes[..10].fill(low);
    bytes
}

/// The ticket of this number.
pub(super) fn id(of: u16) -> TicketId {
    TicketId::from_random(number(of))
}

/// So many seconds from now.
pub(super) fn at(seconds: i64) -> Timestamp {
    NOW + Duration::from_secs(seconds)
}

/// A ticket that is over after so many microseconds; `None`: it is in line.
pub(super) async fn draw(test: &TestStore, of: u16, slug: &str, joined_at: Timestamp, left_after: Option<Duration>) {
    draw_in(test, &org(), of, slug, joined_at, left_after).await;
}

async fn draw_in(test: &TestStore, org: &OrgId, of: u16, slug: &str, joined_at: Timestamp, left_after: Option<Duration>) {
    let sql = "
        INSERT INTO ticket (org_id, id, queue_id, state, end_reason, joined_at, ended_at, epoch, resume_hash, round_started_at, language,
            has_camera, has_microphone, terms_version, terms_accepted_at, version)
        SELECT $1, $2, q.id, CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS BIGINT), CAST($7 AS BIGINT), 1, 'h', CAST($6 AS BIGINT), 'en',
            1, 1, '1', CAST($6 AS BIGINT), 1
        FROM queue q WHERE q.org_id = $1 AND q.slug = $3";
    let (state, end) = if left_after.is_some() { ("ended", Some("left")) } else { ("waiting", None) };
    let ended_at = left_after.map(|after| joined_at + after);
    run(&test.store, sql, params![org, id(of), slug, state, end, joined_at, ended_at]).await.expect("a ticket");
}

async fn ring(test: &TestStore, of: u16, ticket: u16, agent: &PersonId, state: &str, started_at: Timestamp, lasted: Duration) {
    let sql = "
        INSERT INTO ring (org_id, id, ticket_id, person_id, state, started_at, due_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
    let ring = RingId::from_random(number(of));
    run(&test.store, sql, params![org(), ring, id(ticket), agent, state, started_at, started_at + lasted]).await.expect("a ring");
}

/// A call of a ticket with this agent that ended, and with it the ticket if it was served.
pub(super) async fn call(test: &TestStore, of: u16, ticket: u16, agent: &PersonId, started_at: Timestamp, (end, lasted): (&str, Duration)) {
    let (call, ended_at) = (CallId::from_random(number(of)), started_at + lasted);
    let sql = "
        INSERT INTO call (org_id, id, ticket_id, state, end_reason, started_at, ended_at) VALUES ($1, $2, $3, 'ended', $4, $5, $6)";
    run(&test.store, sql, params![org(), &call, id(ticket), end, started_at, ended_at]).await.expect("a call");
    for (role, person, part) in [("shopper", None, 2 * of), ("agent", Some(agent), 2 * of + 1)] {
        let sql = "
            INSERT INTO participant (org_id, id, call_id, role, person_id, epoch, joined_at, left_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7)";
        let part = ParticipantId::from_random(number(part));
        run(&test.store, sql, params![org(), part, &call, role, person, started_at, ended_at]).await.expect("a part");
    }
    if end != "agent_lost" {
        let sql = "UPDATE ticket SET state = 'ended', end_reason = 'served', ended_at = $3 WHERE org_id = $1 AND id = $2";
        run(&test.store, sql, params![org(), id(ticket), ended_at]).await.expect("served");
    }
}

async fn list(test: &TestStore, reader: &AgentScope, filter: &HistoryFilter) -> Overview {
    history::list(&test.store, reader, filter).await.expect("the list")
}

fn shown(overview: &Overview) -> Vec<TicketId> {
    overview.lines.iter().map(|line| line.id.clone()).collect()
}

fn ids(of: &[u16]) -> Vec<TicketId> {
    of.iter().copied().map(id).collect()
}

async fn pages_are_walked_without_a_gap_or_a_repeat_where_many_tickets_are_of_one_time(test: TestStore) {
    fill(&test).await;
    for of in 0..120 {
        // The middle hundred are of the same microsecond.
        draw(&test, of, "floor", at(i64::from(of.clamp(10, 109))), Some(SECOND)).await;
    }
    let olga = member(&test, "olga").await;
    let (mut filter, mut walked, mut pages) = (HistoryFilter::default(), vec![], 0);
    loop {
        let overview = list(&test, &olga, &filter).await;
        assert_eq!(overview.summary.tickets, 120, "the figures are of all pages");
        walked.extend(overview.lines);
        pages += 1;
        match overview.next {
            Some(next) => filter.before = Some(next),
            None => break,
        }
    }
    assert_eq!((walked.len(), pages), (120, 3));
    assert!(walked.is_sorted_by_key(|line| std::cmp::Reverse(line.at.at)));
    assert_eq!(walked.into_iter().map(|line| line.id).collect::<BTreeSet<_>>().len(), 120);
}

async fn a_filter_lets_through_what_the_rules_say_became_of_a_ticket(test: TestStore) {
    fill(&test).await;
    let anna = person(&test.store, "anna@shop.example").await;
    let limit = Duration::from_secs(5);
    draw(&test, 1, "floor", at(-100), Some(limit)).await;
    draw(&test, 2, "floor", at(-90), Some(Duration::from_micros(limit.as_micros() + 1))).await;
    draw(&test, 3, "floor", at(-80), None).await;
    draw(&test, 4, "floor", at(-70), Some(SECOND)).await;
    call(&test, 1, 4, &anna, at(-60), ("shopper_hung_up", SECOND)).await;
    let olga = member(&test, "olga").await;
    let of = async |outcome| {
        let overview = list(&test, &olga, &HistoryFilter { outcome, ..HistoryFilter::default() }).await;
        let outcomes: Vec<_> = overview.lines.iter().map(|line| line.outcome).collect();
        (shown(&overview), outcomes, overview.summary.tickets)
    };
    assert_eq!(of(Some(Sought::LeftAtOnce)).await, (ids(&[1]), vec![Outcome::LeftAtOnce], 1));
    assert_eq!(of(Some(Sought::Missed)).await, (ids(&[2]), vec![Outcome::Missed], 1));
    assert_eq!(of(Some(Sought::Live)).await, (ids(&[3]), vec![Outcome::Waiting], 1));
    assert_eq!(of(Some(Sought::Answered)).await, (ids(&[4]), vec![Outcome::Answered], 1));
    let all = list(&test, &olga, &HistoryFilter::default()).await;
    let median_wait = Some(Duration::from_micros(limit.as_micros() + 1));
    assert_eq!((shown(&all), all.summary), (ids(&[4, 3, 2, 1]), Summary { tickets: 4, answered: 1, missed: 1, median_wait }));
    let answered = &all.lines[0];
    assert_eq!((answered.agent.as_deref(), answered.talked, answered.waited.as_secs()), (Some("Anna"), Some(SECOND), 10));
    assert_eq!(answered.end, Some(HowEnded::InCall(CallEnd::ShopperHungUp)));
    assert_eq!((all.lines[1].end, all.lines[2].end), (None, Some(HowEnded::InLine(TicketEnd::Left))));
}

async fn queue_agent_and_dates_limit_the_list_and_its_figures(test: TestStore) {
    fill(&test).await;
    let anna = person(&test.store, "anna@shop.example").await;
    let day = 24 * 3_600;
    draw(&test, 1, "floor", at(-1), Some(SECOND)).await;
    draw(&test, 2, "repairs", at(0), Some(SECOND)).await;
    draw(&test, 3, "floor", at(day - 1), Some(SECOND)).await;
    draw(&test, 4, "repairs", at(day), Some(SECOND)).await;
    ring(&test, 1, 2, &anna, "missed", at(0), SECOND).await;
    let olga = member(&test, "olga").await;
    let of = async |filter| {
        let overview = list(&test, &olga, &filter).await;
        assert_eq!(overview.summary.tickets, u32::try_from(overview.lines.len()).expect("few"));
        shown(&overview)
    };
    let none = HistoryFilter::default;
    assert_eq!(of(HistoryFilter { queue: Some(queue(&test.store, "repairs").await), ..none() }).await, ids(&[4, 2]));
    assert_eq!(of(HistoryFilter { agent: Some(anna), ..none() }).await, ids(&[2]));
    // Without opening hours dates are those of UTC.
    let date = "2026-01-01".to_owned();
    assert_eq!(of(HistoryFilter { from: date.clone(), to: date.clone(), ..none() }).await, ids(&[3, 2]));
    assert_eq!(of(HistoryFilter { from: date.clone(), ..none() }).await, ids(&[4, 3, 2]));
    assert_eq!(of(HistoryFilter { to: date, ..none() }).await, ids(&[3, 2, 1]));
}

async fn an_agent_sees_the_tickets_that_rang_him_or_that_he_served_and_no_others(test: TestStore) {
    fill(&test).await;
    let (anna, olga) = (person(&test.store, "anna@shop.example").await, person(&test.store, "olga@shop.example").await);
    for of in 1..=4 {
        draw(&test, of, "floor", at(of.into()), Some(SECOND)).await;
    }
    ring(&test, 1, 1, &anna, "missed", at(1), SECOND).await;
    ring(&test, 2, 2, &olga, "missed", at(2), SECOND).await;
    call(&test, 3, 3, &anna, at(3), ("agent_hung_up", SECOND)).await;
    let [agent, owner] = [member(&test, "anna").await, member(&test, "olga").await];
    let own = list(&test, &agent, &HistoryFilter::default()).await;
    assert_eq!((shown(&own), own.summary.tickets, own.sees_all, own.agents.len()), (ids(&[3, 1]), 2, false, 0));
    let all = list(&test, &owner, &HistoryFilter::default()).await;
    assert_eq!((shown(&all), all.sees_all, all.agents.len()), (ids(&[4, 3, 2, 1]), true, 1));
    // Asking for somebody else's shows what both were rung by.
    assert!(shown(&list(&test, &agent, &HistoryFilter { agent: Some(olga), ..HistoryFilter::default() }).await).is_empty());
    for of in [1, 3] {
        assert!(history::ticket(&test.store, &agent, &id(of)).await.is_ok());
    }
    for of in [2, 4] {
        assert!(matches!(history::ticket(&test.store, &agent, &id(of)).await, Err(Error::Missing("ticket"))));
        assert!(history::ticket(&test.store, &owner, &id(of)).await.is_ok());
    }
}

async fn tickets_of_another_organisation_are_not_there(test: TestStore) {
    fill(&test).await;
    let other = elsewhere(&test).await;
    draw(&test, 1, "floor", at(1), Some(SECOND)).await;
    draw_in(&test, &other, 2, "desk", at(2), Some(SECOND)).await;
    let (olga, otto) = (member(&test, "olga").await, member_of(&test, &other, "otto").await);
    for (reader, own, others) in [(olga, 1, 2), (otto, 2, 1)] {
        let found = list(&test, &reader, &HistoryFilter::default()).await;
        assert_eq!((shown(&found), found.summary.tickets), (ids(&[own]), 1));
        assert!(history::ticket(&test.store, &reader, &id(own)).await.is_ok());
        assert!(matches!(history::ticket(&test.store, &reader, &id(others)).await, Err(Error::Missing("ticket"))));
    }
}

async fn a_story_is_told_in_order_and_what_was_personal_in_it_ends(test: TestStore) {
    fill(&test).await;
    let (anna, olga) = (person(&test.store, "anna@shop.example").await, person(&test.store, "olga@shop.example").await);
    draw(&test, 1, "floor", at(0), Some(SECOND)).await;
    ring(&test, 1, 1, &olga, "unreachable", at(1), SECOND).await;
    ring(&test, 2, 1, &anna, "accepted", at(3), SECOND).await;
    call(&test, 5, 1, &anna, at(4), ("agent_hung_up", Duration::from_secs(60))).await;
    let call = CallId::from_random(number(5));
    let until = at(0) + KEPT_FOR;
    let detail = "
        INSERT INTO shopper_detail (org_id, ticket_id, data_json, page_url, delete_after)
        VALUES ($1, $2, '[{\"key\":\"firstName\",\"value\":\"Joe\"}]', 'https://shop.example/a', $3)";
    run(&test.store, detail, params![org(), id(1), until]).await.expect("a detail");
    let rating = "INSERT INTO rating (org_id, call_id, stars, created_at) VALUES ($1, $2, 4, $3)";
    run(&test.store, rating, params![org(), &call, at(70)]).await.expect("a rating");
    let comment = "INSERT INTO rating_comment (org_id, call_id, comment, delete_after) VALUES ($1, $2, 'Kind', $3)";
    run(&test.store, comment, params![org(), &call, until]).await.expect("a comment");
    let note = "
        INSERT INTO call_flight (org_id, call_id, participant_id, at, event_json, delete_after)
        VALUES ($1, $2, $3, $4, '\"ice_restarted\"', $5)";
    let outcome = "UPDATE call SET outcome = 'sold' WHERE org_id = $1 AND id = $2";
    run(&test.store, outcome, params![org(), &call]).await.expect("an outcome");
    let written = "
        INSERT INTO call_note (org_id, call_id, person_id, note, changed_at, delete_after) VALUES ($1, $2, $3, 'In green', $4, $5)";
    run(&test.store, written, params![org(), &call, &anna, at(66), until]).await.expect("what the agent wrote");
    let part = ParticipantId::from_random(number(10));
    run(&test.store, note, params![org(), &call, part, at(9), until]).await.expect("a note");

    let reader = member(&test, "olga").await;
    let story = history::ticket(&test.store, &reader, &id(1)).await.expect("a story");
    let events: Vec<_> = story.entries.iter().map(|entry| ((entry.at.at - NOW).as_secs(), entry.event.clone())).collect();
    let rang = |agent: &str, outcome| StoryEvent::Rang { agent: agent.into(), outcome: Some(outcome), lasted: SECOND };
    let expected = [
        (0, StoryEvent::Drawn),
        (1, rang("Olga", RingOutcome::Unreachable)),
        (3, rang("Anna", RingOutcome::Accepted)),
        (4, StoryEvent::Answered { agent: Some("Anna".into()) }),
        (64, StoryEvent::CallEnded { end: CallEnd::AgentHungUp, lasted: Duration::from_secs(60) }),
        (70, StoryEvent::Rated { stars: 4 }),
    ];
    assert_eq!(events, expected);
    let told = story.told.expect("it is kept");
    assert_eq!((told.claims[0].value.as_str(), told.page_url.as_deref()), ("Joe", Some("https://shop.example/a")));
    let [call] = story.calls.as_slice() else { panic!("one call") };
    assert_eq!(call.rating.as_ref().and_then(|rating| rating.comment.as_deref()), Some("Kind"));
    assert_eq!(call.outcome, Some(domain::call::Outcome::Sold));
    assert_eq!(call.written, [WrittenStory { agent: "Anna".into(), note: "In green".into() }]);
    assert_eq!(
        call.parts.iter().map(|part| (part.role, part.name.as_deref())).collect::<Vec<_>>(),
        [(Role::Shopper, None), (Role::Agent, Some("Anna")),]
    );
    let [note] = call.notes.as_slice() else { panic!("one note") };
    assert_eq!((note.after.as_secs(), note.role, &note.event), (5, Role::Shopper, &FlightEvent::IceRestarted));

    // Whoever looks after the end but before the hourly purge sees none of it either.
    test.store.clock().advance(Duration::from_micros(KEPT_FOR.as_micros() + 80_000_000));
    let late = history::ticket(&test.store, &reader, &id(1)).await.expect("a story");
    let rating = late.calls[0].rating.clone().expect("the stars stay");
    assert!(late.calls[0].written.is_empty() && late.calls[0].outcome.is_some(), "the outcome tells nothing of the shopper");
    assert!(late.told.is_none() && rating.comment.is_none() && rating.is_comment_deleted && rating.stars == 4);
    purge(&test.store).await.expect("purged");
    let late = history::ticket(&test.store, &reader, &id(1)).await.expect("a story");
    assert!(late.calls[0].notes.is_empty() && late.calls[0].are_notes_deleted);
    assert_eq!(late.entries.len(), expected.len());
}

async fn a_ticket_that_lost_its_agent_went_back_and_counts_as_answered(test: TestStore) {
    fill(&test).await;
    let anna = person(&test.store, "anna@shop.example").await;
    draw(&test, 1, "floor", at(0), Some(Duration::from_secs(100))).await;
    call(&test, 1, 1, &anna, at(10), ("agent_lost", Duration::from_secs(30))).await;
    let olga = member(&test, "olga").await;
    let all = list(&test, &olga, &HistoryFilter { outcome: Some(Sought::Answered), ..HistoryFilter::default() }).await;
    let line = all.lines.first().expect("it was answered");
    assert_eq!((line.waited.as_secs(), line.end), (10, Some(HowEnded::InLine(TicketEnd::Left))));
    let story = history::ticket(&test.store, &olga, &id(1)).await.expect("a story");
    let events: Vec<_> = story.entries.into_iter().map(|entry| entry.event).skip(2).collect();
    assert_eq!(events, [StoryEvent::Returned { agent: Some("Anna".into()) }, StoryEvent::Ended(TicketEnd::Left)]);
}
