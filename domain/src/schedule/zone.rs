//! Time zones: what a local time means, and what a clock on the wall shows.

use std::{fmt, str::FromStr};

use jiff::{
    SignedDuration,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone, TimeZoneDatabase},
};

use crate::Timestamp;

/// A zone of the IANA time zone database, such as `Europe/Stockholm`. The database is part of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(pub(super) TimeZone);

/// No zone has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown time zone {0}")]
pub struct UnknownZone(String);

/// The years 1 to 9998: what is before or after is taken for the first or last instant of it, so that no date is out of range.
const YEARS: (i64, i64) = (-62_135_596_800_000_000, 253_370_764_799_000_000);

/// More than any clock is ahead of UTC.
const LARGEST_OFFSET: SignedDuration = SignedDuration::from_hours(26);

impl Zone {
    /// The names of all zones, sorted, links such as `Asia/Calcutta` among them.
    pub fn names() -> Vec<String> {
        TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect()
    }

    /// Its name as the database writes it.
    pub fn as_str(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The date that a calendar on the wall shows.
    pub fn date(&self, at: Timestamp) -> Date {
        self.clock(at).date()
    }

    /// What a calendar and a clock on the wall show.
    pub(super) fn clock(&self, at: Timestamp) -> DateTime {
        let (first, last) = YEARS;
        // In range by the line above, so there is no other instant to fall back to.
        let at = jiff::Timestamp::from_microsecond(at.as_micros().clamp(first, last)).unwrap_or_default();
        self.0.to_datetime(at)
    }

    /// The first instant at which the clock on the wall shows this time or a later one.
    ///
    /// So a time that exists twice, when the clock is put back, is its first occurrence (as RFC 5545, 3.3.5 has it), and a time
    /// that is skipped, when the clock is put forward, is the instant at which it is put forward. Unlike moving such a time on by
    /// the length of the gap, this keeps the order of times and never makes a time of what lies wholly in the gap.
    ///
    /// `None` beyond the years that a timestamp has.
    pub(super) fn first_at_or_after(&self, local: DateTime) -> Option<Timestamp> {
        // Walked from where the clock surely shows less, and not asked of the library: at the last listed change of America/Nuuk,
        // 2023-10-29, it tells of an hour that comes twice where the clock goes on.
        let before = Offset::UTC.to_timestamp(local).ok()?.checked_sub(LARGEST_OFFSET).ok()?;
        let mut offset = self.0.to_offset(before);
        for change in self.0.following(before) {
            if offset.to_timestamp(local).ok()? < change.timestamp() {
                break;
            }
            offset = change.offset();
            if offset.to_timestamp(local).ok()? <= change.timestamp() {
                return Some(Timestamp::from_micros(change.timestamp().as_microsecond()));
            }
        }
        Some(Timestamp::from_micros(offset.to_timestamp(local).ok()?.as_microsecond()))
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// Case does not matter.
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let unknown = || UnknownZone(super::quoted(name));
        let zone = TimeZoneDatabase::bundled().get(name.trim()).map_err(|_| unknown())?;
        // The database also knows a name for "not known", which behaves as UTC.
        if zone.is_unknown() { Err(unknown()) } else { Ok(Self(zone)) }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<String, String> {
        text.parse::<Zone>().map(|zone| zone.to_string()).map_err(|problem| problem.to_string())
    }

    #[test]
    fn an_unknown_zone_is_refused_by_name() {
        assert_eq!(name("Europe/Stokholm"), Err("unknown time zone Europe/Stokholm".into()));
        for text in ["", "CET-1CEST", "+01:00", "Etc/Unknown", "../Europe/Stockholm"] {
            assert_eq!(name(text), Err(format!("unknown time zone {text}")));
        }
    }

    #[test]
    fn a_zone_is_named_as_the_database_names_it() {
        assert_eq!(name("europe/stockholm"), Ok("Europe/Stockholm".into()));
        assert_eq!(name("utc"), Ok("UTC".into()));
        for known in Zone::names().into_iter().filter(|known| known != "Etc/Unknown") {
            assert_eq!(name(&known), Ok(known));
        }
    }

    #[test]
    fn the_ends_of_time_have_a_date() {
        let zone: Zone = "Pacific/Apia".parse().expect("a zone");
        assert_eq!(zone.date(Timestamp::from_micros(i64::MIN)).year(), 1);
        assert_eq!(zone.date(Timestamp::from_micros(i64::MAX)).year(), 9999);
    }

    #[test]
    fn a_change_of_rules_that_moves_no_clock_changes_nothing() {
        // Greenland kept its summer time in 2023: 23:00 at two hours behind UTC.
        let zone: Zone = "America/Nuuk".parse().expect("a zone");
        let at = |hour| zone.first_at_or_after(Date::constant(2023, 10, 28).at(hour, 0, 0, 0)).map(Timestamp::as_micros);
        assert_eq!(at(22), Some(1_698_537_600_000_000));
        assert_eq!(at(23), Some(1_698_541_200_000_000));
    }
}
