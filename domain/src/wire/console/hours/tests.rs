//! The fields for opening hours.

use super::{super::Fields, super::FormProblem, super::Wrong, *};
use crate::schedule::{Date, ExceptionDraft, Schedule, ics::Holidays};

const TODAY: Date = Date::constant(2026, 11, 22);

fn interval(from: &str, to: &str) -> IntervalForm {
    IntervalForm { from: from.into(), to: to.into() }
}

fn exception(date: &str, hours: &str) -> ExceptionForm {
    ExceptionForm { date: date.into(), hours: hours.into(), ..ExceptionForm::default() }
}

/// The names and values that a browser would send.
fn sent(form: &HoursForm) -> Vec<(String, String)> {
    let mut pairs = vec![("zone".to_owned(), form.zone.clone())];
    for (number, day) in form.days.iter().enumerate() {
        for IntervalForm { from, to } in day {
            pairs.extend([(format!("from-{number}"), from.clone()), (format!("to-{number}"), to.clone())]);
        }
    }
    for ExceptionForm { date, hours, name, is_new } in &form.exceptions {
        let new = if *is_new { "1" } else { "" };
        let values = [("date", date.as_str()), ("hours", hours), ("name", name), ("new", new)];
        pairs.extend(values.map(|(name, value)| (format!("exception-{name}"), value.to_owned())));
    }
    pairs
}

#[test]
fn a_schedule_survives_its_form() {
    let json = r#"{"zone":"Europe/Stockholm","weekly":{"monday":["00:00-24:00"],"tuesday":["09:00-12:00","13:00-24:00"],
        "friday":["20:00-02:00"]},"exceptions":[{"date":"2026-12-24","hours":["09:00-11:00","12:00-13:00"],"name":"Eve"},
        {"date":"2026-12-25","hours":[]}]}"#;
    let schedule: Schedule = serde_json::from_str(json).expect("a schedule");
    let form = HoursForm::of(schedule.clone());
    assert_eq!(form.days[0], [interval("00:00", "00:00")], "no field for times knows 24:00");
    let pairs = sent(&form);
    let again = HoursForm::from_fields(Fields::new(&pairs));
    assert_eq!(again, form);
    assert_eq!(again.read(), Ok(schedule));
}

#[test]
fn rows_that_nothing_was_typed_into_count_for_nothing() {
    let mut form = HoursForm::usual("UTC");
    form.days[6].push(IntervalForm::default());
    form.exceptions.push(ExceptionForm::default());
    let schedule = form.read().expect("a schedule");
    assert_eq!(HoursForm::of(schedule), HoursForm::usual("UTC"));
}

#[test]
fn every_problem_is_told_at_its_place() {
    let mut form = HoursForm::empty("Europe/Stokholm");
    form.days[0] = vec![interval("09:00", "")];
    form.days[2] = vec![interval("09:00", "13:00"), interval("12:00", "14:00")];
    form.days[3] = vec![interval("09:00", "09:00")];
    form.exceptions =
        vec![exception("2026-12-24", "9 to 5"), exception("24.12.", ""), exception("2026-12-25", ""), exception("2026-12-25", "")];
    let expected = [
        ("zone", Wrong::UnknownZone("Europe/Stokholm".into())),
        ("day-0", Wrong::TimeMissing),
        ("day-2", Wrong::Overlap("09:00-13:00, 12:00-14:00".into())),
        ("day-3", Wrong::EmptyInterval("09:00-09:00".into())),
        ("exception-0", Wrong::NoInterval("9 to 5".into())),
        ("exception-1", Wrong::NoDate("24.12.".into())),
        ("exception-3", Wrong::DateTwice),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(field, wrong)| FormProblem::new(field, wrong)).collect();
    assert_eq!(form.read(), Err(expected));
}

#[test]
fn buttons_say_what_they_do_and_an_unknown_one_saves_nothing() {
    use HoursAction::{Add, AddException, CopyMonday, Import, Preview, Remove, RemoveException, RemovePast, Save};
    for action in [Save, Add(3), Remove(6, 2), CopyMonday, AddException, RemoveException(0), RemovePast, Preview, Import] {
        assert_eq!(HoursAction::of(&action.to_string()), action);
    }
    assert_eq!(HoursAction::of(""), Save, "the Enter key");
    assert_eq!(HoursAction::of("delete everything"), Preview);
}

#[test]
fn rows_come_and_go_and_a_place_that_is_not_there_changes_nothing() {
    let mut form = HoursForm::usual("UTC");
    form.act(HoursAction::Add(0), TODAY);
    form.act(HoursAction::Remove(0, 0), TODAY);
    form.act(HoursAction::Remove(4, 9), TODAY);
    form.act(HoursAction::Add(7), TODAY);
    assert_eq!(form.days.each_ref().map(Vec::len), [1, 1, 1, 1, 1, 0, 0]);
    assert_eq!(form.days[0], [IntervalForm::default()]);
    form.days[0] = vec![interval("10:00", "12:00")];
    form.act(HoursAction::CopyMonday, TODAY);
    assert!(form.days.iter().take(5).all(|day| *day == [interval("10:00", "12:00")]) && form.days[5].is_empty());
    form.exceptions = vec![exception("2026-11-21", ""), exception("2026-11-22", ""), exception("20", "")];
    form.act(HoursAction::RemovePast, TODAY);
    assert_eq!(form.exceptions.len(), 2);
}

#[test]
fn holidays_join_the_exceptions_in_order_and_leave_those_that_are_there_alone() {
    let mut form = HoursForm::usual("UTC");
    form.exceptions = vec![exception("2026-12-26", "10:00-12:00")];
    let holiday = |date: &str| ExceptionDraft { date: date.into(), hours: vec![], name: Some("Holiday".into()) };
    let closed = vec![holiday("2026-12-25"), holiday("2026-12-26")];
    let outcome = form.import(Holidays { closed, timed: 2, unread: 1, not_understood: vec!["Odd".into()] });
    assert_eq!((outcome.added, outcome.known, outcome.timed, outcome.unread), (1, 1, 2, 1));
    let told: Vec<_> = form.exceptions.iter().map(|one| (one.date.as_str(), one.hours.as_str(), one.is_new)).collect();
    assert_eq!(told, [("2026-12-25", "", true), ("2026-12-26", "10:00-12:00", false)]);
}

#[test]
fn a_week_is_told_in_as_few_lines_as_it_takes() {
    let mut form = HoursForm::usual("UTC");
    form.days[2] = vec![];
    form.days[5] = vec![interval("10:00", "00:00")];
    let lines = WeekLine::of(&form.read().expect("a schedule"));
    let told: Vec<_> = lines.iter().map(|line| (line.first, line.last, line.hours.as_str())).collect();
    assert_eq!(told, [(0, 1, "09:00-17:00"), (3, 4, "09:00-17:00"), (5, 5, "10:00-24:00")]);
}
