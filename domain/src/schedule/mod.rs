//! Opening hours: when a queue, or whoever takes bookings, is open.
//!
//! A [`Schedule`] has a time zone, hours for each weekday, and exceptions for dates. It is made from a [`Draft`], by parsing only.
//! Who has no schedule is always open: [`Opening::of`], [`is_open`] and [`intervals`] take an `Option`.
//!
//! **An interval belongs to the date on which it begins**, also the part of it past midnight. So the evening before a holiday ends
//! as late as it always does, a closed date takes the small hours after it along, and an exception's own hours may run into the
//! next date.
//!
//! **Clocks that are put forward or back.** An interval lasts from when the clock on the wall first shows its start, or a later
//! time, until it first shows its end, or a later one. Where 02:00-03:00 is skipped, 01:00-02:30 ends with the jump at 02:00 and
//! 02:15-02:45 does not take place; where it comes twice, 01:00-02:30 ends at the first 02:30 and does not open again, and
//! 02:30-03:00 lasts an hour and a half. Of a date that a zone skipped altogether (Pacific/Apia, 2011-12-30) only
//! what runs past midnight is left.
//!
//! **Touching intervals are one**: `13:00-24:00` and `00:00-02:00` of the next day have no closing and opening between them.

mod days;
mod draft;
mod hours;
pub mod ics;
mod moment;
mod opening;
mod spans;
mod stamp;
mod week;
mod zone;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;

use std::collections::BTreeMap;

pub use days::{OpenDay, OpenTime};
pub use draft::{Draft, ExceptionDraft, InvalidSchedule, MAX_EXCEPTIONS, MAX_INTERVALS, MAX_NAME_CHARS};
pub use hours::{Hours, InvalidHours};
pub use jiff::civil::Date;
pub use moment::{Day, Moment};
use serde::{Deserialize, Serialize};
use spans::Merged;

pub use self::{
    opening::{Opening, intervals, is_open},
    spans::Interval,
    stamp::Stamp,
    week::Week,
    zone::{UnknownZone, Zone},
};
use crate::{Duration, Timestamp};

/// How far ahead the next opening and closing are looked for. What is further away is not told.
pub const HORIZON: Duration = Duration::from_secs(400 * 24 * 3_600);
/// The longest range of which [`Schedule::intervals`] gives all; of a longer one it gives this much from its start.
pub const LONGEST_RANGE: Duration = Duration::from_secs(3_660 * 24 * 3_600);

/// Opening hours in a time zone. Its serialised form is that of [`Draft`], and deserialising validates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Schedule {
    zone: Zone,
    weekly: Week<Hours>,
    exceptions: BTreeMap<Date, Exception>,
}

/// A date's own hours.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Exception {
    hours: Vec<Hours>,
    name: Option<String>,
}

impl Schedule {
    /// The zone its hours are in.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The hours that begin on this local date, sorted: an exception's, or else the weekday's.
    pub fn hours_on(&self, date: Date) -> &[Hours] {
        self.exceptions.get(&date).map_or_else(|| self.weekly.on(date.weekday()), |exception| exception.hours.as_slice())
    }

    /// What the exception of this local date is called.
    pub fn name_of(&self, date: Date) -> Option<&str> {
        self.exceptions.get(&date)?.name.as_deref()
    }

    /// Whether it is open: from the instant at which an interval starts until just before it ends. Three dates are looked at.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let today = self.zone.date(at);
        // Tomorrow's too: after a clock was put back past midnight, the date it first showed has already begun.
        self.raw(today.yesterday().unwrap_or(today), today.tomorrow().unwrap_or(today)).any(|interval| interval.contains(at))
    }

    /// The next time, later than `at`, at which it goes from closed to open. While it is open, that is after it has closed. `None`
    /// when there is none within [`HORIZON`].
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        self.ahead(at).find(|interval| interval.start > at).map(|interval| interval.start)
    }

    /// The next time, later than `at`, at which it goes from open to closed. While it is closed, that is after it has opened. `None`
    /// when there is none within [`HORIZON`].
    pub fn next_close(&self, at: Timestamp) -> Option<Timestamp> {
        self.ahead(at).find(|interval| interval.end > at).and_then(|interval| self.known_end(at, interval))
    }

    /// [`Schedule::is_open`], [`Schedule::next_open`] and [`Schedule::next_close`] in one go.
    pub fn opening(&self, at: Timestamp) -> Opening {
        let mut ahead = self.ahead(at).skip_while(|interval| interval.end <= at);
        let Some(first) = ahead.next() else {
            return Opening { is_open: false, next_open: None, next_close: None };
        };
        let is_open = first.start <= at;
        let next_open = if is_open { ahead.next() } else { Some(first) }.map(|interval| interval.start);
        Opening { is_open, next_open, next_close: self.known_end(at, first) }
    }

    /// When it is open within the range, which the first and the last interval are cut to: sorted, with closed time between any two.
    /// Nothing is allocated.
    pub fn intervals(&self, range: Interval) -> impl Iterator<Item = Interval> {
        let Interval { start, end } = range;
        let end = end.min(start + LONGEST_RANGE);
        let (first, last) = (self.zone.date(start), self.zone.date(end));
        let raw = self.raw(first.yesterday().unwrap_or(first), last.tomorrow().unwrap_or(last));
        Merged::of(raw)
            .skip_while(move |interval| interval.end <= start)
            .map(move |interval| Interval { start: interval.start.max(start), end: interval.end.min(end) })
            .take_while(|cut| cut.start < cut.end)
    }

    /// Merged intervals from the one that is going on, if any, to those that begin within the horizon.
    fn ahead(&self, at: Timestamp) -> impl Iterator<Item = Interval> {
        let today = self.zone.date(at);
        Merged::of(self.raw(today.yesterday().unwrap_or(today), self.horizon(at)))
    }

    /// The last date that is looked at.
    fn horizon(&self, at: Timestamp) -> Date {
        self.zone.date(at + HORIZON)
    }

    /// When an interval of [`Schedule::ahead`] ends; `None` for the one that goes on past what was looked at.
    fn known_end(&self, at: Timestamp, interval: Interval) -> Option<Timestamp> {
        let unseen = self.zone.first_at_or_after(self.horizon(at).tomorrow().ok()?.into())?;
        (interval.end < unseen).then_some(interval.end)
    }
}

/// Somebody's text as a message repeats it: one line, not too long.
fn quoted(text: &str) -> String {
    crate::text::line(text, 60).unwrap_or_default()
}
