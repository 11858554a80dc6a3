//! The slow way to know when it is open: somebody watches the clock on the wall and reads the hours from a list, every minute.
//!
//! Nothing here turns a local time into an instant, so none of what is difficult about that can be wrong in the same way.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

use super::*;

pub(super) const ZONES: [&str; 18] = [
    "Europe/Stockholm",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Asia/Kolkata",
    "Asia/Gaza",
    "Asia/Beirut",
    "Asia/Tehran",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Havana",
    "Antarctica/Troll",
    "UTC",
];

/// Minutes after the midnight with which a date begins: from the first until before the second, which may be on the next date.
type Minutes = (u16, u16);

/// A schedule, as a list to look times up in.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) zone: String,
    week: [Vec<Minutes>; 7],
    exceptions: BTreeMap<Date, Vec<Minutes>>,
}

impl Model {
    /// Any in one of the sample zones, with exceptions around a date.
    pub(super) fn any(around: Date) -> impl Strategy<Value = Self> {
        prop::sample::select(&ZONES[..]).prop_flat_map(move |zone| Self::any_in(zone, around))
    }

    pub(super) fn any_in(zone: &'static str, around: Date) -> impl Strategy<Value = Self> {
        let exception = (-3_i64..6, hours());
        (prop::array::uniform7(hours()), prop::collection::vec(exception, 0..4)).prop_map(move |(week, exceptions)| {
            let day = |(days, hours)| (around + jiff::Span::new().days(days), hours);
            Self { zone: zone.into(), week, exceptions: exceptions.into_iter().map(day).collect() }
        })
    }

    /// The same hours every day.
    pub(super) fn daily(zone: &str, hours: &[Minutes]) -> Self {
        Self { zone: zone.into(), week: std::array::from_fn(|_| hours.to_vec()), exceptions: BTreeMap::new() }
    }

    pub(super) fn schedule(&self) -> Schedule {
        let texts = |hours: &Vec<Minutes>| hours.iter().copied().map(text).collect::<Vec<_>>();
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = self.week.each_ref().map(texts);
        let exceptions = self.exceptions.iter();
        let exceptions = exceptions.map(|(date, hours)| ExceptionDraft { date: date.to_string(), hours: texts(hours), name: None });
        let draft = Draft {
            zone: self.zone.clone(),
            weekly: Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
            exceptions: exceptions.collect(),
        };
        Schedule::try_from(draft).expect("a valid schedule")
    }

    fn on(&self, date: Date) -> &[Minutes] {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).expect("0 to 6");
        self.exceptions.get(&date).unwrap_or(&self.week[weekday])
    }

    fn is_open_on_the_clock(&self, clock: DateTime) -> bool {
        let minute = u16::try_from(i16::from(clock.hour()) * 60 + i16::from(clock.minute())).expect("a minute of a day");
        let is_in = |date: Date, minute: u16| self.on(date).iter().any(|(start, end)| (*start..*end).contains(&minute));
        is_in(clock.date(), minute) || is_in(clock.date().yesterday().expect("a date"), minute + 24 * 60)
    }

    /// When it is open, watched every minute of the range, whose ends are whole minutes.
    pub(super) fn watch(&self, range: Interval) -> Vec<Interval> {
        let minute = Duration::from_secs(60);
        let mut seen: Vec<Interval> = Vec::new();
        self.look(range, minute, |at, is_open| match seen.last_mut() {
            _ if !is_open => {}
            Some(last) if last.end == at => last.end = at + minute,
            _ => seen.push(Interval { start: at, end: at + minute }),
        });
        seen
    }

    /// Looks at the clock and the list every so often, and tells whether it is open.
    pub(super) fn look(&self, range: Interval, step: Duration, mut tell: impl FnMut(Timestamp, bool)) {
        let zone = self.zone.parse::<Zone>().expect("a zone").0;
        // Well before the range, so that the clock is known not to have just been put back.
        let mut at = range.start - Duration::from_secs(24 * 3_600);
        let mut latest = DateTime::MIN;
        while at < range.end {
            let clock = zone.to_datetime(jiff::Timestamp::from_microsecond(at.as_micros()).expect("in range"));
            // A clock that was put back counts again when it has caught up.
            latest = latest.max(clock);
            if at >= range.start {
                tell(at, self.is_open_on_the_clock(latest));
            }
            at = at + step;
        }
    }
}

/// Up to three intervals, more often than chance has it in the small hours, where clocks are changed, and up to midnight.
fn hours() -> impl Strategy<Value = Vec<Minutes>> {
    let start = prop_oneof![0_u16..240, 0_u16..1_440, Just(0)];
    let length = prop_oneof![1_u16..90, 1_u16..=1_440, Just(1_440)];
    prop::collection::vec((start, length), 0..4).prop_map(|mut wanted| {
        wanted.sort_unstable();
        let mut hours: Vec<Minutes> = Vec::new();
        for (start, length) in wanted {
            // Who meant a whole day, or more than one, means until midnight.
            let end = if length == 1_440 { 1_440 } else { start + length };
            if hours.last().is_none_or(|(_, before)| *before <= start) {
                hours.push((start, end));
            }
        }
        hours
    })
}

fn text((start, end): Minutes) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", clock(start), clock(if end > 1_440 { end - 1_440 } else { end }))
}
