//! A schedule as people write it, and what can be wrong with it.

use std::collections::{BTreeMap, btree_map::Entry};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Exception, Hours, InvalidHours, Schedule, UnknownZone, Week};

/// The most intervals that a day may have.
pub const MAX_INTERVALS: usize = 12;
/// The most dated exceptions that a schedule may have.
pub const MAX_EXCEPTIONS: usize = 1_000;
/// The most characters of an exception's name; more are cut.
pub const MAX_NAME_CHARS: usize = 120;

/// A schedule as it is stored, edited and written in files: plain texts, not yet looked at. It needs no time zone data, so a form in
/// the browser can hold one; [`Schedule::try_from`] makes it a schedule or says what is wrong.
///
/// ```toml
/// zone = "Europe/Stockholm"
/// weekly = { monday = ["09:00-12:00", "13:00-24:00"], friday = ["20:00-02:00"] }
/// exceptions = [
///   { date = "2026-12-24", hours = ["09:00-13:00"], name = "Christmas Eve" },
///   { date = "2026-12-25", hours = [] },
/// ]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The name of an IANA time zone.
    pub zone: String,
    /// Intervals of each weekday; a day that is not named is closed.
    #[serde(default)]
    pub weekly: Week<String>,
    /// Dates with hours of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<ExceptionDraft>,
}

/// A date with hours of its own, as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionDraft {
    /// Such as `2026-12-24`.
    pub date: String,
    /// The intervals that take the place of the weekday's; none when it is closed.
    #[serde(default)]
    pub hours: Vec<String>,
    /// What the day is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Why a draft is no schedule. A place is a weekday or a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSchedule {
    /// The zone is not in the database.
    #[error(transparent)]
    Zone(#[from] UnknownZone),
    /// A text that is no interval.
    #[error("{place}: {problem}")]
    Hours {
        /// Where.
        place: String,
        /// What is wrong.
        problem: InvalidHours,
    },
    /// Two intervals of one day share some time, which is mostly a slip of the pen, so it is asked about and not merged.
    #[error("{place}: {first} and {second} overlap")]
    Overlap {
        /// Where.
        place: String,
        /// The interval that begins first.
        first: Hours,
        /// The other.
        second: Hours,
    },
    /// More intervals than a day may have.
    #[error("{0}: a day has at most {MAX_INTERVALS} intervals")]
    TooManyIntervals(String),
    /// A text that is no date.
    #[error("\"{0}\" is no date; write one like 2026-12-24")]
    Date(String),
    /// A date that has two exceptions.
    #[error("{0} has two exceptions; write all its hours in one")]
    Twice(Date),
    /// More exceptions than a schedule may have.
    #[error("a schedule has at most {MAX_EXCEPTIONS} exceptions")]
    TooManyExceptions,
}

impl Draft {
    /// Adds exceptions, such as imported holidays, for the dates that have none yet; gives how many those were.
    pub fn add(&mut self, exceptions: impl IntoIterator<Item = ExceptionDraft>) -> usize {
        let before = self.exceptions.len();
        let mut dates: std::collections::BTreeSet<String> = self.exceptions.iter().map(|known| known.date.clone()).collect();
        self.exceptions.extend(exceptions.into_iter().filter(|new| dates.insert(new.date.clone())));
        self.exceptions.len() - before
    }
}

impl TryFrom<Draft> for Schedule {
    type Error = InvalidSchedule;

    fn try_from(draft: Draft) -> Result<Self, InvalidSchedule> {
        if draft.exceptions.len() > MAX_EXCEPTIONS {
            return Err(InvalidSchedule::TooManyExceptions);
        }
        let zone = draft.zone.parse()?;
        let weekly = draft.weekly.try_map(|day, texts| intervals(day, &texts))?;
        let mut exceptions = BTreeMap::new();
        for ExceptionDraft { date, hours, name } in draft.exceptions {
            let date = calendar_date(&date).ok_or_else(|| InvalidSchedule::Date(super::quoted(&date)))?;
            let hours = intervals(&date.to_string(), &hours)?;
            let name = name.and_then(|name| crate::text::line(&name, MAX_NAME_CHARS));
            match exceptions.entry(date) {
                Entry::Vacant(place) => place.insert(Exception { hours, name }),
                Entry::Occupied(_) => return Err(InvalidSchedule::Twice(date)),
            };
        }
        Ok(Self { zone, weekly, exceptions })
    }
}

impl From<Schedule> for Draft {
    fn from(schedule: Schedule) -> Self {
        let texts = |hours: Vec<Hours>| hours.iter().map(Hours::to_string).collect::<Vec<_>>();
        let Ok(weekly) = schedule.weekly.try_map(|_, hours| Ok::<_, std::convert::Infallible>(texts(hours)));
        let exceptions = schedule.exceptions.into_iter();
        let exceptions =
            exceptions.map(|(date, Exception { hours, name })| ExceptionDraft { date: date.to_string(), hours: texts(hours), name });
        Self { zone: schedule.zone.to_string(), weekly, exceptions: exceptions.collect() }
    }
}

/// The sorted intervals of one day.
fn intervals(place: &str, texts: &[String]) -> Result<Vec<Hours>, InvalidSchedule> {
    if texts.len() > MAX_INTERVALS {
        return Err(InvalidSchedule::TooManyIntervals(place.into()));
    }
    let parsed: Result<Vec<Hours>, _> = texts.iter().map(|text| text.parse()).collect();
    let mut hours = parsed.map_err(|problem| InvalidSchedule::Hours { place: place.into(), problem })?;
    hours.sort_unstable();
    let overlap = hours.windows(2).find_map(|pair| match *pair {
        [first, second] if first.reaches_into(second) => Some((first, second)),
        _ => None,
    });
    match overlap {
        Some((first, second)) => Err(InvalidSchedule::Overlap { place: place.into(), first, second }),
        None => Ok(hours),
    }
}

/// A date as `2026-12-24`, and nothing else that ISO 8601 has.
fn calendar_date(text: &str) -> Option<Date> {
    let is_shaped = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_shaped.then(|| text.parse().ok()).flatten()
}
