//! The list of blocked visits.

use serde::{Deserialize, Serialize};

use super::ConsoleFrame;
use crate::{BlockId, TicketId, schedule::Stamp};

/// The list of blocked visits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlocksPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// The blocks, the newest first.
    pub blocks: Vec<BlockLine>,
    /// How many more there are than are shown.
    pub more: u32,
    /// The year of now, which is not repeated.
    pub year: i16,
    /// The name of the zone of all times.
    pub zone: String,
    /// Whether one was just lifted.
    pub is_lifted: bool,
}

/// A blocked visit. Nothing tells who it is but the ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockLine {
    /// Which block.
    pub id: BlockId,
    /// The ticket for which it was blocked.
    pub ticket: TicketId,
    /// The name of the ticket's queue.
    pub queue: String,
    /// Who blocked it.
    pub by: String,
    /// Why, in that person's words.
    pub reason: Option<String>,
    /// Since when.
    pub at: Stamp,
    /// Until when at most.
    pub until: Stamp,
}

/// Whether the visit of a ticket draws no more tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketBlock {
    /// It may, and can be blocked.
    Open,
    /// It is blocked.
    Blocked,
    /// Nothing is kept any more by which the visit would be known.
    Forgotten,
}
