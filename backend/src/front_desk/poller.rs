//! What happens by itself: leases, deadlines, people who do not come back, lines that nobody on this node looks at.
//!
//! Every node polls everything and moves it by conditional changes, so it does not matter which node is first or which is gone.

use std::{sync::Arc, time::Duration as StdDuration};

use domain::{Duration, ParticipantId, PersonId, TicketId, Timestamp, call::Event};

use super::{attached, drive, hub::Hub, shopping};
use crate::{
    Result,
    store::{Actor, Change, Scope, calls, guests, presence, rings, tickets},
};

/// How often.
const EVERY: StdDuration = StdDuration::from_millis(500);
/// How long a node counts as running after it was last heard of.
const LEASE: Duration = Duration::from_secs(12);
/// How often the lease is prolonged.
const RENEW_EVERY: Duration = Duration::from_secs(2);
/// How long the rows of a node that is gone are kept.
const KEEP_NODES: Duration = Duration::from_secs(3_600);
/// How often the numbers for the metrics are counted, and sockets found of whose end the news got lost.
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// Says that this node runs, and clears away what long gone ones have left. A store that others keep busy is waited for.
pub(super) async fn register(hub: &Hub) -> Result<()> {
    let node = &hub.node;
    loop {
        let registered = hub.store.change(&Actor::System, |change| {
            Box::pin(async move {
                presence::forget_nodes(change, change.now - KEEP_NODES).await?;
                presence::register(change, node, change.now + LEASE).await
            })
        });
        match registered.await {
            Err(error) if error.is_race() && !hub.shutdown.is_cancelled() => {
                tracing::warn!(%node, "the store is so busy that this node could not say that it runs; trying again");
            }
            registered => return registered,
        }
    }
}

/// How often sessions look whether their credentials get old.
const CHIME_EVERY: Duration = Duration::from_secs(10);

/// Polls until the node stops.
pub(super) async fn run(hub: Arc<Hub>) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut poller = Poller { hub, renewed_at: None, chimed_at: None, tidied_at: None };
    loop {
        tokio::select! {
            _ = clock.tick() => {}
            () = poller.hub.wake_poller.notified() => {}
            () = poller.hub.shutdown.cancelled() => return,
        }
        if let Err(error) = poller.poll().await {
            tracing::error!(node = %poller.hub.node, %error, "deadlines could not be looked after; trying again");
        }
    }
}

struct Poller {
    hub: Arc<Hub>,
    renewed_at: Option<Timestamp>,
    chimed_at: Option<Timestamp>,
    tidied_at: Option<Timestamp>,
}

impl Poller {
    async fn poll(&mut self) -> Result<()> {
        let now = self.hub.store.now().await?;
        if self.renewed_at.is_none_or(|at| now - at >= RENEW_EVERY) {
            renew(&self.hub).await?;
            self.renewed_at = Some(now);
        }
        let in_grace = now < self.hub.started_at + self.hub.config.startup_grace;
        // What began before this node is let be until those whom it concerns could come back.
        let since = if in_grace { self.hub.started_at } else { Timestamp::from_micros(i64::MIN) };
        self.end_rings(now, since).await?;
        shopping::end_waits(&self.hub, now).await?;
        if !in_grace {
            self.notice_absence(now).await?;
            self.end_absence(now).await?;
        }
        for (scope, queue) in tickets::queues_with_waiting(&self.hub.store.reader()).await? {
            // Begins to watch where nobody on any other node may be left to do so.
            drop(self.hub.watch(&scope, &queue).await);
        }
        self.hub.watchers.tick();
        self.hub.switchboard.sweep();
        if self.chimed_at.is_none_or(|at| now - at >= CHIME_EVERY) {
            self.hub.chime();
            self.chimed_at = Some(now);
        }
        if self.tidied_at.is_none_or(|at| now - at >= TIDY_EVERY) {
            self.hub.end_replaced().await?;
            self.hub.counted(tickets::numbers(&self.hub.store.reader()).await?);
            self.tidied_at = Some(now);
        }
        Ok(())
    }

    async fn end_rings(&self, now: Timestamp, since: Timestamp) -> Result<()> {
        let reader = self.hub.store.reader();
        for (scope, ticket, agent) in rings::deserted(&reader, now, since).await? {
            self.hand(&scope, &ticket, &Happened::RingDeserted(agent)).await?;
        }
        for (scope, ticket) in rings::due(&reader, now, since).await? {
            self.hand(&scope, &ticket, &Happened::RingDue).await?;
        }
        for (scope, ticket) in guests::due(&reader, now).await? {
            self.hand(&scope, &ticket, &Happened::LinkDue).await?;
        }
        Ok(())
    }

    /// Sockets that went away with their node leave nobody to start the grace.
    async fn notice_absence(&self, now: Timestamp) -> Result<()> {
        let grace = self.hub.config.absence_grace;
        let reader = self.hub.store.reader();
        for (scope, ticket) in &tickets::unattended(&reader, now).await? {
            let mark = self.hub.store.change(&Actor::System, |change| {
                Box::pin(async move { tickets::mark_absent(change, scope, ticket, change.now + grace).await })
            });
            mark.await?;
        }
        for (scope, agent) in &calls::unattended(&reader, now).await? {
            let mark = self.hub.store.change(&Actor::System, |change| {
                Box::pin(async move { calls::mark_absent(change, scope, agent, change.now + grace).await })
            });
            mark.await?;
        }
        for (scope, guest) in &guests::unattended(&reader, now).await? {
            let mark = self.hub.store.change(&Actor::System, |change| {
                Box::pin(async move { guests::mark_absent(change, scope, guest, change.now + grace).await })
            });
            mark.await?;
        }
        Ok(())
    }

    async fn end_absence(&self, now: Timestamp) -> Result<()> {
        let reader = self.hub.store.reader();
        for (scope, ticket) in tickets::lost(&reader, now).await? {
            self.hand(&scope, &ticket, &Happened::ShopperLost).await?;
        }
        for (scope, ticket, agent) in calls::lost(&reader, now).await? {
            self.hand(&scope, &ticket, &Happened::AgentLost(agent)).await?;
        }
        for (scope, ticket, guest) in guests::lost(&reader, now).await? {
            self.hand(&scope, &ticket, &Happened::GuestLost(guest)).await?;
        }
        Ok(())
    }

    /// Hands to a ticket's machine what happened, if it still is so.
    async fn hand(&self, scope: &Scope, ticket: &TicketId, happened: &Happened) -> Result<()> {
        self.hub.store.change(&Actor::System, |change| Box::pin(hand_in(change, scope, ticket, happened))).await
    }
}

/// What was found by polling.
enum Happened {
    RingDue,
    RingDeserted(PersonId),
    ShopperLost,
    AgentLost(PersonId),
    LinkDue,
    GuestLost(ParticipantId),
}

async fn hand_in(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, happened: &Happened) -> Result<()> {
    let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(()) };
    let now = change.now;
    let is_past = |due_at: Option<Timestamp>| due_at.is_some_and(|due_at| due_at <= now);
    let is_back = match happened {
        Happened::ShopperLost => tickets::is_back(change, scope, ticket).await?,
        Happened::AgentLost(agent) => calls::is_back(change, scope, agent).await?,
        Happened::GuestLost(guest) => guests::is_back(change, scope, guest).await?,
        Happened::RingDue | Happened::RingDeserted(_) | Happened::LinkDue => false,
    };
    let event = match happened {
        _ if is_back => return Ok(()),
        Happened::RingDue | Happened::LinkDue => Event::Tick,
        Happened::RingDeserted(agent) if loaded.machine.live_rings().any(|ring| ring.agent == *agent) => {
            Event::AgentLeft { agent: agent.clone() }
        }
        Happened::ShopperLost if is_past(loaded.ticket.absent_due_at) => Event::ShopperLost,
        Happened::AgentLost(agent) if loaded.part_of(agent).is_some_and(|part| is_past(part.absent_due_at)) => {
            Event::AgentLeft { agent: agent.clone() }
        }
        Happened::GuestLost(guest) if loaded.guest(guest).is_some_and(|row| is_past(row.absent_due_at)) => {
            Event::GuestLost { guest: guest.clone() }
        }
        _ => return Ok(()),
    };
    drive::apply(change, scope, &mut loaded, event, None).await.map(drop)
}

/// Prolongs this node's lease. When it had run out (the process slept, the store was away) others may have cleared this node's
/// rows: they are written again.
async fn renew(hub: &Hub) -> Result<()> {
    let is_alive = hub
        .store
        .change(&Actor::System, |change| Box::pin(async move { presence::renew(change, &hub.node, change.now + LEASE).await }))
        .await?;
    if is_alive {
        return Ok(());
    }
    register(hub).await?;
    let open: Vec<_> = hub.connections.open().iter().map(|(id, connection)| (id.clone(), connection.clone())).collect();
    for (id, connection) in open.iter().filter(|(_, connection)| !connection.replaced.is_cancelled()) {
        attached::write_again(hub, id, connection).await?;
    }
    tracing::warn!(node = %hub.node, sockets = open.len(), "this node's lease had run out; it has been taken up again");
    hub.watchers.wake_everything();
    Ok(())
}
