//! Nodes that are killed and started again.

use domain::{
    call::{CallEnd, TicketEnd},
    wire::{FromAgent, ShopperStage},
};

use crate::support::*;

const NOBODY_IS_ABSENT: &str = "SELECT (SELECT COUNT(*) FROM ticket WHERE absent_due_at IS NOT NULL OR state = 'ended')
    + (SELECT COUNT(*) FROM participant WHERE absent_due_at IS NOT NULL OR left_at IS NOT NULL)";

#[tokio::test]
async fn a_call_and_a_place_in_line_outlive_a_killed_node_when_both_sides_come_back() {
    on_each_store(async |shop| {
        let node = shop.node().await;
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&node.desk, &agent).await;
        let mut shopper = Shopper::join(shop, &node.desk).await;
        let call = anna.take().await.call;
        shopper.in_call().await;
        let waiting = Shopper::join(shop, &node.desk).await;
        node.crash().await;
        let (device, resumes) = (anna.device.clone(), [shopper.resume.clone(), waiting.resume.clone()]);
        drop((anna, shopper, waiting));

        // The machine was away for longer than any grace: what counts is the time since the start.
        shop.clock.advance(domain::Duration::from_secs(600));
        let node = shop.node().await;
        shop.pass(14, 1).await;
        assert_eq!(shop.number(NOBODY_IS_ABSENT).await, 0);
        let mut anna = Desk::come_back(&node.desk, &agent, device, Some(call.clone())).await;
        assert!(anna.in_call().await.is_here);
        let mut back = Shopper::attach(shop, &node.desk, resumes[0].clone()).await;
        assert_eq!(back.in_call().await.call, call);
        let waiting = Shopper::attach(shop, &node.desk, resumes[1].clone()).await;
        assert!(matches!(waiting.stage, Some(ShopperStage::Waiting { place: 1, .. })));
        shop.pass(60, 1).await;
        assert_eq!(shop.number(NOBODY_IS_ABSENT).await, 0);
        assert_eq!(anna.call_news, []);
        anna.say(FromAgent::HangUp).await;
        back.until(|stage| matches!(stage, ShopperStage::Over { call: Some(CallEnd::AgentHungUp), .. })).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_come_back_after_a_kill_is_present_until_the_lease_ends_and_lost_after_start_and_grace() {
    on_each_store(async |shop| {
        let node = shop.node().await;
        let mut anna = Desk::available(&node.desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &node.desk).await;
        anna.take().await;
        shopper.in_call().await;
        let waiting = Shopper::join(shop, &node.desk).await;
        let resume = waiting.resume.clone();
        node.crash().await;
        drop((anna, shopper, waiting));

        let node = shop.node().await;
        let mut bruno = Desk::open(&node.desk, &shop.agent("bruno").await).await;
        let is_online = |view: &domain::wire::DeskView| view.agents.iter().any(|agent| agent.name == "Anna" && agent.is_online);
        assert!(is_online(bruno.view.as_ref().unwrap()), "the lease has not ended");
        shop.pass(14, 1).await;
        // Nothing hints at the end of a lease: the regular fresh read finds it.
        bruno.until(|view| !is_online(view)).await;
        assert_eq!(shop.number(NOBODY_IS_ABSENT).await, 0);
        // From the fifteenth second on somebody may be absent, and thirty seconds later is lost.
        shop.pass(2, 1).await;
        while shop.number(NOBODY_IS_ABSENT).await < 3 {
            tokio::task::yield_now().await;
        }
        shop.pass(28, 1).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await, 2);
        shop.pass(3, 1).await;
        bruno.until(|view| view.waiting.is_empty() && view.agents.iter().all(|agent| !agent.is_in_call)).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await, 0);
        let back = Shopper::attach(shop, &node.desk, resume).await;
        assert!(matches!(back.stage, Some(ShopperStage::Over { reason: TicketEnd::Lost, .. })));
    })
    .await;
}

#[tokio::test]
async fn a_ring_that_was_sent_before_a_kill_is_left_alone_until_its_agent_could_come_back() {
    on_each_store(async |shop| {
        let node = shop.node().await;
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&node.desk, &agent).await;
        let shopper = Shopper::join(shop, &node.desk).await;
        let ring = anna.rung().await.ring;
        shop.pass(1, 1).await;
        node.crash().await;
        let (device, resume) = (anna.device.clone(), shopper.resume.clone());
        drop((anna, shopper));
        let node = shop.node().await;
        let mut shopper = Shopper::attach(shop, &node.desk, resume).await;
        shop.pass(14, 1).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NOT NULL").await, 0);
        let mut anna = Desk::open_in(&node.desk, &agent, device).await;
        assert_eq!(anna.rung().await.ring, ring);
        anna.say(FromAgent::Accept { ring }).await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn a_node_that_goes_on_judges_those_of_a_killed_one_after_lease_and_grace_only() {
    on_each_store(async |shop| {
        let (here, there) = (shop.node().await, shop.node().await);
        let shopper = Shopper::join(shop, &here.desk).await;
        shop.pass(16, 2).await;
        here.crash().await;
        let resume = shopper.resume.clone();
        drop(shopper);
        shop.pass(9, 1).await;
        assert_eq!(shop.number(NOBODY_IS_ABSENT).await, 0, "its lease has not ended");
        shop.pass(5, 1).await;
        while shop.number(NOBODY_IS_ABSENT).await == 0 {
            tokio::task::yield_now().await;
        }
        shop.pass(25, 1).await;
        let back = Shopper::attach(shop, &there.desk, resume).await;
        assert!(matches!(back.stage, Some(ShopperStage::Waiting { place: 1, .. })));
        assert_eq!(shop.number(NOBODY_IS_ABSENT).await, 0);
    })
    .await;
}
