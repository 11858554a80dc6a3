//! What an agent does with rings and the call.

use domain::{
    CallId, ParticipantId, RingId, TicketId,
    call::{CallState, Effect, Event},
};

use super::super::{drive, hub::Hub};
use crate::{
    Result,
    accounts::AgentScope,
    random,
    store::{
        Change,
        calls::{self, Tab},
        tickets,
    },
};

/// An answer to a ring.
#[derive(Clone, Copy, Debug)]
pub(super) enum Answer<'a> {
    /// The desk shows it.
    Show,
    /// The agent takes the ticket, in this tab.
    Accept(Tab<'a>),
    /// The agent does not.
    Decline,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was done.
    Done,
    /// It had been done before, or came too late to matter.
    Nothing,
    /// The ring was over.
    TooLate,
}

/// A call and the epoch with which a session holds its part in it.
pub(super) type Holding = (CallId, u32);

/// Answers a ring of this ticket for the agent.
pub(super) async fn ring(hub: &Hub, agent: &AgentScope, ticket: &TicketId, ring: &RingId, answer: Answer<'_>) -> Result<Outcome> {
    hub.store.change(&agent.actor(), |change| Box::pin(ring_in(change, agent, ticket, ring, answer))).await
}

async fn ring_in(change: &mut Change<'_>, agent: &AgentScope, ticket: &TicketId, ring: &RingId, answer: Answer<'_>) -> Result<Outcome> {
    let scope = agent.scope();
    let Some(mut loaded) = drive::load(change, scope, ticket, Some(ring)).await? else { return Ok(Outcome::TooLate) };
    let ring = ring.clone();
    let (event, tab) = match answer {
        Answer::Show => (Event::Show { ring }, None),
        Answer::Decline => (Event::Decline { ring }, None),
        Answer::Accept(tab) => {
            let call = random::id(CallId::from_random)?;
            let (shopper, agent) = (random::id(ParticipantId::from_random)?, random::id(ParticipantId::from_random)?);
            (Event::Accept { ring, call, shopper, agent }, Some(tab))
        }
    };
    let effects = drive::apply(change, scope, &mut loaded, event, tab).await?;
    Ok(if effects.iter().any(|effect| matches!(effect, Effect::Refused(_))) {
        Outcome::TooLate
    } else if effects.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// Hands what happened to the agent to a ticket.
pub(super) async fn hand(hub: &Hub, agent: &AgentScope, ticket: &TicketId, event: &Event) -> Result<()> {
    hub.store
        .change(&agent.actor(), |change| {
            Box::pin(async move {
                let Some(mut loaded) = drive::load(change, agent.scope(), ticket, None).await? else { return Ok(()) };
                // An agent who leaves while he is rung does not leave a call by it.
                let is_rung = loaded.machine.live_rings().any(|ring| ring.agent == *agent.person());
                if matches!(event, Event::AgentLeft { .. }) && !is_rung {
                    return Ok(());
                }
                drive::apply(change, agent.scope(), &mut loaded, event.clone(), None).await.map(drop)
            })
        })
        .await
}

/// Brings the agent's running call to this tab; `None` when there is none. Answers the call and the epoch of the
/// agent's part.
pub(super) async fn take_over(hub: &Hub, agent: &AgentScope, tab: Tab<'_>) -> Result<Option<Holding>> {
    let Some(ticket) = &calls::of_agent(&hub.store.reader(), agent.scope(), agent.person()).await? else { return Ok(None) };
    hub.store.change(&agent.actor(), |change| Box::pin(hold_in(change, agent, ticket, tab, false))).await
}

/// Within a change: this tab holds the agent's part in the ticket's call from now on; with `only_if_held` only if it did
/// before. `None` when there is nothing to hold.
pub(super) async fn hold_in(
    change: &mut Change<'_>,
    agent: &AgentScope,
    ticket: &TicketId,
    tab: Tab<'_>,
    only_if_held: bool,
) -> Result<Option<Holding>> {
    let scope = agent.scope();
    let Some(loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(None) };
    let Some(call) = loaded.machine.call().filter(|call| call.state == CallState::Running) else { return Ok(None) };
    let Some(part) = loaded.part_of(agent.person()) else { return Ok(None) };
    let is_held = part.device.as_deref() == Some(tab.device);
    if is_held != only_if_held {
        return Ok(is_held.then(|| (call.id.clone(), part.epoch)));
    }
    tickets::take(change, scope, &loaded.ticket).await?;
    calls::hold(change, scope, &part.id, Some(tab.device), tab.page).await?;
    drive::hint_ticket(change, scope, &loaded.ticket.queue, &loaded.ticket.id);
    Ok(Some((call.id.clone(), part.epoch_from(tab.page))))
}
