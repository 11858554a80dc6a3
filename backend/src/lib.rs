//! What happens in Vitrine: the use cases, the store, the bus. Native only; knows nothing of HTTP.
//!
//! Every change goes through [`store::Store::change`]: one transaction that moves rows, appends the event, the audit row and
//! the outbox row, and after the commit hints at what changed. The store is the truth; a hint may get lost.

pub mod accounts;
pub mod backup;
pub mod bus;
pub mod catalogue;
pub mod demo;
mod digest;
pub mod error;
pub mod front_desk;
pub mod history;
mod identity;
pub mod keys;
pub mod mail;
mod network;
pub mod outbound;
mod pass;
pub mod purchases;
pub mod random;
pub mod settings;
pub mod store;
pub mod turn;
pub mod visit;

pub use error::{Error, Result};
pub use store::Actor;
