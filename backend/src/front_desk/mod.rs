//! The front desk: shoppers draw tickets and wait, agents are rung, one answers, and the two talk.
//!
//! Everything is a row; the rules are `domain::call`. A change runs the rules on the rows and hints at what it moved; the
//! watcher of each queue reads the queue again, and sessions work out from its view what their shopper or agent sees. What
//! happens by itself (deadlines, people who do not come back) is found by the poller. Any number of nodes does this on one
//! store at the same time.

mod attached;
pub mod blocks;
mod board;
mod call_backs;
mod dispatch;
mod drive;
pub mod flight;
pub mod floor;
mod guests;
mod hub;
mod poller;
mod reading;
mod relay;
mod resume;
mod rings;
#[cfg(test)]
mod samples;
mod session;
mod shopping;
mod snapshots;
mod status;
mod switchboard;
mod told;
pub mod views;
mod watcher;

pub use board::{BoardChoice, BoardWatch};
pub use hub::Numbers;
pub use session::{AgentHello, AgentSession, GuestHello, GuestSession, ShopperHello, ShopperSession};
pub use snapshots::{SnapshotRefused, TicketHolder};
pub use status::StatusWatch;

use std::sync::Arc;

use domain::{
    Duration, OrgId,
    queue::QueueTerm,
    wire::{ClaimLink, LinkClaimed, Problem, QueueGlance},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Error, Result,
    accounts::{AgentScope, ShopperScope},
    bus::Bus,
    keys::Keys,
    settings,
    store::Store,
    turn::TurnConfig,
};
use hub::Hub;

/// How the front desk works.
#[derive(Clone, Debug)]
pub struct FrontDeskConfig {
    /// The TURN server whose credentials calls get; without one, browsers only find direct ways.
    pub turn: Option<TurnConfig>,
    /// How long after a start nobody is judged absent and no older deadline fires: clients are still coming back.
    pub startup_grace: Duration,
    /// How long somebody may be away before the ticket or call is over.
    pub absence_grace: Duration,
    /// Up to so many live tickets a queue is read whole after each change; of more, only what is known to have changed.
    pub short_line: usize,
}

impl Default for FrontDeskConfig {
    fn default() -> Self {
        Self { turn: None, startup_grace: Duration::from_secs(15), absence_grace: Duration::from_secs(30), short_line: 100 }
    }
}

/// This node's front desk. Clones are the same.
#[derive(Clone)]
pub struct FrontDesk {
    hub: Arc<Hub>,
}

impl FrontDesk {
    /// Registers this node and begins to watch over deadlines. Ends with `shutdown`.
    pub async fn start(store: Store, bus: Arc<dyn Bus>, keys: Keys, config: FrontDeskConfig, shutdown: CancellationToken) -> Result<Self> {
        if !config.turn.as_ref().is_some_and(TurnConfig::has_relay) {
            for org in settings::relay_only(&store).await? {
                tracing::warn!(%org, "this organisation's calls go through relays only, and no TURN server is configured: they will not connect");
            }
        }
        let hub = Hub::start(store, bus, keys, config, shutdown).await?;
        Ok(Self { hub })
    }

    /// What the widget's page tells about a queue, and whether the name it gave is unknown; the default queue stands in then.
    pub async fn glance(&self, scope: &ShopperScope, queue: Option<&str>) -> Result<(QueueGlance, bool)> {
        let queues = self.hub.directory(scope.scope()).await?;
        let is_unknown = queue.and_then(QueueTerm::parse).is_some_and(|term| term.choose(&queues).is_none());
        let facts = floor::named_or_default(&queues, queue).ok_or(Error::Missing("queue"))?;
        let view = self.hub.first_view(scope.scope(), &facts.id).await?;
        let glance = QueueGlance {
            name: facts.name.clone(),
            slug: facts.slug.to_string(),
            agents_online: view.agents_online(),
            waiting: view.waiting_count(),
            entrance: view.entrance(),
            opens: view.opens.clone(),
            wait: view.next_wait_said(),
            call_backs: view.queue.rules.call_backs,
        };
        Ok((glance, is_unknown))
    }

    /// A widget's socket has said hello.
    pub async fn attach_shopper(&self, org: OrgId, hello: ShopperHello) -> Result<ShopperSession, Problem> {
        ShopperSession::attach(&self.hub, &org, hello).await
    }

    /// A desk's socket has said hello.
    pub async fn attach_agent(&self, agent: AgentScope, hello: AgentHello) -> Result<AgentSession, Problem> {
        AgentSession::attach(&self.hub, agent, hello).await
    }

    /// Somebody uses a link for a guest.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn claim_link(&self, scope: &ShopperScope, link: &ClaimLink) -> Result<LinkClaimed> {
        guests::claim(&self.hub, scope.scope(), link).await
    }

    /// The socket of a guest's page has said hello.
    pub async fn attach_guest(&self, org: OrgId, hello: GuestHello) -> Result<GuestSession, Problem> {
        GuestSession::attach(&self.hub, &org, hello).await
    }

    /// Whether messages to and from the other nodes get through.
    pub async fn is_bus_reachable(&self) -> bool {
        self.hub.bus.is_reachable().await
    }

    /// What goes on, for the metrics: as of the last few seconds.
    pub fn numbers(&self) -> Numbers {
        self.hub.numbers()
    }
}
