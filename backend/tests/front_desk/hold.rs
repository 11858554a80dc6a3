//! A shopper on hold.

use backend::front_desk::FrontDesk;
use domain::{
    CallId, Duration, ParticipantId,
    call::{Hold, Purpose},
    wire::{FromAgent, Resume, ShopperStage},
};

use crate::support::*;

/// Anna's call with a shopper.
async fn talk(shop: &Shop, front_desk: &FrontDesk) -> (Desk, Shopper, CallId) {
    let mut anna = Desk::available(front_desk, &shop.agent("anna").await).await;
    let mut shopper = Shopper::join(shop, front_desk).await;
    let call = anna.take().await.call;
    shopper.in_call().await;
    (anna, shopper, call)
}

fn hold(call: &CallId, is_on: bool, turn: u32) -> FromAgent {
    FromAgent::Hold { call: call.clone(), is_on, turn }
}

fn of(stage: &ShopperStage) -> Hold<ParticipantId> {
    if let ShopperStage::InCall(call) = stage { call.hold.clone() } else { Hold::default() }
}

async fn reads(shopper: &mut Shopper, is_on: bool, turn: u32) -> Hold<ParticipantId> {
    of(&shopper.until(|stage| of(stage).turn == turn && of(stage).is_on() == is_on).await)
}

async fn sees(desk: &mut Desk, is_on: bool, turn: u32) {
    desk.until(|view| view.call.as_ref().is_some_and(|call| call.hold.turn == turn && call.hold.is_on() == is_on)).await;
}

async fn bruno_joins(shop: &Shop, front_desk: &FrontDesk, anna: &mut Desk, purpose: Purpose) -> Desk {
    let mut bruno = Desk::available(front_desk, &shop.agent("bruno").await).await;
    let view = anna.until(|view| view.call.as_ref().is_some_and(|call| !call.company.colleagues.is_empty())).await;
    let agent = view.call.unwrap().company.colleagues[0].person.clone();
    anna.say(FromAgent::Invite { agent, purpose }).await;
    bruno.take().await;
    bruno
}

#[tokio::test]
async fn a_shopper_on_hold_reads_since_when_and_by_whom_and_is_back_with_one_message() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper, call) = talk(shop, &front_desk).await;
        shop.clock.advance(Duration::from_secs(5));
        anna.say(hold(&call, true, 1)).await;
        let held = reads(&mut shopper, true, 1).await.on.unwrap();
        let me = anna.in_call().await.me;
        assert_eq!((held.by, held.since), (me, START + Duration::from_secs(5)));
        sees(&mut anna, true, 1).await;
        anna.say(hold(&call, false, 2)).await;
        reads(&mut shopper, false, 2).await;
        // The same again, as a page sends it whose line broke in between.
        anna.say(hold(&call, true, 1)).await;
        anna.say(hold(&call, false, 2)).await;
        sees(&mut anna, false, 2).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM event WHERE kind IN ('call_held', 'call_unheld')").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_hold_outlives_a_server_and_a_reload_of_either_page() {
    on_each_store(async |shop| {
        let node = shop.node().await;
        let (mut anna, mut shopper, call) = talk(shop, &node.desk).await;
        anna.say(hold(&call, true, 1)).await;
        reads(&mut shopper, true, 1).await;
        let (resume, device): (Option<Resume>, String) = (shopper.resume.clone(), anna.device.clone());
        node.crash().await;

        let other = shop.front_desk().await;
        let mut shopper = Shopper::attach(shop, &other, resume).await;
        reads(&mut shopper, true, 1).await;
        let mut anna = Desk::come_back(&other, &shop.agent("anna").await, device, Some(call.clone())).await;
        sees(&mut anna, true, 1).await;
        anna.say(hold(&call, false, 2)).await;
        reads(&mut shopper, false, 2).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_left_on_hold_by_an_agent_who_leaves_or_hands_over() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper, call) = talk(shop, &front_desk).await;
        let mut bruno = bruno_joins(shop, &front_desk, &mut anna, Purpose::Join).await;
        anna.say(hold(&call, true, 1)).await;
        reads(&mut shopper, true, 1).await;
        sees(&mut bruno, true, 1).await;
        anna.say(FromAgent::Leave).await;
        reads(&mut shopper, false, 2).await;
        sees(&mut bruno, false, 2).await;
    })
    .await;
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper, call) = talk(shop, &front_desk).await;
        anna.say(hold(&call, true, 1)).await;
        reads(&mut shopper, true, 1).await;
        bruno_joins(shop, &front_desk, &mut anna, Purpose::HandOver).await;
        reads(&mut shopper, false, 2).await;
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_is_lost_leaves_nobody_on_hold() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper, call) = talk(shop, &front_desk).await;
        let mut bruno = bruno_joins(shop, &front_desk, &mut anna, Purpose::Join).await;
        anna.say(hold(&call, true, 1)).await;
        reads(&mut shopper, true, 1).await;
        anna.session.detach().await;
        shop.clock.advance(Duration::from_secs(30));
        reads(&mut shopper, false, 2).await;
        sees(&mut bruno, false, 2).await;
    })
    .await;
}

#[tokio::test]
async fn an_agent_holds_only_the_own_call_and_another_in_it_can_end_the_hold() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper, call) = talk(shop, &front_desk).await;
        let mut carla = Desk::available(&front_desk, &shop.agent("carla").await).await;
        carla.say(hold(&call, true, 1)).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE held_by IS NOT NULL").await, 0);
        let other = CallId::from_random([9; 20]);
        anna.say(hold(&other, true, 1)).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE hold_turn > 0").await, 0);

        carla.say(FromAgent::SetAvailability { availability: domain::wire::Availability::Away }).await;
        let mut bruno = bruno_joins(shop, &front_desk, &mut anna, Purpose::Join).await;
        anna.say(hold(&call, true, 1)).await;
        sees(&mut bruno, true, 1).await;
        bruno.say(hold(&call, false, 2)).await;
        reads(&mut shopper, false, 2).await;
    })
    .await;
}
