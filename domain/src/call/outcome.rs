//! How a call went, as its agent saw it.

use serde::{Deserialize, Serialize};

/// The most characters of an agent's note about a call.
pub const MAX_NOTE_CHARS: usize = 4_000;

/// How a call went, as its agent saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The shopper bought something.
    Sold,
    /// The shopper's question was answered.
    Helped,
    /// Something is still to be done.
    FollowUp,
    /// The shop could not help.
    NotHelped,
    /// Nobody talked: the shopper was gone, or it was a mistake.
    NoContact,
}

impl Outcome {
    /// All, in the order in which an agent chooses.
    pub const ALL: [Self; 5] = [Self::Sold, Self::Helped, Self::FollowUp, Self::NotHelped, Self::NoContact];
}
