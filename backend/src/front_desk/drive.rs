//! Runs the rules of `domain::call` on rows: loads a ticket's machine, hands it one event, and writes what it answers, all in
//! one change. Locking order: the queue when its line grows, the ticket, then agents by id.

use std::collections::BTreeSet;

use domain::{
    ParticipantId, PersonId, QueueId, RingId, TicketId,
    call::{CallMachine, Effect, Event, RingOutcome, TicketState},
    wire::AwayReason,
};

use crate::{
    Result,
    store::{
        Change, Hint, Scope,
        calls::{self, PartRow, Tab},
        guests::{self, GuestRow},
        presence, records, rings,
        tickets::{self, TicketRow},
        transfers,
    },
};

/// So many rings in a row without an answer say that nobody is at the desk.
const MISSES_UNTIL_AWAY: i64 = 3;

/// A ticket's machine and the rows it came from.
pub(super) struct Loaded {
    pub ticket: TicketRow,
    pub machine: CallMachine,
    pub parts: Vec<PartRow>,
    /// The guests of the running call.
    pub guests: Vec<GuestRow>,
}

impl Loaded {
    /// The participant's row of this agent.
    pub fn part_of(&self, agent: &PersonId) -> Option<&PartRow> {
        self.parts.iter().find(|part| part.person.as_ref() == Some(agent))
    }

    /// The row of a guest who is not gone.
    pub fn guest(&self, guest: &ParticipantId) -> Option<&GuestRow> {
        self.guests.iter().find(|row| row.guest.id == *guest)
    }
}

/// The ticket with its live rings, its accepted rings, the ring in question, its latest call and that call's guests.
pub(super) async fn load(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, ring: Option<&RingId>) -> Result<Option<Loaded>> {
    let Some(ticket) = tickets::load(change, scope, ticket).await? else { return Ok(None) };
    let rings = rings::of_ticket(change, scope, &ticket.id, ring).await?;
    let (call, parts) = calls::of_ticket(change, scope, &ticket.id).await?.unzip();
    let guests = if ticket.state == TicketState::InCall { guests::of_ticket(change, scope, &ticket.id).await? } else { vec![] };
    let seats = guests.iter().map(|row| row.guest.clone()).collect();
    let machine = CallMachine::restore(ticket.state, rings, call).with_guests(seats);
    Ok(Some(Loaded { ticket, machine, parts: parts.unwrap_or_default(), guests }))
}

/// Hands the event in and writes the effects. `tab` is where an agent acts.
pub(super) async fn apply(
    change: &mut Change<'_>,
    scope: &Scope,
    loaded: &mut Loaded,
    event: Event,
    tab: Option<Tab<'_>>,
) -> Result<Vec<Effect>> {
    let effects = loaded.machine.handle(event, change.now);
    if effects.iter().all(|effect| matches!(effect, Effect::Refused(_))) {
        return Ok(effects);
    }
    tickets::take(change, scope, &loaded.ticket).await?;
    for agent in engaged(&effects) {
        presence::take(change, scope, agent).await?;
    }
    for effect in &effects {
        write(change, scope, loaded, effect, tab).await?;
    }
    hint(change, scope, loaded, &effects);
    Ok(effects)
}

/// The agents who are rung or go into the call: nobody else may do so with them at the same time.
fn engaged(effects: &[Effect]) -> BTreeSet<&PersonId> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::RingStarted(ring) => Some(&ring.agent),
            Effect::RingEnded { agent, outcome: RingOutcome::Accepted, .. } => Some(agent),
            _ => None,
        })
        .collect()
}

async fn write(change: &mut Change<'_>, scope: &Scope, loaded: &Loaded, effect: &Effect, tab: Option<Tab<'_>>) -> Result<()> {
    let (org, row) = (scope.org(), &loaded.ticket);
    let ticket = &row.id;
    let of_ticket = ("ticket", ticket.as_str());
    match effect {
        Effect::GuestInvited(_) | Effect::GuestKnocked(_) | Effect::GuestAdmitted { .. } | Effect::GuestGone { .. } => {
            write_guest(change, scope, loaded, effect).await
        }
        Effect::RingStarted(ring) => {
            if !rings::insert(change, scope, ticket, ring).await? {
                return Err(crate::Error::Raced);
            }
            change.event(org, "ring_started", &[of_ticket, ("ring", ring.id.as_str()), ("agent", ring.agent.as_str())]).await
        }
        Effect::RingShown(ring) => rings::show(change, scope, ring).await,
        Effect::RingEnded { ring, agent, outcome } => {
            rings::end(change, scope, ring, *outcome).await?;
            change.event(org, "ring_ended", &[of_ticket, ("ring", ring.as_str()), ("agent", agent.as_str())]).await?;
            if matches!(outcome, RingOutcome::Missed | RingOutcome::Unreachable)
                && presence::send_away(change, scope, agent, AwayReason::MissedRings, MISSES_UNTIL_AWAY).await?
            {
                tracing::info!(%org, %agent, "an agent missed too many calls in a row and is away now");
                change.event(org, "agent_sent_away", &[("agent", agent.as_str())]).await?;
            }
            Ok(())
        }
        Effect::CallStarted(call) => {
            calls::insert(change, scope, row, call, tab).await?;
            for agent in call.participants.iter().filter_map(|participant| participant.person.as_ref()) {
                records::end_wrap_up(change, scope, agent).await?;
            }
            change.event(org, "call_started", &[of_ticket, ("call", call.id.as_str())]).await
        }
        Effect::ParticipantJoined { call, participant } => {
            calls::join(change, scope, row, call, participant, tab).await?;
            if let Some(agent) = &participant.person {
                records::end_wrap_up(change, scope, agent).await?;
            }
            change.event(org, "participant_joined", &[of_ticket, ("call", call.as_str()), ("participant", participant.id.as_str())]).await
        }
        Effect::ParticipantLeft { call, participant, agent } => {
            records::begin_wrap_up(change, scope, (call, Some(agent)), &row.queue, None).await?;
            calls::leave(change, scope, participant).await?;
            let ids = [of_ticket, ("call", call.as_str()), ("participant", participant.as_str()), ("agent", agent.as_str())];
            change.event(org, "participant_left", &ids).await
        }
        Effect::HoldTurned { call, hold } => {
            calls::turn_hold(change, scope, call, hold).await?;
            change.event(org, if hold.is_on() { "call_held" } else { "call_unheld" }, &[of_ticket, ("call", call.as_str())]).await
        }
        Effect::CallEnded { call, reason } => {
            records::begin_wrap_up(change, scope, (call, None), &row.queue, Some(*reason)).await?;
            calls::end(change, scope, call, *reason).await?;
            change.event(org, "call_ended", &[of_ticket, ("call", call.as_str())]).await
        }
        Effect::TicketMoved(state) => {
            tickets::move_to(change, scope, ticket, *state).await?;
            change.event(org, "ticket_moved", &[of_ticket]).await
        }
        Effect::QueueChanged(queue) => {
            transfers::change_queue(change, scope, ticket, queue).await?;
            change.event(org, "ticket_changed_queue", &[of_ticket, ("queue", queue.as_str())]).await
        }
        Effect::TicketReturned { lost } => {
            tickets::put_back(change, scope, ticket, lost).await?;
            change.event(org, "ticket_returned", &[of_ticket, ("agent", lost.as_str())]).await
        }
        Effect::TicketTransferred { by, queue } => {
            transfers::pass_on(change, scope, ticket, queue, by).await?;
            change.event(org, "ticket_transferred", &[of_ticket, ("queue", queue.as_str()), ("agent", by.as_str())]).await
        }
        Effect::Refused(_) => Ok(()),
    }
}

/// A link's token, and who used it, are not the rules' and are written by who hands the event in.
async fn write_guest(change: &mut Change<'_>, scope: &Scope, loaded: &Loaded, effect: &Effect) -> Result<()> {
    let (kind, guest) = match effect {
        Effect::GuestInvited(guest) => {
            let call = loaded.machine.call().ok_or(crate::Error::Missing("call"))?;
            guests::insert(change, scope, &call.id, guest).await?;
            ("guest_invited", &guest.id)
        }
        Effect::GuestKnocked(guest) => {
            guests::knock(change, scope, guest).await?;
            ("guest_knocked", guest)
        }
        Effect::GuestAdmitted { participant, .. } => {
            guests::admit(change, scope, participant).await?;
            ("guest_admitted", &participant.id)
        }
        Effect::GuestGone { guest, end } => {
            guests::end(change, scope, guest, *end).await?;
            ("guest_gone", guest)
        }
        _ => return Ok(()),
    };
    change.event(scope.org(), kind, &[("ticket", loaded.ticket.id.as_str()), ("guest", guest.as_str())]).await
}

fn hint(change: &mut Change<'_>, scope: &Scope, loaded: &Loaded, effects: &[Effect]) {
    hint_ticket(change, scope, &loaded.ticket.queue, &loaded.ticket.id);
    for effect in effects {
        if let Effect::QueueChanged(queue) | Effect::TicketTransferred { queue, .. } = effect {
            hint_ticket(change, scope, queue, &loaded.ticket.id);
        }
    }
    let rung = effects.iter().filter_map(|effect| match effect {
        Effect::RingStarted(ring) => Some(&ring.agent),
        Effect::RingEnded { agent, .. } | Effect::ParticipantLeft { agent, .. } => Some(agent),
        _ => None,
    });
    let talking = loaded.machine.call().into_iter().flat_map(|call| &call.participants).filter_map(|part| part.person.as_ref());
    for person in rung.chain(talking) {
        change.hint(Hint::Agent { org: scope.org().clone(), person: person.clone() });
    }
}

/// Says that a ticket of this queue has changed, or come into it or left it.
pub(super) fn hint_ticket(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, ticket: &TicketId) {
    change.hint(Hint::Ticket { org: scope.org().clone(), queue: queue.clone(), ticket: ticket.clone() });
}

/// Says that something else of a queue has changed.
pub(super) fn hint_queue(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) {
    change.hint(Hint::Queue { org: scope.org().clone(), queue: queue.clone() });
}

/// Says that something about an agent has changed.
pub(super) fn hint_agent(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) {
    change.hint(Hint::Agent { org: scope.org().clone(), person: agent.clone() });
}
