//! How long calls keep an agent.

use crate::Duration;
use crate::waiting::spread::{Prior, Spread, length, seconds};

/// What every queue starts with: 420 s on average (seed, the estimated wait before a queue has calls of its own), with the spread
/// that lengths of service calls commonly have (log-normal: Brown and others, "Statistical Analysis of a Telephone Call Center",
/// JASA 2005), worth four calls.
const PRIOR: Prior = Prior { mean: 420.0, deviation: 0.8, worth: 4.0 };

/// A queue's own distribution of how long a call keeps an agent: from the answer until he is free again, so with wrapping up.
#[derive(Clone, Debug, PartialEq)]
pub struct CallLengths(pub(super) Spread);

impl CallLengths {
    /// Learns from finished calls, the newest first; no more than [`super::MAX_MEASURED`] are looked at. With few of them the
    /// start value still counts.
    pub fn learn(finished: impl IntoIterator<Item = Duration>) -> Self {
        Self(Spread::learn(finished, PRIOR))
    }

    /// The mean length.
    pub fn mean(&self) -> Duration {
        length(self.0.mean)
    }

    /// How much longer a call keeps its agent that runs for `age`: the median. Positive however old the call is.
    pub fn median_left(&self, age: Duration) -> Duration {
        length(self.0.left(seconds(age), 0.5))
    }
}

impl Default for CallLengths {
    fn default() -> Self {
        Self::learn([])
    }
}
