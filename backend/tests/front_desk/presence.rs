//! People who go away, and come back or not.

use backend::params;
use domain::{
    Duration,
    call::{CallEnd, TicketEnd},
    wire::{Availability, FromAgent, ShopperStage},
};

use crate::support::*;

const GRACE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn an_agent_who_is_gone_while_it_rings_leaves_the_ticket_to_the_next() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        anna.rung().await;
        anna.session.detach().await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: false, agents_online: 0, .. })).await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        bruno.take().await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn with_nobody_online_a_shopper_waits_until_an_agent_comes() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, agents_online: 0, is_ringing: false, .. })).await;
        Desk::available(&front_desk, &shop.agent("anna").await).await.take().await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn a_shopper_who_reloads_keeps_the_place_and_the_older_page_is_told() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let mut old = Shopper::join(shop, &here).await;
        let mut new = Shopper::attach(shop, &there, old.resume.clone()).await;
        assert_eq!(new.ticket(), old.ticket());
        old.until_superseded().await;
        let old_resume = old.resume.clone();
        old.session.detach().await;
        shop.clock.advance(GRACE);
        while new.resume == old_resume {
            new.hear().await;
        }
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket WHERE state = 'waiting'").await, 1);
        // What was used last stays good, because the answer may have been lost; after the next use it no longer is.
        let third = Shopper::attach(shop, &here, new.resume.clone()).await;
        let stale = Shopper::attach(shop, &here, old_resume).await;
        assert!(matches!(third.stage, Some(ShopperStage::Waiting { .. })));
        assert!(matches!(stale.stage, Some(ShopperStage::Outside { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_shopper_who_does_not_come_back_loses_the_place_after_the_grace() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let shopper = Shopper::join(shop, &front_desk).await;
        let mut anna = Desk::open(&front_desk, &shop.agent("anna").await).await;
        anna.until(|view| view.waiting.len() == 1).await;
        let resume = shopper.resume.clone();
        shopper.session.detach().await;
        shop.clock.advance(GRACE);
        anna.until(|view| view.waiting.is_empty()).await;
        let back = Shopper::attach(shop, &front_desk, resume).await;
        assert!(matches!(back.stage, Some(ShopperStage::Over { reason: TicketEnd::Lost, call: None, .. })));
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_reloads_goes_on_with_the_call_in_a_new_epoch() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&here, &agent).await;
        let mut shopper = Shopper::join(shop, &here).await;
        let call = anna.take().await;
        let before = shopper.in_call().await;
        let device = anna.device.clone();
        anna.session.detach().await;
        shop.clock.advance(Duration::from_secs(10));
        let mut anna = Desk::open_in(&there, &agent, device).await;
        let again = anna.until(|view| view.call.as_ref().is_some_and(|call| call.is_here)).await.call.unwrap();
        assert_eq!(again.call, call.call);
        let epoch = |call: &domain::wire::ShopperCall| call.participants.iter().map(|part| part.epoch).sum::<u32>();
        let after = shopper.until(|stage| matches!(stage, ShopperStage::InCall(call) if epoch(call) == epoch(&before) + 1)).await;
        let ShopperStage::InCall(after) = after else { panic!() };
        assert_ne!(after.ice, before.ice, "the new connection needs new credentials");
        shop.clock.advance(GRACE);
        anna.say(FromAgent::HangUp).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert!(matches!(over, ShopperStage::Over { call: Some(CallEnd::AgentHungUp), .. }));
    })
    .await;
}

#[tokio::test]
async fn a_call_ends_when_its_shopper_does_not_come_back() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        anna.take().await;
        shopper.in_call().await;
        drop(shopper);
        while shop.number("SELECT COUNT(*) FROM ticket WHERE absent_due_at IS NOT NULL").await == 0 {
            tokio::task::yield_now().await;
        }
        shop.clock.advance(GRACE);
        anna.until(|view| view.call.is_none()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE end_reason = 'shopper_lost'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_desk_opened_again_in_the_same_tab_replaces_the_older_socket() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let agent = shop.agent("anna").await;
        let mut old = Desk::available(&here, &agent).await;
        let _new = Desk::open_in(&there, &agent, old.device.clone()).await;
        while !old.is_over {
            old.hear().await;
        }
        assert_eq!(old.problems, [domain::wire::Problem::Superseded]);
        // The older socket's end takes nothing away from the newer one.
        old.session.detach().await;
        let mut shopper = Shopper::join(shop, &here).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: true, .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM connection WHERE kind = 'agent'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_node_that_slept_past_its_lease_keeps_its_sockets_and_nobody_is_taken_for_lost() {
    on_each_store(async |shop| {
        let here = shop.front_desk().await;
        let mut anna = Desk::open(&here, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &here).await;
        shop.clock.advance(Duration::from_secs(7_200));
        // A starting node clears the rows of nodes that seem to be long gone, and may judge their people absent.
        let there = shop.front_desk().await;
        for _ in 0..8 {
            shop.nodes_are_awake(2).await;
            shop.clock.advance(Duration::from_secs(10));
        }
        shop.nodes_are_awake(2).await;
        drop(there);
        anna.say(FromAgent::SetAvailability { availability: Availability::Available }).await;
        anna.take().await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn a_socket_that_closes_while_its_node_takes_its_lease_up_again_leaves_no_row() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        for _ in 0..5 {
            let mut shoppers = vec![];
            for _ in 0..8 {
                shoppers.push(Shopper::join(shop, &desk).await);
            }
            shop.clock.advance(Duration::from_secs(20));
            // Wakes the poller, which finds that the lease has run out.
            shoppers.remove(0).session.detach().await;
            let awake = (shop.clock.now() + Duration::from_secs(10)).as_micros();
            let is_awake = "SELECT 1 AS one FROM node WHERE lease_until >= $1";
            while shop.store.reader().all(is_awake, params![awake]).await.unwrap().is_empty() {}
            // None of the others says goodbye: each closes in a task of its own, as when a socket breaks.
            drop(shoppers);
            shop.clock.advance(Duration::from_secs(3));
            shop.nodes_are_awake(1).await;
            while shop.number("SELECT COUNT(*) FROM ticket WHERE ended_at IS NULL AND absent_due_at IS NULL").await > 0 {
                tokio::task::yield_now().await;
            }
            assert_eq!(shop.number("SELECT COUNT(*) FROM connection").await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn a_socket_that_closes_while_the_store_is_away_is_written_down_later() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let shopper = Shopper::join(shop, &desk).await;
        shop.run("ALTER TABLE connection RENAME TO taken_away").await;
        drop(shopper);
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        shop.run("ALTER TABLE taken_away RENAME TO connection").await;
        while shop.number("SELECT COUNT(*) FROM ticket WHERE ended_at IS NULL AND absent_due_at IS NULL").await > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(shop.number("SELECT COUNT(*) FROM connection").await, 0);
    })
    .await;
}
