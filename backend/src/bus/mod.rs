//! The bus: how nodes tell each other that something changed, and pass signalling on. Bytes, at most once, in any order, a
//! subject for each organisation. Nothing depends on a message arriving: the store is the truth.

mod in_process;
mod nats;

pub use in_process::InProcessBus;
pub use nats::NatsBus;

use futures::{future::BoxFuture, stream::BoxStream};

/// The bytes of one message.
pub type Payload = std::sync::Arc<[u8]>;

/// Carries messages between nodes.
pub trait Bus: Send + Sync + 'static {
    /// Sends to whoever is subscribed now.
    fn publish<'a>(&'a self, subject: &'a str, payload: Payload) -> BoxFuture<'a, Result<(), BusError>>;

    /// What is published from now on. The stream ends when the bus goes away; a subscriber that is too slow misses messages.
    fn subscribe<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>>;

    /// Whether messages get through now.
    fn is_reachable(&self) -> BoxFuture<'_, bool>;
}

/// Why a message was not sent or a subscription not made.
#[derive(Debug, thiserror::Error)]
#[error("the bus cannot be reached: {0}")]
pub struct BusError(pub String);
