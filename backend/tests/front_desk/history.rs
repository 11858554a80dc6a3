//! Many people who do anything at any time, over three nodes on one store that is busy at times, with a bus that drops, repeats and
//! delays; nodes are killed and started again, sockets fall silent. In simulated time, which never outruns the nodes.
//!
//! `SOAK_MINUTES=10` makes it 200 tickets and 20 agents, and goes on with more histories for that long; `SOAK_SEED=…`, printed by a
//! run that failed, makes the same choices.

mod guests;
mod people;
mod trouble;
mod world;

use std::time::Duration as StdDuration;

use futures::future::{join_all, select};
use tokio::time::timeout;

use crate::support::*;
use world::World;

/// Waits until nobody waits or talks any more.
async fn all_tickets_are_over(shop: &Shop) {
    while shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await > 0 {
        tokio::time::sleep(StdDuration::from_millis(50)).await;
    }
}

/// What one seed makes people, nodes, store and bus do, on one store.
async fn history(shop: &Shop, seed: u64) {
    let is_long = std::env::var_os("SOAK_MINUTES").is_some();
    let (tickets, agents, longest) = if is_long { (200, 20, 900) } else { (40, 6, 500) };
    let chance = Chance::of(seed);
    let staff = shop.hire(agents).await;
    let world = World::open(shop, chance.split()).await;
    let shoppers = async {
        let shoppers = (0..tickets).map(|_| people::shopper(&world, chance.split()));
        let chances = chance.split();
        let mut trouble = Box::pin(trouble::all(&world, chances));
        let mut shoppers = Box::pin(join_all(shoppers));
        // While people come, and a while longer, everything breaks; then it is quiet, and all who still want to are served.
        let arrivals = Box::pin(world.until(people::QUIET_FROM));
        let is_early = matches!(
            select(select(&mut shoppers, &mut trouble), arrivals).await,
            futures::future::Either::Left((futures::future::Either::Left(_), _))
        );
        drop(trouble);
        world.be_quiet().await;
        if !is_early {
            shoppers.await;
        }
        all_tickets_are_over(shop).await;
    };
    let agents = join_all(staff.iter().map(|agent| people::agent(&world, agent, chance.split())));
    let guests = join_all((0..4).map(|_| guests::guests(&world, chance.split())));
    let around = futures::future::join3(agents, guests, world.run());
    let done = timeout(StdDuration::from_secs(longest), select(Box::pin(shoppers), Box::pin(around))).await;
    if done.is_err() {
        let stuck = shop.number("SELECT COUNT(*) FROM ticket WHERE state <> 'ended'").await;
        panic!("{stuck} tickets did not end; {} of {tickets} were drawn", shop.number("SELECT COUNT(*) FROM ticket").await);
    }
    assert!(shop.number("SELECT COUNT(*) FROM ticket").await >= i64::from(tickets));
    assert!(shop.number("SELECT COUNT(*) FROM call").await > 0, "somebody was served");
    assert_eq!(shop.number("SELECT COUNT(*) FROM participant WHERE left_at IS NULL").await, 0);
    assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
    assert_eq!(shop.number("SELECT COUNT(*) FROM guest WHERE ended_at IS NULL").await, 0);
    world.nobody_was_lost_who_was_there().await;
    let calls = shop.number("SELECT COUNT(*) FROM call").await;
    let lost_agents = shop.number("SELECT COUNT(*) FROM call WHERE end_reason = 'agent_lost'").await;
    let joined = shop.number("SELECT COUNT(*) FROM ring WHERE purpose IS NOT NULL AND state = 'accepted'").await;
    let passed_on = shop.number("SELECT COUNT(*) FROM call WHERE end_reason = 'transferred'").await;
    eprintln!("{tickets} tickets, {calls} calls, {lost_agents} of them without their agents in the end, {passed_on} passed on");
    eprintln!("{joined} agents came into a call that ran");
    let links = shop.number("SELECT COUNT(*) FROM guest").await;
    let came = shop.number("SELECT COUNT(*) FROM participant WHERE role = 'guest'").await;
    eprintln!("{links} links for guests, by which {came} came in");
    // What chance brings to many people it need not bring to a few: a short history may well do without.
    assert!(!is_long || joined > 0, "somebody was asked into a call and came");
    assert!(!is_long || came > 0, "a guest came in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_people_nodes_store_and_bus_do_every_ticket_ends_and_nobody_is_lost_who_was_there() {
    for seed in seeds() {
        on_each_store(async |shop| history(shop, seed).await).await;
    }
}
