//! A socket's row in the store: as long as it is there, somebody is.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration as StdDuration,
};

use domain::{ConnectionId, PersonId};
use tokio_util::sync::CancellationToken;

use super::{
    drive,
    hub::{Connection, Hub},
};
use crate::{
    Result, random,
    store::{
        Actor, Change, Scope, calls, guests,
        presence::{self, Whose},
        tickets,
    },
};

/// How many sockets' ends are written down at the same time. With a network thousands go at once: each change under way is large, and
/// the store writes few at a time anyway.
pub(super) const CLOSED_AT_ONCE: usize = 32;
/// How long the store is left alone that did not take note of a socket's end.
const RETRY_AFTER: StdDuration = StdDuration::from_secs(1);

/// An open socket of this node. Dropped without [`Attached::close`], it closes itself in a task of its own.
pub(super) struct Attached {
    hub: Arc<Hub>,
    scope: Scope,
    id: ConnectionId,
    /// `None` for a shopper without a ticket: such a socket has no row.
    whose: Option<Whose>,
    kind: Kind,
    replaced: CancellationToken,
}

/// With whose sockets it is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// With desks.
    Agent,
    /// With widgets.
    Shopper,
    /// With guests' pages.
    Guest,
}

impl Attached {
    /// A socket that has no row yet.
    pub fn new(hub: &Arc<Hub>, scope: &Scope, kind: Kind) -> Result<Self> {
        let id = random::id(ConnectionId::from_random)?;
        let attached = Self { hub: Arc::clone(hub), scope: scope.clone(), id, whose: None, kind, replaced: CancellationToken::new() };
        attached.gauge().fetch_add(1, Ordering::Relaxed);
        Ok(attached)
    }

    /// The socket's identifier.
    pub fn id(&self) -> &ConnectionId {
        &self.id
    }

    /// Cancelled when another socket took this one's place.
    pub fn replaced(&self) -> &CancellationToken {
        &self.replaced
    }

    /// Writes the row within the change that makes somebody be there.
    pub async fn connect(hub: &Hub, id: &ConnectionId, change: &mut Change<'_>, scope: &Scope, whose: &Whose) -> Result<()> {
        presence::connect(change, scope, &hub.node, id, whose).await
    }

    /// The row is written: remembers it, and ends older sockets of the same tab or ticket on this node.
    pub fn connected(&mut self, whose: Whose) {
        let connection = Connection { scope: self.scope.clone(), whose: whose.clone(), replaced: self.replaced.clone() };
        self.hub.connections.open().insert(self.id.clone(), connection);
        self.hub.opened(self.scope.org(), &whose, &self.id);
        self.whose = Some(whose);
    }

    /// The socket is gone: removes the row and starts the grace for whoever is now away.
    pub async fn close(mut self) {
        if let Some(whose) = self.whose.take() {
            close(Arc::clone(&self.hub), self.scope.clone(), self.id.clone(), whose).await;
        }
    }

    fn gauge(&self) -> &std::sync::atomic::AtomicU32 {
        match self.kind {
            Kind::Agent => &self.hub.connections.agents,
            Kind::Shopper => &self.hub.connections.shoppers,
            Kind::Guest => &self.hub.connections.guests,
        }
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        self.gauge().fetch_sub(1, Ordering::Relaxed);
        if let (Some(whose), Ok(runtime)) = (self.whose.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(close(Arc::clone(&self.hub), self.scope.clone(), self.id.clone(), whose));
        }
    }
}

/// Writes the row of an open socket again, should it have gone with this node's lease.
pub(super) async fn write_again(hub: &Hub, id: &ConnectionId, connection: &Connection) -> Result<()> {
    let Connection { scope, whose, .. } = connection;
    let is_open = || hub.connections.open().contains_key(id);
    let written = hub.store.change(&Actor::System, |change| {
        Box::pin(async move { if is_open() { presence::connect_again(change, scope, &hub.node, id, whose).await } else { Ok(()) } })
    });
    written.await?;
    if !is_open() {
        // It closed meanwhile. Whoever removed the row may have been too early for the new one, which nobody else ever would.
        hub.store.change(&Actor::System, |change| Box::pin(close_in(hub, change, scope, id, whose))).await?;
    }
    Ok(())
}

async fn close(hub: Arc<Hub>, scope: Scope, id: ConnectionId, whose: Whose) {
    hub.connections.open().remove(&id);
    let turn = hub.closing.acquire().await;
    // Made when its turn has come, and no sooner.
    Box::pin(write_down(&hub, &scope, &id, &whose)).await;
    drop(turn);
    hub.wake_poller.notify_one();
}

/// Writes down that a socket is gone, however long the store takes.
async fn write_down(hub: &Hub, scope: &Scope, id: &ConnectionId, whose: &Whose) {
    let mut is_known = false;
    // As long as this node's lease runs, whoever has a row counts as being there: it must not stay.
    while let Err(error) = hub.store.change(&Actor::System, |change| Box::pin(close_in(hub, change, scope, id, whose))).await {
        if hub.shutdown.is_cancelled() {
            // The row goes with the node's lease.
            return;
        }
        if !is_known {
            tracing::error!(org = %scope.org(), connection = %id, %error, "a closed socket could not be written down; trying again");
        }
        is_known = true;
        tokio::time::sleep(RETRY_AFTER).await;
    }
}

async fn close_in(hub: &Hub, change: &mut Change<'_>, scope: &Scope, id: &ConnectionId, whose: &Whose) -> Result<()> {
    if !presence::disconnect(change, scope, id).await? {
        return Ok(());
    }
    let due_at = change.now + hub.config.absence_grace;
    match whose {
        Whose::Shopper(ticket) => tickets::mark_absent(change, scope, ticket, due_at).await,
        Whose::Agent(agent, _) => agent_gone(change, scope, agent, due_at).await,
        Whose::Guest(guest) => guests::mark_absent(change, scope, guest, due_at).await,
    }
}

async fn agent_gone(change: &mut Change<'_>, scope: &Scope, agent: &PersonId, due_at: domain::Timestamp) -> Result<()> {
    drive::hint_agent(change, scope, agent);
    calls::mark_absent(change, scope, agent, due_at).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size<Made: Future>(_: impl FnOnce(Arc<Hub>, Scope, ConnectionId, Whose) -> Made) -> usize {
        size_of::<Made>()
    }

    #[test]
    fn a_socket_that_waits_to_be_written_down_is_small() {
        let close = size(close);
        assert!(close <= 512, "{close} bytes, for each of thousands that go at once");
    }
}
