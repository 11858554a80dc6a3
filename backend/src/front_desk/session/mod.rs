//! Sessions: one socket each, a shopper's or an agent's. What comes in changes rows; what goes out is worked out from views.

mod agent;
mod answer;
mod ice;
mod join;
mod phone;
mod shopper;

pub use agent::{AgentHello, AgentSession};
pub use shopper::{ShopperHello, ShopperSession};

use domain::wire::{OLDEST_VERSION, Problem, VERSION};

use crate::Error;

/// Whether this code speaks the client's version.
fn check_version(version: u16) -> Result<(), Problem> {
    if (OLDEST_VERSION..=VERSION).contains(&version) { Ok(()) } else { Err(Problem::Upgrade) }
}

/// What a client hears of an error of ours; the log has the rest.
fn internal(org: &domain::OrgId, doing: &'static str) -> impl FnOnce(Error) -> Problem {
    let org = org.clone();
    move |error| {
        tracing::error!(%org, %error, doing, "a request at the front desk failed");
        Problem::Internal
    }
}
