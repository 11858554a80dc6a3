//! What a page is told of opening hours, whether there are any or not.

use serde::{Deserialize, Serialize};

use super::{Interval, Schedule};
use crate::Timestamp;

/// Whether it is open, and when that changes: what `areQueuesOpen` and the events `queue-is-open` and `queue-is-closed` tell (seed
/// "Calls Widget API Reference").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Whether it is open now.
    pub is_open: bool,
    /// The next time at which it goes from closed to open; while it is open, that is after it has closed.
    pub next_open: Option<Timestamp>,
    /// The next time at which it goes from open to closed; while it is closed, that is after it has opened.
    pub next_close: Option<Timestamp>,
}

impl Opening {
    /// Open, and never anything else: without a schedule.
    pub const ALWAYS: Self = Self { is_open: true, next_open: None, next_close: None };

    /// What holds at this instant. Without a schedule it is always open.
    pub fn of(schedule: Option<&Schedule>, at: Timestamp) -> Self {
        schedule.map_or(Self::ALWAYS, |schedule| schedule.opening(at))
    }

    /// The next time at which it opens or closes. Until then all of this holds, but for times that were beyond
    /// [`HORIZON`](super::HORIZON) and have come nearer; so who keeps it looks again after a day.
    pub fn changes_at(&self) -> Option<Timestamp> {
        if self.is_open { self.next_close } else { self.next_open }
    }
}

/// Whether it is open. Without a schedule it always is.
pub fn is_open(schedule: Option<&Schedule>, at: Timestamp) -> bool {
    schedule.is_none_or(|schedule| schedule.is_open(at))
}

/// [`Schedule::intervals`]; without a schedule all of the range is one.
pub fn intervals(schedule: Option<&Schedule>, range: Interval) -> impl Iterator<Item = Interval> {
    let whole = (schedule.is_none() && range.start < range.end).then_some(range);
    whole.into_iter().chain(schedule.into_iter().flat_map(move |schedule| schedule.intervals(range)))
}
