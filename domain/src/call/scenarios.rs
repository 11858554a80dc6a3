//! Single stories of a ticket.

use super::*;
use crate::{CallId, ParticipantId, PersonId, QueueId, RingId, Timestamp};

const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

fn ring_id(number: u8) -> RingId {
    RingId::from_random([number; 20])
}

fn agent(number: u8) -> PersonId {
    PersonId::from_random([number; 20])
}

fn accept(number: u8) -> Event {
    let [call, shopper, agent] = [number, 100, 200].map(|byte| [byte; 20]);
    Event::Accept {
        ring: ring_id(number),
        call: CallId::from_random(call),
        shopper: ParticipantId::from_random(shopper),
        agent: ParticipantId::from_random(agent),
    }
}

fn ringing(agents: &[u8]) -> CallMachine {
    let mut machine = CallMachine::new();
    let rings = agents.iter().map(|number| NewRing { id: ring_id(*number), agent: agent(*number) }).collect();
    machine.handle(Event::Ring { rings, due_at: NOW + DEFAULT_RING_TIME }, NOW);
    machine
}

#[test]
fn of_two_agents_who_accept_one_gets_the_call_and_the_other_hears_who_did() {
    let mut machine = ringing(&[1, 2]);
    let effects = machine.handle(accept(2), NOW);
    assert!(effects.contains(&Effect::RingEnded { ring: ring_id(1), agent: agent(1), outcome: RingOutcome::AnsweredByAnother }));
    assert!(effects.contains(&Effect::TicketMoved(TicketState::InCall)));
    assert_eq!(machine.handle(accept(1), NOW), [Effect::Refused(Refusal::AnsweredBy(agent(2)))]);
}

#[test]
fn the_second_accept_of_the_same_ring_changes_nothing() {
    let mut machine = ringing(&[1]);
    machine.handle(accept(1), NOW);
    assert_eq!(machine.handle(accept(1), NOW), []);
}

#[test]
fn a_declined_ring_leaves_the_other_ringing() {
    let mut machine = ringing(&[1, 2]);
    machine.handle(Event::Decline { ring: ring_id(1) }, NOW);
    assert_eq!(machine.live_rings().map(|ring| ring.agent.clone()).collect::<Vec<_>>(), [agent(2)]);
    assert_eq!(machine.ticket(), TicketState::Waiting);
}

#[test]
fn a_ring_that_no_desk_shows_moves_on_after_two_seconds_and_a_shown_one_at_its_deadline() {
    let mut machine = ringing(&[1, 2]);
    machine.handle(Event::Show { ring: ring_id(2) }, NOW);
    let effects = machine.handle(Event::Tick, NOW + ACKNOWLEDGE_WITHIN);
    assert_eq!(effects, [Effect::RingEnded { ring: ring_id(1), agent: agent(1), outcome: RingOutcome::Unreachable }]);
    let effects = machine.handle(Event::Tick, NOW + DEFAULT_RING_TIME);
    assert_eq!(effects, [Effect::RingEnded { ring: ring_id(2), agent: agent(2), outcome: RingOutcome::Missed }]);
}

#[test]
fn an_accept_after_the_deadline_is_a_missed_ring_even_before_the_tick() {
    let mut machine = ringing(&[1]);
    let effects = machine.handle(accept(1), NOW + DEFAULT_RING_TIME);
    assert!(effects.contains(&Effect::Refused(Refusal::RingOver(RingOutcome::Missed))));
    assert_eq!(machine.call(), None);
}

#[test]
fn a_shopper_who_leaves_while_it_rings_stops_the_ring() {
    let mut machine = ringing(&[1]);
    let effects = machine.handle(Event::ShopperLeft, NOW);
    let ring_ended = Effect::RingEnded { ring: ring_id(1), agent: agent(1), outcome: RingOutcome::ShopperLeft };
    assert_eq!(effects, [ring_ended, Effect::TicketMoved(TicketState::Ended(TicketEnd::Left))]);
    assert_eq!(machine.handle(accept(1), NOW), [Effect::Refused(Refusal::RingOver(RingOutcome::ShopperLeft))]);
}

#[test]
fn a_shopper_who_chooses_another_queue_stops_the_ring_and_goes_on_waiting_and_in_a_call_nothing_changes() {
    let queue = QueueId::from_random([7; 20]);
    let chosen = Event::QueueChosen { queue: queue.clone() };
    let mut machine = ringing(&[1]);
    let effects = machine.handle(chosen.clone(), Timestamp::default());
    let ended = Effect::RingEnded { ring: ring_id(1), agent: agent(1), outcome: RingOutcome::ShopperLeft };
    assert_eq!(effects, [ended, Effect::QueueChanged(queue)]);
    assert_eq!(machine.ticket(), TicketState::Waiting);
    let mut talking = ringing(&[1]);
    talking.handle(accept(1), Timestamp::default());
    let before = talking.clone();
    assert_eq!(talking.handle(chosen, Timestamp::default()), []);
    assert_eq!(talking, before);
}

#[test]
fn only_an_agent_who_is_in_the_call_can_end_it() {
    let mut machine = ringing(&[1]);
    machine.handle(accept(1), NOW);
    assert_eq!(machine.handle(Event::AgentHangsUp { agent: agent(9) }, NOW), [Effect::Refused(Refusal::NotInCall)]);
    let effects = machine.handle(Event::AgentHangsUp { agent: agent(1) }, NOW);
    assert!(effects.contains(&Effect::TicketMoved(TicketState::Ended(TicketEnd::Served))));
}

#[test]
fn when_its_agent_is_lost_the_call_is_over_and_the_ticket_rings_others_and_gets_another_call() {
    let mut machine = ringing(&[1, 2]);
    machine.handle(accept(1), NOW);
    let first = machine.call().map(|call| call.id.clone()).unwrap();
    let effects = machine.handle(Event::AgentLeft { agent: agent(1) }, NOW);
    let ended = Effect::CallEnded { call: first, reason: CallEnd::AgentLost };
    assert_eq!(effects, [ended, Effect::TicketReturned { lost: agent(1) }]);
    assert_eq!(machine.handle(Event::AgentLeft { agent: agent(1) }, NOW), [], "once is enough");

    let later = NOW + DEFAULT_RING_TIME;
    let rings = [3, 4].map(|number| NewRing { id: ring_id(number), agent: agent(number) });
    machine.handle(Event::Ring { rings: rings.to_vec(), due_at: later + DEFAULT_RING_TIME }, later);
    machine.handle(accept(4), later);
    assert_eq!(machine.ticket(), TicketState::InCall);
    // Each late comer hears who won at the time.
    assert_eq!(machine.handle(accept(2), later), [Effect::Refused(Refusal::AnsweredBy(agent(1)))]);
    assert_eq!(machine.handle(accept(3), later), [Effect::Refused(Refusal::AnsweredBy(agent(4)))]);
    assert_eq!(machine.handle(Event::AgentLeft { agent: agent(1) }, later), [], "the lost agent ends no call of another");
}
