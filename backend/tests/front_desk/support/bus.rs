//! A bus as bad as the real one may be.

use std::{sync::Arc, time::Duration};

use backend::bus::{Bus, BusError, InProcessBus, Payload};
use futures::{FutureExt, future::BoxFuture, stream::BoxStream};

/// Drops some messages, repeats some and delays some.
#[derive(Default)]
pub struct UnreliableBus(Arc<InProcessBus>);

fn chance() -> u32 {
    getrandom::u32().unwrap() % 100
}

impl Bus for UnreliableBus {
    fn publish<'a>(&'a self, subject: &'a str, payload: Payload) -> BoxFuture<'a, Result<(), BusError>> {
        let times = match chance() {
            0..30 => 0,
            30..50 => 2,
            _ => 1,
        };
        for _ in 0..times {
            let (bus, subject, payload) = (Arc::clone(&self.0), subject.to_owned(), Arc::clone(&payload));
            let delay = Duration::from_millis(u64::from(chance()) * u64::from(chance() / 50));
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                bus.publish(&subject, payload).await
            });
        }
        futures::future::ready(Ok(())).boxed()
    }

    fn subscribe<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>> {
        self.0.subscribe(subject)
    }

    fn is_reachable(&self) -> BoxFuture<'_, bool> {
        self.0.is_reachable()
    }
}
