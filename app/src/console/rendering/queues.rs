//! The pages of queues.

use domain::{
    PersonId, QueueId,
    queue::Routing,
    wire::{
        ConsolePage,
        console::{
            AgentChoice, FormProblem, LastChange, QueueForm, QueueLine, QueuePage, QueuesPage, Refusal, RefusedPage, Removal, RemovalPage,
            Section, WeekLine, WhoseHours, Wrong,
        },
    },
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

#[expect(clippy::expect_used, reason = "a test's own slug")]
fn line(number: u8) -> QueueLine {
    QueueLine {
        id: QueueId::from_random([number; 20]),
        slug: format!("queue-{number}").parse().expect("a slug"),
        name: format!("Queue <{number}>"),
        is_default: number == 1,
        whose: WhoseHours::Organisation,
        week: vec![
            WeekLine { first: 0, last: 4, hours: "09:00-17:00".into() },
            WeekLine { first: 5, last: 5, hours: "10:00-14:00".into() },
        ],
        is_always_open: false,
        agents: u32::from(number) - 1,
        routing: Routing::Widening,
    }
}

fn list(queues: Vec<QueueLine>) -> String {
    html(ConsolePage::Queues(QueuesPage { frame: frame(Section::Queues), queues, saved: None, is_removed: false }))
}

fn page() -> QueuePage {
    QueuePage {
        frame: frame(Section::Queues),
        id: Some(QueueId::from_random([1; 20])),
        stored_name: "Repairs".into(),
        is_default: false,
        form: QueueForm { name: "\"><script>".into(), whose: WhoseHours::Own, ..QueueForm::new("UTC") },
        version: 3,
        opened_at: domain::Timestamp::default(),
        agents: vec![AgentChoice { person: PersonId::from_random([1; 20]), name: "Anna".into(), email: "anna@shop.example".into() }],
        organisation_ring_seconds: 25,
        zones: vec!["Europe/Stockholm".into(), "UTC".into()],
        preview: None,
        problems: vec![],
        changed: None,
        is_unsaved: false,
    }
}

fn form(page: QueuePage) -> String {
    html(ConsolePage::Queue(Box::new(page)))
}

#[test]
fn the_list_tells_each_queue_in_words_and_moves_it_with_plain_buttons() {
    let html = list(vec![line(1), line(2)]);
    for words in [
        "Monday–Friday 09:00-17:00; Saturday 10:00-14:00 (as the organisation)",
        "Nobody serves it yet",
        "1 agent",
        "Widening",
        "Default",
        "Queue &lt;1&gt;",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    let buttons: Vec<_> = tags(&html, "name=\"direction\"").collect();
    assert_eq!(buttons.len(), 4);
    assert_eq!(buttons.iter().map(|tag| tag.contains(" disabled")).collect::<Vec<_>>(), [true, false, false, true]);
    ids_are_told_apart_and_found(&html);
}

#[test]
fn the_way_to_each_page_is_there_and_the_present_one_is_marked() {
    let html = list(vec![]);
    for path in ["desk", "queues", "hours", "people", "queues/new"] {
        assert!(html.contains(&format!("href=\"/o/BBBBBBBBBBBBBBBBBBBB/{path}\"")), "{path}");
    }
    let here: Vec<_> = tags(&html, "aria-current=\"page\"").collect();
    assert!(here.len() == 1 && here[0].contains("/queues\""), "{here:?}");
    assert!(html.contains("href=\"#content\"") && html.contains("id=\"content\""));
    assert!(html.contains("There is no queue yet"), "an empty list teaches the next step");
}

#[test]
fn a_form_works_without_script_and_shows_what_was_typed_as_text() {
    let html = form(page());
    assert!(!html.contains("<script>") && !html.contains(" style="));
    assert!(html.contains("method=\"post\"") && html.contains(&format!("action=\"/o/BBBBBBBBBBBBBBBBBBBB/queues/{}\"", "B".repeat(20))));
    for field in ["name", "slug", "default", "ring", "whose", "routing", "closed", "nobody", "most", "agent", "zone", "from-0", "version"] {
        assert!(html.contains(&format!(" name=\"{field}\"")), "{field}");
    }
    assert_eq!(tags(&html, "value=\"add.").count(), 7);
    assert_eq!(tags(&html, "value=\"remove.").count(), 5);
    assert!(
        html.contains("Left empty it is the organisation&#x27;s: 25 seconds.")
            || html.contains("Left empty it is the organisation's: 25 seconds.")
    );
    assert_eq!(tags(&html, " autofocus").count(), 0);
    ids_are_told_apart_and_found(&html);
}

#[test]
fn what_the_enter_key_presses_saves() {
    let html = form(page());
    let first = tags(&html, "type=\"submit\"").find(|tag| !tag.contains("bar")).map(str::to_owned);
    let in_form = html.split("<form").find(|part| part.contains("console-form")).expect("the form");
    let first_in_form = tags(in_form, "type=\"submit\"").next().expect("a button");
    assert!(!first_in_form.contains("name=\"action\""), "{first:?} {first_in_form}");
}

#[test]
fn problems_stand_at_their_fields_and_the_first_one_has_the_focus() {
    let problems =
        [("slug", Wrong::SlugTaken), ("day-1", Wrong::Overlap("09:00-12:00, 11:00-13:00".into())), ("agents", Wrong::NotAnAgent)];
    let problems = problems.into_iter().map(|(field, wrong)| FormProblem::new(field, wrong)).collect();
    let html = form(QueuePage { problems, ..page() });
    assert!(html.contains("role=\"alert\"") && html.contains("3 things need another look"));
    assert!(html.contains("These overlap: 09:00-12:00, 11:00-13:00."));
    let focused: Vec<_> = tags(&html, " autofocus").collect();
    assert!(focused.len() == 1 && focused[0].contains("name=\"slug\""), "{focused:?}");
    let slug = tags(&html, "name=\"slug\"").next().expect("the field");
    assert!(slug.contains("aria-invalid=\"true\"") && slug.contains("aria-describedby=\"slug-help slug-problem\""), "{slug}");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn the_default_queue_has_no_box_to_untick() {
    let html = form(QueuePage { is_default: true, ..page() });
    let field: Vec<_> = tags(&html, "name=\"default\"").collect();
    assert!(field.len() == 1 && field[0].contains("type=\"hidden\""), "{field:?}");
    assert!(html.contains("make another queue the default"));
}

#[test]
fn somebody_elses_save_is_told_with_name_and_time() {
    let changed = Some(LastChange { by: Some("Adam".into()), minutes_ago: Some(2) });
    let html = form(QueuePage { changed, ..page() });
    assert!(html.contains("Adam saved it. That was 2 minutes ago."), "{html}");
}

#[test]
fn a_removal_is_asked_about_or_refused_in_words() {
    let ask = |problem| {
        let what = Removal::Queue(QueueId::from_random([1; 20]));
        html(ConsolePage::Removal(RemovalPage { frame: frame(Section::Queues), what, name: "Repairs".into(), problem }))
    };
    assert!(ask(None).contains("Remove Repairs?") && ask(None).contains("Remove the queue"));
    let refused = ask(Some(Wrong::HasTickets));
    assert!(refused.contains("Shoppers have waited in this queue") && !refused.contains("Remove the queue"));
}

#[test]
fn whoever_may_not_configure_is_told_and_shown_no_way_in() {
    let mut frame = frame(Section::Queues);
    frame.may_configure = false;
    let html = html(ConsolePage::Refused(RefusedPage { frame, why: Refusal::NotAllowed }));
    assert!(html.contains("This page is for owners and admins") && !html.contains("/hours\""));
    assert!(html.contains("/desk\""));
}
