//! A time as it is told to people: the day as they would say it, and what the clock on the wall shows.

use serde::{Deserialize, Serialize};

use super::{Date, Schedule};
use crate::Timestamp;

/// A time to come, in a zone, seen from an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// Which day.
    pub day: Day,
    /// Minutes since midnight on the clock on the wall, below 1,440.
    pub minute: u16,
    /// The zone's name.
    pub zone: String,
}

/// A day as it is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Day {
    /// The same.
    Today,
    /// The next.
    Tomorrow,
    /// Within a week: 0 for Monday to 6 for Sunday.
    Weekday(u8),
    /// Later.
    Date {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
    },
}

impl Schedule {
    /// A time to come as its zone tells it, seen from `now`.
    pub fn moment(&self, at: Timestamp, now: Timestamp) -> Moment {
        let clock = self.zone().clock(at);
        let number = |part: i8| u16::try_from(part).unwrap_or_default();
        Moment {
            at,
            day: day(clock.date(), self.zone().date(now)),
            minute: number(clock.hour()) * 60 + number(clock.minute()),
            zone: self.zone().as_str().to_owned(),
        }
    }
}

fn day(date: Date, today: Date) -> Day {
    let small = |part: i8| u8::try_from(part).unwrap_or_default();
    let is_after = |days| (0..days).try_fold(today, |date, _| date.tomorrow()).is_ok_and(|after| after == date);
    if date <= today {
        Day::Today
    } else if is_after(1) {
        Day::Tomorrow
    } else if (2..7).any(is_after) {
        Day::Weekday(small(date.weekday().to_monday_zero_offset()))
    } else {
        Day::Date { day: small(date.day()), month: small(date.month()) }
    }
}

impl Moment {
    /// Hours and minutes of the clock on the wall.
    pub const fn clock(&self) -> (u16, u16) {
        (self.minute / 60, self.minute % 60)
    }

    /// The place that names the zone: `Stockholm` of `Europe/Stockholm`.
    pub fn place(&self) -> String {
        self.zone.rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// Whether a clock in that zone and one here may differ, as far as the names tell.
    pub fn is_elsewhere(&self, here: &str) -> bool {
        self.zone != here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22T10:00:00Z, a Sunday.
    const NOW: Timestamp = Timestamp::from_micros(1_795_341_600_000_000);
    const HOUR: i64 = 3_600_000_000;

    fn shop() -> Schedule {
        serde_json::from_str(r#"{"zone":"Europe/Stockholm","weekly":{"monday":["09:00-17:00"]}}"#).expect("a schedule")
    }

    fn said(hours_later: i64) -> (Day, (u16, u16)) {
        let moment = shop().moment(Timestamp::from_micros(NOW.as_micros() + hours_later * HOUR), NOW);
        (moment.day, moment.clock())
    }

    #[test]
    fn days_are_named_as_people_name_them() {
        assert_eq!(said(3), (Day::Today, (14, 0)));
        assert_eq!(said(13), (Day::Tomorrow, (0, 0)), "midnight is in the shop's zone");
        assert_eq!(said(46), (Day::Weekday(1), (9, 0)));
        assert_eq!(said(6 * 24 - 2), (Day::Weekday(5), (9, 0)));
        assert_eq!(said(7 * 24), (Day::Date { day: 29, month: 11 }, (11, 0)));
    }

    #[test]
    fn the_zone_is_named_by_its_place() {
        let moment = shop().moment(NOW, NOW);
        assert_eq!(moment.place(), "Stockholm");
        assert!(moment.is_elsewhere("America/New_York") && !moment.is_elsewhere("Europe/Stockholm"));
    }
}
