//! Events that come back every year: on the same date, or on a weekday counted within a month.

use jiff::civil::{Date, Weekday};

use super::event::compact_date;

/// A recurrence rule with `FREQ=YEARLY` (RFC 5545, 3.3.10), of which holiday files use these parts: `INTERVAL`, `COUNT`, `UNTIL`,
/// and one each of `BYMONTH`, `BYMONTHDAY` and `BYDAY`.
pub(super) struct Yearly {
    interval: usize,
    count: Option<usize>,
    until: Option<Date>,
    month: i8,
    day: Day,
}

#[derive(Clone, Copy)]
enum Day {
    OfMonth(i8),
    /// The first such weekday is 1, the last -1.
    Nth(i8, Weekday),
}

impl Yearly {
    /// `None` for a rule that has more to it.
    pub(super) fn of(rule: &str, start: Date) -> Option<Self> {
        let mut yearly = Self { interval: 1, count: None, until: None, month: start.month(), day: Day::OfMonth(start.day()) };
        let (mut is_yearly, mut has_month, mut month_day, mut weekday) = (false, false, None, None);
        for part in rule.trim().trim_end_matches(';').split(';') {
            let (name, value) = part.split_once('=')?;
            let (name, value) = (name.trim().to_ascii_uppercase(), value.trim().to_ascii_uppercase());
            match name.as_str() {
                "FREQ" => is_yearly = value == "YEARLY",
                "INTERVAL" => yearly.interval = value.parse().ok().filter(|years| *years > 0)?,
                "COUNT" => yearly.count = Some(value.parse().ok()?),
                // Of a time, the date.
                "UNTIL" => yearly.until = Some(compact_date(value.get(..8)?)?),
                "BYMONTH" => {
                    yearly.month = value.parse().ok().filter(|month| (1..=12).contains(month))?;
                    has_month = true;
                }
                "BYMONTHDAY" => month_day = Some(value.parse().ok().filter(|day| (1..=31).contains(day))?),
                "BYDAY" => weekday = Some(nth_weekday(&value)?),
                // When the week starts matters only to weekly rules and week numbers.
                "WKST" => {}
                _ => return None,
            }
        }
        yearly.day = match (month_day, weekday) {
            (None, None) => yearly.day,
            (Some(day), None) if has_month => Day::OfMonth(day),
            // Without a month it would be counted within the year.
            (None, Some((nth, weekday))) if has_month => Day::Nth(nth, weekday),
            _ => return None,
        };
        is_yearly.then_some(yearly)
    }

    /// The dates from `start` on, as far as they are from `first` to `last`; a year without one, or before `first`, is `None`.
    pub(super) fn starts(&self, start: Date, first: Date, last: Date) -> impl Iterator<Item = Option<Date>> {
        // Years that nobody will see need not be walked through, unless they count.
        let ahead = i32::from(first.year()).saturating_sub(i32::from(start.year())).max(0);
        let skipped = if self.count.is_some() { 0 } else { usize::try_from(ahead).unwrap_or(0) / self.interval };
        let last = self.until.map_or(last, |until| until.min(last));
        let years = (start.year()..=last.year()).step_by(self.interval).skip(skipped);
        let mut left = self.count.unwrap_or(usize::MAX);
        years
            .map_while(move |year| {
                if left == 0 {
                    return None;
                }
                let date = self.in_year(year).filter(|date| (start..=last).contains(date));
                if date.is_some() {
                    left -= 1;
                }
                Some(date)
            })
            .map(move |date| date.filter(|date| *date >= first))
    }

    fn in_year(&self, year: i16) -> Option<Date> {
        match self.day {
            Day::OfMonth(day) => Date::new(year, self.month, day).ok(),
            Day::Nth(nth, weekday) => Date::new(year, self.month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
        }
    }
}

/// `4TH` is the fourth Thursday, `-1MO` the last Monday.
fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
    let (number, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match day {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let number = number.parse().ok().filter(|number| (-5..=5).contains(number) && *number != 0)?;
    Some((number, weekday))
}
