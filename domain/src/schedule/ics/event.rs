//! An event of an iCalendar file.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

use super::{MAX_EVENT_DAYS, lines::Property, yearly::Yearly};
use crate::schedule::MAX_NAME_CHARS;

/// What an event's lines said, so far.
#[derive(Default)]
pub(super) struct Event {
    summary: String,
    start: Option<When>,
    end: Option<When>,
    days: Option<i32>,
    rule: Option<String>,
    excluded: BTreeSet<Date>,
    is_cancelled: bool,
    is_odd: bool,
}

#[derive(Clone, Copy)]
enum When {
    Day(Date),
    /// A time of day, in whatever zone.
    Time,
}

/// Why an event gives no days.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It does not take place.
    Cancelled,
    /// It has a time of day.
    Timed,
    /// It is written in a way that is not read here.
    NotUnderstood,
}

/// The days on which an event begins, and how many it lasts.
pub(super) struct Occurrences {
    start: Date,
    rule: Option<Yearly>,
    excluded: BTreeSet<Date>,
    pub(super) days: i32,
}

impl Event {
    /// Reads one of its lines.
    pub(super) fn read(&mut self, property: Property) {
        match property.name.as_str() {
            "SUMMARY" => self.summary = property.text(),
            "DTSTART" => self.start = self.when(&property),
            "DTEND" => self.end = self.when(&property),
            "DURATION" => {
                self.days = whole_days(&property.value);
                self.is_odd |= self.days.is_none();
            }
            // A second rule would be one more set of days.
            "RRULE" => self.is_odd |= self.rule.replace(property.value).is_some(),
            "EXDATE" => {
                for date in property.value.split(',') {
                    match compact_date(date) {
                        Some(date) => {
                            self.excluded.insert(date);
                        }
                        None => self.is_odd = true,
                    }
                }
            }
            "RDATE" | "EXRULE" | "RECURRENCE-ID" => self.is_odd = true,
            "STATUS" => self.is_cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
            _ => {}
        }
    }

    fn when(&mut self, property: &Property) -> Option<When> {
        // Some programs leave VALUE=DATE out, and a time always has a T.
        let is_time = property.value.contains(['T', 't']) && !property.has("VALUE=DATE");
        let date = compact_date(&property.value).map(When::Day);
        self.is_odd |= date.is_none() && !is_time;
        date.or(is_time.then_some(When::Time))
    }

    /// Its name, harmless to show.
    pub(super) fn name(&self) -> String {
        crate::text::line(&self.summary, MAX_NAME_CHARS).unwrap_or_default()
    }

    /// When it takes place.
    pub(super) fn occurrences(self) -> Result<Occurrences, Unread> {
        if self.is_cancelled {
            return Err(Unread::Cancelled);
        }
        if self.is_odd {
            return Err(Unread::NotUnderstood);
        }
        let start = match self.start {
            Some(When::Day(start)) => start,
            Some(When::Time) => return Err(Unread::Timed),
            None => return Err(Unread::NotUnderstood),
        };
        let days = match self.end {
            // The end is exclusive, but some programs write an event of one day as ending when it begins.
            Some(When::Day(end)) => (end - start).get_days().max(1),
            Some(When::Time) => return Err(Unread::Timed),
            None => self.days.unwrap_or(1),
        };
        let rule = self.rule.map(|text| Yearly::of(&text, start).ok_or(Unread::NotUnderstood)).transpose()?;
        if days > MAX_EVENT_DAYS {
            return Err(Unread::NotUnderstood);
        }
        Ok(Occurrences { start, rule, excluded: self.excluded, days })
    }
}

impl Occurrences {
    /// The dates on which it begins, ascending, as far as their days can be in the range. `None` stands for a year that was looked
    /// at in vain, so that the work can be counted.
    pub(super) fn starts(&self, first: Date, last: Date) -> impl Iterator<Item = Option<Date>> {
        let reach = first.saturating_sub(self.days.days());
        let once = self.rule.is_none().then_some(Some(self.start));
        let yearly = self.rule.iter().flat_map(move |rule| rule.starts(self.start, reach, last));
        once.into_iter().chain(yearly).map(move |start| start.filter(|start| *start >= reach && !self.excluded.contains(start)))
    }
}

/// A date as `20261224`.
pub(super) fn compact_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Date::new(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..)?.parse().ok()?).ok()
}

/// A duration of whole days, as `P3D` or `P1W`.
fn whole_days(text: &str) -> Option<i32> {
    let length = text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?;
    let (number, unit) = length.strip_suffix('D').map(|days| (days, 1)).or_else(|| length.strip_suffix('W').map(|weeks| (weeks, 7)))?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    number.parse::<i32>().ok()?.checked_mul(unit).filter(|days| *days > 0)
}
