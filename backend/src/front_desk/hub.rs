//! What all sessions of a node share.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{ConnectionId, NodeId, OrgId, QueueId, Timestamp};
use tokio::sync::{Notify, Semaphore, mpsc, watch};
use tokio_util::sync::CancellationToken;

use super::{
    FrontDeskConfig,
    attached::CLOSED_AT_ONCE,
    floor::{QueueFacts, QueueView},
    poller,
    reading::Stale,
    relay::{self, News, Relays},
    status::Boards,
    switchboard::Switchboard,
    watcher::{Shown, Watchers},
};
use crate::{
    Error, Result,
    bus::Bus,
    keys::Keys,
    random,
    store::{
        Hint, Scope, Store,
        presence::{self, Whose},
        tickets,
    },
};

/// How long the list of an organisation's queues is taken from memory for widget pages.
const DIRECTORY_IS_FRESH_FOR: Duration = Duration::from_secs(2);
/// How long a page waits for the first view of its queue.
const FIRST_VIEW_WITHIN: Duration = Duration::from_secs(5);

/// The organisations' queues, and when they were read.
type Directory = HashMap<OrgId, (Instant, Arc<[QueueFacts]>)>;

/// A node's front desk, shared by its sessions and tasks.
pub(super) struct Hub {
    pub store: Store,
    pub bus: Arc<dyn Bus>,
    pub keys: Keys,
    pub config: FrontDeskConfig,
    pub shutdown: CancellationToken,
    pub node: NodeId,
    /// When this node began, by the store's clock.
    pub started_at: Timestamp,
    pub watchers: Watchers,
    pub boards: Boards,
    pub relays: Relays,
    pub switchboard: Switchboard,
    pub connections: Connections,
    /// Whose turn it is to have a socket's end written down.
    pub closing: Semaphore,
    /// Wakes the poller before its time.
    pub wake_poller: Notify,
    chime: watch::Sender<()>,
    outgoing: mpsc::UnboundedSender<(OrgId, News)>,
    directory: Mutex<Directory>,
    counts: [AtomicU32; 3],
}

/// The sockets of this node.
#[derive(Default)]
pub(super) struct Connections {
    pub open: Mutex<HashMap<ConnectionId, Connection>>,
    pub agents: AtomicU32,
    pub shoppers: AtomicU32,
    pub guests: AtomicU32,
}

/// A socket of this node that has a row in the store.
#[derive(Clone)]
pub(super) struct Connection {
    pub scope: Scope,
    pub whose: Whose,
    /// Told when another socket took its place.
    pub replaced: CancellationToken,
}

impl Connections {
    /// The sockets with a row.
    pub fn open(&self) -> MutexGuard<'_, HashMap<ConnectionId, Connection>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is another socket of the same tab or ticket.
    fn has_other(&self, org: &OrgId, whose: &Whose, than: &ConnectionId) -> bool {
        let is_other =
            |(id, connection): (&ConnectionId, &Connection)| id != than && connection.scope.org() == org && connection.whose == *whose;
        self.open().iter().any(is_other)
    }
}

/// What goes on at the front desks of all nodes, and at the sockets of this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Tickets in line.
    pub waiting: u32,
    /// Running calls.
    pub calls: u32,
    /// Live rings.
    pub rings: u32,
    /// Desks connected to this node.
    pub agent_sockets: u32,
    /// Widgets connected to this node.
    pub shopper_sockets: u32,
    /// Pages of guests connected to this node.
    pub guest_sockets: u32,
}

impl Hub {
    pub(super) async fn start(
        store: Store,
        bus: Arc<dyn Bus>,
        keys: Keys,
        config: FrontDeskConfig,
        shutdown: CancellationToken,
    ) -> Result<Arc<Self>> {
        let (outgoing, to_publish) = mpsc::unbounded_channel();
        let started_at = store.now().await?;
        let hub = Arc::new(Self {
            store,
            bus,
            keys,
            config,
            shutdown,
            node: random::id(NodeId::from_random)?,
            started_at,
            watchers: Watchers::default(),
            boards: Boards::default(),
            relays: Relays::default(),
            switchboard: Switchboard::default(),
            connections: Connections::default(),
            closing: Semaphore::new(CLOSED_AT_ONCE),
            wake_poller: Notify::new(),
            chime: watch::channel(()).0,
            outgoing,
            directory: Mutex::default(),
            counts: Default::default(),
        });
        poller::register(&hub).await?;
        let listener = Arc::downgrade(&hub);
        hub.store.on_commit(Arc::new(move |hints| {
            if let Some(hub) = listener.upgrade() {
                hints.iter().for_each(|hint| hub.committed(hint));
            }
        }));
        tokio::spawn(relay::publish(Arc::clone(&hub), to_publish));
        tokio::spawn(poller::run(Arc::clone(&hub)));
        Ok(hub)
    }

    /// Something changed through this node: its own watchers read again, and the other nodes are told.
    fn committed(self: &Arc<Self>, hint: &Hint) {
        self.hinted(hint);
        let (org, news) = News::of(hint);
        self.tell(org, news);
    }

    /// Something changed, here or elsewhere.
    pub(super) fn hinted(&self, hint: &Hint) {
        match hint {
            Hint::Queue { org, queue } => self.watchers.wake(org, queue, Stale::All),
            Hint::Ticket { org, queue, ticket } => self.watchers.wake(org, queue, Stale::ticket(ticket)),
            Hint::Agent { org, person } => self.watchers.wake_agent(org, person),
            Hint::Settings { org } => {
                self.directories().remove(org);
                self.watchers.wake_all(org);
            }
        }
    }

    /// A socket was opened, here or elsewhere: an older one of the same tab or ticket on this node may be over.
    pub(super) fn opened(self: &Arc<Self>, org: &OrgId, whose: &Whose, newest: &ConnectionId) {
        if self.connections.has_other(org, whose, newest) {
            let hub = Arc::clone(self);
            tokio::spawn(async move {
                if let Err(error) = hub.end_replaced().await {
                    tracing::error!(node = %hub.node, %error, "replaced sockets could not be found; they are a little later");
                }
            });
        }
    }

    /// Ends the sessions whose rows are gone: another socket took their place. The store says which one is newest; the order
    /// in which news arrive does not.
    pub(super) async fn end_replaced(&self) -> Result<()> {
        let open: Vec<_> = self.connections.open().iter().map(|(id, connection)| (id.clone(), connection.replaced.clone())).collect();
        if !open.is_empty() {
            let present = presence::of_node(&self.store.reader(), &self.node).await?;
            open.iter().filter(|(id, _)| !present.contains(id)).for_each(|(_, replaced)| replaced.cancel());
        }
        Ok(())
    }

    /// Tells the other nodes.
    pub(super) fn tell(&self, org: OrgId, news: News) {
        // Closed only when this node stops.
        self.outgoing.send((org, news)).ok();
    }

    /// What is seen of a queue, now and after each change.
    pub(super) async fn watch(self: &Arc<Self>, scope: &Scope, queue: &QueueId) -> watch::Receiver<Shown> {
        relay::listen(self, scope.org()).await;
        Watchers::watch(self, scope, queue)
    }

    /// The queue as last seen, or as soon as it is seen.
    pub(super) async fn first_view(self: &Arc<Self>, scope: &Scope, queue: &QueueId) -> Result<Arc<QueueView>> {
        let mut shown = self.watch(scope, queue).await;
        let first = tokio::time::timeout(FIRST_VIEW_WITHIN, shown.wait_for(Option::is_some)).await;
        first.ok().and_then(Result::ok).and_then(|view| view.clone()).ok_or(Error::Missing("queue"))
    }

    /// The organisation's queues, perhaps as they were two seconds ago.
    pub(super) async fn directory(&self, scope: &Scope) -> Result<Arc<[QueueFacts]>> {
        let known = self.directories().get(scope.org()).filter(|(at, _)| at.elapsed() < DIRECTORY_IS_FRESH_FOR).cloned();
        if let Some((_, queues)) = known {
            return Ok(queues);
        }
        let queues: Arc<[QueueFacts]> = tickets::queues(&self.store.reader(), scope).await?.into();
        self.directories().insert(scope.org().clone(), (Instant::now(), Arc::clone(&queues)));
        Ok(queues)
    }

    fn directories(&self) -> MutexGuard<'_, Directory> {
        self.directory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Told every few seconds of the store's time.
    pub(super) fn chimes(&self) -> watch::Receiver<()> {
        self.chime.subscribe()
    }

    /// Tells whoever holds what gets old to look at it.
    pub(super) fn chime(&self) {
        self.chime.send_replace(());
    }

    /// Remembers what was counted in the store.
    pub(super) fn counted(&self, counts: [u32; 3]) {
        for (place, count) in self.counts.iter().zip(counts) {
            place.store(count, Ordering::Relaxed);
        }
    }

    pub(super) fn numbers(&self) -> Numbers {
        let [waiting, calls, rings] = self.counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        let Connections { agents, shoppers, guests, .. } = &self.connections;
        let [agent_sockets, shopper_sockets, guest_sockets] = [agents, shoppers, guests].map(|count| count.load(Ordering::Relaxed));
        Numbers { waiting, calls, rings, agent_sockets, shopper_sockets, guest_sockets }
    }
}
