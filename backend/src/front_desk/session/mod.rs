//! Sessions: one socket each, a shopper's or an agent's. What comes in changes rows; what goes out is worked out from views.

mod agent;
mod answer;
mod guest;
mod ice;
mod join;
mod notebook;
mod phone;
mod shopper;
mod shopping;
mod stranger;

pub use agent::{AgentHello, AgentSession};
pub use guest::{GuestHello, GuestSession};
pub use shopper::{ShopperHello, ShopperSession};

use domain::{
    ConnectionId,
    wire::{OLDEST_VERSION, Problem},
};

use crate::Error;

/// Whether this code speaks the client's version. It also speaks to a newer one: during a deploy a page of the next release may
/// meet a server that still runs this one, and each side leaves out what it does not know.
fn check_version(version: u16) -> Result<(), Problem> {
    if version >= OLDEST_VERSION { Ok(()) } else { Err(Problem::Upgrade) }
}

/// The name that a hello gives its load of the page; one that is no name counts as none.
fn page_of(name: Option<String>) -> Option<String> {
    name.filter(|name| name.parse::<ConnectionId>().is_ok())
}

/// What a client hears of an error of ours; the log has the rest.
fn internal(org: &domain::OrgId, doing: &'static str) -> impl FnOnce(Error) -> Problem {
    let org = org.clone();
    move |error| {
        tracing::error!(%org, %error, doing, "a request at the front desk failed");
        Problem::Internal
    }
}
