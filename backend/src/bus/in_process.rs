//! The bus of a single process, and the default.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures::{
    FutureExt, StreamExt,
    future::{self, BoxFuture},
    stream::{self, BoxStream},
};
use tokio::sync::broadcast::{self, Sender, error::RecvError};

use super::{Bus, BusError, Payload};

/// How far a subscriber may fall behind before it misses messages.
const BACKLOG: usize = 1_024;

/// Passes messages on within this process.
#[derive(Default)]
pub struct InProcessBus {
    subjects: Mutex<HashMap<String, Sender<Payload>>>,
}

impl InProcessBus {
    /// A bus that nobody is subscribed to yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn subjects(&self) -> MutexGuard<'_, HashMap<String, Sender<Payload>>> {
        self.subjects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bus for InProcessBus {
    fn publish<'a>(&'a self, subject: &'a str, payload: Payload) -> BoxFuture<'a, Result<(), BusError>> {
        let mut subjects = self.subjects();
        if let Some(sender) = subjects.get(subject)
            && sender.send(payload).is_err()
        {
            // The last subscriber is gone.
            subjects.remove(subject);
        }
        future::ready(Ok(())).boxed()
    }

    fn subscribe<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>> {
        let receiver = self.subjects().entry(subject.to_owned()).or_insert_with(|| broadcast::channel(BACKLOG).0).subscribe();
        let messages = stream::unfold(receiver, async |mut receiver| {
            loop {
                match receiver.recv().await {
                    Ok(payload) => return Some((payload, receiver)),
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                }
            }
        });
        future::ready(Ok(messages.boxed())).boxed()
    }

    fn is_reachable(&self) -> BoxFuture<'_, bool> {
        future::ready(true).boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_message_reaches_every_subscriber_of_its_subject_and_nobody_else() {
        let bus = InProcessBus::new();
        let mut here = bus.subscribe("a").await.unwrap();
        let mut there = bus.subscribe("a").await.unwrap();
        let mut elsewhere = bus.subscribe("b").await.unwrap();
        bus.publish("a", Payload::from(*b"hello")).await.unwrap();
        assert_eq!(here.next().await.as_deref(), Some(&b"hello"[..]));
        assert_eq!(there.next().await.as_deref(), Some(&b"hello"[..]));
        assert!(elsewhere.next().now_or_never().is_none());
    }

    #[tokio::test]
    async fn a_subject_without_subscribers_is_forgotten() {
        let bus = InProcessBus::new();
        drop(bus.subscribe("a").await.unwrap());
        bus.publish("a", Payload::from(*b"hello")).await.unwrap();
        assert!(bus.subjects().is_empty());
    }
}
