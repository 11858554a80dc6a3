//! How long it takes until somebody answers.

use crate::Duration;
use crate::waiting::spread::{Prior, Spread, length};

/// Until a queue has rings of its own: 8 s on average, worth four.
const PRIOR: Prior = Prior { mean: 8.0, deviation: 0.7, worth: 4.0 };

/// A queue's own distribution of the time from the first ring for a ticket to the answer, rings that were missed included.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerTimes(pub(super) Spread);

impl AnswerTimes {
    /// Learns from answered tickets, the newest first; no more than [`super::MAX_MEASURED`] are looked at.
    pub fn learn(answered: impl IntoIterator<Item = Duration>) -> Self {
        Self(Spread::learn(answered, PRIOR))
    }

    /// The mean time.
    pub fn mean(&self) -> Duration {
        length(self.0.mean)
    }
}

impl Default for AnswerTimes {
    fn default() -> Self {
        Self::learn([])
    }
}
