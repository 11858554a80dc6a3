//! Getting ready for a call before it begins, and credentials that never run out.

use backend::Actor;
use domain::wire::{FromAgent, IceServer, ShopperStage, WarmUp};

use crate::support::*;

fn warm_up(stage: &ShopperStage) -> Option<&WarmUp> {
    match stage {
        ShopperStage::Waiting { warm_up, .. } => warm_up.as_ref(),
        _ => None,
    }
}

fn is_cold(stage: &ShopperStage) -> bool {
    matches!(stage, ShopperStage::Waiting { warm_up: None, .. })
}

#[tokio::test]
async fn who_rings_and_the_next_two_of_each_serving_agent_get_ready_with_credentials_of_their_own() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut line = vec![];
        for _ in 0..4 {
            line.push(Shopper::join(shop, &front_desk).await);
            shop.clock.advance(domain::Duration::from_millis(10));
        }
        for shopper in &mut line {
            shopper.until(is_cold).await;
        }
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let ring = anna.rung().await;
        let ice = ring.warm_up.clone().unwrap().ice;
        assert!(ice[0].username.as_deref().unwrap().ends_with(line[0].ticket().as_str()));
        for shopper in &mut line[..2] {
            let stage = shopper.until(|stage| warm_up(stage).is_some()).await;
            let warm_up = warm_up(&stage).unwrap();
            assert!(warm_up.ice[0].username.as_deref().unwrap().ends_with(shopper.ticket().as_str()));
            assert!(!warm_up.relay_only);
        }
        for shopper in &mut line[2..] {
            shopper.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 1, .. })).await;
            assert!(is_cold(shopper.stage.as_ref().unwrap()));
        }
        // In the call both go on with what they got ready with, and the line moves up.
        let warm = warm_up(line[0].stage.as_ref().unwrap()).unwrap().ice.clone();
        anna.say(FromAgent::Accept { ring: ring.ring }).await;
        assert_eq!(anna.in_call().await.ice, ice);
        assert_eq!(line[0].in_call().await.ice, warm);
        line[2].until(|stage| warm_up(stage).is_some()).await;
        line[3].until(|stage| matches!(stage, ShopperStage::Waiting { place: 3, warm_up: None, .. })).await;
    })
    .await;
}

#[tokio::test]
async fn credentials_are_renewed_before_they_end_in_calls_and_for_who_is_nearly_next() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let at_desk = anna.take().await.ice;
        let in_call = shopper.in_call().await.ice;
        let mut next = Shopper::join(shop, &front_desk).await;
        let stage = next.until(|stage| warm_up(stage).is_some()).await;
        let waiting = warm_up(&stage).unwrap().ice.clone();

        shop.pass(161, 1).await;
        let now = shop.clock.now();
        let is_new = |ice: &[IceServer], old: &[IceServer]| ice != old && ends_at(ice) >= now.as_micros() / 1_000_000 + 150;
        anna.until(|view| view.call.as_ref().is_some_and(|call| is_new(&call.ice, &at_desk))).await;
        shopper.until(|stage| matches!(stage, ShopperStage::InCall(call) if is_new(&call.ice, &in_call))).await;
        next.until(|stage| warm_up(stage).is_some_and(|warm_up| is_new(&warm_up.ice, &waiting))).await;
    })
    .await;
}

/// The second at which credentials end.
fn ends_at(ice: &[IceServer]) -> i64 {
    ice[0].username.as_deref().and_then(|name| name.split(':').next()).unwrap().parse().unwrap()
}

#[tokio::test]
async fn without_a_turn_server_who_is_nearly_next_gets_ready_all_the_same() {
    on_each_store(async |shop| {
        let config = backend::front_desk::FrontDeskConfig { turn: None, ..shop.config() };
        let node = shop.node_with(std::sync::Arc::new(backend::bus::InProcessBus::new()), config).await;
        let mut anna = Desk::available(&node.desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &node.desk).await;
        let stage = shopper.until(|stage| warm_up(stage).is_some()).await;
        assert_eq!(warm_up(&stage), Some(&WarmUp { ice: vec![], relay_only: false }));
        assert_eq!(anna.rung().await.warm_up, Some(WarmUp { ice: vec![], relay_only: false }));
    })
    .await;
}

#[tokio::test]
async fn an_organisation_that_wants_relays_only_says_so_to_both_sides_from_the_warm_up_on() {
    on_each_store(async |shop| {
        let file = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\nrelay_only = true\n";
        backend::settings::apply(&shop.store, &Actor::System, file).await.unwrap();
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let stage = shopper.until(|stage| warm_up(stage).is_some()).await;
        assert!(warm_up(&stage).unwrap().relay_only);
        let ring = anna.rung().await;
        assert!(ring.warm_up.unwrap().relay_only);
        anna.say(FromAgent::Accept { ring: ring.ring }).await;
        assert!(anna.in_call().await.relay_only);
        assert!(shopper.in_call().await.relay_only);
    })
    .await;
}
