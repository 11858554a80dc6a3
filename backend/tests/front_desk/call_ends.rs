//! What a desk is told about the end of its call, whoever ended it.

use domain::{
    CallId, Duration,
    call::CallEnd,
    wire::{FromAgent, FromShopper},
};

use crate::support::*;

const GRACE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn every_tab_of_the_agent_hears_that_the_shopper_hung_up() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let agent = shop.agent("anna").await;
        let mut first = Desk::available(&here, &agent).await;
        let mut second = Desk::open(&there, &agent).await;
        let mut bruno = Desk::open(&there, &shop.agent("bruno").await).await;
        let mut shopper = Shopper::join(shop, &here).await;
        let call = first.take().await.call;
        second.in_call().await;
        shopper.in_call().await;
        shopper.say(FromShopper::Leave).await;
        assert_eq!(first.out_of(&call).await, [CallEnd::ShopperHungUp]);
        assert_eq!(second.out_of(&call).await, [CallEnd::ShopperHungUp]);
        bruno.until(|view| view.agents.iter().all(|agent| !agent.is_in_call)).await;
        assert_eq!(bruno.call_news, []);
    })
    .await;
}

#[tokio::test]
async fn a_tab_hears_that_another_tab_of_the_agent_ended_the_call() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let mut first = Desk::available(&front_desk, &agent).await;
        let mut second = Desk::open(&front_desk, &agent).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let call = first.take().await.call;
        shopper.in_call().await;
        second.in_call().await;
        second.say(FromAgent::TakeOver).await;
        first.until(|view| view.call.as_ref().is_some_and(|call| !call.is_here)).await;
        assert_eq!(first.call_news, [], "a call that moved to another tab did not end");
        second.say(FromAgent::HangUp).await;
        assert_eq!(first.out_of(&call).await, [CallEnd::AgentHungUp]);
    })
    .await;
}

#[tokio::test]
async fn a_desk_hears_that_the_shopper_was_lost() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let call = anna.take().await.call;
        shopper.in_call().await;
        shopper.session.detach().await;
        shop.clock.advance(GRACE);
        assert_eq!(anna.out_of(&call).await, [CallEnd::ShopperLost]);
    })
    .await;
}

#[tokio::test]
async fn a_desk_that_lost_the_line_hears_on_coming_back_why_its_call_is_over() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&front_desk, &agent).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let call = anna.take().await.call;
        shopper.in_call().await;
        let device = anna.device.clone();
        anna.session.detach().await;
        shop.clock.advance(GRACE);
        shopper.until(|stage| matches!(stage, domain::wire::ShopperStage::Waiting { .. })).await;
        let mut anna = Desk::come_back(&front_desk, &agent, device, Some(call.clone())).await;
        assert_eq!(anna.out_of(&call).await, [CallEnd::AgentLost]);
    })
    .await;
}

#[tokio::test]
async fn nobody_hears_of_a_call_that_he_was_not_in() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let call = anna.take().await.call;
        shopper.in_call().await;
        shopper.say(FromShopper::Leave).await;
        anna.out_of(&call).await;
        for call in [call, CallId::from_random([9; 20])] {
            let device = anna.device.clone();
            let mut bruno = Desk::come_back(&front_desk, &shop.agent("bruno").await, device, Some(call.clone())).await;
            assert_eq!(bruno.out_of(&call).await, []);
        }
    })
    .await;
}
