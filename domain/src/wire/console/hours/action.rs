//! What the buttons of the fields for opening hours do, when no script does it in the browser.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ExceptionForm, HoursForm, IntervalForm};
use crate::schedule::{Date, ics::Holidays};

/// What the button that sent a form with opening hours asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursAction {
    /// Save.
    Save,
    /// One more interval on this day, 0 for Monday.
    Add(usize),
    /// This interval of this day away.
    Remove(usize, usize),
    /// Monday's hours for Tuesday to Friday.
    CopyMonday,
    /// One more exception.
    AddException,
    /// This exception away.
    RemoveException(usize),
    /// All exceptions before today away.
    RemovePast,
    /// Show the coming days.
    Preview,
    /// Take the holidays out of the file.
    Import,
}

impl HoursAction {
    /// What the value of a button asks for; anything that is not known is a wish to look again, so that nothing is saved that
    /// nobody asked for. Without a button, as the Enter key sends it, the form is saved.
    pub fn of(value: &str) -> Self {
        let mut parts = value.split('.');
        let word = parts.next().unwrap_or_default();
        let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(usize::MAX);
        match word {
            "" | "save" => Self::Save,
            "add" => Self::Add(number()),
            "remove" => {
                let day = number();
                Self::Remove(day, number())
            }
            "copy-monday" => Self::CopyMonday,
            "add-exception" => Self::AddException,
            "remove-exception" => Self::RemoveException(number()),
            "remove-past" => Self::RemovePast,
            "import" => Self::Import,
            _ => Self::Preview,
        }
    }
}

/// The value of its button.
impl fmt::Display for HoursAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Save => formatter.write_str("save"),
            Self::Add(day) => write!(formatter, "add.{day}"),
            Self::Remove(day, place) => write!(formatter, "remove.{day}.{place}"),
            Self::CopyMonday => formatter.write_str("copy-monday"),
            Self::AddException => formatter.write_str("add-exception"),
            Self::RemoveException(place) => write!(formatter, "remove-exception.{place}"),
            Self::RemovePast => formatter.write_str("remove-past"),
            Self::Preview => formatter.write_str("preview"),
            Self::Import => formatter.write_str("import"),
        }
    }
}

/// What a calendar file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOutcome {
    /// Closed dates that are now in the form and not saved yet.
    pub added: u32,
    /// Dates that had an exception already, which was left alone.
    pub known: u32,
    /// Events that were left out because they have a time of day.
    pub timed: u32,
    /// Events that were left out because they are written in a way that is not read.
    pub unread: u32,
    /// The names of the first of these.
    pub not_understood: Vec<String>,
}

impl HoursForm {
    /// Does what changes the fields and nothing else.
    pub fn act(&mut self, action: HoursAction, today: Date) {
        match action {
            HoursAction::Add(day) => {
                if let Some(day) = self.days.get_mut(day) {
                    day.push(IntervalForm::default());
                }
            }
            HoursAction::Remove(day, place) => {
                if let Some(day) = self.days.get_mut(day).filter(|day| place < day.len()) {
                    day.remove(place);
                }
            }
            HoursAction::CopyMonday => {
                let [monday, rest @ ..] = &mut self.days;
                for day in rest.iter_mut().take(4) {
                    day.clone_from(monday);
                }
            }
            HoursAction::AddException => self.exceptions.push(ExceptionForm::default()),
            HoursAction::RemoveException(place) => {
                if place < self.exceptions.len() {
                    self.exceptions.remove(place);
                }
            }
            HoursAction::RemovePast => {
                let today = today.to_string();
                // ISO dates are in the order of their texts; what is no date yet is left alone.
                self.exceptions.retain(|exception| exception.date.len() != today.len() || exception.date >= today);
            }
            HoursAction::Save | HoursAction::Preview | HoursAction::Import => {}
        }
    }

    /// Takes holidays in as exceptions, for the dates that have none yet.
    pub fn import(&mut self, holidays: Holidays) -> ImportOutcome {
        let Holidays { closed, timed, unread, not_understood } = holidays;
        let found = closed.len();
        let known: std::collections::BTreeSet<String> = self.exceptions.iter().map(|exception| exception.date.clone()).collect();
        let new = closed.into_iter().filter(|holiday| !known.contains(&holiday.date)).map(|holiday| ExceptionForm {
            date: holiday.date,
            hours: String::new(),
            name: holiday.name.unwrap_or_default(),
            is_new: true,
        });
        let before = self.exceptions.len();
        self.exceptions.extend(new);
        let added = self.exceptions.len() - before;
        self.exceptions.retain(|exception| !exception.is_blank());
        self.exceptions.sort_by(|one, other| one.date.cmp(&other.date));
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        ImportOutcome { added: count(added), known: count(found - added), timed: count(timed), unread: count(unread), not_understood }
    }
}
