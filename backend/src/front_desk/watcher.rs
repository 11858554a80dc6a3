//! One reader for each queue that somebody on this node looks at or waits in: reads it once for many sessions, after each
//! hint and every ten seconds in case a hint was lost, and rings agents for those who wait.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{OrgId, PersonId, QueueId, waiting::Experience};
use tokio::sync::{Notify, watch};

use super::{
    dispatch,
    floor::QueueView,
    hub::Hub,
    reading::{self, Read, Stale},
    rings,
};
use crate::{
    Error, Result,
    store::{Scope, waiting},
};

/// How long a view is trusted without a hint.
const FRESH_FOR: Duration = Duration::from_secs(10);
/// The same while the bus is away: a ring begun on another node must be shown within two seconds.
const FRESH_FOR_WITHOUT_BUS: Duration = Duration::from_millis(700);
/// How long a queue is watched that nobody looks at any more: pages come in bursts.
const LINGER: Duration = Duration::from_secs(60);
/// How often it is worked out what a queue has shown so far.
const LEARNS_EVERY: Duration = Duration::from_secs(60);
/// How long a queue that was read is left alone, for each ticket in it: all who wait look at each news, and in a long line they would
/// leave no time for those who join it. Short lines are read at once.
const PAUSE_PER_TICKET: Duration = Duration::from_micros(30);
/// The longest such pause: a place in line is told within a second.
const LONGEST_PAUSE: Duration = Duration::from_millis(400);
/// How long a failed read is left alone.
const RETRY_AFTER: Duration = Duration::from_millis(500);

/// A queue as last read; `None` before the first read.
pub(super) type Shown = Option<Arc<QueueView>>;

/// The watchers of this node.
#[derive(Default)]
pub(super) struct Watchers {
    running: Mutex<HashMap<(OrgId, QueueId), Arc<Watcher>>>,
}

struct Watcher {
    scope: Scope,
    queue: QueueId,
    /// Something is stale.
    changed: Notify,
    /// What is; `None` when nothing is known to be.
    stale: Mutex<Option<Stale>>,
    /// Time passed: somebody may be rung again.
    ticked: Notify,
    shown: watch::Sender<Shown>,
    looked_at: Mutex<Instant>,
    /// What the queue has shown so far, and when that was worked out.
    experience: Mutex<Option<(Instant, Arc<Experience>)>>,
}

impl Watchers {
    /// What is seen of a queue, now and after each change.
    pub fn watch(hub: &Arc<Hub>, scope: &Scope, queue: &QueueId) -> watch::Receiver<Shown> {
        let mut running = hub.watchers.running();
        let watcher = running.entry((scope.org().clone(), queue.clone())).or_insert_with(|| {
            let watcher = Arc::new(Watcher {
                scope: scope.clone(),
                queue: queue.clone(),
                changed: Notify::new(),
                stale: Mutex::default(),
                ticked: Notify::new(),
                shown: watch::channel(None).0,
                looked_at: Mutex::new(Instant::now()),
                experience: Mutex::default(),
            });
            tokio::spawn(Arc::clone(&watcher).run(Arc::clone(hub)));
            watcher
        });
        *watcher.looked_at() = Instant::now();
        watcher.shown.subscribe()
    }

    /// The queue changed.
    pub fn wake(&self, org: &OrgId, queue: &QueueId, stale: Stale) {
        if let Some(watcher) = self.running().get(&(org.clone(), queue.clone())) {
            watcher.wake(stale);
        }
    }

    /// An agent changed: every queue on which he is listed did.
    pub fn wake_agent(&self, org: &OrgId, person: &PersonId) {
        for ((of, _), watcher) in self.running().iter() {
            let lists_him = || match watcher.shown.borrow().as_ref() {
                Some(view) => view.agents.iter().any(|agent| agent.person == *person),
                None => true,
            };
            if of == org && lists_him() {
                watcher.wake(Stale::no_ticket());
            }
        }
    }

    /// Everything of an organisation may have changed.
    pub fn wake_all(&self, org: &OrgId) {
        self.running().iter().filter(|((of, _), _)| of == org).for_each(|(_, watcher)| watcher.wake(Stale::All));
    }

    /// Everything may have changed.
    pub fn wake_everything(&self) {
        self.running().values().for_each(|watcher| watcher.wake(Stale::All));
    }

    /// Time passed.
    pub fn tick(&self) {
        self.running().values().for_each(|watcher| watcher.ticked.notify_one());
    }

    fn running(&self) -> MutexGuard<'_, HashMap<(OrgId, QueueId), Arc<Watcher>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self, watcher: &Watcher) {
        self.running().remove(&(watcher.scope.org().clone(), watcher.queue.clone()));
    }

    /// Takes a watcher off the list if nobody needs it; under the lock, so that nobody can begin to look meanwhile.
    fn retire(&self, watcher: &Watcher) -> bool {
        let mut running = self.running();
        let somebody_waits = watcher.shown.borrow().as_ref().is_some_and(|view| !view.tickets.is_empty());
        let is_needed = watcher.shown.receiver_count() > 0 || somebody_waits || watcher.looked_at().elapsed() < LINGER;
        if !is_needed {
            running.remove(&(watcher.scope.org().clone(), watcher.queue.clone()));
        }
        !is_needed
    }
}

impl Watcher {
    fn wake(&self, stale: Stale) {
        let mut known = self.stale();
        *known = Some(match known.take() {
            Some(before) => before.and(stale),
            None => stale,
        });
        drop(known);
        self.changed.notify_one();
    }

    async fn run(self: Arc<Self>, hub: Arc<Hub>) {
        let mut must_read = true;
        let mut whole_at = tokio::time::Instant::now();
        let mut read_at = whole_at;
        while !hub.shutdown.is_cancelled() {
            if must_read {
                tokio::time::sleep_until(read_at + self.pause()).await;
                let is_whole = self.read(&hub).await;
                read_at = tokio::time::Instant::now();
                if let Err(error) = is_whole {
                    if matches!(error, Error::Missing(_)) {
                        // The queue is gone: whoever looks at it loses the connection and finds out on coming back.
                        hub.watchers.forget(&self);
                        return;
                    }
                    tracing::error!(org = %self.scope.org(), queue = %self.queue, %error, "a queue could not be read");
                    *self.stale() = Some(Stale::All);
                    tokio::time::sleep(RETRY_AFTER).await;
                    continue;
                }
                if let Ok(true) = is_whole {
                    whole_at = tokio::time::Instant::now();
                }
                if hub.watchers.retire(&self) {
                    return;
                }
            }
            if let Err(error) = self.ring(&hub).await {
                tracing::error!(org = %self.scope.org(), queue = %self.queue, %error, "agents could not be rung");
            }
            // Asked at each tick, so that a bus that goes away is noticed within one.
            let fresh_for = if hub.bus.is_reachable().await { FRESH_FOR } else { FRESH_FOR_WITHOUT_BUS };
            must_read = tokio::select! {
                () = self.changed.notified() => true,
                () = self.ticked.notified() => self.has_opened_or_closed(&hub).await,
                // Counted from when all was read: neither the time that passes nor what changes meanwhile may put off what is due.
                () = tokio::time::sleep_until(whole_at + fresh_for) => {
                    *self.stale() = Some(Stale::All);
                    true
                },
                () = hub.shutdown.cancelled() => return,
            };
        }
    }

    /// How long it is left alone after a read.
    fn pause(&self) -> Duration {
        let tickets = self.shown.borrow().as_ref().map_or(0, |view| view.tickets.len());
        PAUSE_PER_TICKET.saturating_mul(u32::try_from(tickets).unwrap_or(u32::MAX)).min(LONGEST_PAUSE)
    }

    /// Reads what is stale; whether that was all.
    async fn read(&self, hub: &Hub) -> Result<bool> {
        let experience = self.experience(hub).await?;
        // Taken before the store is looked at: what becomes stale meanwhile is read once more.
        let stale = self.stale().take().unwrap_or(Stale::no_ticket());
        let before = self.shown.borrow().clone();
        let Read { view, is_whole } = reading::read(hub, &self.scope, &self.queue, experience, (before.as_deref(), &stale)).await?;
        self.shown.send_if_modified(|shown| {
            let is_news = shown.as_deref() != Some(&view);
            if is_news {
                *shown = Some(Arc::new(view));
            }
            is_news
        });
        Ok(is_whole)
    }

    /// What the queue has shown so far; it changes slowly.
    async fn experience(&self, hub: &Hub) -> Result<Arc<Experience>> {
        let known = || self.experience.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, experience)) = known().as_ref().filter(|(at, _)| at.elapsed() < LEARNS_EVERY) {
            return Ok(Arc::clone(experience));
        }
        let now = hub.store.now().await?;
        let experience = Arc::new(waiting::experience(&hub.store.reader(), &self.scope, &self.queue, now).await?);
        *known() = Some((Instant::now(), Arc::clone(&experience)));
        Ok(experience)
    }

    /// Whether the queue's hours say something else than when it was read.
    async fn has_opened_or_closed(&self, hub: &Hub) -> bool {
        let changes_at = self.shown.borrow().as_ref().and_then(|view| view.opening.changes_at());
        match (changes_at, hub.store.now().await) {
            (Some(changes_at), Ok(now)) => now >= changes_at,
            // A store that does not answer is noticed where it is read.
            _ => false,
        }
    }

    async fn ring(&self, hub: &Hub) -> Result<()> {
        let Some(view) = self.shown.borrow().clone() else { return Ok(()) };
        if view.waiting().next().is_none() {
            return Ok(());
        }
        for pick in dispatch::pick(&view, hub.store.now().await?) {
            if !rings::start(hub, &self.scope, &self.queue, &pick, view.queue.ring_time).await? {
                // The view was old, so a newer one has other picks.
                self.wake(Stale::ticket(&pick.ticket));
            }
        }
        Ok(())
    }

    fn stale(&self) -> MutexGuard<'_, Option<Stale>> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn looked_at(&self) -> MutexGuard<'_, Instant> {
        self.looked_at.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
