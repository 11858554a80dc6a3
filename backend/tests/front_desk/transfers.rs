//! Calls that are handed over, joined by another agent, or passed on to another queue.

use backend::{front_desk::FrontDesk, settings, store::Actor};
use domain::{
    Duration,
    call::{ACKNOWLEDGE_WITHIN, CallEnd, DEFAULT_RING_TIME, Purpose, RingOutcome, TicketEnd},
    wire::{
        Availability, FromAgent, FromShopper, InvitationNews, JoinRequest, PartEnd, Problem, ShopperStage, Signal, SignalBody, Unanswered,
    },
};

use crate::support::*;

/// Bruno's call with a shopper who wants something repaired, which only Bruno serves; Carla is there as well.
struct Repair {
    bruno: Desk,
    carla: Desk,
    shopper: Shopper,
}

async fn repair(shop: &Shop, here: &FrontDesk, there: &FrontDesk) -> Repair {
    let mut bruno = Desk::available(here, &shop.agent("bruno").await).await;
    let carla = Desk::available(there, &shop.agent("carla").await).await;
    let mut shopper = Shopper::attach(shop, here, None).await;
    let request = JoinRequest { queue: Some("repairs".into()), ..join_request() };
    shopper.say(FromShopper::Join(Box::new(request))).await;
    bruno.take().await;
    shopper.in_call().await;
    Repair { bruno, carla, shopper }
}

fn company(desk: &Desk) -> &domain::wire::Company {
    &desk.view.as_ref().unwrap().call.as_ref().unwrap().company
}

/// Waits until the desk may ask this agent, and does.
async fn ask(desk: &mut Desk, name: &str, purpose: Purpose) {
    let is_there = |view: &domain::wire::DeskView| {
        view.call.as_ref().is_some_and(|call| call.company.colleagues.iter().any(|other| other.name == name))
    };
    desk.until(is_there).await;
    let agent = company(desk).colleagues.iter().find(|other| other.name == name).unwrap().person.clone();
    desk.say(FromAgent::Invite { agent, purpose }).await;
}

fn names(call: &domain::wire::ShopperCall) -> Vec<&str> {
    let mut names: Vec<_> = call.participants.iter().filter_map(|part| part.name.as_deref()).collect();
    names.sort_unstable();
    names
}

async fn with(shopper: &mut Shopper, expected: &[&str]) -> domain::wire::ShopperCall {
    let stage = shopper.until(|stage| matches!(stage, ShopperStage::InCall(call) if names(call) == expected)).await;
    let ShopperStage::InCall(call) = stage else { panic!("{stage:?}") };
    *call
}

#[tokio::test]
async fn an_agent_of_another_queue_takes_a_call_over_and_only_then_the_first_one_is_out_of_it() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &here, &there).await;
        let first = bruno.in_call().await.call;
        ask(&mut bruno, "Carla", Purpose::HandOver).await;
        // The hint travels, not the ten seconds after which everything is read again.
        let ring = carla.rung().await;
        let card = ring.invitation.clone().unwrap();
        assert_eq!((card.by.as_str(), card.purpose, ring.queue.as_str()), ("Bruno", Purpose::HandOver, "Repairs"));
        assert!(ring.warm_up.is_some_and(|warm_up| !warm_up.ice.is_empty()));
        bruno.until(|view| view.call.as_ref().is_some_and(|call| call.company.asked.as_ref().is_some_and(|asked| asked.is_mine))).await;
        assert!(company(&bruno).colleagues.is_empty(), "one at a time");
        with(&mut shopper, &["Bruno", "Joe"]).await;

        carla.say(FromAgent::Accept { ring: ring.ring }).await;
        let call = carla.in_call().await;
        assert_eq!(call.call, first, "it is the same call");
        assert!(call.is_here && !call.ice.is_empty());
        let seen = with(&mut shopper, &["Carla", "Joe"]).await;
        assert_eq!(seen.call, first);
        bruno.until(|view| view.call.is_none()).await;
        assert_eq!(bruno.call_news.iter().map(|news| news.part.clone()).collect::<Vec<_>>(), [PartEnd::HandedOver { to: "Carla".into() }]);
        assert_eq!(bruno.invitations, []);
        let live = "SELECT COUNT(*) FROM participant WHERE left_at IS NULL";
        assert_eq!(shop.number(live).await, 2);

        // Bruno's tab is nothing to the call any more: it neither ends nor is missed.
        bruno.say(FromAgent::HangUp).await;
        bruno.session.detach().await;
        shop.clock.advance(Duration::from_secs(40));
        shop.nodes_are_awake(2).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'running'").await, 1);
        carla.say(FromAgent::HangUp).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        let ShopperStage::Over { reason, call, agent_name, .. } = over else { panic!("{over:?}") };
        assert_eq!((reason, call, agent_name.as_deref()), (TicketEnd::Served, Some(CallEnd::AgentHungUp), Some("Carla")));
    })
    .await;
}

#[tokio::test]
async fn three_are_in_a_call_each_reaches_each_and_when_the_first_agent_leaves_it_goes_on() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &here, &there).await;
        ask(&mut bruno, "Carla", Purpose::Join).await;
        carla.take().await;
        let call = with(&mut shopper, &["Bruno", "Carla", "Joe"]).await;
        let three = |view: &domain::wire::DeskView| view.call.as_ref().is_some_and(|call| call.participants.len() == 3);
        let (of_bruno, of_carla) = (bruno.until(three).await.call.unwrap(), carla.until(three).await.call.unwrap());
        let body = || SignalBody::Candidate(domain::wire::Candidate { candidate: "c".into(), mid: None, line: None });
        let from_bruno = Signal { call: call.call.clone(), from: of_bruno.me.clone(), to: of_carla.me.clone(), epoch: 2, body: body() };
        bruno.say(FromAgent::Signal(from_bruno.clone())).await;
        let from_shopper = Signal { call: call.call.clone(), from: call.me.clone(), to: of_carla.me.clone(), epoch: 2, body: body() };
        shopper.say(FromShopper::Signal(from_shopper.clone())).await;
        while carla.signals.len() < 2 {
            carla.hear().await;
        }
        assert!(carla.signals.contains(&from_bruno) && carla.signals.contains(&from_shopper));

        bruno.say(FromAgent::Leave).await;
        bruno.until(|view| view.call.is_none()).await;
        assert_eq!(bruno.call_news.last().map(|news| news.part.clone()), Some(PartEnd::Left));
        with(&mut shopper, &["Carla", "Joe"]).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'running'").await, 1);
        // The last one who leaves ends it.
        carla.say(FromAgent::Leave).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { call: Some(CallEnd::AgentHungUp), .. })).await;
    })
    .await;
}

#[tokio::test]
async fn the_shopper_ends_it_for_all_and_so_may_either_agent() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &desk, &desk).await;
        ask(&mut bruno, "Carla", Purpose::Join).await;
        let call = carla.take().await.call;
        with(&mut shopper, &["Bruno", "Carla", "Joe"]).await;
        shopper.say(FromShopper::Leave).await;
        assert_eq!(bruno.out_of(&call).await, [CallEnd::ShopperHungUp]);
        assert_eq!(carla.out_of(&call).await, [CallEnd::ShopperHungUp]);
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;

        let request = JoinRequest { queue: Some("repairs".into()), ..join_request() };
        shopper.say(FromShopper::Join(Box::new(request))).await;
        let call = bruno.take().await.call;
        ask(&mut bruno, "Carla", Purpose::Join).await;
        carla.take().await;
        carla.say(FromAgent::HangUp).await;
        assert_eq!(bruno.out_of(&call).await, [CallEnd::AgentHungUp]);
        assert!(bruno.call_news.iter().all(|news| news.part == PartEnd::WithCall));
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_declines_misses_or_goes_away_leaves_the_first_agent_with_the_shopper_and_he_reads_why() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &desk, &desk).await;
        let news = |outcome| InvitationNews { name: Some("Carla".into()), outcome };

        ask(&mut bruno, "Carla", Purpose::HandOver).await;
        let ring = carla.rung().await.ring;
        carla.say(FromAgent::Decline { ring }).await;
        assert_eq!(bruno.next_invitation().await, news(Unanswered::Declined));

        ask(&mut bruno, "Carla", Purpose::HandOver).await;
        carla.until(|view| view.rings.is_empty()).await;
        carla.rung().await;
        shop.clock.advance(DEFAULT_RING_TIME);
        assert_eq!(bruno.next_invitation().await, news(Unanswered::Missed));

        ask(&mut bruno, "Carla", Purpose::Join).await;
        shop.clock.advance(ACKNOWLEDGE_WITHIN);
        assert_eq!(bruno.next_invitation().await, news(Unanswered::Gone));

        // Just gone: asked from a view that is a moment old.
        let carlas = company(&bruno).colleagues.iter().find(|other| other.name == "Carla").map(|other| other.person.clone());
        let carlas = match carlas {
            Some(person) => person,
            None => bruno
                .until(|view| view.call.as_ref().is_some_and(|call| !call.company.colleagues.is_empty()))
                .await
                .call
                .unwrap()
                .company
                .colleagues[0]
                .person
                .clone(),
        };
        carla.say(FromAgent::SetAvailability { availability: Availability::Away }).await;
        bruno.say(FromAgent::Invite { agent: carlas, purpose: Purpose::HandOver }).await;
        assert_eq!(bruno.next_invitation().await.outcome, Unanswered::NotFree);

        assert!(matches!(shopper.stage, Some(ShopperStage::InCall(_))));
        with(&mut shopper, &["Bruno", "Joe"]).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM participant WHERE left_at IS NULL").await, 2);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_rings_no_more_and_who_was_rung_hears_it() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &desk, &desk).await;
        ask(&mut bruno, "Carla", Purpose::Join).await;
        let ring = carla.rung().await.ring;
        bruno.say(FromAgent::TakeBack).await;
        carla.quiet().await;
        assert_eq!(carla.next_news().await.outcome, RingOutcome::TakenBack);
        carla.say(FromAgent::Accept { ring }).await;
        bruno.until(|view| view.call.as_ref().is_some_and(|call| call.company.asked.is_none())).await;
        assert_eq!(bruno.invitations, [], "he knows");
        // The shopper's end takes it back as well.
        ask(&mut bruno, "Carla", Purpose::Join).await;
        carla.until(|view| !view.rings.is_empty()).await;
        shopper.say(FromShopper::Leave).await;
        carla.quiet().await;
        assert_eq!(carla.next_news().await.outcome, RingOutcome::ShopperLeft);
        bruno.until(|view| view.call.is_none()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_is_lost_while_another_is_in_the_call_only_leaves_it() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let Repair { mut bruno, mut carla, mut shopper } = repair(shop, &desk, &desk).await;
        ask(&mut bruno, "Carla", Purpose::Join).await;
        carla.take().await;
        bruno.session.detach().await;
        shop.clock.advance(Duration::from_secs(30));
        with(&mut shopper, &["Carla", "Joe"]).await;
        carla.session.detach().await;
        shop.clock.advance(Duration::from_secs(30));
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { lost_agent: Some(name), .. } if name == "Carla")).await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_that_is_passed_on_is_first_in_the_other_line_and_its_agents_ring() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let mut anna = Desk::available(&desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &desk).await;
        let first = anna.take().await.call;
        shopper.in_call().await;
        // Somebody has waited for the repairs for longer.
        let mut other = Shopper::attach(shop, &desk, None).await;
        let request = JoinRequest { queue: Some("repairs".into()), ..join_request() };
        other.say(FromShopper::Join(Box::new(request))).await;
        other.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, .. })).await;
        shop.clock.advance(Duration::from_secs(5));

        anna.until(|view| view.call.as_ref().is_some_and(|call| call.company.queues.iter().any(|queue| queue.waiting == 1))).await;
        let [repairs] = company(&anna).queues.as_slice() else { panic!("{:?}", company(&anna)) };
        assert_eq!(repairs.name, "Repairs");
        let queue = repairs.queue.clone();
        anna.say(FromAgent::Transfer { queue: queue.clone() }).await;
        anna.until(|view| view.call.is_none()).await;
        let part = anna.call_news.iter().find(|news| news.call == first).map(|news| news.part.clone());
        assert_eq!(part, Some(PartEnd::PassedOn));
        let told = |stage: &ShopperStage| {
            matches!(stage, ShopperStage::Waiting { place: 1, lost_agent: None, passed_on_by: Some(name), queue: Some(now), .. }
                if name == "Anna" && *now == queue)
        };
        shopper.until(told).await;
        other.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, passed_on_by: None, .. })).await;

        let mut bruno = Desk::available(&desk, &shop.agent("bruno").await).await;
        let ring = bruno.rung().await;
        assert_eq!((&ring.ticket, &ring.invitation), (&shopper.ticket(), &None));
        bruno.say(FromAgent::Accept { ring: ring.ring }).await;
        let second = with(&mut shopper, &["Bruno", "Joe"]).await;
        assert_ne!(second.call, first);
        shopper.say(FromShopper::Leave).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert!(matches!(&over, ShopperStage::Over { agent_name: Some(name), .. } if name == "Bruno"), "{over:?}");
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE end_reason = 'transferred'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_takes_nobody_is_refused_and_the_call_goes_on() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let refusing = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
             [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\nagents = [\"anna@test.test\"]\n\
             [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\nagents = [\"bruno@test.test\"]\nwhen_nobody = \"refuse\"\n";
        settings::apply(&shop.store, &Actor::System, refusing).await.unwrap();
        let mut anna = Desk::available(&desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::join(shop, &desk).await;
        anna.take().await;
        shopper.in_call().await;
        anna.until(|view| view.call.as_ref().is_some_and(|call| !call.company.queues.is_empty())).await;
        let queue = company(&anna).queues[0].queue.clone();
        assert_eq!(anna.session.handle(FromAgent::Transfer { queue: queue.clone() }).await, Err(Problem::NobodyThere));
        let unknown = domain::QueueId::from_random([3; 20]);
        assert!(matches!(anna.session.handle(FromAgent::Transfer { queue: unknown }).await, Err(Problem::UnknownQueue { .. })));
        assert!(matches!(shopper.stage, Some(ShopperStage::InCall(_))));
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'running'").await, 1);
        // Somebody who can do it comes.
        let mut bruno = Desk::available(&desk, &shop.agent("bruno").await).await;
        anna.say(FromAgent::Transfer { queue }).await;
        bruno.take().await;
        with(&mut shopper, &["Bruno", "Joe"]).await;
    })
    .await;
}
