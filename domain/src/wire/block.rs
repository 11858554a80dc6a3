//! Blocking the shopper of a call, from the desk.

use serde::{Deserialize, Serialize};

use crate::CallId;

/// The most characters of a reason; more are cut.
pub const MAX_BLOCK_REASON_CHARS: usize = 300;

/// What became of an agent's wish to block the shopper of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockNews {
    /// Which call.
    pub call: CallId,
    /// What became of it.
    pub outcome: BlockOutcome,
}

/// Whether a shopper is blocked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockOutcome {
    /// The visit draws no more tickets.
    Blocked,
    /// Nothing is kept any more by which the visit would be known.
    Forgotten,
}
