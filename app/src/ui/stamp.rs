//! Times that have been, and lengths of time, in words.

use domain::{Duration, Timestamp, schedule::Stamp};

use super::{Texts, day_of_year};

/// The day and the clock, such as `22 November, 14:03`; the year only when it is another one than `year`.
pub fn stamp(texts: Texts, stamp: &Stamp, year: i16) -> String {
    let day = day_of_year(texts, stamp.day, stamp.month);
    let day = if stamp.year == year { day } else { format!("{day} {}", stamp.year) };
    format!("{day}, {:02}:{:02}", stamp.hour, stamp.minute)
}

/// The clock to the second, such as `14:03:07`.
pub fn clock_of(stamp: &Stamp) -> String {
    format!("{:02}:{:02}:{:02}", stamp.hour, stamp.minute, stamp.second)
}

/// The same as a machine reads it: a local date and time of HTML.
pub fn stamp_datetime(stamp: &Stamp) -> String {
    let Stamp { year, month, day, hour, minute, second, .. } = stamp;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// How long ago `since` was, as a clock shows it: `0:07`, `12:30`, `1:02:03`. A clock that runs a little ahead shows `0:00`.
pub fn elapsed(since: Timestamp, now: Timestamp) -> String {
    let secs = (now - since).as_secs().max(0);
    let (hours, minutes, secs) = (secs / 3_600, secs / 60 % 60, secs % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") }
}

/// The same as a machine reads it in `<time datetime>`: a duration of HTML, `PT62S`.
pub fn elapsed_datetime(since: Timestamp, now: Timestamp) -> String {
    format!("PT{}S", (now - since).as_secs().max(0))
}

/// A length of time as a clock shows it: `0:07`, `12:30`, `1:02:03`.
pub fn length(length: Duration) -> String {
    elapsed(Timestamp::default(), Timestamp::default() + length)
}

/// The place that names a zone: `Stockholm` of `Europe/Stockholm`.
pub fn zone_place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or_default().replace('_', " ")
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::{Locale, Phrases};
    use leptos::prelude::*;

    use super::*;
    use crate::ui::provide_texts;

    #[test]
    fn a_time_names_its_year_only_when_it_is_another() {
        let zone: domain::schedule::Zone = "UTC".parse().expect("a zone");
        // 2026-11-22T10:00:00Z.
        let at = zone.stamp(Timestamp::from_micros(1_795_341_600_000_000));
        let owner = Owner::new_root(None);
        let said = owner.with(|| {
            let texts = provide_texts(Phrases::console(Locale::English));
            [2026, 2027].map(|year| stamp(texts, &at, year))
        });
        owner.cleanup();
        assert_eq!(said, ["22 November, 10:00", "22 November 2026, 10:00"]);
        assert_eq!((clock_of(&at).as_str(), stamp_datetime(&at).as_str()), ("10:00:00", "2026-11-22T10:00:00"));
    }

    #[test]
    fn a_length_reads_as_a_clock() {
        assert_eq!(length(Duration::from_secs(3_723)), "1:02:03");
        assert_eq!(zone_place("America/New_York"), "New York");
    }
}
