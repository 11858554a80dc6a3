//! Who is rung, and what becomes of it.

use backend::Actor;
use domain::{
    Duration,
    call::{ACKNOWLEDGE_WITHIN, ROUND_PAUSE, RingOutcome},
    wire::{Availability, FromAgent, FromShopper, ShopperStage},
};

use crate::support::*;

#[tokio::test]
async fn when_all_decline_they_are_rung_again_after_a_pause_and_whoever_comes_meanwhile_at_once() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let ring = anna.rung().await.ring;
        anna.say(FromAgent::Decline { ring: ring.clone() }).await;
        anna.quiet().await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        let ring_of_bruno = bruno.rung().await.ring;
        assert!(anna.view.as_ref().unwrap().rings.is_empty());
        bruno.say(FromAgent::Decline { ring: ring_of_bruno }).await;
        bruno.quiet().await;
        shop.clock.advance(ROUND_PAUSE);
        let again = anna.rung().await.ring;
        assert_ne!(again, ring);
        bruno.rung().await;
        anna.say(FromAgent::Accept { ring: again }).await;
        shopper.in_call().await;
        assert!(anna.news.is_empty());
    })
    .await;
}

#[tokio::test]
async fn of_two_agents_who_accept_at_once_one_gets_the_call_and_the_other_hears_who_did() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let mut anna = Desk::available(&here, &shop.agent("anna").await).await;
        let mut bruno = Desk::available(&there, &shop.agent("bruno").await).await;
        let mut shopper = Shopper::join(shop, &here).await;
        let (first, second) = (anna.rung().await.ring, bruno.rung().await.ring);
        let accepted =
            tokio::join!(anna.session.handle(FromAgent::Accept { ring: first }), bruno.session.handle(FromAgent::Accept { ring: second }),);
        assert_eq!(accepted, (Ok(()), Ok(())));
        let call = shopper.in_call().await;
        let winner = call.participants.iter().find_map(|part| part.name.clone().filter(|name| name != "Joe")).unwrap();
        let loser = if winner == "Anna" { &mut bruno } else { &mut anna };
        let news = loser.next_news().await;
        assert_eq!(news.outcome, RingOutcome::AnsweredByAnother);
        assert_eq!((news.answered_by, news.is_own), (Some(winner), false));
        loser.quiet().await;
        assert!(loser.news.is_empty() && loser.view.as_ref().unwrap().call.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_shopper_who_leaves_while_it_rings_stops_the_ring() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let ring = anna.rung().await.ring;
        shopper.say(FromShopper::Leave).await;
        assert_eq!(anna.next_news().await.outcome, RingOutcome::ShopperLeft);
        anna.say(FromAgent::Accept { ring }).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { call: None, .. })).await;
        anna.quiet().await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_ring_that_no_desk_shows_or_nobody_answers_moves_on_by_itself() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        anna.until(|view| !view.rings.is_empty()).await;
        shop.clock.advance(ACKNOWLEDGE_WITHIN);
        assert_eq!(anna.next_news().await.outcome, RingOutcome::Unreachable);
        shop.clock.advance(ROUND_PAUSE);
        let ring = anna.rung().await;
        assert_eq!(ring.due_at - ring.started_at, Duration::from_secs(20));
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: true, .. })).await;
        for _ in 0..10 {
            shop.clock.advance(Duration::from_secs(2));
        }
        assert_eq!(anna.next_news().await.outcome, RingOutcome::Missed);
    })
    .await;
}

#[tokio::test]
async fn a_queue_without_a_ring_time_of_its_own_rings_as_long_as_the_organisation_says_now() {
    on_each_store(async |shop| {
        for (changed, expected) in [("", 35), ("[[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\nring_seconds = 50\n", 50)] {
            let head = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\nring_seconds = 35\n";
            let agents = if changed.is_empty() { "" } else { "agents = [\"anna@test.test\"]\n" };
            backend::settings::apply(&shop.store, &Actor::System, &[head, changed, agents].concat()).await.unwrap();
            let front_desk = shop.front_desk().await;
            let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
            let mut shopper = Shopper::join(shop, &front_desk).await;
            let ring = anna.rung().await;
            assert_eq!(ring.due_at - ring.started_at, Duration::from_secs(expected));
            shopper.say(FromShopper::Leave).await;
            anna.quiet().await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_goes_away_while_it_rings_is_asked_again_on_coming_back() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let _shopper = Shopper::join(shop, &front_desk).await;
        anna.rung().await;
        anna.say(FromAgent::SetAvailability { availability: Availability::Away }).await;
        assert_eq!(anna.next_news().await.outcome, RingOutcome::AgentLeft);
        anna.say(FromAgent::SetAvailability { availability: Availability::Available }).await;
        anna.quiet().await;
        anna.rung().await;
    })
    .await;
}

#[tokio::test]
async fn the_line_moves_up_and_each_shopper_knows_the_own_place() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut first = Shopper::join(shop, &front_desk).await;
        shop.clock.advance(Duration::from_secs(1));
        let mut second = Shopper::join(shop, &front_desk).await;
        second.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, agents_online: 0, .. })).await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let ring = anna.rung().await;
        assert_eq!(ring.ticket, first.ticket());
        anna.say(FromAgent::Accept { ring: ring.ring }).await;
        first.in_call().await;
        second.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, agents_online: 1, is_ringing: false, .. })).await;
        anna.in_call().await;
        anna.say(FromAgent::HangUp).await;
        assert_eq!(anna.rung().await.ticket, second.ticket());
    })
    .await;
}

#[tokio::test]
async fn an_agent_of_one_queue_is_not_rung_for_another() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        let mut shopper = Shopper::attach(shop, &front_desk, None).await;
        let request = domain::wire::JoinRequest { queue: Some("repairs".into()), ..join_request() };
        shopper.say(FromShopper::Join(Box::new(request))).await;
        assert_eq!(bruno.rung().await.queue, "Repairs");
        anna.until(|view| view.waiting.is_empty() && view.rings.is_empty()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_ring_is_shown_in_time_on_another_node_although_the_bus_is_away() {
    on_each_store(async |shop| {
        let grace = Duration::from_secs(30);
        let here = shop.front_desk_with(std::sync::Arc::new(AwayBus), grace).await;
        let there = shop.front_desk_with(std::sync::Arc::new(AwayBus), grace).await;
        let mut anna = Desk::available(&there, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &here).await;
        anna.take().await;
        shopper.in_call().await;
        assert_eq!(anna.news, [], "no ring was given up before its desk could show it");
    })
    .await;
}
