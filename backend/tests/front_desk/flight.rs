//! The flight recorder: what the browsers of a call noted is kept with it, of nobody else, and not for ever.

use backend::{
    front_desk::flight::{self, MAX_NOTES_OF_PARTICIPANT, Recorded},
    params,
    store::{Actor, retention},
};
use domain::{
    CallId, Duration, Timestamp,
    call::Role,
    wire::{Flight, FlightEvent, FlightNote, FromAgent, FromShopper, MAX_FLIGHT_NOTES, SendStep},
};

use crate::support::{Desk, Shop, Shopper, on_each_store};

const NOTES: &str = "SELECT count(*) FROM call_flight";
const HISTORY: &str = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM audit) + (SELECT count(*) FROM outbox)";

fn flight(call: &CallId, notes: impl IntoIterator<Item = (Timestamp, FlightEvent)>) -> Flight {
    Flight { call: call.clone(), notes: notes.into_iter().map(|(at, event)| FlightNote { at, event }).collect() }
}

fn first_frame(after_ms: u32) -> FlightEvent {
    FlightEvent::FirstFrame { after_ms }
}

/// A call between a shopper and Anna.
async fn call(shop: &Shop) -> (Shopper, Desk, CallId) {
    let front_desk = shop.front_desk().await;
    let mut desk = Desk::available(&front_desk, &shop.agent("anna").await).await;
    let mut shopper = Shopper::join(shop, &front_desk).await;
    let call = desk.take().await.call;
    shopper.in_call().await;
    (shopper, desk, call)
}

async fn recorded(shop: &Shop, call: &CallId) -> Vec<Recorded> {
    flight::of_call(&shop.store, shop.agent("anna").await.scope(), call).await.unwrap()
}

#[tokio::test]
async fn what_both_browsers_note_is_kept_by_time_and_leaves_no_other_trace() {
    on_each_store(async |shop| {
        let (mut shopper, mut desk, call) = call(shop).await;
        let start = shop.clock.now();
        let before = shop.number(HISTORY).await;
        shop.clock.advance(Duration::from_secs(10));
        let now = shop.clock.now();
        let sending = FlightEvent::Sending { step: SendStep::LowResolution };
        let notes = [(start + Duration::from_secs(2), first_frame(900)), (start + Duration::from_secs(6), sending.clone())];
        shopper.say(FromShopper::Flight(flight(&call, notes))).await;
        // A desk whose clock is wrong: its notes are still of the time of the call.
        let year = Duration::from_secs(365 * 24 * 3_600);
        let notes = [
            (start - year, first_frame(800)),
            (start + Duration::from_secs(4), FlightEvent::Disconnected),
            (now + year, FlightEvent::Rebuilt),
        ];
        desk.say(FromAgent::Flight(flight(&call, notes))).await;

        assert_eq!(shop.number(HISTORY).await, before);
        let all = recorded(shop, &call).await;
        let told: Vec<_> = all.iter().map(|one| (one.role, one.note.at, one.note.event.clone())).collect();
        let expected = [
            (Role::Agent, start, first_frame(800)),
            (Role::Shopper, start + Duration::from_secs(2), first_frame(900)),
            (Role::Agent, start + Duration::from_secs(4), FlightEvent::Disconnected),
            (Role::Shopper, start + Duration::from_secs(6), sending),
            (Role::Agent, now, FlightEvent::Rebuilt),
        ];
        assert_eq!(told, expected);
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_into_the_recorder_of_a_call_of_others() {
    on_each_store(async |shop| {
        let (mut shopper, _desk, call) = call(shop).await;
        let front_desk = shop.front_desk().await;
        let mut other = Shopper::attach(shop, &front_desk, None).await;
        other.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), first_frame(1))]))).await;
        let mut other = Shopper::join(shop, &front_desk).await;
        other.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), first_frame(2))]))).await;
        let mut bruno = Desk::open(&front_desk, &shop.agent("bruno").await).await;
        bruno.say(FromAgent::Flight(flight(&call, [(shop.clock.now(), first_frame(3))]))).await;
        let another = CallId::from_random([9; 20]);
        shopper.say(FromShopper::Flight(flight(&another, [(shop.clock.now(), first_frame(4))]))).await;
        assert_eq!(shop.number(NOTES).await, 0);
        shopper.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), first_frame(5))]))).await;
        assert_eq!(shop.number(NOTES).await, 1);
    })
    .await;
}

#[tokio::test]
async fn last_notes_are_taken_for_a_minute_after_the_end() {
    on_each_store(async |shop| {
        let (mut shopper, mut desk, call) = call(shop).await;
        desk.say(FromAgent::HangUp).await;
        desk.out_of(&call).await;
        shop.clock.advance(Duration::from_secs(60));
        shopper.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), FlightEvent::Disconnected)]))).await;
        desk.say(FromAgent::Flight(flight(&call, [(shop.clock.now(), FlightEvent::Disconnected)]))).await;
        assert_eq!(recorded(shop, &call).await.len(), 2);
        shop.clock.advance(Duration::from_micros(1));
        shopper.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), FlightEvent::Disconnected)]))).await;
        desk.say(FromAgent::Flight(flight(&call, [(shop.clock.now(), FlightEvent::Disconnected)]))).await;
        assert_eq!(recorded(shop, &call).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_recorder_has_an_end_and_the_others_goes_on() {
    on_each_store(async |shop| {
        let (mut shopper, mut desk, call) = call(shop).await;
        let now = shop.clock.now();
        let many = |count: usize| flight(&call, (0..count).map(|_| (now, FlightEvent::IceRestarted)));
        shopper.say(FromShopper::Flight(many(MAX_FLIGHT_NOTES + 10))).await;
        assert_eq!(shop.number(NOTES).await, i64::try_from(MAX_FLIGHT_NOTES).unwrap());
        for _ in 0..=usize::try_from(MAX_NOTES_OF_PARTICIPANT).unwrap() / MAX_FLIGHT_NOTES {
            shopper.say(FromShopper::Flight(many(MAX_FLIGHT_NOTES))).await;
        }
        assert_eq!(shop.number(NOTES).await, i64::from(MAX_NOTES_OF_PARTICIPANT));
        shopper.say(FromShopper::Flight(many(1))).await;
        assert_eq!(shop.number(NOTES).await, i64::from(MAX_NOTES_OF_PARTICIPANT));
        desk.say(FromAgent::Flight(many(1))).await;
        assert_eq!(shop.number(NOTES).await, i64::from(MAX_NOTES_OF_PARTICIPANT) + 1);
    })
    .await;
}

#[tokio::test]
async fn notes_go_with_the_personal_data_and_those_of_a_later_version_are_left_out() {
    on_each_store(async |shop| {
        let (mut shopper, _desk, call) = call(shop).await;
        shopper.say(FromShopper::Flight(flight(&call, [(shop.clock.now(), FlightEvent::Disconnected)]))).await;
        let later = "UPDATE call_flight SET event_json = '{\"teleported\":{}}' WHERE call_id = $1";
        let call_ref = &call;
        shop.store.change(&Actor::System, |change| Box::pin(async move { change.execute(later, params![call_ref]).await })).await.unwrap();
        assert_eq!(recorded(shop, &call).await, []);
        shop.clock.advance(Duration::from_micros(retention::KEPT_FOR.as_micros() - 1));
        retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number(NOTES).await, 1);
        shop.clock.advance(Duration::from_micros(1));
        retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number(NOTES).await, 0);
    })
    .await;
}
