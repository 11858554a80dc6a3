//! What an agent writes down of a call.

use serde::{Deserialize, Serialize};

use crate::{CallId, Timestamp, call::Outcome};

/// What an agent has written down of the own call: while it runs, and afterwards until the agent is done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRecord {
    /// Which call.
    pub call: CallId,
    /// The queue's name.
    pub queue: String,
    /// When it ended; `None` while it runs.
    pub ended_at: Option<Timestamp>,
    /// Until when nothing rings, so that the agent can write; in the past when that is over.
    pub free_at: Option<Timestamp>,
    /// How it went.
    pub outcome: Option<Outcome>,
    /// In the agent's words; at most [`crate::call::MAX_NOTE_CHARS`].
    pub note: String,
}

impl CallRecord {
    /// Whether the agent is left alone at `now`.
    pub fn is_wrapping_up(&self, now: Timestamp) -> bool {
        self.ended_at.is_some() && self.free_at.is_some_and(|at| at > now)
    }
}
