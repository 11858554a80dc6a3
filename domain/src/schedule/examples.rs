//! Opening hours that a person can check with a calendar.

use serde_json::json;

use super::*;

fn schedule(zone: &str, weekly: serde_json::Value, exceptions: serde_json::Value) -> Schedule {
    serde_json::from_value(json!({ "zone": zone, "weekly": weekly, "exceptions": exceptions })).expect("a schedule")
}

fn every_day(zone: &str, hours: &[&str]) -> Schedule {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    schedule(zone, days.iter().map(|day| (*day, json!(hours))).collect(), json!([]))
}

fn at(text: &str) -> Timestamp {
    Timestamp::from_micros(text.parse::<jiff::Timestamp>().expect("an instant").as_microsecond())
}

fn shown(at: Timestamp) -> String {
    jiff::Timestamp::from_microsecond(at.as_micros()).expect("in range").to_string()
}

/// When it is open between two instants, in UTC.
fn open(schedule: &Schedule, start: &str, end: &str) -> Vec<String> {
    let range = Interval { start: at(start), end: at(end) };
    schedule.intervals(range).map(|interval| format!("{} {}", shown(interval.start), shown(interval.end))).collect()
}

#[test]
fn a_shop_with_a_lunch_break_opens_and_closes_twice_a_day() {
    let shop = schedule("Europe/Stockholm", json!({ "monday": ["09:00-12:00", "13:00-18:00"] }), json!([]));
    // Monday 2026-11-23, an hour ahead of UTC.
    let told = |text: &str| shop.opening(at(text));
    let early = told("2026-11-23T07:59:59Z");
    assert_eq!(
        early,
        Opening { is_open: false, next_open: Some(at("2026-11-23T08:00:00Z")), next_close: Some(at("2026-11-23T11:00:00Z")) }
    );
    assert_eq!(early.changes_at(), early.next_open);
    let opened = told("2026-11-23T08:00:00Z");
    assert_eq!(
        opened,
        Opening { is_open: true, next_open: Some(at("2026-11-23T12:00:00Z")), next_close: Some(at("2026-11-23T11:00:00Z")) }
    );
    assert_eq!(opened.changes_at(), opened.next_close);
    assert!(told("2026-11-23T10:59:59.999999Z").is_open);
    assert!(!told("2026-11-23T11:00:00Z").is_open, "the end is no longer in it");
    assert_eq!(told("2026-11-23T17:00:00Z").next_open, Some(at("2026-11-30T08:00:00Z")), "next Monday");
}

#[test]
fn an_evening_past_midnight_belongs_to_the_day_it_began_on() {
    let bar = schedule("UTC", json!({ "friday": ["20:00-02:00"] }), json!([]));
    assert_eq!(open(&bar, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"), ["2026-11-27T20:00:00Z 2026-11-28T02:00:00Z"]);
    assert!(bar.is_open(at("2026-11-28T01:59:59Z")));
}

#[test]
fn touching_intervals_are_one_also_across_midnight() {
    let shop = schedule("UTC", json!({ "monday": ["09:00-12:00", "12:00-24:00"], "tuesday": ["00:00-02:00"] }), json!([]));
    assert_eq!(open(&shop, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"), ["2026-11-23T09:00:00Z 2026-11-24T02:00:00Z"]);
    assert_eq!(shop.next_close(at("2026-11-23T10:00:00Z")), Some(at("2026-11-24T02:00:00Z")));
}

#[test]
fn an_evening_that_runs_into_the_next_days_hours_does_not_close_in_between() {
    let bar = schedule("UTC", json!({ "friday": ["20:00-02:00"], "saturday": ["01:00-03:00"] }), json!([]));
    assert_eq!(open(&bar, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"), ["2026-11-27T20:00:00Z 2026-11-28T03:00:00Z"]);
}

#[test]
fn the_evening_before_a_closed_date_ends_as_late_as_always_and_the_closed_dates_own_night_falls_away() {
    let mut bar = Draft::from(every_day("UTC", &["20:00-02:00"]));
    bar.add([ExceptionDraft { date: "2026-12-25".into(), ..ExceptionDraft::default() }]);
    let bar = Schedule::try_from(bar).expect("valid");
    assert_eq!(
        open(&bar, "2026-12-24T12:00:00Z", "2026-12-27T12:00:00Z"),
        ["2026-12-24T20:00:00Z 2026-12-25T02:00:00Z", "2026-12-26T20:00:00Z 2026-12-27T02:00:00Z"]
    );
}

#[test]
fn an_exception_takes_the_place_of_all_the_weekdays_hours() {
    let exceptions = json!([{ "date": "2026-11-23", "hours": ["22:00-01:00"] }, { "date": "2026-11-29", "hours": ["10:00-11:00"] }]);
    let shop = schedule("UTC", json!({ "monday": ["09:00-12:00", "13:00-18:00"] }), exceptions);
    assert_eq!(
        open(&shop, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
        ["2026-11-23T22:00:00Z 2026-11-24T01:00:00Z", "2026-11-29T10:00:00Z 2026-11-29T11:00:00Z"]
    );
}

#[test]
fn what_never_closes_has_no_next_times_and_a_holiday_gives_it_some() {
    let always = every_day("America/New_York", &["00:00-24:00"]);
    let now = at("2026-11-22T12:00:00Z");
    assert_eq!(always.opening(now), Opening::ALWAYS);
    assert_eq!((always.next_open(now), always.next_close(now)), (None, None));
    let mut draft = Draft::from(always);
    draft.add([ExceptionDraft { date: "2026-12-25".into(), ..ExceptionDraft::default() }]);
    let told = Schedule::try_from(draft).expect("valid").opening(now);
    assert_eq!(told.next_close, Some(at("2026-12-25T05:00:00Z")));
    assert_eq!(told.next_open, Some(at("2026-12-26T05:00:00Z")));
}

#[test]
fn what_never_opens_says_so_after_looking_400_days_ahead() {
    let never = Opening { is_open: false, next_open: None, next_close: None };
    let now = at("2026-01-01T12:00:00Z");
    assert_eq!(schedule("UTC", json!({}), json!([])).opening(now), never);
    let far = |date: &str| schedule("UTC", json!({}), json!([{ "date": date, "hours": ["09:00-10:00"] }])).opening(now);
    assert_eq!(far("2027-02-05").next_open, Some(at("2027-02-05T09:00:00Z")), "the 400th day");
    assert_eq!(far("2027-02-06"), never);
    assert_eq!(far("2025-12-31"), never);
}

#[test]
fn without_a_schedule_it_is_always_open() {
    let range = Interval { start: at("2026-01-01T00:00:00Z"), end: at("2026-01-02T00:00:00Z") };
    assert_eq!(Opening::of(None, range.start), Opening::ALWAYS);
    assert!(is_open(None, range.start));
    assert_eq!(intervals(None, range).collect::<Vec<_>>(), [range]);
    assert_eq!(intervals(None, Interval { start: range.end, end: range.start }).count(), 0);
    let shop = every_day("UTC", &["09:00-10:00"]);
    assert_eq!(intervals(Some(&shop), range).count(), 1);
    assert!(!is_open(Some(&shop), range.start));
}

#[test]
fn intervals_are_cut_to_the_range() {
    let shop = every_day("UTC", &["09:00-10:00"]);
    assert_eq!(
        open(&shop, "2026-01-01T09:30:00Z", "2026-01-02T09:15:00Z"),
        ["2026-01-01T09:30:00Z 2026-01-01T10:00:00Z", "2026-01-02T09:00:00Z 2026-01-02T09:15:00Z"]
    );
    assert!(open(&shop, "2026-01-01T09:30:00Z", "2026-01-01T09:30:00Z").is_empty());
    assert!(open(&shop, "2026-01-03T00:00:00Z", "2026-01-01T00:00:00Z").is_empty());
}

#[test]
fn where_the_clock_is_put_forward_skipped_times_are_the_instant_of_the_change() {
    // Stockholm, 2026-03-29: 02:00 is followed by 03:00, at 01:00 UTC.
    let spring = |hours: &str| open(&every_day("Europe/Stockholm", &[hours]), "2026-03-28T23:00:00Z", "2026-03-29T12:00:00Z");
    assert_eq!(spring("01:00-02:30"), ["2026-03-29T00:00:00Z 2026-03-29T01:00:00Z"]);
    assert_eq!(spring("02:30-04:00"), ["2026-03-29T01:00:00Z 2026-03-29T02:00:00Z"]);
    assert_eq!(spring("01:00-04:00"), ["2026-03-29T00:00:00Z 2026-03-29T02:00:00Z"]);
    assert!(spring("02:15-02:45").is_empty());
}

#[test]
fn where_the_clock_is_put_back_the_first_time_counts() {
    // Stockholm, 2026-10-25: 03:00 is followed by 02:00, at 01:00 UTC.
    let autumn = |hours: &str| open(&every_day("Europe/Stockholm", &[hours]), "2026-10-24T22:00:00Z", "2026-10-25T12:00:00Z");
    assert_eq!(autumn("01:00-02:30"), ["2026-10-24T23:00:00Z 2026-10-25T00:30:00Z"]);
    assert_eq!(autumn("02:30-03:00"), ["2026-10-25T00:30:00Z 2026-10-25T02:00:00Z"]);
    assert_eq!(autumn("03:00-04:00"), ["2026-10-25T02:00:00Z 2026-10-25T03:00:00Z"]);
    assert_eq!(autumn("02:15-02:45"), ["2026-10-25T00:15:00Z 2026-10-25T00:45:00Z"]);
    assert_eq!(autumn("00:00-24:00"), ["2026-10-24T22:00:00Z 2026-10-25T12:00:00Z"]);
}

#[test]
fn lord_howe_moves_its_clocks_by_half_an_hour() {
    let shop = every_day("Australia/Lord_Howe", &["01:00-03:00"]);
    // 2026-10-04: 02:00 (+10:30) is followed by 02:30 (+11).
    assert_eq!(open(&shop, "2026-10-03T12:00:00Z", "2026-10-04T00:00:00Z"), ["2026-10-03T14:30:00Z 2026-10-03T16:00:00Z"]);
    // 2026-04-05: 02:00 (+11) is followed by 01:30 (+10:30).
    assert_eq!(open(&shop, "2026-04-04T12:00:00Z", "2026-04-05T00:00:00Z"), ["2026-04-04T14:00:00Z 2026-04-04T16:30:00Z"]);
}

#[test]
fn the_date_that_apia_skipped_has_no_hours() {
    let shop = every_day("Pacific/Apia", &["09:00-17:00"]);
    // Thursday 2011-12-29 (-10) is followed by Saturday 2011-12-31 (+14), at 10:00 UTC.
    assert_eq!(
        open(&shop, "2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z"),
        ["2011-12-29T19:00:00Z 2011-12-30T03:00:00Z", "2011-12-30T19:00:00Z 2011-12-31T03:00:00Z"]
    );
    let mut draft = Draft::from(every_day("Pacific/Apia", &["00:00-24:00"]));
    draft.add([ExceptionDraft { date: "2011-12-30".into(), ..ExceptionDraft::default() }]);
    let always = Schedule::try_from(draft).expect("valid");
    assert_eq!(always.next_close(at("2011-12-29T12:00:00Z")), None, "closed on a date that never was");
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    let shop = every_day("Pacific/Kiritimati", &["09:00-17:00", "20:00-02:00"]);
    for micros in [i64::MIN, -62_135_596_800_000_000, 253_402_300_799_999_999, i64::MAX] {
        let far = Timestamp::from_micros(micros);
        let told = shop.opening(far);
        assert_eq!((told.is_open, told.next_open, told.next_close), (shop.is_open(far), shop.next_open(far), shop.next_close(far)));
        shop.intervals(Interval { start: far, end: Timestamp::from_micros(i64::MAX) }).for_each(drop);
    }
    let all = Interval { start: Timestamp::from_micros(0), end: Timestamp::from_micros(i64::MAX) };
    let last = shop.intervals(all).last().expect("some");
    assert!(last.end <= all.start + LONGEST_RANGE);
}
