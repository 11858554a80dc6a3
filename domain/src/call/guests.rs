//! Single stories of guests.

use super::*;
use crate::{CallId, Duration, ParticipantId, PersonId, QueueId, RingId, Timestamp};

const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

fn agent(number: u8) -> PersonId {
    PersonId::from_random([number; 20])
}

fn ring(number: u8) -> RingId {
    RingId::from_random([number; 20])
}

fn call_id() -> CallId {
    CallId::from_random([50; 20])
}

fn guest(number: u8) -> ParticipantId {
    ParticipantId::from_random([number + 20; 20])
}

fn accept(number: u8) -> Event {
    let [shopper, agent] = [[40; 20], [number + 40; 20]].map(ParticipantId::from_random);
    Event::Accept { ring: ring(number), call: call_id(), shopper, agent }
}

/// Agent 1 in a call.
fn talking() -> CallMachine {
    let mut machine = CallMachine::new();
    machine.handle(Event::Ring { rings: vec![NewRing { id: ring(1), agent: agent(1) }], due_at: NOW + DEFAULT_RING_TIME }, NOW);
    machine.handle(accept(1), NOW);
    machine
}

fn invite(number: u8) -> Event {
    Event::InviteGuest { by: agent(1), guest: guest(number), due_at: NOW + GUEST_LINK_LASTS }
}

fn knock(number: u8) -> Event {
    Event::GuestKnocks { guest: guest(number) }
}

fn admit(number: u8) -> Event {
    Event::AdmitGuest { by: agent(1), guest: guest(number) }
}

/// Agent 1 in a call with guest 1.
fn three() -> CallMachine {
    let mut machine = talking();
    for event in [invite(1), knock(1), admit(1)] {
        machine.handle(event, NOW);
    }
    machine
}

fn roles(machine: &CallMachine) -> Vec<Role> {
    machine.call().unwrap().participants.iter().map(|part| part.role).collect()
}

fn gone(number: u8, end: GuestEnd) -> Effect {
    Effect::GuestGone { guest: guest(number), end }
}

fn refused(refusal: Refusal) -> Vec<Effect> {
    vec![Effect::Refused(refusal)]
}

#[test]
fn a_guest_is_in_the_call_from_the_moment_an_agent_lets_him_in_and_not_before() {
    let mut machine = talking();
    let seat = Guest { id: guest(1), by: agent(1), due_at: NOW + GUEST_LINK_LASTS, state: GuestState::Invited };
    assert_eq!(machine.handle(invite(1), NOW), [Effect::GuestInvited(seat)]);
    assert_eq!(machine.handle(admit(1), NOW), refused(Refusal::NoSuchGuest), "nobody is at the door");
    assert_eq!(machine.handle(knock(1), NOW), [Effect::GuestKnocked(guest(1))]);
    assert_eq!(roles(&machine), [Role::Shopper, Role::Agent]);
    let participant = Participant { id: guest(1), role: Role::Guest, person: None };
    assert_eq!(machine.handle(admit(1), NOW), [Effect::GuestAdmitted { call: call_id(), participant }]);
    assert_eq!(roles(&machine), [Role::Shopper, Role::Agent, Role::Guest]);
    assert_eq!(machine.handle(admit(1), NOW), refused(Refusal::NoSuchGuest), "once is enough");
}

#[test]
fn a_link_is_used_once_and_in_time() {
    let mut machine = talking();
    machine.handle(invite(1), NOW);
    machine.handle(knock(1), NOW);
    assert_eq!(machine.handle(knock(1), NOW), refused(Refusal::NoSuchGuest));
    machine.handle(invite(2), NOW);
    let late = NOW + GUEST_LINK_LASTS;
    assert_eq!(machine.handle(knock(2), late), [gone(2, GuestEnd::Expired), Effect::Refused(Refusal::NoSuchGuest)]);
    assert_eq!(machine.guests().len(), 1, "who has knocked in time waits for as long as it takes");
    assert_eq!(machine.handle(Event::Tick, late), []);
}

#[test]
fn a_link_that_nobody_used_ends_by_itself_and_gives_its_seat_back() {
    let mut machine = talking();
    machine.handle(invite(1), NOW);
    machine.handle(invite(2), NOW);
    assert_eq!(machine.handle(invite(3), NOW), refused(Refusal::CannotInvite));
    let late = NOW + GUEST_LINK_LASTS;
    assert_eq!(machine.handle(Event::Tick, late), [gone(1, GuestEnd::Expired), gone(2, GuestEnd::Expired)]);
    assert_eq!(machine.guests(), []);
    let again = Event::InviteGuest { by: agent(1), guest: guest(3), due_at: late + Duration::from_secs(1) };
    assert!(matches!(machine.handle(again, late).as_slice(), [Effect::GuestInvited(_)]));
}

#[test]
fn taking_back_refusing_and_showing_out_each_end_what_they_are_for() {
    let mut machine = talking();
    let refuse = |number| Event::RefuseGuest { by: agent(1), guest: guest(number) };
    let show_out = |number| Event::ShowGuestOut { by: agent(1), guest: guest(number) };
    machine.handle(invite(1), NOW);
    assert_eq!(machine.handle(refuse(1), NOW), [gone(1, GuestEnd::TakenBack)]);
    assert_eq!(machine.handle(knock(1), NOW), refused(Refusal::NoSuchGuest));
    machine.handle(invite(1), NOW);
    machine.handle(knock(1), NOW);
    assert_eq!(machine.handle(show_out(1), NOW), refused(Refusal::NoSuchGuest), "who is not in cannot be shown out");
    assert_eq!(machine.handle(refuse(1), NOW), [gone(1, GuestEnd::Refused)]);
    let mut machine = three();
    assert_eq!(machine.handle(refuse(1), NOW), refused(Refusal::NoSuchGuest), "another agent was faster and let him in");
    assert_eq!(machine.handle(show_out(1), NOW), [gone(1, GuestEnd::ShownOut)]);
    assert_eq!(roles(&machine), [Role::Shopper, Role::Agent]);
}

#[test]
fn only_agents_in_the_call_have_a_say_in_its_guests() {
    let mut machine = talking();
    let other = || agent(2);
    machine.handle(invite(1), NOW);
    machine.handle(knock(1), NOW);
    for event in [
        Event::InviteGuest { by: other(), guest: guest(2), due_at: NOW + GUEST_LINK_LASTS },
        Event::AdmitGuest { by: other(), guest: guest(1) },
        Event::RefuseGuest { by: other(), guest: guest(1) },
        Event::ShowGuestOut { by: other(), guest: guest(1) },
    ] {
        assert_eq!(machine.handle(event, NOW), refused(Refusal::NotInCall));
    }
    let mut waiting = CallMachine::new();
    assert_eq!(waiting.handle(invite(1), NOW), refused(Refusal::NotInCall));
}

#[test]
fn kept_seats_and_people_are_never_more_than_fit() {
    let mut machine = three();
    machine.handle(invite(2), NOW);
    assert_eq!(machine.handle(invite(3), NOW), refused(Refusal::CannotInvite), "the fourth seat is kept");
    let ring = NewRing { id: ring(2), agent: agent(2) };
    let colleague = Event::Invite { by: agent(1), ring, purpose: Purpose::Join, due_at: NOW + DEFAULT_RING_TIME };
    assert_eq!(machine.handle(colleague.clone(), NOW), refused(Refusal::CannotInvite));
    machine.handle(Event::RefuseGuest { by: agent(1), guest: guest(2) }, NOW);
    assert!(matches!(machine.handle(colleague, NOW).as_slice(), [Effect::RingStarted(_)]));
    assert_eq!(machine.handle(invite(2), NOW), refused(Refusal::CannotInvite), "who is rung needs the seat");
    machine.handle(accept(2), NOW);
    assert_eq!(machine.call().unwrap().participants.len(), MAX_PARTICIPANTS);
}

#[test]
fn a_guest_who_leaves_or_is_lost_changes_nothing_for_the_others() {
    for (event, end) in [(Event::GuestLeft { guest: guest(1) }, GuestEnd::Left), (Event::GuestLost { guest: guest(1) }, GuestEnd::Lost)] {
        let mut machine = three();
        assert_eq!(machine.handle(event.clone(), NOW), [gone(1, end)]);
        assert_eq!((roles(&machine), machine.ticket()), (vec![Role::Shopper, Role::Agent], TicketState::InCall));
        assert_eq!(machine.handle(event, NOW), [], "twice is harmless");
    }
}

#[test]
fn the_call_ends_as_if_no_guest_were_there() {
    let queue = QueueId::from_random([7; 20]);
    for (event, end) in [
        (Event::ShopperLeft, CallEnd::ShopperHungUp),
        (Event::ShopperLost, CallEnd::ShopperLost),
        (Event::AgentHangsUp { agent: agent(1) }, CallEnd::AgentHungUp),
        (Event::AgentLeaves { agent: agent(1) }, CallEnd::AgentHungUp),
        (Event::AgentLeft { agent: agent(1) }, CallEnd::AgentLost),
        (Event::Transfer { by: agent(1), queue }, CallEnd::Transferred),
    ] {
        let mut machine = three();
        machine.handle(invite(2), NOW);
        let effects = machine.handle(event, NOW);
        let ended = Effect::CallEnded { call: call_id(), reason: end };
        assert_eq!(effects[..3], [gone(1, GuestEnd::CallOver), gone(2, GuestEnd::CallOver), ended]);
        assert_eq!(machine.guests(), []);
        assert_eq!(roles(&machine), [Role::Shopper, Role::Agent, Role::Guest], "who was in it was in it at its end");
        assert_eq!(machine.handle(knock(2), NOW), refused(Refusal::NoSuchGuest));
    }
}

#[test]
fn a_guest_stays_when_the_agent_who_made_the_link_leaves_the_call_to_another() {
    let mut machine = three();
    machine.handle(
        Event::Invite {
            by: agent(1),
            ring: NewRing { id: ring(2), agent: agent(2) },
            purpose: Purpose::Join,
            due_at: NOW + DEFAULT_RING_TIME,
        },
        NOW,
    );
    machine.handle(accept(2), NOW);
    machine.handle(Event::AgentLeaves { agent: agent(1) }, NOW);
    assert_eq!(roles(&machine), [Role::Shopper, Role::Guest, Role::Agent]);
    let show_out = Event::ShowGuestOut { by: agent(2), guest: guest(1) };
    assert_eq!(machine.handle(show_out, NOW), [gone(1, GuestEnd::ShownOut)]);
}
