//! Agents who are lost in a call: the shopper waits again, at the front, and is told.

use domain::{
    Duration,
    call::{CallEnd, RingOutcome, TicketEnd},
    wire::{FromAgent, FromShopper, Rating, ShopperStage},
};

use crate::support::*;

const GRACE: Duration = Duration::from_secs(30);

fn is_back(stage: &ShopperStage) -> bool {
    matches!(stage, ShopperStage::Waiting { place: 1, lost_agent: Some(name), .. } if name == "Anna")
}

#[tokio::test]
async fn when_the_agent_does_not_come_back_the_shopper_is_first_in_line_and_the_next_agent_rings() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&here, &agent).await;
        let mut shopper = Shopper::join(shop, &there).await;
        let first = anna.take().await.call;
        shopper.in_call().await;
        let device = anna.device.clone();
        anna.session.detach().await;
        // Somebody who has waited for longer than the call lasts stands behind all the same.
        let mut other = Shopper::join(shop, &here).await;
        shop.clock.advance(GRACE);
        shopper.until(is_back).await;
        other.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, lost_agent: None, .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'ended' AND end_reason = 'agent_lost'").await, 1);

        // Whoever comes is rung for that ticket, the lost agent too, and hears first what became of the call.
        let mut anna = Desk::come_back(&there, &agent, device, Some(first.clone())).await;
        assert_eq!(anna.out_of(&first).await, [CallEnd::AgentLost]);
        assert_eq!(anna.rung().await.ticket, shopper.ticket());
        anna.say(FromAgent::Decline { ring: anna.view.as_ref().unwrap().rings[0].ring.clone() }).await;
        let mut bruno = Desk::available(&here, &shop.agent("bruno").await).await;
        let ring = bruno.until(|view| view.rings.iter().any(|ring| ring.ticket == shopper.ticket())).await.rings.remove(0);
        bruno.say(FromAgent::Accept { ring: ring.ring }).await;
        let second = bruno.in_call().await;
        assert_ne!(second.call, first);
        let call = shopper.until(|stage| matches!(stage, ShopperStage::InCall(call) if call.call == second.call)).await;
        let ShopperStage::InCall(call) = call else { panic!() };
        assert!(call.participants.iter().all(|part| part.name.as_deref() != Some("Anna")));

        // The end that counts is that of the last call, and the rating is of it.
        bruno.say(FromAgent::HangUp).await;
        let over = shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        let ShopperStage::Over { reason, call, agent_name, .. } = over else { panic!() };
        assert_eq!((reason, call, agent_name.as_deref()), (TicketEnd::Served, Some(CallEnd::AgentHungUp), Some("Bruno")));
        shopper.say(FromShopper::Rate(Rating { stars: 4, comment: "At last".into() })).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Over { is_rated: true, .. })).await;
        let of_the_last = "SELECT COUNT(*) FROM rating r JOIN call c ON c.id = r.call_id JOIN rating_comment m ON m.call_id = c.id
            WHERE c.end_reason = 'agent_hung_up' AND r.stars = 4";
        assert_eq!(shop.number(of_the_last).await, 1);
    })
    .await;
}

#[tokio::test]
async fn agents_who_are_free_are_rung_at_once_when_another_is_lost_also_those_who_declined_before() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        let declined = bruno.rung().await.ring;
        bruno.say(FromAgent::Decline { ring: declined.clone() }).await;
        anna.take().await;
        shopper.in_call().await;
        bruno.quiet().await;
        anna.session.detach().await;
        shop.clock.advance(GRACE);
        let ring = bruno.until(|view| view.rings.iter().any(|ring| ring.ring != declined)).await.rings.remove(0);
        assert_eq!(ring.ticket, shopper.ticket());
        bruno.say(FromAgent::Accept { ring: ring.ring }).await;
        shopper.until(|stage| matches!(stage, ShopperStage::InCall(call) if call.participants.iter().any(|part| part.name.as_deref() == Some("Bruno")))).await;
    })
    .await;
}

#[tokio::test]
async fn of_several_whose_agents_were_lost_the_oldest_is_first_and_they_may_leave_or_be_lost_as_others() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut older = Shopper::join(shop, &front_desk).await;
        shop.clock.advance(Duration::from_secs(1));
        let mut younger = Shopper::join(shop, &front_desk).await;
        shop.clock.advance(Duration::from_secs(1));
        let mut third = Shopper::join(shop, &front_desk).await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        anna.take().await;
        older.in_call().await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        bruno.take().await;
        younger.in_call().await;
        bruno.session.detach().await;
        shop.clock.advance(GRACE);
        younger.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, lost_agent: Some(_), .. })).await;
        anna.session.detach().await;
        shop.clock.advance(GRACE);
        older.until(is_back).await;
        younger.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, .. })).await;
        third.until(|stage| matches!(stage, ShopperStage::Waiting { place: 3, lost_agent: None, .. })).await;
        // A lost call is no end of the ticket: nothing is rated yet.
        older.say(FromShopper::Rate(Rating { stars: 1, comment: String::new() })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM rating").await, 0);
        older.say(FromShopper::Leave).await;
        let over = older.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert!(matches!(over, ShopperStage::Over { reason: TicketEnd::Left, call: Some(CallEnd::AgentLost), .. }), "{over:?}");
        younger.session.detach().await;
        shop.clock.advance(GRACE);
        third.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket WHERE end_reason = 'lost'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_vanishes_while_it_rings_is_passed_over_and_not_rung_again_until_back() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let mut anna = Desk::available(&front_desk, &agent).await;
        let mut shopper = Shopper::join(shop, &front_desk).await;
        anna.until(|view| !view.rings.is_empty()).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: true, .. })).await;
        // Her machine is off: the socket stands, and nothing comes from it.
        shop.clock.advance(domain::call::ACKNOWLEDGE_WITHIN);
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: false, place: 1, .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE state = 'unreachable'").await, 1);
        // Twelve seconds of silence later the server closes it.
        let device = anna.device.clone();
        anna.session.detach().await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 0, .. })).await;
        let rings = shop.number("SELECT COUNT(*) FROM ring").await;
        shop.pass(20, 1).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring").await, rings);
        let mut anna = Desk::open_in(&front_desk, &agent, device).await;
        anna.take().await;
        shopper.in_call().await;
        assert!(anna.news.iter().all(|news| news.outcome != RingOutcome::AgentLeft));
    })
    .await;
}
