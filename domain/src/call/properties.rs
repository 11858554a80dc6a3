//! What holds after any sequence of events: duplicates, late comers and events out of order among them.

use proptest::prelude::*;

use super::*;
use crate::{CallId, Duration, ParticipantId, PersonId, QueueId, RingId, Timestamp};

/// A guest; never of the same id as another participant.
fn guest(number: u8) -> ParticipantId {
    let mut random = [number; 20];
    random[0] = 61;
    ParticipantId::from_random(random)
}

fn any_event() -> impl Strategy<Value = Event> {
    // Few identifiers, so that events often meet the same ring, agent or call.
    let ring = (0u8..12).prop_map(|number| RingId::from_random([number; 20]));
    let agent = (0u8..4).prop_map(|number| PersonId::from_random([number; 20]));
    let guest = (0u8..4).prop_map(guest);
    let new_ring = (ring.clone(), agent.clone()).prop_map(|(id, agent)| NewRing { id, agent });
    prop_oneof![
        4 => (prop::collection::vec(new_ring, 0..4), 1i64..40).prop_map(|(rings, seconds)| Event::Ring {
            rings,
            due_at: Timestamp::default() + Duration::from_secs(seconds),
        }),
        2 => ring.clone().prop_map(|ring| Event::Show { ring }),
        4 => (ring.clone(), agent.clone(), agent.clone(), any::<bool>(), 1i64..40).prop_map(|(id, agent, by, joins, seconds)| Event::Invite {
            by,
            ring: NewRing { id, agent },
            purpose: if joins { Purpose::Join } else { Purpose::HandOver },
            due_at: Timestamp::default() + Duration::from_secs(seconds),
        }),
        1 => agent.clone().prop_map(|by| Event::TakeBack { by }),
        1 => agent.clone().prop_map(|agent| Event::AgentLeaves { agent }),
        1 => agent.clone().prop_map(|by| Event::Transfer { by, queue: QueueId::from_random([2; 20]) }),
        6 => (ring.clone(), any::<u8>()).prop_map(|(ring, random)| Event::Accept {
            ring,
            call: CallId::from_random([random; 20]),
            shopper: ParticipantId::from_random([1; 20]),
            // Its own for each, as the outside makes it.
            agent: ParticipantId::from_random([random.max(2); 20]),
        }),
        2 => ring.prop_map(|ring| Event::Decline { ring }),
        2 => Just(Event::Tick),
        2 => agent.clone().prop_map(|agent| Event::AgentLeft { agent }),
        1 => Just(Event::QueueChosen { queue: QueueId::from_random([1; 20]) }),
        1 => Just(Event::ShopperLeft),
        1 => Just(Event::ShopperLost),
        1 => agent.clone().prop_map(|agent| Event::AgentHangsUp { agent }),
        4 => (agent.clone(), guest.clone(), 1i64..40).prop_map(|(by, guest, seconds)| Event::InviteGuest {
            by,
            guest,
            due_at: Timestamp::default() + Duration::from_secs(seconds),
        }),
        4 => guest.clone().prop_map(|guest| Event::GuestKnocks { guest }),
        4 => (agent.clone(), guest.clone()).prop_map(|(by, guest)| Event::AdmitGuest { by, guest }),
        1 => (agent.clone(), guest.clone()).prop_map(|(by, guest)| Event::RefuseGuest { by, guest }),
        1 => (agent.clone(), guest.clone()).prop_map(|(by, guest)| Event::ShowGuestOut { by, guest }),
        1 => guest.clone().prop_map(|guest| Event::GuestLeft { guest }),
        1 => guest.prop_map(|guest| Event::GuestLost { guest }),
        2 => (agent, any::<u8>(), any::<bool>(), 0u32..6).prop_map(|(by, random, is_on, turn)| Event::Hold {
            by,
            call: CallId::from_random([random; 20]),
            is_on,
            turn,
        }),
    ]
}

fn history() -> impl Strategy<Value = Vec<(Event, Timestamp)>> {
    prop::collection::vec((any_event(), 0i64..3_000), 0..60).prop_map(|steps| {
        let mut now = Timestamp::default();
        steps
            .into_iter()
            .map(|(event, millis)| {
                now = now + Duration::from_millis(millis);
                (event, now)
            })
            .collect()
    })
}

/// The same by somebody who is in the call, with rings that are new and last, and for most of the time without what ends a ticket: by
/// chance alone few calls grow.
fn timely(event: Event, step: u8, now: Timestamp, machine: &CallMachine) -> Event {
    let lasting = now + DEFAULT_RING_TIME;
    let talking: Vec<_> = machine.call().into_iter().flat_map(|call| &call.participants).filter_map(|part| part.person.clone()).collect();
    let somebody = |other| talking.iter().cycle().nth(usize::from(step)).cloned().unwrap_or(other);
    match event {
        Event::Ring { rings, .. } => Event::Ring { rings, due_at: lasting },
        Event::Invite { by, ring, purpose, .. } => {
            let id = RingId::from_random([step.saturating_add(100); 20]);
            Event::Invite { by: somebody(by), ring: NewRing { id, ..ring }, purpose, due_at: lasting }
        }
        Event::InviteGuest { by, guest, .. } => Event::InviteGuest { by: somebody(by), guest, due_at: lasting },
        Event::AdmitGuest { by, guest } => Event::AdmitGuest { by: somebody(by), guest },
        Event::RefuseGuest { by, guest } => Event::RefuseGuest { by: somebody(by), guest },
        Event::ShowGuestOut { by, guest } => Event::ShowGuestOut { by: somebody(by), guest },
        Event::Hold { by, is_on, call, turn } => {
            let call = machine.call().map_or(call, |running| running.id.clone());
            Event::Hold { by: somebody(by), call, is_on, turn: turn + u32::from(step) }
        }
        Event::AgentLeaves { agent } if talking.len() > 1 => Event::AgentLeaves { agent: somebody(agent) },
        Event::ShopperLeft | Event::ShopperLost | Event::AgentHangsUp { .. } | Event::AgentLeaves { .. } if step < 40 => Event::Tick,
        event => event,
    }
}

fn accepted(machine: &CallMachine) -> usize {
    machine.rings().iter().filter(|ring| ring.invitation.is_none() && ring.state == RingState::Ended(RingOutcome::Accepted)).count()
}

proptest! {
    #[test]
    fn each_call_was_won_by_one_agent_while_the_ticket_waited_and_one_runs_at_a_time(history in history()) {
        let mut machine = CallMachine::new();
        let (mut started, mut running) = (0, 0);
        for (event, now) in history {
            let was_waiting = machine.ticket() == TicketState::Waiting;
            for effect in machine.handle(event, now) {
                match effect {
                    Effect::CallStarted(_) => {
                        prop_assert!(was_waiting);
                        (started, running) = (started + 1, running + 1);
                    }
                    Effect::CallEnded { .. } => running -= 1,
                    _ => {}
                }
            }
            prop_assert_eq!(accepted(&machine), started);
            prop_assert_eq!(usize::from(machine.ticket() == TicketState::InCall), running);
            let is_running = machine.call().is_some_and(|call| call.state == CallState::Running);
            prop_assert_eq!(is_running, machine.ticket() == TicketState::InCall);
        }
    }

    #[test]
    fn what_has_ended_stays_ended(history in history()) {
        let mut machine = CallMachine::new();
        for (event, now) in history {
            let before = machine.clone();
            machine.handle(event, now);
            if matches!(before.ticket(), TicketState::Ended(_)) {
                prop_assert_eq!(&machine, &before);
            }
            for (was, is) in before.rings().iter().zip(machine.rings()) {
                prop_assert!(!matches!(was.state, RingState::Ended(_)) || was == is);
            }
            if let Some(was) = before.call() {
                let is = machine.call();
                prop_assert!(is.is_some());
                match was.state {
                    CallState::Running => prop_assert_eq!(is.map(|call| &call.id), Some(&was.id)),
                    // Another call may follow it; the same one neither runs again nor ends otherwise.
                    CallState::Ended(_) => prop_assert!(is == Some(was) || machine.ticket() == TicketState::InCall),
                }
            }
        }
    }

    #[test]
    fn a_ticket_comes_back_into_line_only_when_its_last_agent_is_lost_or_passes_it_on_and_then_never_rings_still(history in history()) {
        let mut machine = CallMachine::new();
        for (event, now) in history {
            let (before, left) = (machine.ticket(), event.clone());
            machine.handle(event, now);
            if before == TicketState::InCall && machine.ticket() == TicketState::Waiting {
                let end = match left {
                    Event::AgentLeft { .. } => CallEnd::AgentLost,
                    Event::Transfer { .. } => CallEnd::Transferred,
                    other => return Err(TestCaseError::fail(format!("{other:?}"))),
                };
                prop_assert_eq!(machine.call().map(|call| call.state), Some(CallState::Ended(end)));
                prop_assert_eq!(machine.live_rings().count(), 0);
            }
        }
    }

    #[test]
    fn every_live_ring_is_over_once_its_deadline_has_passed(history in history()) {
        let mut machine = CallMachine::new();
        let mut last = Timestamp::default();
        for (event, now) in history {
            machine.handle(event, now);
            last = now;
        }
        machine.handle(Event::Tick, last + Duration::from_secs(60));
        prop_assert_eq!(machine.live_rings().count(), 0);
    }

    #[test]
    fn a_running_call_has_its_shopper_one_agent_or_more_nobody_twice_and_no_more_than_fit(
        history in history(),
        answers in prop::collection::vec(any::<bool>(), 60),
    ) {
        let mut machine = CallMachine::new();
        for (step, ((event, now), is_answered)) in (2u8..).zip(history.into_iter().zip(answers)) {
            let event = timely(event, step, now, &machine);
            let before = machine.clone();
            let invites = matches!(
                event,
                Event::Invite { .. } | Event::TakeBack { .. } | Event::InviteGuest { .. } | Event::GuestKnocks { .. } | Event::RefuseGuest { .. }
            );
            machine.handle(event, now);
            if invites {
                prop_assert_eq!(machine.call(), before.call(), "asking changes nothing for the shopper");
                prop_assert_eq!(machine.ticket(), before.ticket());
            }
            // By chance alone agents seldom answer the ring that is live.
            let live = machine.live_rings().next().filter(|_| is_answered).map(|ring| ring.id.clone());
            if let Some(ring) = live {
                let call = CallId::from_random([step; 20]);
                machine.handle(Event::Accept { ring, call, shopper: ParticipantId::from_random([1; 20]), agent: ParticipantId::from_random([step; 20]) }, now);
            }
            let Some(call) = machine.call().filter(|call| call.state == CallState::Running) else { continue };
            prop_assert_eq!(call.participants.iter().filter(|part| part.role == Role::Shopper).count(), 1);
            let mut agents: Vec<_> = call.participants.iter().filter_map(|part| part.person.as_ref()).collect();
            prop_assert!(!agents.is_empty());
            let seats = machine.guests().iter().filter(|guest| guest.state != GuestState::Admitted).count();
            prop_assert!(call.participants.len() + machine.live_rings().count() + seats <= MAX_PARTICIPANTS);
            let inside: Vec<_> = call.participants.iter().filter(|part| part.role == Role::Guest).map(|part| &part.id).collect();
            let admitted: Vec<_> = machine.guests().iter().filter(|guest| guest.state == GuestState::Admitted).map(|guest| &guest.id).collect();
            prop_assert!(inside.len() == admitted.len() && inside.iter().all(|id| admitted.contains(id)));
            // Whoever has put the shopper on hold is there to take him back.
            prop_assert!(call.hold.on.as_ref().is_none_or(|held| agents.contains(&&held.by)));
            // Who is asked is not in the call, and who asks is.
            if let Some((ring, invitation)) = machine.invitation() {
                prop_assert!(agents.contains(&&invitation.by));
                agents.push(&ring.agent);
            }
            let count = agents.len();
            agents.sort();
            agents.dedup();
            prop_assert_eq!(agents.len(), count);
        }
    }

    #[test]
    fn a_waiting_ticket_rings_to_be_taken_a_call_asks_one_agent_at_most_and_nobody_is_rung_twice_at_once(history in history()) {
        let mut machine = CallMachine::new();
        for (event, now) in history {
            machine.handle(event, now);
            let agents: Vec<_> = machine.live_rings().map(|ring| ring.agent.clone()).collect();
            let distinct: std::collections::BTreeSet<_> = agents.iter().collect();
            prop_assert_eq!(agents.len(), distinct.len());
            let invitations = machine.live_rings().filter(|ring| ring.invitation.is_some()).count();
            match machine.ticket() {
                TicketState::Waiting => prop_assert_eq!(invitations, 0),
                TicketState::InCall => prop_assert!(agents.len() == invitations && invitations <= 1),
                TicketState::Ended(_) => prop_assert!(agents.is_empty()),
            }
        }
    }

    #[test]
    fn the_effects_alone_rebuild_the_machine(history in history()) {
        let mut machine = CallMachine::new();
        let (mut ticket, mut rings, mut call) = (TicketState::Waiting, Vec::<Ring>::new(), None::<Call>);
        let mut guests = Vec::<Guest>::new();
        for (event, now) in history {
            for effect in machine.handle(event, now) {
                match effect {
                    Effect::RingStarted(ring) => rings.push(ring),
                    Effect::RingShown(id) => rings.iter_mut().filter(|ring| ring.id == id).for_each(|ring| ring.state = RingState::Shown),
                    Effect::RingEnded { ring: id, outcome, .. } => {
                        for ring in rings.iter_mut().filter(|ring| ring.id == id) {
                            ring.state = RingState::Ended(outcome);
                            ring.ended_at = Some(now);
                        }
                    }
                    Effect::CallStarted(started) => call = Some(started),
                    Effect::ParticipantJoined { participant, .. } => call.iter_mut().for_each(|call| call.participants.push(participant.clone())),
                    Effect::ParticipantLeft { participant, .. } => {
                        call.iter_mut().for_each(|call| call.participants.retain(|part| part.id != participant));
                    }
                    Effect::GuestInvited(guest) => guests.push(guest),
                    Effect::GuestKnocked(id) => {
                        guests.iter_mut().filter(|guest| guest.id == id).for_each(|guest| guest.state = GuestState::Knocking);
                    }
                    Effect::GuestAdmitted { participant, .. } => {
                        guests.iter_mut().filter(|guest| guest.id == participant.id).for_each(|guest| guest.state = GuestState::Admitted);
                        call.iter_mut().for_each(|call| call.participants.push(participant.clone()));
                    }
                    Effect::GuestGone { guest, end } => {
                        guests.retain(|other| other.id != guest);
                        if end != GuestEnd::CallOver {
                            call.iter_mut().for_each(|call| call.participants.retain(|part| part.id != guest));
                        }
                    }
                    Effect::HoldTurned { hold, .. } => call.iter_mut().for_each(|call| call.hold = hold.clone()),
                    Effect::CallEnded { reason, .. } => call.iter_mut().for_each(|call| call.state = CallState::Ended(reason)),
                    Effect::TicketMoved(state) => ticket = state,
                    Effect::TicketReturned { .. } | Effect::TicketTransferred { .. } => ticket = TicketState::Waiting,
                    // The rules know of no queue but that of an effect.
                    Effect::QueueChanged(_) | Effect::Refused(_) => {}
                }
            }
        }
        prop_assert_eq!(CallMachine::restore(ticket, rings, call).with_guests(guests), machine);
    }

    #[test]
    fn guests_change_nothing_of_the_ticket_its_rings_and_who_else_is_in_its_call(history in history()) {
        let (mut with, mut without) = (CallMachine::new(), CallMachine::new());
        for (step, (event, now)) in (2u8..).zip(history) {
            let event = timely(event, step, now, &with);
            let is_of_guest = matches!(
                event,
                Event::InviteGuest { .. } | Event::GuestKnocks { .. } | Event::AdmitGuest { .. } | Event::RefuseGuest { .. }
                    | Event::ShowGuestOut { .. } | Event::GuestLeft { .. } | Event::GuestLost { .. }
            );
            let effects = with.handle(event.clone(), now);
            if is_of_guest {
                prop_assert_eq!(with.ticket(), without.ticket(), "a guest moves no ticket");
            } else if !effects.contains(&Effect::Refused(Refusal::CannotInvite)) {
                // A seat that is kept is the one thing that a guest takes from others.
                without.handle(event, now);
            }
            prop_assert_eq!(with.ticket(), without.ticket());
            prop_assert_eq!(with.rings(), without.rings());
            let others = |machine: &CallMachine| {
                let parts = machine.call().into_iter().flat_map(|call| call.participants.clone());
                parts.filter(|part| part.role != Role::Guest).collect::<Vec<_>>()
            };
            prop_assert_eq!(others(&with), others(&without));
            prop_assert!(with.ticket() == TicketState::InCall || with.guests().is_empty(), "no guest without a call");
        }
    }
}
