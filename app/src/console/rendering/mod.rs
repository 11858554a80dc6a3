//! Tests: the console's pages as the server renders them.

mod blocks;
mod board;
mod catalogue;
mod face;
mod history;
mod hours;
mod people;
mod queues;
mod sign_in;

use domain::{
    OrgId,
    locale::{Locale, Phrases},
    wire::{
        ConsolePage,
        console::{ConsoleFrame, Section},
    },
};
use leptos::prelude::*;

use super::ConsoleRoot;

fn frame(section: Section) -> ConsoleFrame {
    ConsoleFrame {
        org: OrgId::from_random([1; 20]),
        org_name: "Lamps & <Sons>".into(),
        person_name: "Olga".into(),
        takes_calls: true,
        may_configure: true,
        section,
        phrases: Phrases::console(Locale::English),
        direction: Locale::English.direction(),
    }
}

fn html(page: ConsolePage) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <ConsoleRoot page /> }.into_view().to_html());
    owner.cleanup();
    html
}

/// The opening tags that have this text in them.
fn tags<'a>(html: &'a str, with: &'a str) -> impl Iterator<Item = &'a str> {
    html.split('<').filter_map(|piece| piece.split_once('>').map(|(tag, _)| tag)).filter(move |tag| tag.contains(with))
}

/// The ids of the page, and those that its elements refer to as a label's `for` or as what describes them.
fn ids_are_told_apart_and_found(html: &str) {
    let values = |name: &str| html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    let ids = values("id");
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "an id stands on the page twice: {ids:?}");
    for name in ["for", "aria-describedby", "aria-labelledby", "list"] {
        for id in values(name).into_iter().flat_map(str::split_whitespace) {
            assert!(ids.contains(&id), "{name}=\"{id}\" leads nowhere");
        }
    }
}
