//! What breaks.

use std::time::Duration as StdDuration;

use domain::Duration;
use futures::future::join;

use super::world::World;
use crate::support::*;

/// Everything, until it is dropped.
pub async fn all(world: &World<'_>, chance: Chance) {
    join(kill(world, chance.split()), keep_busy(world, chance.split())).await;
}

/// Nodes are killed, one at a time or all at once, and are started again some time later.
async fn kill(world: &World<'_>, chance: Chance) {
    loop {
        world.pass(seconds(&chance, 1, 8)).await;
        if chance.percent(25) {
            for at in world.nodes() {
                world.crash(at).await;
            }
            world.pass(seconds(&chance, 1, 30)).await;
            for at in world.nodes() {
                world.start(at).await;
            }
        } else {
            let at = world.any_node();
            world.crash(at).await;
            world.pass(seconds(&chance, 0, 15)).await;
            world.start(at).await;
        }
    }
}

/// Somebody else writes into the store for a while.
async fn keep_busy(world: &World<'_>, chance: Chance) {
    loop {
        world.pass(seconds(&chance, 1, 6)).await;
        world.shop.keep_busy(StdDuration::from_millis(chance.below(150))).await;
    }
}

/// Some seconds.
pub fn seconds(chance: &Chance, least: u64, below: u64) -> Duration {
    Duration::from_secs(i64::try_from(least + chance.below(below - least)).unwrap())
}
