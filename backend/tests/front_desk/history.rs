//! Many people who do anything at any time, over two nodes on one store and a bus that drops, repeats and delays.

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
/// How long people are idle before they may do something of their own accord.
const IDLE: StdDuration = StdDuration::from_millis(200);
const LONGEST: StdDuration = StdDuration::from_secs(120);

fn chance(percent: u32) -> bool {
    getrandom::u32().unwrap() % 100 < percent
}

fn any<T>(of: &[T]) -> &T {
    &of[usize::try_from(getrandom::u32().unwrap()).unwrap() % of.len()]
}

/// A shopper who joins, and at any change may leave, reload at another node, or close the page for good.
async fn shopper(shop: &Shop, desks: &[FrontDesk]) {
    let mut shopper = Shopper::join(shop, any(desks)).await;
    loop {
        timeout(IDLE, shopper.hear()).await.ok();
        match shopper.stage {
            Some(ShopperStage::Over { .. }) => return shopper.session.detach().await,
            _ if shopper.is_over => return,
            _ if chance(5) => shopper.say(FromShopper::Leave).await,
            _ if chance(3) => return shopper.session.detach().await,
            _ if chance(10) => {
                let resume = shopper.resume.clone();
                if chance(50) {
                    shopper.session.detach().await;
                } else {
                    drop(shopper);
                }
                shopper = Shopper::attach(shop, any(desks), resume).await;
            }
            _ => {}
        }
    }
}

/// An agent who answers or not, hangs up, reloads, and goes away and comes back.
async fn agent(shop: &Shop, desks: &[FrontDesk], name: &str) {
    let scope = shop.agent(name).await;
    let mut desk = Desk::available(any(desks), &scope).await;
    loop {
        timeout(IDLE, desk.hear()).await.ok();
        let Some(view) = desk.view.clone() else { continue };
        for ring in &view.rings {
            let ring = ring.ring.clone();
            match getrandom::u32().unwrap() % 4 {
                0 => desk.say(FromAgent::Decline { ring }).await,
                1 => desk.say(FromAgent::RingShown { ring }).await,
                _ => desk.say(FromAgent::Accept { ring }).await,
            }
        }
        if view.call.is_some() && chance(50) {
            desk.say(FromAgent::HangUp).await;
        }
        if view.availability == Availability::Away || chance(5) {
            let availability = if view.availability == Availability::Away { Availability::Available } else { Availability::Away };
            desk.say(FromAgent::SetAvailability { availability }).await;
        }
        if desk.is_over || chance(5) {
            let device = desk.device.clone();
            drop(desk);
            desk = Desk::open_in(any(desks), &scope, device).await;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_people_and_the_bus_do_every_ticket_ends_and_no_agent_is_in_two_calls() {
    on_each_store(async |shop| {
        let bus = Arc::new(UnreliableBus::default());
        let desks =
            [shop.front_desk_with(bus.clone(), Duration::from_secs(6)).await, shop.front_desk_with(bus, Duration::from_secs(6)).await];
        let shoppers = async {
            join_all((0..SHOPPERS).map(|_| shopper(shop, &desks))).await;
            all_tickets_are_over(shop).await;
        };
        let agents = join_all(["anna", "bruno", "carla", "dario"].map(|name| agent(shop, &desks, name)));
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
    })
    .await;
}
