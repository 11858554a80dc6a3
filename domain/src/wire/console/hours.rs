//! Opening hours as a form: intervals of each weekday, exceptions, a zone.

mod action;
mod reading;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use action::{HoursAction, ImportOutcome};
pub use summary::WeekLine;

use super::{ConsoleFrame, FormProblem, LastChange};
use crate::{Timestamp, schedule::OpenDay};

/// The page of the organisation's opening hours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoursPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Whether there are opening hours at all; without any it is always open.
    pub has_hours: bool,
    /// What the fields hold.
    pub form: HoursForm,
    /// The version that is changed.
    pub version: i64,
    /// When the form was opened.
    pub opened_at: Timestamp,
    /// The names of all time zones.
    pub zones: Vec<String>,
    /// The coming days with what the fields hold, when that makes sense.
    pub preview: Option<Vec<OpenDay>>,
    /// What a calendar file gave.
    pub import: Option<ImportOutcome>,
    /// What is wrong.
    pub problems: Vec<FormProblem>,
    /// That somebody else saved meanwhile.
    pub changed: Option<LastChange>,
    /// Whether it was just saved.
    pub is_saved: bool,
    /// Whether the fields hold what is not saved.
    pub is_unsaved: bool,
}

/// Whose opening hours a queue keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoseHours {
    /// The organisation's.
    #[default]
    Organisation,
    /// None: always open.
    Always,
    /// Its own.
    Own,
}

/// What the fields for opening hours hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    /// The name of a time zone.
    pub zone: String,
    /// The intervals of each day, Monday first.
    pub days: [Vec<IntervalForm>; 7],
    /// Dates with hours of their own.
    pub exceptions: Vec<ExceptionForm>,
}

/// An interval of a day: times as `09:00`; one that ends at 00:00 ends at midnight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntervalForm {
    /// When it begins.
    pub from: String,
    /// When it ends; not later than the beginning when that is past midnight.
    pub to: String,
}

/// A date with hours of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionForm {
    /// As `2026-12-24`.
    pub date: String,
    /// As `09:00-12:00, 13:00-17:00`; nothing when it is closed.
    pub hours: String,
    /// What the day is called.
    pub name: String,
    /// Whether it came from a file and is not saved yet.
    pub is_new: bool,
}
