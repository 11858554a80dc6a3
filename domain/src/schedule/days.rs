//! Opening hours day by day, as a person reads them to see whether they are right.

use std::iter::successors;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{Interval, Schedule};
use crate::{Duration, Timestamp};

const DAY: Duration = Duration::from_secs(24 * 3_600);
const MINUTES_OF_A_DAY: u16 = 1_440;

/// A date and when it is really open on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDay {
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
    /// 1 to 31.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// What the date's exception is called.
    pub name: Option<String>,
    /// In their order; none when it is closed all day.
    pub hours: Vec<OpenTime>,
}

/// Minutes since midnight on the clock on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTime {
    /// When it opens, below 1,440.
    pub from: u16,
    /// When it closes: 1,440 is midnight, and more is past it.
    pub until: u16,
}

impl Schedule {
    /// So many days from the one of this instant on, with the times at which it is open by the clock on the wall: what
    /// [`Schedule::intervals`] gives, so touching intervals are one, and clocks that are put forward or back are in it. What runs
    /// past midnight stands with the day it begins on, unless it lasts a day or longer.
    pub fn days(&self, from: Timestamp, count: u8) -> Vec<OpenDay> {
        let dates = successors(Some(self.zone().date(from)), |date| date.tomorrow().ok()).take(count.into());
        let mut days: Vec<(Date, OpenDay)> = dates.map(|date| (date, self.closed_day(date))).collect();
        let length = Duration::from_micros(DAY.as_micros().saturating_mul(i64::from(count) + 2));
        for Interval { start, end } in self.intervals(Interval { start: from - DAY, end: from + length }) {
            for (date, time) in spread(self.zone().clock(start), self.zone().clock(end)) {
                if let Some((_, day)) = days.iter_mut().find(|(one, _)| *one == date) {
                    day.hours.push(time);
                }
            }
        }
        days.into_iter().map(|(_, day)| day).collect()
    }

    fn closed_day(&self, date: Date) -> OpenDay {
        let small = |part: i8| u8::try_from(part).unwrap_or_default();
        OpenDay {
            weekday: small(date.weekday().to_monday_zero_offset()),
            day: small(date.day()),
            month: small(date.month()),
            name: self.name_of(date).map(str::to_owned),
            hours: vec![],
        }
    }
}

/// An interval as it stands on the dates that it touches.
fn spread(start: DateTime, end: DateTime) -> Vec<(Date, OpenTime)> {
    let is_short =
        end.date() == start.date() || (start.date().tomorrow().is_ok_and(|next| next == end.date()) && end.time() <= start.time());
    if is_short {
        let past_midnight = if end.date() == start.date() { 0 } else { MINUTES_OF_A_DAY };
        return vec![(start.date(), OpenTime { from: minute(start), until: minute(end) + past_midnight })];
    }
    let dates = successors(Some(start.date()), |date| date.tomorrow().ok()).take_while(|date| *date <= end.date());
    let times = dates.map(|date| {
        let from = if date == start.date() { minute(start) } else { 0 };
        let until = if date == end.date() { minute(end) } else { MINUTES_OF_A_DAY };
        (date, OpenTime { from, until })
    });
    times.filter(|(_, time)| time.until > 0).collect()
}

fn minute(clock: DateTime) -> u16 {
    let part = |number: i8| u16::try_from(number).unwrap_or_default();
    part(clock.hour()) * 60 + part(clock.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22T10:00:00Z, a Sunday.
    const NOW: Timestamp = Timestamp::from_micros(1_795_341_600_000_000);

    fn shown(json: &str, from: Timestamp, count: u8) -> Vec<String> {
        let schedule: Schedule = serde_json::from_str(json).expect("a schedule");
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let day = |day: OpenDay| {
            let hours: Vec<_> = day.hours.iter().map(|time| format!("{}-{}", clock(time.from), clock(time.until))).collect();
            format!("{} {}.{}. {}{}", day.weekday, day.day, day.month, hours.join(", "), day.name.unwrap_or_default())
        };
        schedule.days(from, count).into_iter().map(day).collect()
    }

    #[test]
    fn days_have_their_hours_their_names_and_what_runs_past_midnight() {
        let json = r#"{"zone":"Europe/Stockholm","weekly":{"sunday":["20:00-02:00"],"monday":["09:00-12:00","13:00-17:00"]},
            "exceptions":[{"date":"2026-11-24","hours":[],"name":"Stocktaking"}]}"#;
        assert_eq!(shown(json, NOW, 3), ["6 22.11. 20:00-26:00", "0 23.11. 09:00-12:00, 13:00-17:00", "1 24.11. Stocktaking"]);
    }

    #[test]
    fn what_never_closes_is_open_all_of_each_day() {
        let all = r#"["00:00-24:00"]"#;
        let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map(|day| format!("\"{day}\":{all}"));
        let json = format!(r#"{{"zone":"UTC","weekly":{{{}}}}}"#, week.join(","));
        assert_eq!(shown(&json, NOW, 2), ["6 22.11. 00:00-24:00", "0 23.11. 00:00-24:00"]);
    }

    #[test]
    fn a_clock_that_is_put_forward_shows_in_the_hours() {
        let json = r#"{"zone":"Europe/Stockholm","weekly":{"sunday":["02:30-05:00"]}}"#;
        // 2026-03-29T00:00:00Z: at 01:00Z the clock goes from 02:00 to 03:00.
        assert_eq!(shown(json, Timestamp::from_micros(1_774_742_400_000_000), 1), ["6 29.3. 03:00-05:00"]);
    }
}
