//! How often agents stop serving.

use crate::Duration;
use crate::waiting::spread::{exponential, seconds};

/// What every queue starts with: an agent takes two breaks in eight hours, of ten minutes each.
const PRIOR_BREAKS: f64 = 2.0;
const PRIOR_SERVED: f64 = 28_800.0;
const PRIOR_AWAY: f64 = 600.0;

/// How often an agent of this queue stops serving for a while, and for how long.
///
/// Agents who begin their day are not foreseen: the estimate falls when they are there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Staffing {
    per_second: f64,
    away: f64,
}

impl Staffing {
    /// Learns from so many breaks of the last 60 days, the time all agents served together, and the time they were away together
    /// during those breaks. The end of an agent's day is no break.
    pub fn learn(breaks: u32, served: Duration, away: Duration) -> Self {
        let breaks = f64::from(breaks) + PRIOR_BREAKS;
        Self { per_second: breaks / (seconds(served) + PRIOR_SERVED), away: (seconds(away) + PRIOR_BREAKS * PRIOR_AWAY) / breaks }
    }

    /// How long an agent is away after a call that kept him for `length` seconds, given a draw from the exponential distribution
    /// of mean 1: not at all, unless his break fell due in that time.
    pub(super) fn pause(self, length: f64, draw: f64) -> f64 {
        let due = length * self.per_second;
        // When it fell due is as random as how long it lasts, and so says that, too.
        if draw < due { self.away * exponential((-draw).exp_m1() / (-due).exp_m1()) } else { 0.0 }
    }

    /// How many of the agents stop in a second, as a share.
    pub(super) fn per_second(self) -> f64 {
        self.per_second
    }

    /// The mean length of a break in seconds.
    pub(super) fn away(self) -> f64 {
        self.away
    }
}

impl Default for Staffing {
    fn default() -> Self {
        Self::learn(0, Duration::ZERO, Duration::ZERO)
    }
}
