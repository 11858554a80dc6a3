//! After a call: the time that an agent has, and what is written down.

use backend::{front_desk::FrontDesk, settings, store::Actor};
use domain::{
    CallId,
    call::Outcome,
    wire::{CallRecord, FromAgent, FromShopper, ShopperStage},
};

use crate::support::*;

async fn give_time(shop: &Shop, seconds: u32) {
    let file = format!(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n\
         agents = [\"anna@test.test\", \"bruno@test.test\"]\nwrap_up_seconds = {seconds}\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n"
    );
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap();
}

/// A call from the first ring to its end by the shopper, and the record that the desk then shows.
async fn talk(shop: &Shop, front_desk: &FrontDesk, desk: &mut Desk) -> CallRecord {
    let mut shopper = Shopper::join(shop, front_desk).await;
    let call = desk.take().await.call;
    shopper.in_call().await;
    shopper.say(FromShopper::Leave).await;
    shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
    ended_record(desk, &call).await
}

async fn ended_record(desk: &mut Desk, call: &CallId) -> CallRecord {
    let is_there = |record: &CallRecord| record.call == *call && record.ended_at.is_some();
    desk.until(|view| view.call.is_none() && view.record.as_deref().is_some_and(is_there)).await.record.map(|record| *record).unwrap()
}

#[tokio::test]
async fn after_a_call_nothing_rings_until_the_time_is_over() {
    on_each_store(async |shop| {
        give_time(shop, 60).await;
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let record = talk(shop, &front_desk, &mut anna).await;
        assert!(record.is_wrapping_up(shop.clock.now()), "{record:?}");

        let mut next = Shopper::join(shop, &front_desk).await;
        next.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 1, is_ringing: false, .. })).await;
        shop.pass(58, 1).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
        shop.pass(3, 1).await;
        anna.take().await;
        next.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_done_earlier_is_rung_at_once() {
    on_each_store(async |shop| {
        give_time(shop, 600).await;
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        talk(shop, &front_desk, &mut anna).await;
        let mut next = Shopper::join(shop, &front_desk).await;
        anna.until(|view| view.waiting.len() == 1).await;
        anna.say(FromAgent::WrapUpDone).await;
        anna.until(|view| view.record.is_none()).await;
        anna.take().await;
        next.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn without_such_a_time_the_next_call_rings_at_once_and_the_record_waits_until_then() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let first = talk(shop, &front_desk, &mut anna).await;
        assert!(!first.is_wrapping_up(shop.clock.now()));
        let _next = Shopper::join(shop, &front_desk).await;
        let second = anna.take().await.call;
        let view = anna.until(|view| view.record.as_ref().is_some_and(|record| record.call == second)).await;
        assert_eq!(view.record.unwrap().ended_at, None);
    })
    .await;
}

#[tokio::test]
async fn what_is_written_in_the_call_and_after_it_is_there_in_another_tab() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&front_desk, &agent).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let call = anna.take().await.call;
        shopper.in_call().await;
        anna.say(FromAgent::Record { call: call.clone(), outcome: None, note: " Wants it in green.\u{0} ".into() }).await;
        anna.until(|view| view.record.as_ref().is_some_and(|record| record.note == "Wants it in green.")).await;
        shopper.say(FromShopper::Leave).await;
        ended_record(&mut anna, &call).await;
        anna.say(FromAgent::Record { call: call.clone(), outcome: Some(Outcome::Sold), note: "Wants it in green.".into() }).await;

        let mut elsewhere = Desk::open(&front_desk, &agent).await;
        let record = ended_record(&mut elsewhere, &call).await;
        assert_eq!((record.outcome, record.note.as_str(), record.queue.as_str()), (Some(Outcome::Sold), "Wants it in green.", "Floor"));
        anna.say(FromAgent::Record { call: call.clone(), outcome: Some(Outcome::Sold), note: "  ".into() }).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_note").await, 0);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE outcome = 'sold'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_writes_about_a_call_of_others() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let record = talk(shop, &front_desk, &mut anna).await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        bruno.say(FromAgent::Record { call: record.call, outcome: Some(Outcome::Sold), note: "I was there too".into() }).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_note").await, 0);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE outcome IS NOT NULL").await, 0);
        assert_eq!(bruno.view.unwrap().record, None);
    })
    .await;
}

#[tokio::test]
async fn a_note_goes_with_the_personal_data_and_the_outcome_stays() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let record = talk(shop, &front_desk, &mut anna).await;
        anna.say(FromAgent::Record { call: record.call, outcome: Some(Outcome::Helped), note: "Joe, from Malmö".into() }).await;
        shop.clock.advance(backend::store::retention::KEPT_FOR);
        backend::store::retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_note").await, 0);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE outcome = 'helped'").await, 1);
    })
    .await;
}
