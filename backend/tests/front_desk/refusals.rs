//! What is not taken, and what it gets.

use backend::front_desk::{AgentHello, ShopperHello};
use domain::{
    queue::Entrance,
    wire::{Candidate, FromAgent, FromShopper, JoinRequest, Problem, Rating, Resume, ShopperStage, Signal, SignalBody, VERSION},
};

use crate::support::*;

#[tokio::test]
async fn a_queue_that_does_not_exist_draws_no_ticket() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut shopper = Shopper::attach(shop, &front_desk, None).await;
        let request = JoinRequest { queue: Some("attic".into()), ..join_request() };
        let refused = shopper.session.handle(FromShopper::Join(Box::new(request))).await;
        assert_eq!(refused, Err(Problem::UnknownQueue { term: "attic".into() }));
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, 0);
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;
    })
    .await;
}

#[tokio::test]
async fn the_page_glances_at_the_named_queue_and_at_the_default_one_for_an_unknown_name() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let _shopper = Shopper::join(shop, &front_desk).await;
        let scope = backend::accounts::shopper_scope(&shop.store, &shop.org).await.unwrap().unwrap();
        let (glance, is_unknown) = front_desk.glance(&scope, Some("Repairs")).await.unwrap();
        assert_eq!((glance.slug.as_str(), glance.waiting, is_unknown), ("repairs", 0, false));
        let (glance, is_unknown) = front_desk.glance(&scope, Some("attic")).await.unwrap();
        assert_eq!((glance.slug.as_str(), glance.waiting, is_unknown), ("floor", 1, true));
        let (glance, is_unknown) = front_desk.glance(&scope, Some(" ")).await.unwrap();
        assert_eq!((glance.slug.as_str(), is_unknown), ("floor", false));
    })
    .await;
}

/// Whether these are the figures of an open queue.
fn shows(stage: &ShopperStage, agents: u32, line: u32) -> bool {
    let expected = (agents, line, Entrance::Open);
    matches!(stage, ShopperStage::Outside { agents_online, waiting, entrance, .. } if (*agents_online, *waiting, *entrance) == expected)
}

#[tokio::test]
async fn before_joining_a_shopper_sees_the_figures_of_the_named_queue_and_the_default_ones_for_an_unknown_name() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let _waiting = Shopper::join(shop, &front_desk).await;
        let bruno = Desk::open(&front_desk, &shop.agent("bruno").await).await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        anna.rung().await;
        for (queue, agents_online, waiting) in
            [(Some("repairs"), 0, 0), (Some("floor"), 1, 1), (Some("attic"), 1, 1), (Some(" "), 1, 1), (None, 1, 1)]
        {
            let mut shopper = Shopper::attach_at(shop, &front_desk, None, queue).await;
            shopper.until(|stage| shows(stage, agents_online, waiting)).await;
        }
        drop(bruno);
        // The figures follow what happens in that queue.
        let mut shopper = Shopper::attach_at(shop, &front_desk, None, Some("repairs")).await;
        let request = JoinRequest { queue: Some("repairs".into()), ..join_request() };
        let mut other = Shopper::attach(shop, &front_desk, None).await;
        other.say(FromShopper::Join(Box::new(request))).await;
        shopper.until(|stage| shows(stage, 0, 1)).await;
    })
    .await;
}

#[tokio::test]
async fn a_forged_token_an_old_version_and_a_forged_secret_open_nothing() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let attach = async |version, token: String| {
            let hello = ShopperHello { version, token, resume: None, queue: None, page: None, former: None, from: None };
            front_desk.attach_shopper(shop.org.clone(), hello).await.err()
        };
        assert_eq!(attach(VERSION, format!("{}x", shop.token())).await, Some(Problem::BadToken));
        let other_org = "otherotherotherother".parse().unwrap();
        let token = backend::visit::issue(&shop.keys, &other_org, shop.clock.now()).unwrap();
        assert_eq!(attach(VERSION, token).await, Some(Problem::BadToken));
        assert_eq!(attach(0, shop.token()).await, Some(Problem::Upgrade));
        let victim = Shopper::join(shop, &front_desk).await;
        let forged = Resume { ticket: victim.ticket(), secret: "guess".into() };
        let thief = Shopper::attach(shop, &front_desk, Some(forged)).await;
        assert!(matches!(thief.stage, Some(ShopperStage::Outside { .. })));
        assert_eq!(shop.number("SELECT epoch FROM ticket").await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_can_signal_for_another_participant() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let theirs = anna.take().await;
        let call = shopper.in_call().await;
        let mut stranger = Shopper::join(shop, &front_desk).await;
        let signal = |from: &domain::ParticipantId, to: &domain::ParticipantId| {
            let body = SignalBody::Candidate(Candidate { candidate: "forged".into(), mid: None, line: None });
            FromShopper::Signal(Signal { call: call.call.clone(), from: from.clone(), to: to.clone(), epoch: 2, body })
        };
        // Somebody who is in no call goes unheard; somebody in it who speaks for the other is refused.
        stranger.say(signal(&call.me, &theirs.me)).await;
        assert_eq!(shopper.session.handle(signal(&theirs.me, &call.me)).await, Err(Problem::BadMessage));
        assert_eq!(shopper.session.handle(signal(&call.me, &call.me)).await, Err(Problem::BadMessage));
        shopper.say(signal(&call.me, &theirs.me)).await;
        while anna.signals.is_empty() {
            anna.hear().await;
        }
        assert_eq!(anna.signals.len(), 1);
        anna.say(FromAgent::HangUp).await;
        anna.until(|view| view.call.is_none()).await;
        assert_eq!(anna.signals.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_agent_can_neither_answer_a_ring_of_another_nor_name_a_tab_badly() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let bruno = shop.agent("bruno").await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let _shopper = Shopper::join(shop, &front_desk).await;
        let ring = anna.rung().await.ring;
        let mut other = Desk::open(&front_desk, &bruno).await;
        assert_eq!(other.session.handle(FromAgent::Accept { ring }).await, Err(Problem::BadMessage));
        let hello = AgentHello { version: VERSION, device: "my tab".into(), call: None, page: None };
        assert_eq!(front_desk.attach_agent(bruno, hello).await.err(), Some(Problem::BadMessage));
    })
    .await;
}

#[tokio::test]
async fn only_one_to_five_stars_are_taken_and_only_after_a_call() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        for stars in [0, 6] {
            let rating = Rating { stars, comment: String::new() };
            assert_eq!(shopper.session.handle(FromShopper::Rate(rating)).await, Err(Problem::BadMessage));
        }
        shopper.say(FromShopper::Rate(Rating { stars: 5, comment: String::new() })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM rating").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_organisation_that_offers_no_calls_right_away_draws_no_ticket() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let _anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let apply = async |drop_in: bool| {
            let file = format!("[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\ndrop_in = {drop_in}\n");
            backend::settings::apply(&shop.store, &backend::store::Actor::System, &file).await.unwrap().to_string()
        };
        assert_eq!(apply(false).await, "~ organisation drop_in: true -> false");
        let mut shopper = Shopper::attach(shop, &front_desk, None).await;
        let refused = shopper.session.handle(FromShopper::Join(Box::new(join_request()))).await;
        assert_eq!(refused, Err(Problem::QueueClosed));
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, 0);
        apply(true).await;
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;
    })
    .await;
}
