//! Every screen, rendered to a string: nothing of it needs a browser.

use domain::{
    call::{CallEnd, TicketEnd},
    locale::Locale,
    queue::Entrance,
    wire::{CallBackReply, Problem, ShopperStage, WidgetPageState},
};
use leptos::prelude::*;

use super::{
    call_back::Phase,
    root::WidgetFrame,
    samples::{after_a_loss, deserted, in_call, outside, over, ringing, view as view_of, waiting, with_still},
    visit::Visit,
};
use crate::{
    frame::PageQueue,
    reading::{attributes, words},
    start::samples::{glance, page},
    ui::{Focusing, provide_texts},
};

/// Renders what the widget shows after `arrange` has put the visit into some state.
fn render(locale: Locale, arrange: impl FnOnce(Visit)) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        let page = page(locale);
        provide_texts(page.phrases.clone());
        let visit = Visit::new(page);
        provide_context(visit);
        provide_context(Focusing::new(visit.is_small));
        arrange(visit);
        view! { <WidgetFrame /> }.to_html()
    });
    owner.cleanup();
    html
}

fn at(stage: ShopperStage) -> impl FnOnce(Visit) {
    move |visit| visit.view.set(Some(view_of(stage)))
}

type Arrange = Box<dyn FnOnce(Visit)>;

fn every_screen() -> Vec<(&'static str, Arrange)> {
    let refused = |problem| move |visit: Visit| visit.local.update(|local| local.refused = Some(problem));
    vec![
        ("start", Box::new(|_: Visit| {})),
        ("a still kept in the call", Box::new(at(with_still(in_call())))),
        ("a still kept after it", Box::new(at(with_still(over(TicketEnd::Served, Some(CallEnd::AgentHungUp)))))),
        (
            "nobody online",
            Box::new(at(ShopperStage::Outside {
                agents_online: 0,
                waiting: 3,
                entrance: Entrance::Open,
                opens: None,
                wait: None,
                call_backs: true,
            })),
        ),
        (
            "people in line",
            Box::new(at(ShopperStage::Outside {
                agents_online: 1,
                waiting: 3,
                entrance: Entrance::Open,
                opens: None,
                wait: None,
                call_backs: true,
            })),
        ),
        (
            "unknown queue",
            Box::new(|visit: Visit| {
                visit.page.update_value(|page| {
                    page.state = WidgetPageState::UnknownQueue { token: "token".into(), term: "attic".into(), queue: glance(1) };
                });
            }),
        ),
        ("before", Box::new(|visit: Visit| visit.local.update(|local| local.is_preparing = true))),
        (
            "before, queue closed",
            Box::new(|visit: Visit| {
                visit.local.update(|local| local.is_preparing = true);
                visit.problem.set(Some(Problem::QueueClosed));
            }),
        ),
        ("deserted", Box::new(at(deserted(2)))),
        (
            "call-back",
            Box::new(|visit: Visit| {
                visit.ask_back();
                visit.send_call_back();
            }),
        ),
        (
            "call-back, refused",
            Box::new(|visit: Visit| {
                at(deserted(2))(visit);
                visit.ask_back();
                visit.call_back.phase.set(Phase::Refused(CallBackReply::TooMany));
            }),
        ),
        (
            "call-back, asked for",
            Box::new(|visit: Visit| {
                visit.ask_back();
                visit.call_back.phase.set(Phase::Kept);
            }),
        ),
        ("returning", Box::new(|visit: Visit| visit.local.update(|local| local.is_returning = true))),
        ("waiting", Box::new(at(waiting(3)))),
        ("next", Box::new(at(waiting(1)))),
        ("after a loss", Box::new(at(after_a_loss()))),
        ("ringing", Box::new(at(ringing()))),
        (
            "another queue takes nobody",
            Box::new(|visit: Visit| {
                at(waiting(3))(visit);
                visit.refused_queue.set(Some("Repairs".into()));
            }),
        ),
        (
            "asked for another queue",
            Box::new(|visit: Visit| {
                at(waiting(3))(visit);
                visit.asked.set(Some(PageQueue { id: "repairs".into(), name: "Repairs".into() }));
            }),
        ),
        (
            "small",
            Box::new(|visit: Visit| {
                at(waiting(2))(visit);
                visit.is_small.set(true);
            }),
        ),
        ("call", Box::new(at(in_call()))),
        ("talked", Box::new(at(over(TicketEnd::Served, Some(CallEnd::AgentHungUp))))),
        ("agent lost", Box::new(at(over(TicketEnd::Served, Some(CallEnd::AgentLost))))),
        ("shopper lost", Box::new(at(over(TicketEnd::Lost, Some(CallEnd::ShopperLost))))),
        ("left", Box::new(at(over(TicketEnd::Left, None)))),
        ("lost place", Box::new(at(over(TicketEnd::Lost, None)))),
        ("superseded", Box::new(refused(Problem::Superseded))),
        ("stale", Box::new(refused(Problem::BadToken))),
        ("upgrade", Box::new(refused(Problem::Upgrade))),
    ]
}

#[test]
fn no_screen_says_a_word_that_is_no_phrase() {
    for (name, arrange) in every_screen() {
        let html = render(Locale::Pseudo, arrange);
        assert!(!words(&html).is_empty(), "{name} says nothing");
        for text in words(&html) {
            assert!(text.contains('\u{202e}'), "{name} says {text:?} in every language");
        }
        for label in attributes(&html, "aria-label").chain(attributes(&html, " title")) {
            assert!(label.contains('\u{202e}'), "{name} is labelled {label:?} in every language");
        }
    }
}

#[test]
fn every_blank_on_every_screen_is_filled() {
    for (name, arrange) in every_screen() {
        let html = render(Locale::English, arrange);
        assert!(words(&html).iter().all(|text| !text.contains(['{', '}'])), "{name}: {:?}", words(&html));
    }
}

#[test]
fn every_button_has_a_name() {
    for (name, arrange) in every_screen() {
        let html = render(Locale::English, arrange);
        for button in html.split("<button").skip(1).filter_map(|rest| rest.split("</button>").next()) {
            let is_labelled = attributes(button, "aria-label").any(|label| !label.is_empty());
            assert!(is_labelled || !words(button).is_empty(), "{name}: <button{button}");
        }
    }
}

#[test]
fn every_screen_has_one_heading_of_the_first_level_that_can_take_the_focus() {
    for (name, arrange) in every_screen() {
        let html = render(Locale::English, arrange);
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("tabindex=\"-1\"").count(), 1, "{name}");
    }
}

#[test]
fn nothing_on_a_screen_breaks_the_content_security_policy() {
    for (name, arrange) in every_screen() {
        let html = render(Locale::English, arrange);
        for refused in [" style=", " onclick=", "javascript:", "<script", "<style"] {
            assert!(!html.contains(refused), "{name} has {refused}");
        }
    }
}

#[test]
fn with_nobody_online_one_may_still_get_in_line_and_is_told() {
    let html = render(
        Locale::English,
        at(ShopperStage::Outside { agents_online: 0, waiting: 0, entrance: Entrance::Open, opens: None, wait: None, call_backs: true }),
    );
    assert!(html.contains("Nobody of us is here right now") && html.contains("data-press=\"drop-in\""));
}

#[test]
fn an_ending_by_fault_asks_for_no_rating() {
    let talked = render(Locale::English, at(over(TicketEnd::Served, Some(CallEnd::AgentHungUp))));
    assert!(talked.contains("You talked with Anna") && talked.matches("type=\"radio\"").count() == 5);
    let lost = render(Locale::English, at(over(TicketEnd::Served, Some(CallEnd::AgentLost))));
    assert!(lost.contains("our fault") && !lost.contains("type=\"radio\""));
}

#[test]
fn a_still_can_be_deleted_in_the_call_and_after_it() {
    for stage in [in_call(), over(TicketEnd::Served, Some(CallEnd::AgentHungUp))] {
        let html = render(Locale::English, at(with_still(stage.clone())));
        assert!(html.contains("1 still picture of you is kept") && html.contains("aria-label=\"Delete still picture 1\""), "{html}");
        assert!(!render(Locale::English, at(stage)).contains("still picture"));
    }
}

#[test]
fn a_shopper_who_was_passed_on_reads_by_whom_and_not_that_anything_was_lost() {
    let mut stage = waiting(1);
    if let ShopperStage::Waiting { passed_on_by, .. } = &mut stage {
        *passed_on_by = Some("Anna".into());
    }
    let html = render(Locale::English, at(stage));
    assert!(html.contains("Anna passed you on") && !html.contains("We lost"), "{html}");
}

#[test]
fn a_shopper_whose_agent_was_lost_is_told_what_happens_now() {
    let html = render(Locale::English, at(after_a_loss()));
    assert!(html.contains("We lost Anna. You are first in line"), "{html}");
    assert!(!render(Locale::English, at(waiting(1))).contains("We lost"));
}

#[test]
fn when_the_last_agent_has_left_the_waiting_room_offers_a_call_back() {
    let offer = "Leave your number";
    assert!(render(Locale::English, at(deserted(2))).contains(offer));
    assert!(!render(Locale::English, at(waiting(2))).contains(offer));
}

#[test]
fn a_form_that_is_not_in_order_is_marked_by_field_and_not_sent() {
    let mut phase = None;
    let html = render(Locale::English, |visit| {
        visit.ask_back();
        visit.send_call_back();
        phase = Some(visit.call_back.phase.get_untracked());
    });
    assert_eq!(phase, Some(Phase::Writing));
    assert_eq!(html.matches("aria-invalid=\"true\"").count(), 2, "{html}");
    assert!(html.contains("Please tell us your name.") && html.contains("an e-mail address or a phone number."), "{html}");
}

#[test]
fn a_newer_view_changes_the_figures_of_the_start_screen() {
    assert!(render(Locale::English, at(outside())).contains("1 of us is here for you"));
}
