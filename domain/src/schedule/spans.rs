//! From dates and local times to instants.

use std::iter::{Peekable, successors};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Schedule;
use crate::Timestamp;

/// A stretch of time: from its start on, and until just before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first instant.
    pub start: Timestamp,
    /// The first instant after it; later than the start.
    pub end: Timestamp,
}

impl Interval {
    /// Whether the instant is in it.
    pub fn contains(self, at: Timestamp) -> bool {
        self.start <= at && at < self.end
    }
}

impl Schedule {
    /// The intervals that begin on the dates from the first to the last, sorted by start: local times are put in their order by
    /// [`Zone::first_at_or_after`](super::Zone). They may touch and, from one date to the next, overlap.
    pub(super) fn raw(&self, first: Date, last: Date) -> impl Iterator<Item = Interval> {
        let dates = successors(Some(first), |date| date.tomorrow().ok()).take_while(move |date| *date <= last);
        dates.flat_map(move |date| {
            self.hours_on(date).iter().filter_map(move |hours| {
                let start = self.zone.first_at_or_after(hours.start_on(date))?;
                let end = self.zone.first_at_or_after(hours.end_after(date)?)?;
                // Empty is what a skipped hour, or all of a skipped day, leaves of it.
                (start < end).then_some(Interval { start, end })
            })
        })
    }
}

/// Sorted intervals of which those that touch or overlap are one.
pub(super) struct Merged<I: Iterator<Item = Interval>>(Peekable<I>);

impl<I: Iterator<Item = Interval>> Merged<I> {
    pub(super) fn of(sorted: I) -> Self {
        Self(sorted.peekable())
    }
}

impl<I: Iterator<Item = Interval>> Iterator for Merged<I> {
    type Item = Interval;

    fn next(&mut self) -> Option<Interval> {
        let mut whole = self.0.next()?;
        while let Some(more) = self.0.next_if(|next| next.start <= whole.end) {
            whole.end = whole.end.max(more.end);
        }
        Some(whole)
    }
}
