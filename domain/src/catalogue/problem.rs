//! Why a whole feed was of no use.

use serde::{Deserialize, Serialize};

use super::Tally;

/// Why a whole feed was of no use; what was in the catalogue before stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum FeedProblem {
    /// Nothing is in it.
    #[error("It is empty.")]
    Empty,
    /// It is beyond [`super::MAX_FEED_BYTES`].
    #[error("It is larger than 50 MB.")]
    TooLarge,
    /// It is packed.
    #[error("It is packed (zip or gzip). Unpack it first.")]
    Packed,
    /// It is no feed.
    #[error("It is neither a table (CSV) nor an XML feed (RSS or Atom).")]
    NoFeed,
    /// Columns are missing; which.
    #[error("Its first line names no column for: {0}.")]
    Columns(String),
    /// None of its rows is an item; what is wrong with them.
    #[error("None of its rows is of use.")]
    NothingFits(Tally),
    /// Its address did not answer as it should; how.
    #[error("Its address could not be read: {0}.")]
    Unread(String),
}

impl FeedProblem {
    /// What was wrong by line.
    pub fn tally(&self) -> Option<&Tally> {
        match self {
            Self::NothingFits(tally) => Some(tally),
            _ => None,
        }
    }
}
