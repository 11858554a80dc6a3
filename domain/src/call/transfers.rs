//! Single stories of calls with several agents, and of those that are passed on.

use super::*;
use crate::{CallId, ParticipantId, PersonId, QueueId, RingId, Timestamp};

const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

fn ring_id(number: u8) -> RingId {
    RingId::from_random([number; 20])
}

fn agent(number: u8) -> PersonId {
    PersonId::from_random([number; 20])
}

/// This agent's part.
fn part(number: u8) -> ParticipantId {
    ParticipantId::from_random([number + 100; 20])
}

fn call_id() -> CallId {
    CallId::from_random([50; 20])
}

fn accept(number: u8) -> Event {
    Event::Accept { ring: ring_id(number), call: call_id(), shopper: ParticipantId::from_random([100; 20]), agent: part(number) }
}

/// Agent 1 in a call.
fn talking() -> CallMachine {
    let mut machine = CallMachine::new();
    let rings = vec![NewRing { id: ring_id(1), agent: agent(1) }];
    machine.handle(Event::Ring { rings, due_at: NOW + DEFAULT_RING_TIME }, NOW);
    machine.handle(accept(1), NOW);
    machine
}

fn invite(by: u8, whom: u8, purpose: Purpose) -> Event {
    Event::Invite { by: agent(by), ring: NewRing { id: ring_id(whom), agent: agent(whom) }, purpose, due_at: NOW + DEFAULT_RING_TIME }
}

fn agents(machine: &CallMachine) -> Vec<PersonId> {
    machine.call().unwrap().participants.iter().filter_map(|part| part.person.clone()).collect()
}

/// Agents 1 and 2 in a call.
fn three() -> CallMachine {
    let mut machine = talking();
    machine.handle(invite(1, 2, Purpose::Join), NOW);
    machine.handle(accept(2), NOW);
    machine
}

#[test]
fn an_agent_who_is_asked_to_join_is_in_the_same_call_and_nobody_has_left() {
    let mut machine = talking();
    machine.handle(invite(1, 2, Purpose::Join), NOW);
    assert_eq!(agents(&machine), [agent(1)]);
    let effects = machine.handle(accept(2), NOW);
    let ended = Effect::RingEnded { ring: ring_id(2), agent: agent(2), outcome: RingOutcome::Accepted };
    let participant = Participant { id: part(2), role: Role::Agent, person: Some(agent(2)) };
    assert_eq!(effects, [ended, Effect::ParticipantJoined { call: call_id(), participant }]);
    assert_eq!(agents(&machine), [agent(1), agent(2)]);
    assert_eq!(machine.handle(accept(2), NOW), [], "once is enough");
}

#[test]
fn who_hands_over_leaves_at_the_moment_in_which_the_other_accepts() {
    let mut machine = talking();
    machine.handle(invite(1, 2, Purpose::HandOver), NOW);
    assert_eq!(agents(&machine), [agent(1)]);
    let effects = machine.handle(accept(2), NOW);
    assert_eq!(effects.last(), Some(&Effect::ParticipantLeft { call: call_id(), participant: part(1), agent: agent(1) }));
    assert_eq!((agents(&machine), machine.ticket()), (vec![agent(2)], TicketState::InCall));
    assert_eq!(machine.handle(Event::AgentHangsUp { agent: agent(1) }, NOW), [Effect::Refused(Refusal::NotInCall)]);
}

#[test]
fn an_invitation_that_is_declined_missed_deserted_or_taken_back_leaves_the_first_agent_with_the_shopper() {
    let later = NOW + DEFAULT_RING_TIME;
    for (event, at, expected) in [
        (Event::Decline { ring: ring_id(2) }, NOW, RingOutcome::Declined),
        (Event::Tick, later, RingOutcome::Missed),
        (Event::Tick, NOW + ACKNOWLEDGE_WITHIN, RingOutcome::Unreachable),
        (Event::AgentLeft { agent: agent(2) }, NOW, RingOutcome::AgentLeft),
        (Event::TakeBack { by: agent(1) }, NOW, RingOutcome::TakenBack),
    ] {
        for purpose in [Purpose::Join, Purpose::HandOver] {
            let mut machine = talking();
            machine.handle(invite(1, 2, purpose), NOW);
            let effects = machine.handle(event.clone(), at);
            assert_eq!(effects, [Effect::RingEnded { ring: ring_id(2), agent: agent(2), outcome: expected }]);
            assert_eq!((agents(&machine), machine.ticket()), (vec![agent(1)], TicketState::InCall));
            assert_eq!(machine.handle(accept(2), at), [Effect::Refused(Refusal::RingOver(expected))], "too late");
            assert_eq!(agents(&machine), [agent(1)]);
        }
    }
}

#[test]
fn only_who_is_in_the_call_asks_one_at_a_time_for_somebody_who_is_not_and_while_there_is_room() {
    let mut machine = talking();
    let refused = |refusal| vec![Effect::Refused(refusal)];
    assert_eq!(machine.handle(invite(2, 3, Purpose::Join), NOW), refused(Refusal::NotInCall));
    assert_eq!(machine.handle(invite(1, 1, Purpose::Join), NOW), refused(Refusal::CannotInvite));
    machine.handle(invite(1, 2, Purpose::Join), NOW);
    assert_eq!(machine.handle(invite(1, 3, Purpose::Join), NOW), refused(Refusal::CannotInvite));
    assert_eq!(machine.handle(Event::TakeBack { by: agent(3) }, NOW), [], "only who asked takes back");
    machine.handle(accept(2), NOW);
    machine.handle(invite(2, 3, Purpose::Join), NOW);
    machine.handle(accept(3), NOW);
    assert_eq!(machine.call().unwrap().participants.len(), MAX_PARTICIPANTS);
    assert_eq!(machine.handle(invite(1, 4, Purpose::Join), NOW), refused(Refusal::CannotInvite));
    assert_eq!(CallMachine::new().handle(invite(1, 2, Purpose::Join), NOW), refused(Refusal::NotInCall));
}

#[test]
fn the_call_goes_on_when_an_agent_leaves_or_is_lost_while_another_is_in_it_and_ends_with_the_last() {
    for leaves in [Event::AgentLeaves { agent: agent(1) }, Event::AgentLeft { agent: agent(1) }] {
        let mut machine = three();
        let effects = machine.handle(leaves.clone(), NOW);
        assert_eq!(effects, [Effect::ParticipantLeft { call: call_id(), participant: part(1), agent: agent(1) }]);
        assert_eq!((agents(&machine), machine.ticket()), (vec![agent(2)], TicketState::InCall));
        machine.handle(leaves, NOW);
        assert_eq!(machine.ticket(), TicketState::InCall, "twice is harmless");
    }
    let mut machine = three();
    machine.handle(Event::AgentLeaves { agent: agent(1) }, NOW);
    machine.handle(Event::AgentLeaves { agent: agent(2) }, NOW);
    assert_eq!(machine.call().unwrap().state, CallState::Ended(CallEnd::AgentHungUp));
    let mut machine = three();
    machine.handle(Event::AgentLeft { agent: agent(2) }, NOW);
    assert_eq!(machine.handle(Event::AgentLeft { agent: agent(1) }, NOW).last(), Some(&Effect::TicketReturned { lost: agent(1) }));
}

#[test]
fn the_shoppers_hang_up_ends_it_for_all_and_each_agent_may_do_the_same() {
    for end in [Event::ShopperLeft, Event::AgentHangsUp { agent: agent(2) }] {
        let mut machine = three();
        machine.handle(invite(1, 3, Purpose::Join), NOW);
        machine.handle(end, NOW);
        assert_eq!(machine.ticket(), TicketState::Ended(TicketEnd::Served));
        assert_eq!(machine.live_rings().count(), 0, "and nobody is asked into it any more");
    }
}

#[test]
fn when_the_agent_who_asked_is_gone_so_is_the_invitation() {
    let mut machine = three();
    machine.handle(invite(1, 3, Purpose::HandOver), NOW);
    let effects = machine.handle(Event::AgentLeft { agent: agent(1) }, NOW);
    assert!(effects.contains(&Effect::RingEnded { ring: ring_id(3), agent: agent(3), outcome: RingOutcome::TakenBack }));
    assert_eq!(agents(&machine), [agent(2)]);
    assert_eq!(machine.handle(accept(3), NOW), [Effect::Refused(Refusal::RingOver(RingOutcome::TakenBack))]);
}

#[test]
fn a_ticket_that_is_passed_on_waits_in_the_other_queue_and_gets_another_call() {
    let queue = QueueId::from_random([7; 20]);
    let mut machine = talking();
    machine.handle(invite(1, 2, Purpose::Join), NOW);
    let passed_on = Event::Transfer { by: agent(1), queue: queue.clone() };
    let effects = machine.handle(passed_on.clone(), NOW);
    let rung = Effect::RingEnded { ring: ring_id(2), agent: agent(2), outcome: RingOutcome::TakenBack };
    let ended = Effect::CallEnded { call: call_id(), reason: CallEnd::Transferred };
    assert_eq!(effects, [rung, ended, Effect::TicketTransferred { by: agent(1), queue }]);
    assert_eq!(machine.ticket(), TicketState::Waiting);
    assert_eq!(machine.handle(passed_on, NOW), [Effect::Refused(Refusal::NotInCall)], "once is enough");
    machine.handle(Event::Ring { rings: vec![NewRing { id: ring_id(9), agent: agent(2) }], due_at: NOW + DEFAULT_RING_TIME }, NOW);
    machine.handle(accept(9), NOW);
    assert_eq!((agents(&machine), machine.ticket()), (vec![agent(2)], TicketState::InCall));
}
