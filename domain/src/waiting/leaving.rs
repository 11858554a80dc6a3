//! How soon shoppers give up.

use crate::Duration;
use crate::waiting::spread::seconds;

/// What every queue starts with: two who left in an hour of waiting.
const PRIOR_LEFT: f64 = 2.0;
const PRIOR_WAITED: f64 = 3_600.0;

/// A queue's own rate of leaving the line: who left, over all the time that was waited in it.
///
/// Time waited by those who were answered counts too, else patience would look shorter than it is: that is the maximum likelihood
/// estimate for exponential patience where the answered are censored (Mandelbaum and Zeltyn, "Service Engineering in Action", 2007).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaving {
    per_second: f64,
}

impl Leaving {
    /// Learns from so many who left in the last 60 days, and the time all shoppers waited together, those who were answered included.
    pub fn learn(left: u32, waited: Duration) -> Self {
        Self { per_second: (f64::from(left) + PRIOR_LEFT) / (seconds(waited) + PRIOR_WAITED) }
    }

    /// How many of those in line leave in a second, as a share.
    pub(super) fn per_second(self) -> f64 {
        self.per_second
    }
}

impl Default for Leaving {
    fn default() -> Self {
        Self::learn(0, Duration::ZERO)
    }
}
