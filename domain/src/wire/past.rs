//! The earlier calls of a shopper, as the desk shows them next to the present one.

use serde::{Deserialize, Serialize};

use crate::{Duration, TicketId, call, history::Outcome, schedule::Stamp};

/// The most earlier tickets that are told.
pub const MOST_EARLIER: u32 = 10;

/// What is told of the earlier tickets of the visit that drew one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The ticket that was asked about.
    pub ticket: TicketId,
    /// The earlier ones; `None` when they could not be read.
    pub earlier: Option<EarlierTickets>,
}

/// The earlier tickets of a visit, as far as they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierTickets {
    /// At most [`MOST_EARLIER`], the newest first.
    pub tickets: Vec<EarlierTicket>,
    /// Whether there are more.
    pub has_more: bool,
    /// The year of now, which is not repeated.
    pub year: i16,
}

/// An earlier ticket of the same visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierTicket {
    /// Which.
    pub ticket: TicketId,
    /// When it was drawn, in the organisation's zone.
    pub at: Stamp,
    /// The name of its queue.
    pub queue: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The name of the agent of its latest call.
    pub agent: Option<String>,
    /// How long that call lasted.
    pub talked: Option<Duration>,
    /// How it went, as the agent saw it.
    pub went: Option<call::Outcome>,
    /// What agents noted, the oldest first.
    pub notes: Vec<String>,
}
