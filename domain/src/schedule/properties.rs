//! What holds for every schedule, in zones that change their clocks in every way there is.

use std::collections::BTreeSet;

use jiff::{civil::Date, tz::TimeZone};
use proptest::prelude::*;

use super::{
    oracle::{Model, ZONES},
    *,
};

const MINUTE: i64 = 60_000_000;
const DAY: Duration = Duration::from_secs(24 * 3_600);

fn zone(name: &str) -> TimeZone {
    name.parse::<Zone>().expect("a zone").0
}

fn midnight_utc(year: i16, month: i8, day: i8) -> Timestamp {
    let instant = Date::constant(year, month, day).to_zoned(TimeZone::UTC).expect("in range").timestamp();
    Timestamp::from_micros(instant.as_microsecond())
}

fn whole_minute(at: Timestamp) -> Timestamp {
    Timestamp::from_micros(at.as_micros().div_euclid(MINUTE) * MINUTE)
}

/// The instants at which a zone changes its clocks.
fn changes(name: &str, from: Timestamp, until: Timestamp) -> Vec<(Timestamp, i32)> {
    let from = jiff::Timestamp::from_microsecond(from.as_micros()).expect("in range");
    let zone = zone(name);
    let changes =
        zone.following(from).map(|change| (Timestamp::from_micros(change.timestamp().as_microsecond()), change.offset().seconds()));
    changes.take_while(|(at, _)| *at < until).collect()
}

/// A schedule and an instant, mostly shortly before the clocks change.
fn any_case() -> impl Strategy<Value = (Model, Timestamp)> {
    let moment = (prop::sample::select(&ZONES[..]), 1990_i16..2045, 0_usize..4, 0_i64..2_880);
    let instant = moment.prop_map(|(name, year, nth, minutes)| {
        let new_year = midnight_utc(year, 1, 1);
        let change = changes(name, new_year, midnight_utc(year + 1, 1, 1)).get(nth).map_or(new_year, |(at, _)| *at);
        (name, whole_minute(change) - Duration::from_secs(60 * minutes))
    });
    let apia = (0_i64..2_880).prop_map(|minutes| ("Pacific/Apia", midnight_utc(2011, 12, 31) - Duration::from_secs(60 * minutes)));
    prop_oneof![9 => instant, 1 => apia].prop_flat_map(|(name, at)| {
        let today = name.parse::<Zone>().expect("a zone").date(at);
        (Model::any_in(name, today), Just(at))
    })
}

/// All that a schedule says of a range agrees with what was watched there.
fn agrees(schedule: &Schedule, range: Interval, watched: &[Interval]) {
    assert_eq!(schedule.intervals(range).collect::<Vec<_>>(), watched);
    let edges = watched.iter().flat_map(|interval| [interval.start, interval.end]);
    let near = edges.flat_map(|edge| [-1, 0, 1, 17 * MINUTE].map(|by| edge + Duration::from_micros(by)));
    let near = near.chain([range.start]).filter(|at| range.start <= *at && *at < range.end);
    // What happens at or after the end of the range was not watched.
    let seen = |found: Option<Timestamp>| found.filter(|at| *at < range.end);
    for at in near {
        let opening = schedule.opening(at);
        assert_eq!(schedule.is_open(at), watched.iter().any(|interval| interval.contains(at)), "{at:?}");
        let next_open = watched.iter().map(|interval| interval.start).find(|start| *start > at);
        let next_close = watched.iter().map(|interval| interval.end).find(|end| *end > at);
        assert_eq!(seen(schedule.next_open(at)), next_open, "{at:?}");
        assert_eq!(seen(schedule.next_close(at)), seen(next_close), "{at:?}");
        let one_by_one = Opening { is_open: schedule.is_open(at), next_open: schedule.next_open(at), next_close: schedule.next_close(at) };
        assert_eq!(opening, one_by_one, "{at:?}");
    }
}

/// These cases take thousands of steps each, so there are only half as many.
fn fewer() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.div_ceil(2), ..usual }
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn a_schedule_is_open_when_a_person_watching_the_clock_says_so((model, at) in any_case()) {
        let range = Interval { start: at, end: at + Duration::from_secs(3 * 24 * 3_600) };
        agrees(&model.schedule(), range, &model.watch(range));
    }

    #[test]
    fn open_and_closed_alternate_and_intervals_say_the_same((model, at) in any_case(), shift in 0_i64..MINUTE) {
        let schedule = model.schedule();
        let start = at + Duration::from_micros(shift);
        let range = Interval { start, end: start + Duration::from_secs(60 * 24 * 3_600) };
        let listed: Vec<Interval> = schedule.intervals(range).collect();
        prop_assert!(listed.iter().all(|interval| interval.start < interval.end));
        prop_assert!(listed.windows(2).all(|pair| pair[0].end < pair[1].start), "overlapping, touching or not sorted");
        prop_assert!(listed.iter().all(|interval| range.start <= interval.start && interval.end <= range.end));

        let mut walked = Vec::new();
        let mut now = Opening::of(Some(&schedule), start);
        let mut opened = now.is_open.then_some(start);
        while let Some(change) = now.changes_at().filter(|change| *change < range.end) {
            prop_assert_eq!(schedule.is_open(change - Duration::from_micros(1)), now.is_open);
            let then = schedule.opening(change);
            prop_assert_ne!(then.is_open, now.is_open, "{:?} changed nothing", change);
            if let (Some(open), Some(close)) = (then.next_open, then.next_close) {
                prop_assert_eq!(close < open, then.is_open);
            }
            match opened.take() {
                Some(start) => walked.push(Interval { start, end: change }),
                None => opened = Some(change),
            }
            now = then;
        }
        walked.extend(opened.map(|start| Interval { start, end: range.end }));
        prop_assert_eq!(walked, listed);
    }
}

/// Hours at every place where zones change their clocks: across midnight, in the small hours, a whole day.
const WATCHED: [&[(u16, u16)]; 4] = [
    &[(0, 1_440)],
    &[(15, 75), (105, 150), (180, 1_440)],
    &[(135, 165), (540, 1_020), (1_380, 1_470)],
    &[(0, 30), (60, 120), (1_200, 1_560)],
];

#[test]
#[ignore = "minutes; part of make soak"]
fn all_zones_from_2020_to_2040_agree_with_a_person_watching_the_clock() {
    let years = Interval { start: midnight_utc(2020, 1, 1), end: midnight_utc(2041, 1, 1) };
    let mut known = BTreeSet::new();
    for name in Zone::names().iter().filter(|name| *name != "Etc/Unknown") {
        let changes = changes(name, years.start, years.end);
        let first = zone(name).to_offset(jiff::Timestamp::from_microsecond(years.start.as_micros()).expect("in range"));
        // Zones that show the same time throughout need not be watched twice.
        if !known.insert((first.seconds(), changes.clone())) {
            continue;
        }
        for (nth, hours) in WATCHED.iter().enumerate() {
            let model = Model::daily(name, hours);
            let schedule = model.schedule();
            for (change, _) in &changes {
                let change = whole_minute(*change);
                let range = Interval { start: change - DAY, end: change + DAY };
                agrees(&schedule, range, &model.watch(range));
            }
            if nth == known.len() % WATCHED.len() {
                let mut listed = (2020..=2040).flat_map(|year| {
                    let year = Interval { start: midnight_utc(year, 1, 1), end: midnight_utc(year + 1, 1, 1) };
                    schedule.intervals(year).collect::<Vec<_>>()
                });
                let mut next = listed.next();
                model.look(years, Duration::from_secs(15 * 60), |at, is_open| {
                    while next.is_some_and(|interval| interval.end <= at) {
                        next = listed.next();
                    }
                    assert_eq!(next.is_some_and(|interval| interval.contains(at)), is_open, "{name} at {at:?}");
                });
            }
        }
    }
    println!("{} ways of showing the time", known.len());
    assert!(known.len() > 60);
}

#[test]
#[ignore = "part of make soak"]
fn apia_in_december_2011_agrees_with_a_person_watching_the_clock() {
    let december = Interval { start: midnight_utc(2011, 12, 1), end: midnight_utc(2012, 1, 10) };
    for start in (0..1_440).step_by(45) {
        for length in [1, 30, 61, 600, 1_439] {
            let model = Model::daily("Pacific/Apia", &[(start, start + length)]);
            agrees(&model.schedule(), december, &model.watch(december));
        }
    }
    for hours in WATCHED {
        let model = Model::daily("Pacific/Apia", hours);
        agrees(&model.schedule(), december, &model.watch(december));
    }
}
