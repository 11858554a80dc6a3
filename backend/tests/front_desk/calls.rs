//! From the queue into a call and out of it.

use domain::{
    call::{CallEnd, TicketEnd},
    wire::{Candidate, FromAgent, FromShopper, Rating, ShopperStage, Signal, SignalBody},
};
use serde_json::json;

use crate::support::*;

fn signal(call: &domain::CallId, from: &domain::ParticipantId, to: &domain::ParticipantId, epoch: u32) -> Signal {
    let candidate = Candidate { candidate: "candidate:1".into(), mid: Some("0".into()), line: Some(0) };
    Signal { call: call.clone(), from: from.clone(), to: to.clone(), epoch, body: SignalBody::Candidate(candidate) }
}

#[tokio::test]
async fn a_shopper_calls_an_agent_answers_they_signal_and_hang_up() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let mut anna = Desk::available(&here, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &there).await;
        let ring = anna.rung().await;
        assert_eq!(ring.shopper.name.as_deref(), Some("Joe"));
        assert_eq!(ring.shopper.page_url.as_deref(), Some("https://shop.test/socks"));
        assert_eq!(ring.queue, "Floor");
        anna.say(FromAgent::Accept { ring: ring.ring }).await;
        let (desk_call, call) = (anna.in_call().await, shopper.in_call().await);
        assert!(desk_call.is_here);
        assert_eq!(desk_call.call, call.call);
        assert!(call.participants.iter().any(|part| part.name.as_deref() == Some("Anna")));
        let username = call.ice[0].username.clone().unwrap();
        assert!(username.ends_with(shopper.ticket().as_str()), "{username}");

        let epoch = call.participants.iter().map(|part| part.epoch).sum();
        shopper.say(FromShopper::Signal(signal(&call.call, &call.me, &desk_call.me, epoch))).await;
        while anna.signals.is_empty() {
            anna.hear().await;
        }
        anna.say(FromAgent::Signal(signal(&call.call, &desk_call.me, &call.me, epoch))).await;
        while shopper.signals.is_empty() {
            shopper.hear().await;
        }
        assert_eq!(shopper.signals[0].from, desk_call.me);

        anna.say(FromAgent::HangUp).await;
        anna.say(FromAgent::HangUp).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        let ShopperStage::Over { reason, call, agent_name, is_rated, .. } = over else { panic!() };
        assert_eq!((reason, call), (TicketEnd::Served, Some(CallEnd::AgentHungUp)));
        assert_eq!((agent_name.as_deref(), is_rated), (Some("Anna"), false));
        anna.until(|view| view.call.is_none()).await;

        for stars in [5, 1] {
            shopper.say(FromShopper::Rate(Rating { stars, comment: "Lovely".into() })).await;
        }
        shopper.until(|stage| matches!(stage, ShopperStage::Over { is_rated: true, .. })).await;
        assert_eq!(shop.number("SELECT stars FROM rating").await, 5);
        assert_eq!(shop.number("SELECT COUNT(*) FROM rating_comment WHERE comment = 'Lovely'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_shopper_who_hangs_up_ends_the_call_and_may_draw_a_new_ticket() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        anna.take().await;
        shopper.in_call().await;
        let first = shopper.ticket();
        shopper.say(FromShopper::Leave).await;
        shopper.say(FromShopper::Leave).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert!(matches!(over, ShopperStage::Over { call: Some(CallEnd::ShopperHungUp), .. }));
        anna.until(|view| view.call.is_none()).await;
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        anna.take().await;
        shopper.in_call().await;
        assert_ne!(shopper.ticket(), first);
    })
    .await;
}

#[tokio::test]
async fn a_second_join_while_waiting_changes_nothing() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let ticket = shopper.ticket();
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        assert_eq!(shopper.ticket(), ticket);
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_the_page_tells_later_is_shown_at_the_desk() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::open(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        shopper.say(FromShopper::Data { data: json!({ "firstName": "Ann" }) }).await;
        shopper.say(FromShopper::Page { url: "https://shop.test/shoes".into(), title: "Shoes".into() }).await;
        let is_news =
            |view: &domain::wire::DeskView| view.waiting.iter().any(|ticket| ticket.shopper.page_title.as_deref() == Some("Shoes"));
        let view = anna.until(is_news).await;
        assert_eq!(view.waiting[0].shopper.name.as_deref(), Some("Ann"));
        shopper.say(FromShopper::Page { url: "javascript:alert(1)".into(), title: "Gone".into() }).await;
        let view = anna.until(|view| view.waiting[0].shopper.page_title.as_deref() == Some("Gone")).await;
        assert_eq!(view.waiting[0].shopper.page_url, None);
    })
    .await;
}

#[tokio::test]
async fn of_two_tabs_both_ring_one_answers_the_other_says_where_and_can_take_over() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let mut first = Desk::available(&front_desk, &agent).await;
        let mut second = Desk::open(&front_desk, &agent).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let ring = first.rung().await.ring;
        assert_eq!(second.rung().await.ring, ring);
        second.say(FromAgent::Accept { ring: ring.clone() }).await;
        assert!(second.in_call().await.is_here);
        let elsewhere = first.in_call().await;
        assert!(!elsewhere.is_here && elsewhere.ice.is_empty());
        let news = first.next_news().await;
        assert!(news.is_own && news.ring == ring);
        assert!(second.news.is_empty());

        let before: u32 = shopper.in_call().await.participants.iter().map(|part| part.epoch).sum();
        first.say(FromAgent::TakeOver).await;
        first.until(|view| view.call.as_ref().is_some_and(|call| call.is_here)).await;
        second.until(|view| view.call.as_ref().is_some_and(|call| !call.is_here)).await;
        let is_later = |stage: &ShopperStage| match stage {
            ShopperStage::InCall(call) => call.participants.iter().map(|part| part.epoch).sum::<u32>() == before + 1,
            _ => false,
        };
        shopper.until(is_later).await;
    })
    .await;
}
