//! Holidays from an iCalendar file (RFC 5545), which is how states, schools and calendar programs hand them out.
//!
//! Of all that the format has, this reads what holiday files consist of: events of whole days, and those that come back every
//! year. What it does not read it counts or names, so that a person can be told; it never guesses. All limits are hard: the time
//! that a file takes depends on them and not on what is in it.

mod event;
mod lines;
mod yearly;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, btree_map::Entry};

use event::{Event, Unread};
use jiff::civil::Date;
use lines::{Lines, Property};

use super::{ExceptionDraft, MAX_EXCEPTIONS, MAX_NAME_CHARS};

/// The largest file.
pub const MAX_BYTES: usize = 4 * 1_024 * 1_024;
/// The most events that a file may have.
pub const MAX_EVENTS: usize = 10_000;
/// The longest event; a longer one is named in [`Holidays::not_understood`].
pub const MAX_EVENT_DAYS: i32 = 100;
/// The most events that [`Holidays::not_understood`] names; more are only counted.
pub const MAX_NAMED: usize = 20;
/// The most steps, a day or a year looked at, that all events together may take.
const MAX_STEPS: u32 = 200_000;

/// What a file has for some years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holidays {
    /// The days, sorted, each once, and closed: ready for [`Draft::add`](super::Draft::add).
    pub closed: Vec<ExceptionDraft>,
    /// How many events were left out because they have a time of day.
    pub timed: usize,
    /// How many events were left out because they are written in a way that is not read, such as coming back every week.
    pub unread: usize,
    /// The names of the first of these.
    pub not_understood: Vec<String>,
}

/// Why a file gives no holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCalendar {
    /// It does not begin as one.
    #[error("this file is no calendar: it does not begin with BEGIN:VCALENDAR")]
    NotACalendar,
    /// It ends within the calendar or an event.
    #[error("this calendar is cut short: line {0} has an END that was not begun, or the file ends too early")]
    Unbalanced(usize),
    /// It is larger than [`MAX_BYTES`].
    #[error("this calendar is larger than 4 MB")]
    TooLarge,
    /// It has more than [`MAX_EVENTS`].
    #[error("this calendar has more than {MAX_EVENTS} events")]
    TooManyEvents,
    /// Its events cover too many days to be holidays.
    #[error("the events of this calendar cover more days than a schedule has room for ({MAX_EXCEPTIONS})")]
    TooManyDays,
}

/// The holidays on the dates from `first` to `last`. Events that come back are followed only within these.
///
/// # Errors
/// See [`InvalidCalendar`].
pub fn holidays(file: &[u8], first: Date, last: Date) -> Result<Holidays, InvalidCalendar> {
    if file.len() > MAX_BYTES {
        return Err(InvalidCalendar::TooLarge);
    }
    let mut reader = Reader { first, last, found: Holidays::default(), days: BTreeMap::new(), steps: 0 };
    let mut open: Vec<String> = Vec::new();
    let mut event = Event::default();
    let mut events = 0;
    let mut number = 0;
    for line in Lines::of(file) {
        number = line.number;
        let property = Property::of(&line.text);
        let Some(Property { name, value, .. }) = &property else {
            if open.is_empty() {
                return Err(InvalidCalendar::NotACalendar);
            }
            continue;
        };
        match name.as_str() {
            "BEGIN" => {
                let component = value.trim().to_ascii_uppercase();
                if open.is_empty() && component != "VCALENDAR" {
                    return Err(InvalidCalendar::NotACalendar);
                }
                if component == "VEVENT" {
                    events += 1;
                    if events > MAX_EVENTS {
                        return Err(InvalidCalendar::TooManyEvents);
                    }
                    event = Event::default();
                }
                if open.len() == MAX_DEPTH {
                    return Err(InvalidCalendar::Unbalanced(number));
                }
                open.push(component);
            }
            _ if open.is_empty() => return Err(InvalidCalendar::NotACalendar),
            "END" => {
                let ended = open.pop().filter(|ended| value.trim().eq_ignore_ascii_case(ended));
                let ended = ended.ok_or(InvalidCalendar::Unbalanced(number))?;
                if ended == "VEVENT" {
                    reader.take(std::mem::take(&mut event))?;
                }
            }
            // What an alarm within an event has is not the event's.
            _ if open.last().is_some_and(|component| component == "VEVENT") => {
                if let Some(property) = property {
                    event.read(property);
                }
            }
            _ => {}
        }
    }
    match (number, open.is_empty()) {
        (0, _) => Err(InvalidCalendar::NotACalendar),
        (_, false) => Err(InvalidCalendar::Unbalanced(number)),
        (_, true) => Ok(reader.into_holidays()),
    }
}

/// How deep components may stand in each other; calendars have three levels.
const MAX_DEPTH: usize = 8;

struct Reader {
    first: Date,
    last: Date,
    found: Holidays,
    days: BTreeMap<Date, String>,
    steps: u32,
}

impl Reader {
    fn take(&mut self, event: Event) -> Result<(), InvalidCalendar> {
        let name = event.name();
        let occurrences = match event.occurrences() {
            Ok(occurrences) => occurrences,
            Err(Unread::Cancelled) => return Ok(()),
            Err(Unread::Timed) => {
                self.found.timed += 1;
                return Ok(());
            }
            Err(Unread::NotUnderstood) => {
                self.found.unread += 1;
                if self.found.not_understood.len() < MAX_NAMED {
                    self.found.not_understood.push(name);
                }
                return Ok(());
            }
        };
        for start in occurrences.starts(self.first, self.last) {
            self.step()?;
            let Some(start) = start else { continue };
            if start > self.last {
                break;
            }
            let mut date = start;
            for _ in 0..occurrences.days {
                self.step()?;
                if (self.first..=self.last).contains(&date) {
                    self.close(date, &name)?;
                }
                let Ok(next) = date.tomorrow() else { break };
                date = next;
            }
        }
        Ok(())
    }

    fn step(&mut self) -> Result<(), InvalidCalendar> {
        self.steps += 1;
        if self.steps > MAX_STEPS { Err(InvalidCalendar::TooManyDays) } else { Ok(()) }
    }

    /// Two holidays on one date are one closed day with both names.
    fn close(&mut self, date: Date, name: &str) -> Result<(), InvalidCalendar> {
        let full = self.days.len() >= MAX_EXCEPTIONS;
        match self.days.entry(date) {
            Entry::Vacant(_) if full => return Err(InvalidCalendar::TooManyDays),
            Entry::Vacant(place) => {
                place.insert(name.to_owned());
            }
            Entry::Occupied(mut place) => {
                let known = place.get_mut();
                if known.split(", ").all(|one| one != name) && known.chars().count() + 2 + name.chars().count() <= MAX_NAME_CHARS {
                    *known = [known.as_str(), name].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
                }
            }
        }
        Ok(())
    }

    fn into_holidays(self) -> Holidays {
        let closed = self.days.into_iter();
        let closed = closed.map(|(date, name)| ExceptionDraft {
            date: date.to_string(),
            hours: Vec::new(),
            name: (!name.is_empty()).then_some(name),
        });
        Holidays { closed: closed.collect(), ..self.found }
    }
}
