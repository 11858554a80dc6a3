//! The written form of a schedule, as JSON and as TOML.

use proptest::prelude::*;
use serde_json::json;

use super::{oracle::Model, *};

fn read(value: serde_json::Value) -> Result<Schedule, String> {
    serde_json::from_value(value).map_err(|problem| problem.to_string())
}

const IN_A_FILE: &str = r#"
zone = "europe/stockholm"
weekly = { monday = ["13:00-24:00", "9:00-12:00"], friday = ["20:00-02:00"] }
exceptions = [
  { date = "2026-12-25", hours = [] },
  { date = "2026-12-24", hours = ["09:00-13:00"], name = " Christmas Eve\n" },
  { date = "2026-12-26" },
]
"#;

#[test]
fn a_schedule_from_a_file_is_stored_in_its_one_canonical_form() {
    let schedule: Schedule = toml::from_str(IN_A_FILE).expect("valid");
    let stored = json!({
        "zone": "Europe/Stockholm",
        "weekly": { "monday": ["09:00-12:00", "13:00-24:00"], "friday": ["20:00-02:00"] },
        "exceptions": [
            { "date": "2026-12-24", "hours": ["09:00-13:00"], "name": "Christmas Eve" },
            { "date": "2026-12-25", "hours": [] },
            { "date": "2026-12-26", "hours": [] },
        ],
    });
    assert_eq!(serde_json::to_value(&schedule).expect("JSON"), stored);
    assert_eq!(read(stored), Ok(schedule.clone()));
    let written = toml::to_string(&schedule).expect("TOML");
    assert_eq!(toml::from_str::<Schedule>(&written).expect("valid"), schedule);
    let eve = Date::constant(2026, 12, 24);
    assert_eq!((schedule.name_of(eve), schedule.hours_on(eve).len()), (Some("Christmas Eve"), 1));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wrong = |weekly: serde_json::Value, exceptions: serde_json::Value| {
        read(json!({ "zone": "UTC", "weekly": weekly, "exceptions": exceptions })).expect_err("invalid")
    };
    assert_eq!(read(json!({ "zone": "Europe/Stokholm" })), Err("unknown time zone Europe/Stokholm".into()));
    assert_eq!(
        wrong(json!({ "friday": ["9 to 5"] }), json!([])),
        "Friday: \"9 to 5\" is no interval; write one like 09:00-17:30, or 20:00-02:00 for one past midnight"
    );
    assert_eq!(wrong(json!({ "monday": ["12:00-15:00", "09:00-13:00"] }), json!([])), "Monday: 09:00-13:00 and 12:00-15:00 overlap");
    assert_eq!(wrong(json!({ "monday": ["22:00-23:00", "20:00-02:00"] }), json!([])), "Monday: 20:00-02:00 and 22:00-23:00 overlap");
    assert_eq!(wrong(json!({ "monday": vec!["09:00-10:00"; 13] }), json!([])), "Monday: a day has at most 12 intervals");
    assert_eq!(wrong(json!({}), json!([{ "date": "2026-02-29" }])), "\"2026-02-29\" is no date; write one like 2026-12-24");
    for text in ["24.12.2026", "20261224", "2026-12-24T09:00", "2026-1-1", ""] {
        assert!(wrong(json!({}), json!([{ "date": text }])).contains("is no date"), "{text}");
    }
    assert_eq!(
        wrong(json!({}), json!([{ "date": "2026-12-24" }, { "date": "2026-12-24" }])),
        "2026-12-24 has two exceptions; write all its hours in one"
    );
    assert!(wrong(json!({ "mondays": [] }), json!([])).contains("unknown field `mondays`"));
    assert!(wrong(json!({}), json!([{ "date": "2026-12-24", "hour": [] }])).contains("unknown field `hour`"));
    let dates: Vec<_> = Date::constant(2026, 1, 1).series(jiff::ToSpan::day(1)).take(MAX_EXCEPTIONS + 1).collect();
    let many: Vec<_> = dates.iter().map(|date| json!({ "date": date.to_string() })).collect();
    assert!(read(json!({ "zone": "UTC", "exceptions": many[1..] })).is_ok());
    assert_eq!(wrong(json!({}), json!(many)), "a schedule has at most 1000 exceptions");
}

#[test]
fn touching_intervals_of_a_day_are_no_overlap() {
    assert!(read(json!({ "zone": "UTC", "weekly": { "monday": ["12:00-18:00", "09:00-12:00"] } })).is_ok());
    assert!(read(json!({ "zone": "UTC", "weekly": { "monday": ["00:00-02:00", "20:00-02:00"] } })).is_ok());
}

#[test]
fn imported_days_do_not_take_the_place_of_what_a_person_wrote() {
    let mut draft: Draft = toml::from_str(IN_A_FILE).expect("a draft");
    let day = |date: &str| ExceptionDraft { date: date.into(), hours: vec![], name: Some("imported".into()) };
    assert_eq!(draft.add([day("2026-12-24"), day("2027-01-01"), day("2027-01-01")]), 1);
    assert_eq!(draft.exceptions.len(), 4);
    let schedule = Schedule::try_from(draft).expect("valid");
    assert_eq!(schedule.name_of(Date::constant(2026, 12, 24)), Some("Christmas Eve"));
    assert_eq!(schedule.name_of(Date::constant(2027, 1, 1)), Some("imported"));
}

proptest! {
    #[test]
    fn what_was_written_reads_as_the_same_schedule(model in Model::any(Date::constant(2026, 3, 1))) {
        let schedule = model.schedule();
        let text = serde_json::to_string(&schedule).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Schedule>(&text).expect("valid"), schedule);
    }

    #[test]
    fn no_text_breaks_the_parser(text in "\\PC{0,30}", digits in "[0-9:–-]{0,12}") {
        for text in [text, digits] {
            if let Ok(hours) = text.parse::<Hours>() {
                prop_assert_eq!(hours.to_string().parse::<Hours>(), Ok(hours));
            }
            let draft = Draft { zone: "UTC".into(), exceptions: vec![ExceptionDraft { date: text, ..Default::default() }], ..Default::default() };
            let _ = Schedule::try_from(draft);
        }
    }
}
