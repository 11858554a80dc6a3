//! How many tickets somebody may draw whom no agent answers.

use std::net::IpAddr;

use backend::{
    front_desk::{FrontDesk, ShopperHello},
    store::retention,
};
use domain::{
    queue::{COUNTED_FOR, PER_NETWORK, PER_VISIT},
    wire::{FromShopper, Problem, ShopperStage, VERSION},
};

use crate::support::*;

/// A widget of this visit and from there.
async fn widget(shop: &Shop, desk: &FrontDesk, token: &str, from: Option<&str>) -> Shopper {
    let from: Option<IpAddr> = from.map(|address| address.parse().unwrap());
    let hello = ShopperHello { version: VERSION, token: token.to_owned(), resume: None, queue: None, page: None, former: None, from };
    Shopper::greeted(desk.attach_shopper(shop.org.clone(), hello).await.unwrap()).await
}

async fn join(shopper: &mut Shopper) -> Option<Problem> {
    shopper.session.handle(FromShopper::Join(Box::new(join_request()))).await.err()
}

/// Draws a ticket from there and leaves at once.
async fn come_and_go(shop: &Shop, desk: &FrontDesk, token: &str, from: Option<&str>) -> Option<Problem> {
    let mut shopper = widget(shop, desk, token, from).await;
    let problem = join(&mut shopper).await;
    if problem.is_none() {
        shopper.say(FromShopper::Leave).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
    }
    shopper.session.detach().await;
    problem
}

#[tokio::test]
async fn a_visit_that_keeps_coming_and_going_has_to_wait_and_then_may_come_again() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (token, other) = (shop.token(), shop.token());
        for _ in 0..PER_VISIT {
            assert_eq!(come_and_go(shop, &front_desk, &token, None).await, None);
        }
        assert_eq!(come_and_go(shop, &front_desk, &token, None).await, Some(Problem::TooManyTickets));
        assert_eq!(come_and_go(shop, &front_desk, &other, None).await, None, "another visit is not concerned");
        shop.clock.advance(COUNTED_FOR);
        assert_eq!(come_and_go(shop, &front_desk, &token, None).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_ticket_that_an_agent_answered_does_not_count() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let token = shop.token();
        for _ in 0..=PER_VISIT {
            let mut shopper = widget(shop, &front_desk, &token, None).await;
            assert_eq!(join(&mut shopper).await, None);
            anna.take().await;
            shopper.in_call().await;
            shopper.say(FromShopper::Leave).await;
            shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
            anna.until(|view| view.call.is_none()).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_network_has_so_many_over_all_its_visits_and_its_neighbours_have_their_own() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        for number in 0..PER_NETWORK {
            let from = format!("2001:db8:1:2::{number:x}");
            assert_eq!(come_and_go(shop, &front_desk, &shop.token(), Some(&from)).await, None);
        }
        assert_eq!(come_and_go(shop, &front_desk, &shop.token(), Some("2001:db8:1:2:ffff::1")).await, Some(Problem::TooManyTickets));
        assert_eq!(come_and_go(shop, &front_desk, &shop.token(), Some("2001:db8:1:3::1")).await, None);
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, i64::from(PER_NETWORK) + 1);
    })
    .await;
}

#[tokio::test]
async fn behind_a_proxy_that_nobody_declared_shoppers_are_not_taken_for_one() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        for _ in 0..=PER_NETWORK {
            assert_eq!(come_and_go(shop, &front_desk, &shop.token(), Some("10.0.0.1")).await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn from_where_a_ticket_came_is_forgotten_when_it_no_longer_counts() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        assert_eq!(come_and_go(shop, &front_desk, &shop.token(), Some("203.0.113.9")).await, None);
        retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket_source").await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket_source WHERE network_hash LIKE '%203%113%'").await, 0);
        shop.clock.advance(COUNTED_FOR);
        retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket_source").await, 0);
    })
    .await;
}
