//! An interval of a day's opening hours, as people write it.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, DateTime, Time};

/// An interval of local time that begins on a date: `09:00-12:00`, `13:00-24:00`, or past midnight `20:00-02:00`. The end itself is
/// no longer in it. It lasts more than nothing and at most from midnight to midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    start: Time,
    ends_next_day: bool,
    end: Time,
}

/// Why a text is no interval.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHours {
    /// Not two times of day with a hyphen between them.
    #[error("\"{0}\" is no interval; write one like 09:00-17:30, or 20:00-02:00 for one past midnight")]
    Malformed(String),
    /// It ends when it begins.
    #[error("\"{0}\" is empty, as it ends when it begins; a whole day is 00:00-24:00, and a closed day has no interval")]
    Empty(String),
}

impl Hours {
    /// Whether an interval that does not begin earlier shares some time with this one, when both begin on one date.
    pub(super) fn reaches_into(self, later: Self) -> bool {
        self.ends_next_day || later.start < self.end
    }

    /// When it begins on this date.
    pub(super) const fn start_on(self, date: Date) -> DateTime {
        DateTime::from_parts(date, self.start)
    }

    /// When it ends, having begun on this date; `None` at the end of the calendar.
    pub(super) fn end_after(self, date: Date) -> Option<DateTime> {
        let date = if self.ends_next_day { date.tomorrow().ok()? } else { date };
        Some(DateTime::from_parts(date, self.end))
    }

    fn ends_at_midnight(self) -> bool {
        self.ends_next_day && self.end == Time::midnight()
    }
}

impl FromStr for Hours {
    type Err = InvalidHours;

    /// Blanks around the times, an en dash and hours of one digit are allowed, as they are what people type.
    fn from_str(text: &str) -> Result<Self, InvalidHours> {
        let malformed = || InvalidHours::Malformed(super::quoted(text));
        let (start, end) = text.split_once(['-', '–']).ok_or_else(malformed)?;
        let start = time_of_day(start).ok_or_else(malformed)?;
        if end.trim() == "24:00" {
            return Ok(Self { start, ends_next_day: true, end: Time::midnight() });
        }
        let end = time_of_day(end).ok_or_else(malformed)?;
        if start == end {
            return Err(InvalidHours::Empty(super::quoted(text)));
        }
        Ok(Self { start, ends_next_day: end < start, end })
    }
}

/// A time of day as `9:05` or `09:05`.
fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i8>().ok()).flatten();
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return None;
    }
    Time::new(number(hour)?, number(minute)?, 0, 0).ok()
}

impl fmt::Display for Hours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}-", self.start.hour(), self.start.minute())?;
        if self.ends_at_midnight() {
            formatter.write_str("24:00")
        } else {
            write!(formatter, "{:02}:{:02}", self.end.hour(), self.end.minute())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, InvalidHours> {
        text.parse::<Hours>().map(|hours| hours.to_string())
    }

    #[test]
    fn hours_are_written_one_way_however_they_were_typed() {
        for (typed, written) in [
            ("09:00-12:00", "09:00-12:00"),
            (" 9:05 – 17:30 ", "09:05-17:30"),
            ("13:00-24:00", "13:00-24:00"),
            ("20:00-00:00", "20:00-24:00"),
            ("20:00-02:00", "20:00-02:00"),
            ("00:00-24:00", "00:00-24:00"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(written), "{typed}");
        }
    }

    #[test]
    fn what_is_no_interval_is_refused_and_quoted() {
        for text in ["", "09:00", "9-17", "09:00-25:00", "24:00-09:00", "09:60-10:00", "+9:00-10:00", "09:00-12:00-13:00", "123:00-9:00"] {
            assert_eq!(read(text), Err(InvalidHours::Malformed(text.into())));
        }
        let long = InvalidHours::Malformed("x".repeat(60));
        assert_eq!(read(&"x".repeat(10_000)), Err(long), "a long text is not repeated in full");
    }

    #[test]
    fn an_empty_interval_is_refused_with_words() {
        let problem = read("09:00-09:00").expect_err("empty");
        assert_eq!(
            problem.to_string(),
            "\"09:00-09:00\" is empty, as it ends when it begins; a whole day is 00:00-24:00, and a closed day has no interval"
        );
        assert_eq!(read("00:00-00:00"), Err(InvalidHours::Empty("00:00-00:00".into())));
    }
}
