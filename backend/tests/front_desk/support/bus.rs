//! A bus as bad as the real one may be.

use std::{sync::Arc, time::Duration};

use backend::bus::{Bus, BusError, InProcessBus, Payload};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::BoxStream};

use super::Chance;

/// Drops some messages, repeats some and delays some.
pub struct UnreliableBus {
    bus: Arc<InProcessBus>,
    chance: Chance,
}

impl UnreliableBus {
    /// A bus that is bad by this chance.
    pub fn new(chance: Chance) -> Self {
        Self { bus: Arc::default(), chance }
    }
}

impl Bus for UnreliableBus {
    fn publish<'a>(&'a self, subject: &'a str, payload: Payload) -> BoxFuture<'a, Result<(), BusError>> {
        let times = match self.chance.below(100) {
            0..30 => 0,
            30..50 => 2,
            _ => 1,
        };
        for _ in 0..times {
            let (bus, subject, payload) = (Arc::clone(&self.bus), subject.to_owned(), Arc::clone(&payload));
            let delay = Duration::from_millis(self.chance.below(100) * self.chance.below(2));
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                bus.publish(&subject, payload).await
            });
        }
        futures::future::ready(Ok(())).boxed()
    }

    fn subscribe<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>> {
        self.bus.subscribe(subject)
    }

    fn is_reachable(&self) -> BoxFuture<'_, bool> {
        self.bus.is_reachable()
    }
}

/// A bus that is away.
pub struct AwayBus;

impl Bus for AwayBus {
    fn publish<'a>(&'a self, _: &'a str, _: Payload) -> BoxFuture<'a, Result<(), BusError>> {
        futures::future::ready(Err(BusError("away".to_owned()))).boxed()
    }

    fn subscribe<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>> {
        futures::future::ready(Ok(futures::stream::pending().boxed())).boxed()
    }

    fn is_reachable(&self) -> BoxFuture<'_, bool> {
        futures::future::ready(false).boxed()
    }
}
