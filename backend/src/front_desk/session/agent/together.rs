//! A call with several agents, and one that goes on with another agent or in another queue.

use std::sync::Arc;

use domain::{
    CallId, PersonId, QueueId, RingId,
    call::{Effect, Event, NewRing, Purpose},
    queue::Entrance,
    wire::{DeskView, InvitationNews, Problem, ToAgent, Unanswered},
};

use super::{
    super::{
        super::{
            drive,
            floor::{FloorAgent, LiveCall, LiveTicket, QueueView},
            hub::Hub,
            views::company,
        },
        answer, internal, join,
    },
    AgentSession,
};
use crate::{
    Result,
    accounts::AgentScope,
    random,
    store::{Change, calls, presence, shopper_details, transfers},
};

impl AgentSession {
    /// Asks another agent into the running call. Who is not free is not asked, and the desk hears it.
    pub(super) async fn invite(&mut self, whom: &PersonId, purpose: Purpose) -> Result<(), Problem> {
        let org = self.agent.org().clone();
        if !invite(&self.hub, &self.agent, whom, purpose).await.map_err(internal(&org, "invite"))? {
            let name = self.name_of(whom);
            self.pending.push_back(ToAgent::Invitation(InvitationNews { name, outcome: Unanswered::NotFree }));
        }
        Ok(())
    }

    /// The name of an agent, as this desk shows it.
    fn name_of(&self, whom: &PersonId) -> Option<String> {
        let company = &self.shown.as_ref()?.call.as_ref()?.company;
        company.colleagues.iter().find(|other| other.person == *whom).map(|other| other.name.clone())
    }

    pub(super) async fn take_back(&mut self) -> Result<()> {
        self.hand_to_call(&Event::TakeBack { by: self.agent.person().clone() }).await
    }

    pub(super) async fn leave(&mut self) -> Result<()> {
        self.hand_to_call(&Event::AgentLeaves { agent: self.agent.person().clone() }).await
    }

    /// Puts the shopper on hold, or back.
    pub(super) async fn hold(&mut self, call: CallId, is_on: bool, turn: u32) -> Result<()> {
        self.hand_to_call(&Event::Hold { by: self.agent.person().clone(), call, is_on, turn }).await
    }

    /// Hands an event to the ticket of the agent's running call, if there is one.
    pub(super) async fn hand_to_call(&self, event: &Event) -> Result<()> {
        match calls::of_agent(&self.hub.store.reader(), self.agent.scope(), self.agent.person()).await? {
            Some(ticket) => answer::hand(&self.hub, &self.agent, &ticket, event).await,
            None => Ok(()),
        }
    }

    /// Passes the running call's ticket on to another queue, if that takes anybody.
    pub(super) async fn transfer(&mut self, queue: &QueueId) -> Result<(), Problem> {
        let org = self.agent.org().clone();
        let known = self.hub.directory(self.agent.scope()).await.map_err(internal(&org, "transfer"))?;
        if !known.iter().any(|facts| facts.id == *queue) {
            tracing::warn!(%org, %queue, "an agent named a queue that does not exist");
            return Err(Problem::UnknownQueue { term: queue.to_string() });
        }
        match transfer(&self.hub, &self.agent, queue).await.map_err(internal(&org, "transfer"))? {
            Entrance::Open => Ok(()),
            entrance => {
                tracing::info!(%org, %queue, ?entrance, "a call could not be passed on");
                Err(join::refusal(entrance))
            }
        }
    }

    /// Watches the organisation's other queues while a call is held here: their agents may be asked into it.
    pub(super) async fn look_around(&mut self, is_in_call: bool) -> Result<()> {
        let mut wanted = vec![];
        if is_in_call {
            let directory = self.hub.directory(self.agent.scope()).await?;
            let is_other = |id: &&QueueId| !self.queues.iter().any(|(queue, _)| queue == *id);
            wanted.extend(directory.iter().map(|facts| &facts.id).filter(is_other).cloned());
        }
        if self.others.iter().map(|(queue, _)| queue).eq(&wanted) {
            return Ok(());
        }
        let mut others = vec![];
        for queue in wanted {
            let mut shown = self.hub.watch(self.agent.scope(), &queue).await;
            shown.mark_changed();
            others.push((queue, shown));
        }
        self.others = others;
        Ok(())
    }
}

/// Says in the view of a call that is held here with whom it may go on.
pub(super) fn accompany(
    view: &mut DeskView,
    me: &PersonId,
    of: (&QueueView, &LiveTicket, &LiveCall),
    queues: &[&QueueView],
    others: &[Arc<QueueView>],
) {
    let all: Vec<&QueueView> = queues.iter().copied().chain(others.iter().map(Arc::as_ref)).collect();
    let now = view.now;
    if let Some(shown) = &mut view.call {
        shown.company = company::company(me, of, &all, now);
    }
}

/// Whether the agent is rung or talks in a queue that is not watched yet: one that he does not serve.
pub(super) fn is_wanted_elsewhere(me: Option<&FloorAgent>, view: &DeskView) -> bool {
    me.is_some_and(|me| me.is_rung && view.rings.is_empty() || me.is_in_call() && view.call.is_none())
}

/// Whether the other agent is rung now.
async fn invite(hub: &Hub, agent: &AgentScope, whom: &PersonId, purpose: Purpose) -> Result<bool> {
    hub.store.change(&agent.actor(), |change| Box::pin(invite_in(change, agent, whom, purpose))).await
}

async fn invite_in(change: &mut Change<'_>, agent: &AgentScope, whom: &PersonId, purpose: Purpose) -> Result<bool> {
    let scope = agent.scope();
    let Some(ticket) = calls::held_by(change, scope, agent.person()).await? else { return Ok(true) };
    let Some(mut loaded) = drive::load(change, scope, &ticket, None).await? else { return Ok(true) };
    let Some(ring_time) = transfers::ring_time(change, scope, &loaded.ticket.queue).await? else { return Ok(true) };
    if !presence::is_free(change, scope, whom).await? {
        return Ok(false);
    }
    let ring = NewRing { id: random::id(RingId::from_random)?, agent: whom.clone() };
    let event = Event::Invite { by: agent.person().clone(), ring, purpose, due_at: change.now + ring_time };
    let effects = drive::apply(change, scope, &mut loaded, event, None).await?;
    Ok(effects.iter().any(|effect| matches!(effect, Effect::RingStarted(_))))
}

/// Whether the queue takes anybody; when it does, the ticket is there. Without a call, and within the same queue, nothing happens.
async fn transfer(hub: &Hub, agent: &AgentScope, queue: &QueueId) -> Result<Entrance> {
    hub.store.change(&agent.actor(), |change| Box::pin(transfer_in(change, agent, queue))).await
}

async fn transfer_in(change: &mut Change<'_>, agent: &AgentScope, queue: &QueueId) -> Result<Entrance> {
    let scope = agent.scope();
    let Some(ticket) = calls::held_by(change, scope, agent.person()).await? else { return Ok(Entrance::Open) };
    let asks = shopper_details::asks(change, scope, &ticket).await?;
    // Before the ticket is taken, because the line may grow: the locking order.
    let entrance = join::entrance(change, scope, queue, &asks).await?;
    let Some(mut loaded) = drive::load(change, scope, &ticket, None).await? else { return Ok(Entrance::Open) };
    if loaded.ticket.queue == *queue || !entrance.is_open() {
        return Ok(if loaded.ticket.queue == *queue { Entrance::Open } else { entrance });
    }
    let event = Event::Transfer { by: agent.person().clone(), queue: queue.clone() };
    drive::apply(change, scope, &mut loaded, event, None).await.map(|_| Entrance::Open)
}
