//! Putting what a feed gave into the store.

use domain::catalogue::{Defaults, FeedProblem, Gathered, Item, Tally};

use super::feed;
use crate::{
    Result, digest,
    store::{
        Actor, Scope, Store,
        catalogue::{feed as feeds, items},
    },
};

/// How many items are written in one change: the one writer of an SQLite store is free again after some ten milliseconds.
const WRITTEN_AT_A_TIME: usize = 200;
/// How many are deleted in one.
const DELETED_AT_A_TIME: i64 = 200;

/// A feed that was read.
#[derive(Debug)]
pub(crate) struct ReadFeed {
    gathered: Gathered,
    defaults: Defaults,
    /// What its content is told by.
    pub(crate) digest: String,
}

impl ReadFeed {
    /// How much of it was of use.
    pub(crate) fn tally(&self) -> &Tally {
        &self.gathered.tally
    }
}

/// Items that are in the store and do not count yet.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(crate) generation: i64,
    pub(crate) digest: String,
    pub(crate) tally: Tally,
}

/// Reads a feed.
///
/// # Errors
/// The outer one: the thread ended. The inner one: nothing in the feed is of use.
pub(crate) async fn read(bytes: Vec<u8>, defaults: Defaults) -> Result<std::result::Result<ReadFeed, FeedProblem>> {
    // Bounded, but a large feed takes a second or two, and sockets must not wait for it.
    let read = tokio::task::spawn_blocking(move || {
        let digest = digest_of(&bytes, &defaults);
        let gathered = feed::read(&bytes, defaults.clone())?;
        Ok(ReadFeed { gathered, defaults, digest })
    });
    Ok(read.await?)
}

/// What a content is told by, as it would be read.
fn digest_of(bytes: &[u8], Defaults { locale, currency }: &Defaults) -> String {
    let currency = currency.map(String::from).unwrap_or_default();
    [digest::of_bytes(bytes).as_str(), locale.as_str(), &currency].join(" ")
}

/// Writes the items of a feed under a name of their own, which does not count yet.
pub(crate) async fn fill(store: &Store, scope: &Scope, read: ReadFeed) -> Result<Filled> {
    let ReadFeed { gathered: Gathered { items, tally }, defaults, digest } = read;
    let defaults = &defaults;
    let generation =
        store.change(&Actor::System, |change| Box::pin(async move { feeds::next_generation(change, scope, defaults).await })).await?;
    if let Err(error) = write(store, scope, generation, &items).await {
        discard(store, scope, generation).await;
        return Err(error);
    }
    Ok(Filled { generation, digest, tally })
}

async fn write(store: &Store, scope: &Scope, generation: i64, all: &[Item]) -> Result<()> {
    let mut first = 0;
    for batch in all.chunks(WRITTEN_AT_A_TIME) {
        let write =
            store.change(&Actor::System, |change| Box::pin(async move { items::insert(change, scope, generation, first, batch).await }));
        write.await?;
        first += i64::try_from(batch.len()).unwrap_or(i64::MAX);
    }
    Ok(())
}

/// Deletes the items of all generations before this one. What cannot be deleted now is with the next reading.
pub(crate) async fn sweep(store: &Store, scope: &Scope, before: i64) {
    if let Err(error) = try_to_sweep(store, scope, before).await {
        tracing::warn!(org = %scope.org(), %error, "what was in a catalogue before could not be deleted");
    }
}

async fn try_to_sweep(store: &Store, scope: &Scope, before: i64) -> Result<()> {
    while let Some((generation, first)) = items::first_stale(&store.reader(), scope, before).await? {
        delete(store, scope, generation, first).await?;
    }
    Ok(())
}

/// Deletes the items of a generation that will never count.
pub(crate) async fn discard(store: &Store, scope: &Scope, generation: i64) {
    let mut first = 0;
    loop {
        match delete(store, scope, generation, first).await {
            Ok(0) => return,
            Ok(_) => first += DELETED_AT_A_TIME,
            Err(error) => {
                tracing::warn!(org = %scope.org(), %error, "what was read in vain could not be deleted");
                return;
            }
        }
    }
}

async fn delete(store: &Store, scope: &Scope, generation: i64, first: i64) -> Result<u64> {
    let delete = store
        .change(&Actor::System, |change| Box::pin(async move { items::delete(change, scope, generation, first, DELETED_AT_A_TIME).await }));
    delete.await
}
