//! The store itself: opening, reading, changing.

use std::{
    sync::{Arc, OnceLock, RwLock},
    time::{Duration, Instant},
};

use domain::Timestamp;
use futures::future::BoxFuture;

use super::{
    Actor, Change, Clock, Hint, Param, Row,
    clock::machine_time,
    constraint::Constraints,
    db::{Db, Tx, classify},
    migrations,
};
use crate::{Error, Result, params, random};

/// How often a change is run before its caller hears that others were always faster.
const ATTEMPTS: u32 = 12;
/// How long the measured difference to PostgreSQL's clock is good for.
const CLOCK_FOLLOWS_EVERY: Duration = Duration::from_secs(30);

const REACHABLE: &str = "SELECT 1";
const POSTGRES_TIME: &str = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS now";

type Listener = Arc<dyn Fn(&[Hint]) + Send + Sync>;

/// The store. Clones are the same store.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    followed_at: RwLock<Option<Instant>>,
    constraints: OnceLock<Constraints>,
    listeners: RwLock<Vec<Listener>>,
}

impl Store {
    /// Connects to `sqlite://PATH` (the file is made when it is not there; its folder has to be) or `postgres://…`.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, Clock::running()).await
    }

    /// As [`Store::open`], with a clock that others hold too: tests give two nodes one clock and move it.
    pub async fn open_with(url: &str, clock: Clock) -> Result<Self> {
        let db = Db::open(url).await?;
        let inner = Inner { db, clock, followed_at: RwLock::default(), constraints: OnceLock::new(), listeners: RwLock::default() };
        Ok(Self(Arc::new(inner)))
    }

    /// Brings the tables up to date. Does nothing when they are.
    pub async fn migrate(&self) -> Result<()> {
        migrations::run(&self.0.db).await
    }

    /// Whether the store answers.
    pub async fn is_reachable(&self) -> Result<()> {
        self.reader().all(REACHABLE, params![]).await.map(drop)
    }

    /// Waits for what is running and closes all connections.
    pub async fn close(&self) {
        self.0.db.close().await;
    }

    /// The store's clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The store's time: PostgreSQL's own clock (followed every half minute), or this machine's for SQLite.
    pub async fn now(&self) -> Result<Timestamp> {
        if let Db::Postgres(_) = &self.0.db
            && self.claim_follow()
        {
            let asked_at = machine_time();
            if let Some(row) = self.reader().optional(POSTGRES_TIME, params![]).await? {
                self.0.clock.follow(asked_at, row.time("now")?, machine_time());
            }
        }
        Ok(self.0.clock.now())
    }

    /// Whether it is time to follow the store's clock again, and nobody else is about to.
    fn claim_follow(&self) -> bool {
        let is_due = |at: &Option<Instant>| at.is_none_or(|at| at.elapsed() > CLOCK_FOLLOWS_EVERY);
        if self.0.followed_at.read().is_ok_and(|at| !is_due(&at)) {
            return false;
        }
        let Ok(mut at) = self.0.followed_at.write() else { return false };
        let claimed = is_due(&at);
        if claimed {
            *at = Some(Instant::now());
        }
        claimed
    }

    /// Reads, statement by statement.
    pub fn reader(&self) -> Reader {
        Reader(self.0.db.clone())
    }

    /// Reads several times from one state of the store, unmoved by what others change meanwhile:
    /// `store.snapshot(|snapshot| Box::pin(async move { … }))`.
    pub async fn snapshot<'a, T, F>(&self, read: F) -> Result<T>
    where
        F: for<'c> FnOnce(&'c mut Snapshot<'a>) -> BoxFuture<'c, Result<T>> + Send,
    {
        let mut snapshot = Snapshot { tx: self.0.db.begin_snapshot().await?, borrowed: std::marker::PhantomData };
        let outcome = read(&mut snapshot).await;
        snapshot.tx.rollback().await.map_err(|error| classify(error, &Constraints::default()))?;
        outcome
    }

    /// Runs one change: all of it or nothing. What it hinted at is told after the commit.
    ///
    /// When the transaction loses a race ([`Error::is_race`], which [`Error::Raced`] is too), `change` is run again from the
    /// start with a new `now`, so it must do nothing but work on the [`Change`]. It may borrow from around it, not move:
    /// `let id = &id; store.change(&actor, |change| Box::pin(async move { change.execute(SQL, params![id]).await })).await`.
    /// Changes do not nest: SQLite has one writer, and the inner one would wait for the outer one.
    pub async fn change<'a, T, F>(&self, actor: &Actor, change: F) -> Result<T>
    where
        F: for<'c> Fn(&'c mut Change<'a>) -> BoxFuture<'c, Result<T>> + Send + Sync,
        T: Send,
    {
        let mut attempt = 1;
        loop {
            match self.attempt(actor, &change).await {
                Err(error) if error.is_race() && attempt < ATTEMPTS => {
                    tokio::time::sleep(random::pause(attempt)).await;
                    attempt += 1;
                }
                Err(error) if error.is_race() => return Err(Error::Raced),
                other => return other,
            }
        }
    }

    async fn attempt<'a, T, F>(&self, actor: &Actor, change: &F) -> Result<T>
    where
        F: for<'c> Fn(&'c mut Change<'a>) -> BoxFuture<'c, Result<T>> + Send + Sync,
        T: Send,
    {
        let constraints = self.constraints().await?;
        self.now().await?;
        let tx = self.0.db.begin_change().await?;
        // The clock is looked at once the writer's place is won, or what was waited for it would be missing.
        let mut running = Change::new(self.0.clock.now(), actor.clone(), tx, constraints);
        match change(&mut running).await {
            Ok(outcome) => {
                let hints = running.commit().await?;
                self.tell(&hints);
                Ok(outcome)
            }
            Err(error) => {
                // What the change said is more to the point than that its end failed too; dropping rolls back anyhow.
                running.rollback().await.ok();
                Err(error)
            }
        }
    }

    async fn constraints(&self) -> Result<Constraints> {
        if let Some(constraints) = self.0.constraints.get() {
            return Ok(constraints.clone());
        }
        let loaded = Constraints::load(&self.0.db).await?;
        if loaded.is_empty() {
            // Not yet migrated, or PostgreSQL, which tells the names by itself.
            return Ok(loaded);
        }
        Ok(self.0.constraints.get_or_init(|| loaded).clone())
    }

    /// Calls `listener` after each commit that hinted at something, on the task that changed; it must be quick.
    pub fn on_commit(&self, listener: Listener) {
        if let Ok(mut listeners) = self.0.listeners.write() {
            listeners.push(listener);
        }
    }

    fn tell(&self, hints: &[Hint]) {
        if hints.is_empty() {
            return;
        }
        let listeners = self.0.listeners.read().map(|listeners| listeners.clone()).unwrap_or_default();
        for listener in listeners {
            listener(hints);
        }
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }
}

/// Reads from the store; each statement sees the latest committed state.
#[derive(Clone, Debug)]
pub struct Reader(Db);

impl Reader {
    /// All rows.
    pub async fn all(&self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        self.0.all(sql, params).await
    }

    /// The first row; [`Error::Missing`] (`row`) when there is none.
    pub async fn one(&self, sql: &'static str, params: Vec<Param>) -> Result<Row> {
        self.optional(sql, params).await?.ok_or(Error::Missing("row"))
    }

    /// The first row, if any.
    pub async fn optional(&self, sql: &'static str, params: Vec<Param>) -> Result<Option<Row>> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }
}

/// One state of the store, to read from several times.
pub struct Snapshot<'a> {
    tx: Tx,
    borrowed: std::marker::PhantomData<&'a ()>,
}

impl Snapshot<'_> {
    /// All rows.
    pub async fn all(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        self.tx.all(sql, params).await.map_err(|error| classify(error, &Constraints::default()))
    }

    /// The first row, if any.
    pub async fn optional(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Option<Row>> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }
}
