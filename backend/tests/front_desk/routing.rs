//! Whom a ticket rings: how many at a time, in which order, and what becomes of those who do not answer.

use backend::{accounts::AgentScope, front_desk::FrontDesk, settings, store::Actor};
use domain::{
    Duration,
    wire::{Availability, AwayReason, FromAgent, ShopperStage},
};

use crate::support::*;

async fn route(shop: &Shop, queue: &str) {
    let file = format!(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n\
         agents = [\"anna@test.test\", \"bruno@test.test\", \"carla@test.test\", \"dario@test.test\"]\n{queue}\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n"
    );
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap();
}

/// A desk of each agent that takes calls, one after the other.
async fn desks(shop: &Shop, front_desk: &FrontDesk) -> Vec<Desk> {
    let mut desks = vec![];
    for name in ["anna", "bruno", "carla", "dario"] {
        let agent: AgentScope = shop.agent(name).await;
        desks.push(Desk::available(front_desk, &agent).await);
        shop.pass(1, 1).await;
    }
    desks
}

/// The rings of the shop so far.
async fn rings(shop: &Shop) -> i64 {
    shop.number("SELECT COUNT(*) FROM ring").await
}

/// Waits for a ring at one of the desks but these, and has it shown there; which desk it is.
async fn rung_but(desks: &mut [Desk], but: &[usize]) -> usize {
    let others = desks.iter_mut().enumerate().filter(|(number, _)| !but.contains(number));
    let waits = others.map(|(number, desk)| {
        Box::pin(async move {
            desk.rung().await;
            number
        })
    });
    futures::future::select_all(waits).await.0
}

#[tokio::test]
async fn a_widening_ticket_rings_one_agent_then_three_then_all_and_whoever_accepts_late_hears_who_won() {
    on_each_store(async |shop| {
        route(shop, "routing = \"widening\"\nring_seconds = 120").await;
        let front_desk = shop.front_desk().await;
        let mut desks = desks(shop, &front_desk).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let first = rung_but(&mut desks, &[]).await;
        shop.pass(9, 1).await;
        assert_eq!(rings(shop).await, 1);
        shop.pass(1, 1).await;
        let second = rung_but(&mut desks, &[first]).await;
        let third = rung_but(&mut desks, &[first, second]).await;
        shop.pass(9, 1).await;
        assert_eq!(rings(shop).await, 3);
        shop.pass(1, 1).await;
        let fourth = rung_but(&mut desks, &[first, second, third]).await;

        let ring = desks[first].view.as_ref().unwrap().rings[0].ring.clone();
        desks[first].say(FromAgent::Accept { ring }).await;
        shopper.in_call().await;
        let winner = ["Anna", "Bruno", "Carla", "Dario"][first].to_owned();
        for late in [second, third, fourth] {
            assert_eq!(desks[late].next_news().await.answered_by, Some(winner.clone()));
        }
    })
    .await;
}

#[tokio::test]
async fn the_agent_who_is_idle_for_longest_rings_first_and_one_who_declines_passes_it_on() {
    on_each_store(async |shop| {
        route(shop, "routing = \"longest_idle\"").await;
        let front_desk = shop.front_desk().await;
        let mut desks = desks(shop, &front_desk).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let ring = desks[0].rung().await.ring;
        assert_eq!(rings(shop).await, 1);
        desks[0].say(FromAgent::Decline { ring }).await;
        desks[0].quiet().await;
        desks[1].take().await;
        shopper.in_call().await;
        // After the call the second agent has been idle for the shortest time.
        desks[1].say(FromAgent::HangUp).await;
        desks[1].until(|view| view.call.is_none()).await;
        shop.pass(1, 1).await;
        let mut next = Shopper::join(shop, &front_desk).await;
        desks[0].take().await;
        next.in_call().await;
        let mut last = Shopper::join(shop, &front_desk).await;
        desks[2].take().await;
        last.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_misses_three_calls_in_a_row_is_away_is_told_so_and_comes_back_by_the_switch() {
    on_each_store(async |shop| {
        route(shop, "ring_seconds = 5").await;
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        for _ in 0..3 {
            anna.rung().await;
            shop.pass(5, 1).await;
            anna.quiet().await;
            shop.pass(5, 1).await;
        }
        let view = anna.until(|view| view.availability == Availability::Away).await;
        assert_eq!(view.away_reason, Some(AwayReason::MissedRings));
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 0, .. })).await;
        shop.pass(20, 1).await;
        assert_eq!(rings(shop).await, 3);

        anna.say(FromAgent::SetAvailability { availability: Availability::Available }).await;
        let view = anna.until(|view| view.availability == Availability::Available).await;
        assert_eq!(view.away_reason, None);
        anna.take().await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_between_two_misses_keeps_an_agent_there() {
    on_each_store(async |shop| {
        route(shop, "ring_seconds = 5").await;
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let _shopper = Shopper::join(shop, &front_desk).await;
        for round in 0..4 {
            let ring = anna.rung().await.ring;
            if round == 1 {
                anna.say(FromAgent::Decline { ring }).await;
            } else {
                shop.pass(5, 1).await;
            }
            anna.quiet().await;
            assert_eq!(anna.view.as_ref().map(|view| view.availability), Some(Availability::Available), "round {round}");
            shop.clock.advance(Duration::from_secs(5));
        }
    })
    .await;
}
