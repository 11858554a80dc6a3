//! A small shop with agents, and people who act in it.

mod bus;
mod chance;
mod desk;
mod guest;
pub mod mail;
mod shop;
mod shopper;

pub use bus::{AwayBus, UnreliableBus};
pub use chance::{Chance, seeds};
pub use desk::Desk;
pub use guest::{Guest, claim, fresh, link};
pub use shop::{Node, START, Shop, on_each_store, settings_file};
pub use shopper::{Shopper, ask_call_back, join_request};

use std::time::Duration;

/// How long anything may take to be seen.
pub const DEADLINE: Duration = Duration::from_secs(20);
