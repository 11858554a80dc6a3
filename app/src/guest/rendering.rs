//! Tests: the guest's page as the server renders it, and each screen.

use domain::{
    OrgId,
    call::GuestEnd,
    locale::{Locale, Phrases},
    wire::{GuestPage, GuestStage, GuestView, LinkClaimed, Problem},
};
use leptos::prelude::*;

use super::{Guest, model::GuestModel, page::GuestFrame, screen::Local};
use crate::{
    client::SocketState,
    ui::{Focusing, provide_texts},
};

fn page(locale: Locale) -> GuestPage {
    GuestPage {
        org: OrgId::from_random([1; 20]),
        org_name: "Lamps & <Sons>".into(),
        language: locale.language().as_str().into(),
        phrases: Phrases::guest(locale),
        direction: locale.direction(),
    }
}

fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    html
}

/// The page after something happened to it.
fn after(change: impl FnOnce(GuestModel)) -> String {
    html(|| {
        let page = page(Locale::English);
        provide_texts(page.phrases.clone());
        provide_context(Focusing::new(RwSignal::new(false)));
        let guest = GuestModel::new(&page);
        change(guest);
        view! { <GuestFrame guest name=page.org_name /> }
    })
}

fn at(stage: GuestStage) -> String {
    after(|guest| guest.view.set(Some(GuestView { now: domain::Timestamp::default(), stage })))
}

#[test]
fn the_rendered_page_asks_for_a_name_and_shows_whose_it_is() {
    let html = html(|| view! { <Guest page=page(Locale::English) /> });
    assert!(html.contains("Lamps &amp; &lt;Sons>") || html.contains("Lamps &amp; &lt;Sons&gt;"), "{html}");
    for part in ["You are invited to a video call", "Your name", "Ask to come in", "autocomplete=\"name\"", "Your own picture"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn each_screen_has_one_heading_and_says_what_to_do() {
    let link = |claimed| after(|guest| guest.local.set(Local { claimed: Some(claimed), ..Local::default() }));
    let refused = |problem| after(|guest| guest.local.set(Local { refused: Some(problem), ..Local::default() }));
    for (html, part) in [
        (at(GuestStage::Knocking { agent: Some("Anna".into()) }), "Anna lets you in in a moment."),
        (at(GuestStage::Knocking { agent: None }), "Somebody lets you in in a moment."),
        (at(GuestStage::Over(GuestEnd::Refused)), "You could not be let in this time"),
        (at(GuestStage::Over(GuestEnd::ShownOut)), "The call goes on without you"),
        (at(GuestStage::Over(GuestEnd::CallOver)), "The call is over"),
        (at(GuestStage::Over(GuestEnd::Left)), "You left the call"),
        (at(GuestStage::Over(GuestEnd::Lost)), "Your connection was lost"),
        (at(GuestStage::Over(GuestEnd::Expired)), "This link does not work any more"),
        (link(LinkClaimed::Used), "This link has been used"),
        (link(LinkClaimed::Dead), "This link does not work any more"),
        (link(LinkClaimed::TooMany), "Wait a minute"),
        (refused(Problem::Superseded), "Bring it here"),
        (refused(Problem::Upgrade), "Load again"),
        (after(|guest| guest.local.set(Local { has_no_link: true, ..Local::default() })), "A part of the link is missing"),
        (after(|guest| guest.local.set(Local { has_pass: true, ..Local::default() })), "we are bringing you back"),
        (after(|guest| guest.is_out_of_reach.set(true)), "We could not reach our server."),
    ] {
        assert!(html.contains(part), "{part}: {html}");
        assert_eq!(html.matches("<h1").count(), 1, "{part}");
        assert!(!html.contains(" style="), "{part}");
    }
}

#[test]
fn a_lost_line_is_told_where_it_matters() {
    let lost = |stage| {
        after(|guest| {
            guest.view.set(Some(GuestView { now: domain::Timestamp::default(), stage }));
            guest.line.set(SocketState::Lost { since: 0.0, attempts: 1 });
        })
    };
    assert!(lost(GuestStage::Knocking { agent: None }).contains("We cannot reach our server."));
    assert!(!lost(GuestStage::Over(GuestEnd::Left)).contains("We cannot reach our server."));
}

#[test]
fn the_page_is_complete_in_the_right_to_left_pseudo_locale() {
    let html = html(|| view! { <Guest page=page(Locale::Pseudo) /> });
    assert!(!html.contains("Your name") && !html.contains("Ask to come in"), "{html}");
}
