//! Feeds that have an address are read every so many hours. Several servers may do so on one store: whoever moves the due time of a
//! feed reads it, and one that goes away in the middle leaves it to the others.

use std::time::Duration as StdDuration;

use domain::{
    Duration, Timestamp,
    catalogue::{FeedProblem, MAX_FEED_BYTES},
};
use tokio_util::sync::CancellationToken;

use super::{Feed, Source, discard, fill, read, sweep};
use crate::{
    Result,
    outbound::{Answer, Outbound, OutboundError, Validators},
    store::{
        Actor, Scope, Store,
        catalogue::feed::{self as feeds, Shown},
    },
};

/// How often one looks for feeds that are due.
const EVERY: StdDuration = StdDuration::from_secs(5);
/// How many are read one after the other.
const AT_A_TIME: u32 = 20;
/// How long a node has for one before others may take it.
const CLAIMED_FOR: Duration = Duration::from_secs(15 * 60);
/// How long an address may take to tell a whole feed.
const WITHIN: StdDuration = StdDuration::from_secs(120);
/// The pause after the first failure; it doubles with each further one, up to the feed's own.
const FIRST_PAUSE: Duration = Duration::from_secs(5 * 60);

/// What became of the feeds that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Read, and their items count now.
    pub read: u32,
    /// What they said before.
    pub same: u32,
    /// To be tried again later.
    pub failed: u32,
}

/// Reads what is due, now and again every five seconds until the shutdown.
pub async fn keep(store: Store, outbound: Outbound, shutdown: CancellationToken) {
    loop {
        if let Err(error) = follow(&store, &outbound).await {
            tracing::error!(%error, "feeds of products cannot be looked after; trying again");
        }
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Reads what is due by the store's clock, once.
///
/// # Errors
/// The store failed; feeds that were not read are tried again.
pub async fn follow(store: &Store, outbound: &Outbound) -> Result<Followed> {
    let mut followed = Followed::default();
    for due in &feeds::due(store, store.now().await?, AT_A_TIME).await? {
        let claimed = store
            .change(&Actor::System, |change| Box::pin(async move { feeds::claim(change, due, change.now + CLAIMED_FOR).await }))
            .await?;
        let Some(feed) = claimed else { continue };
        match one(store, outbound, &due.scope, &feed).await? {
            Outcome::Read => followed.read += 1,
            Outcome::Same => followed.same += 1,
            Outcome::Failed(problem) => {
                followed.failed += 1;
                tracing::warn!(org = %due.scope.org(), attempts = feed.attempts, %problem, "a feed of products could not be read");
                fail(store, &due.scope, &feed, &problem).await?;
            }
            Outcome::Unwanted => {}
        }
    }
    Ok(followed)
}

enum Outcome {
    Read,
    Same,
    Failed(FeedProblem),
    /// Admins have changed the feed meanwhile.
    Unwanted,
}

async fn one(store: &Store, outbound: &Outbound, scope: &Scope, feed: &Feed) -> Result<Outcome> {
    let Source::Address { url, .. } = &feed.source else { return Ok(Outcome::Unwanted) };
    // Where nothing of it is in the catalogue, that nothing changed would be no answer.
    let known = if feed.has_items() { feed.validators.clone() } else { Validators::default() };
    let (bytes, validators) = match outbound.get(url, &known, MAX_FEED_BYTES, WITHIN).await {
        Ok(Answer::Content { bytes, validators }) => (bytes, validators),
        Ok(Answer::Same) => {
            same(store, scope, feed, &known).await?;
            return Ok(Outcome::Same);
        }
        Err(OutboundError::TooLarge) => return Ok(Outcome::Failed(FeedProblem::TooLarge)),
        Err(error) => return Ok(Outcome::Failed(FeedProblem::Unread(error.to_string()))),
    };
    let read = match read(bytes, feed.defaults.clone()).await? {
        Ok(read) => read,
        Err(problem) => return Ok(Outcome::Failed(problem)),
    };
    if feed.has_items() && feed.digest.as_ref() == Some(&read.digest) {
        same(store, scope, feed, &validators).await?;
        return Ok(Outcome::Same);
    }
    let filled = fill(store, scope, read).await?;
    let generation = filled.generation;
    let shown = &Shown { generation, digest: &filled.digest, validators: &validators, tally: &filled.tally };
    let show = store.change(&Actor::System, |change| {
        Box::pin(async move {
            let is_shown = feeds::show(change, scope, feed.version, shown, feed.next(change.now)).await?;
            if is_shown {
                change.event(scope.org(), "catalogue_read", &[]).await?;
            }
            Ok(is_shown)
        })
    });
    if show.await? {
        sweep(store, scope, generation).await;
        return Ok(Outcome::Read);
    }
    discard(store, scope, generation).await;
    Ok(Outcome::Unwanted)
}

async fn same(store: &Store, scope: &Scope, feed: &Feed, validators: &Validators) -> Result<()> {
    let same = store.change(&Actor::System, |change| {
        Box::pin(async move { feeds::same(change, scope, feed.version, validators, feed.next(change.now)).await })
    });
    same.await
}

async fn fail(store: &Store, scope: &Scope, feed: &Feed, problem: &FeedProblem) -> Result<()> {
    let fail = store.change(&Actor::System, |change| {
        Box::pin(async move { feeds::fail(change, scope, feed.version, problem, again(feed, change.now)).await })
    });
    fail.await
}

/// When a feed is tried again that could not be read.
fn again(feed: &Feed, now: Timestamp) -> Option<Timestamp> {
    let doublings = feed.attempts.saturating_sub(1).min(20);
    let pause = now + Duration::from_micros(FIRST_PAUSE.as_micros() << doublings);
    feed.next(now).map(|next| next.min(pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_the_feeds_own() {
        let source = Source::Address { url: "https://shop.example/feed".into(), every_hours: 2 };
        let minutes = [1, 2, 3, 5, 6, 60].map(|attempts| {
            let feed = Feed { source: source.clone(), attempts, ..Feed::none("en".parse().expect("a language")) };
            again(&feed, Timestamp::default()).map(|at| at.as_micros() / 60_000_000)
        });
        assert_eq!(minutes, [Some(5), Some(10), Some(20), Some(80), Some(120), Some(120)]);
    }
}
