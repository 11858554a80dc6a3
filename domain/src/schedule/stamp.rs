//! A time that has been, as a calendar and a clock on the wall show it.

use serde::{Deserialize, Serialize};

use super::{Date, Zone};
use crate::Timestamp;

/// A time in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The instant.
    pub at: Timestamp,
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Zone {
    /// A time as it is told in this zone.
    pub fn stamp(&self, at: Timestamp) -> Stamp {
        let clock = self.clock(at);
        let small = |part: i8| u8::try_from(part).unwrap_or_default();
        Stamp {
            at,
            year: clock.year(),
            month: small(clock.month()),
            day: small(clock.day()),
            hour: small(clock.hour()),
            minute: small(clock.minute()),
            second: small(clock.second()),
        }
    }

    /// When a date begins here; `None` beyond the years that a timestamp has.
    pub fn start_of(&self, date: Date) -> Option<Timestamp> {
        self.first_at_or_after(date.at(0, 0, 0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_and_the_start_of_its_date_are_of_the_zone() {
        let zone: Zone = "Europe/Stockholm".parse().expect("a zone");
        // 2026-11-21T23:30:05Z.
        let at = Timestamp::from_micros(1_795_303_805_000_000);
        let Stamp { year, month, day, hour, minute, second, .. } = zone.stamp(at);
        assert_eq!((year, month, day, hour, minute, second), (2026, 11, 22, 0, 30, 5));
        let start = zone.start_of(Date::constant(2026, 11, 22)).expect("a time");
        assert_eq!((at - start).as_secs(), 30 * 60 + 5);
    }
}
