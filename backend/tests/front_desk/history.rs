//! Many people who do anything at any time, over two nodes on one store and a bus that drops, repeats and delays.
//!
//! `SOAK_MINUTES=10` goes on with more histories for that long; `SOAK_SEED=…`, printed by a run that failed, makes the same choices.

use std::{sync::Arc, time::Duration as StdDuration};

use backend::front_desk::FrontDesk;
use domain::{
    Duration,
    wire::{Availability, FromAgent, FromShopper, ShopperStage},
};
use futures::future::{join, join_all, select};
use tokio::time::timeout;

use crate::support::*;

const SHOPPERS: usize = 20;
const AGENTS: [&str; 4] = ["anna", "bruno", "carla", "dario"];
/// How long people are idle before they may do something of their own accord.
const IDLE: StdDuration = StdDuration::from_millis(200);
const LONGEST: StdDuration = StdDuration::from_secs(120);

/// A shopper who joins, and at any change may leave, reload at another node, or close the page for good.
async fn shopper(shop: &Shop, desks: &[FrontDesk], chance: Chance) {
    let mut shopper = Shopper::join(shop, chance.pick(desks)).await;
    loop {
        timeout(IDLE, shopper.hear()).await.ok();
        match shopper.stage {
            Some(ShopperStage::Over { .. }) => return shopper.session.detach().await,
            _ if shopper.is_over => return,
            _ if chance.percent(5) => shopper.say(FromShopper::Leave).await,
            _ if chance.percent(3) => return shopper.session.detach().await,
            _ if chance.percent(10) => {
                let resume = shopper.resume.clone();
                if chance.percent(50) {
                    shopper.session.detach().await;
                } else {
                    drop(shopper);
                }
                shopper = Shopper::attach(shop, chance.pick(desks), resume).await;
            }
            _ => {}
        }
    }
}

/// An agent who answers or not, hangs up, reloads, and goes away and comes back.
async fn agent(shop: &Shop, desks: &[FrontDesk], name: &str, chance: Chance) {
    let scope = shop.agent(name).await;
    let mut desk = Desk::available(chance.pick(desks), &scope).await;
    loop {
        timeout(IDLE, desk.hear()).await.ok();
        let Some(view) = desk.view.clone() else { continue };
        for ring in &view.rings {
            let ring = ring.ring.clone();
            match chance.below(4) {
                0 => desk.say(FromAgent::Decline { ring }).await,
                1 => desk.say(FromAgent::RingShown { ring }).await,
                _ => desk.say(FromAgent::Accept { ring }).await,
            }
        }
        if view.call.is_some() && chance.percent(50) {
            desk.say(FromAgent::HangUp).await;
        }
        if view.availability == Availability::Away || chance.percent(5) {
            let availability = if view.availability == Availability::Away { Availability::Available } else { Availability::Away };
            desk.say(FromAgent::SetAvailability { availability }).await;
        }
        if desk.is_over || chance.percent(5) {
            let device = desk.device.clone();
            drop(desk);
            desk = Desk::open_in(chance.pick(desks), &scope, device).await;
        }
    }
}

/// Time runs, faster than outside; and whatever happens, no agent is in two calls or rung while in one.
async fn time(shop: &Shop) {
    loop {
        shop.clock.advance(Duration::from_millis(250));
        tokio::time::sleep(StdDuration::from_millis(50)).await;
        let in_two_calls = "SELECT COUNT(*) FROM participant a JOIN participant b ON a.person_id = b.person_id AND a.id < b.id
            WHERE a.left_at IS NULL AND b.left_at IS NULL";
        assert_eq!(shop.number(in_two_calls).await, 0);
        let rung_in_call = "SELECT COUNT(*) FROM ring r JOIN participant p ON p.person_id = r.person_id
            WHERE r.ended_at IS NULL AND p.left_at IS NULL";
        assert_eq!(shop.number(rung_in_call).await, 0);
    }
}

async fn all_tickets_are_over(shop: &Shop) {
    while shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await > 0 {
        tokio::time::sleep(StdDuration::from_millis(50)).await;
    }
}

/// What one seed makes people and the bus do, on one store.
async fn history(shop: &Shop, seed: u64) {
    let chance = Chance::of(seed);
    let bus = Arc::new(UnreliableBus::new(chance.split()));
    let desks = [shop.front_desk_with(bus.clone(), Duration::from_secs(6)).await, shop.front_desk_with(bus, Duration::from_secs(6)).await];
    let shoppers = async {
        join_all((0..SHOPPERS).map(|_| shopper(shop, &desks, chance.split()))).await;
        all_tickets_are_over(shop).await;
    };
    let agents = join_all(AGENTS.map(|name| agent(shop, &desks, name, chance.split())));
    let world = join(agents, time(shop));
    let done = timeout(LONGEST, select(Box::pin(shoppers), Box::pin(world))).await;
    if done.is_err() {
        let stuck = shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await;
        panic!("{stuck} tickets did not end");
    }
    assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, i64::try_from(SHOPPERS).unwrap());
    assert!(shop.number("SELECT COUNT(*) FROM call").await > 0, "somebody was served");
    assert_eq!(shop.number("SELECT COUNT(*) FROM participant WHERE left_at IS NULL").await, 0);
    assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_people_and_the_bus_do_every_ticket_ends_and_no_agent_is_in_two_calls() {
    for seed in seeds() {
        on_each_store(async |shop| history(shop, seed).await).await;
    }
}
