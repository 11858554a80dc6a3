//! The page of opening hours.

use domain::{
    Timestamp,
    schedule::{OpenDay, OpenTime},
    wire::{
        ConsolePage,
        console::{ExceptionForm, FormProblem, HoursForm, HoursPage, ImportOutcome, Section, Wrong},
    },
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

fn page() -> HoursPage {
    HoursPage {
        frame: frame(Section::Hours),
        has_hours: true,
        form: HoursForm::usual("Europe/Stockholm"),
        version: 2,
        opened_at: Timestamp::default(),
        zones: vec!["Europe/Stockholm".into()],
        preview: None,
        import: None,
        problems: vec![],
        changed: None,
        is_saved: false,
        is_unsaved: false,
    }
}

fn shown(page: HoursPage) -> String {
    html(ConsolePage::Hours(Box::new(page)))
}

#[test]
fn the_form_carries_a_file_and_offers_every_zone() {
    let html = shown(page());
    let form = tags(&html, "console-form").next().expect("the form");
    assert!(form.contains("enctype=\"multipart/form-data\"") && form.contains("method=\"post\""), "{form}");
    assert!(tags(&html, "name=\"file\"").all(|tag| tag.contains("type=\"file\"")));
    assert_eq!(tags(&html, "option value=\"Europe/Stockholm\"").count(), 1);
    assert!(tags(&html, "name=\"zone\"").all(|tag| tag.contains("list=\"zones\"")));
    ids_are_told_apart_and_found(&html);
}

#[test]
fn every_time_has_a_name_and_every_row_a_button_that_takes_it_away() {
    let html = shown(page());
    assert!(html.contains("aria-label=\"Monday, from\"") && html.contains("aria-label=\"Monday, to\""));
    assert!(html.contains("aria-label=\"Remove Monday 09:00-17:00\""), "{html}");
    assert_eq!(html.matches("class=\"day-closed\"").count(), 2, "Saturday and Sunday");
}

#[test]
fn exceptions_stand_with_what_is_wrong_and_what_is_new() {
    let exception = |date: &str, is_new| ExceptionForm { date: date.into(), is_new, ..ExceptionForm::default() };
    let mut form = HoursForm::usual("UTC");
    form.exceptions = vec![exception("2026-12-24", false), exception("2026-12-25", true)];
    let problems = vec![FormProblem::new("exception-1", Wrong::DateTwice)];
    let html = shown(HoursPage { form, problems, ..page() });
    assert!(
        html.contains("2 exceptions") && html.contains("From the file, not saved yet") && html.contains("two exceptions for this date")
    );
    assert_eq!(tags(&html, "value=\"remove-exception.").count(), 2);
    let focused: Vec<_> = tags(&html, " autofocus").collect();
    assert!(focused.len() == 1 && focused[0].contains("2026-12-25"), "{focused:?}");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn the_days_to_come_are_told_with_midnight_and_names() {
    let day =
        |weekday, hours: Vec<OpenTime>, name: Option<&str>| OpenDay { weekday, day: 24, month: 12, name: name.map(Into::into), hours };
    let late = OpenTime { from: 20 * 60, until: 26 * 60 };
    let html = shown(HoursPage { preview: Some(vec![day(3, vec![late], None), day(4, vec![], Some("Christmas Eve"))]), ..page() });
    assert!(html.contains("Thursday 24 December") && html.contains("20:00-02:00 next day"), "{html}");
    assert!(html.contains("Christmas Eve"));
}

#[test]
fn what_a_file_gave_is_told_in_numbers() {
    let import = ImportOutcome { added: 11, known: 1, timed: 0, unread: 2, not_understood: vec!["Every <week>".into()] };
    let html = shown(HoursPage { import: Some(import), ..page() });
    for words in ["11 closed dates", "1 date had an exception already", "2 events were left out", "Every &lt;week&gt;"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    assert!(!html.contains("time of day"));
}

#[test]
fn it_says_whether_it_is_saved() {
    let state = |is_saved, is_unsaved| {
        let html = shown(HoursPage { is_saved, is_unsaved, ..page() });
        html.split("class=\"save-state\"").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
    };
    assert!(state(true, false).contains("Saved.") && state(false, true).contains("Not saved yet"));
    assert!(!state(false, false).contains("aved"));
}
