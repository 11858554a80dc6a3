//! A socket's row in the store: as long as it is there, somebody is.

use std::sync::{Arc, atomic::Ordering};

use domain::{ConnectionId, PersonId};
use tokio_util::sync::CancellationToken;

use super::{
    drive,
    hub::{Connection, Hub},
};
use crate::{
    Result, random,
    store::{
        Actor, Change, Scope, calls,
        presence::{self, Whose},
        tickets,
    },
};

/// An open socket of this node. Dropped without [`Attached::close`], it closes itself in a task of its own.
pub(super) struct Attached {
    hub: Arc<Hub>,
    scope: Scope,
    id: ConnectionId,
    /// `None` for a shopper without a ticket: such a socket has no row.
    whose: Option<Whose>,
    is_agent: bool,
    replaced: CancellationToken,
}

impl Attached {
    /// A socket that has no row yet.
    pub fn new(hub: &Arc<Hub>, scope: &Scope, is_agent: bool) -> Result<Self> {
        let id = random::id(ConnectionId::from_random)?;
        let attached = Self { hub: Arc::clone(hub), scope: scope.clone(), id, whose: None, is_agent, replaced: CancellationToken::new() };
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
        if self.is_agent { &self.hub.connections.agents } else { &self.hub.connections.shoppers }
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

async fn close(hub: Arc<Hub>, scope: Scope, id: ConnectionId, whose: Whose) {
    hub.connections.open().remove(&id);
    let (hub_ref, scope_ref, id_ref, whose_ref) = (&*hub, &scope, &id, &whose);
    let closed = hub.store.change(&Actor::System, |change| Box::pin(close_in(hub_ref, change, scope_ref, id_ref, whose_ref))).await;
    if let Err(error) = closed {
        // The row goes with the node's lease at the latest.
        tracing::error!(org = %scope.org(), connection = %id, %error, "a closed socket could not be written down");
    }
    hub.wake_poller.notify_one();
}

async fn close_in(hub: &Hub, change: &mut Change<'_>, scope: &Scope, id: &ConnectionId, whose: &Whose) -> Result<()> {
    if !presence::disconnect(change, scope, id).await? {
        return Ok(());
    }
    let due_at = change.now + hub.config.absence_grace;
    match whose {
        Whose::Shopper(ticket) => tickets::mark_absent(change, scope, ticket, due_at).await,
        Whose::Agent(agent, _) => agent_gone(change, scope, agent, due_at).await,
    }
}

async fn agent_gone(change: &mut Change<'_>, scope: &Scope, agent: &PersonId, due_at: domain::Timestamp) -> Result<()> {
    drive::hint_agent(change, scope, agent);
    calls::mark_absent(change, scope, agent, due_at).await
}
