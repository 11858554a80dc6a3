//! The stills of the running call's shopper.

use domain::{
    Timestamp,
    locale::phrase::Desk,
    wire::{DeskView, SnapshotCard},
};
use leptos::prelude::*;

use super::{countdown::elapsed, model::DeskModel};
use crate::ui::texts;

fn stills(view: Option<&DeskView>) -> Option<(Timestamp, &[SnapshotCard])> {
    let call = view?.call.as_ref()?;
    (!call.snapshots.is_empty()).then_some((call.started_at, call.snapshots.as_slice()))
}

/// The stills, the newest first; nothing while there is none. Each opens by itself in another tab.
#[component]
pub fn Snapshots(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let shown = Memo::new(move |_| {
        desk.view.with(|view| {
            let (began, stills) = stills(view.as_ref()).unwrap_or_default();
            let ticket = view.as_ref().and_then(|view| view.call.as_ref()).map(|call| call.ticket.clone());
            let still = |card: &SnapshotCard| Some((desk.still_address(ticket.as_ref()?, &card.id), elapsed(began, card.taken_at)));
            stills.iter().rev().filter_map(still).collect::<Vec<_>>()
        })
    });
    let still = move |(address, time): (String, String)| {
        let page = address.clone();
        view! {
            <li>
                <a href=page target="_blank" rel="noopener">
                    <img class="still-picture" src=address alt=texts.with(Desk::StillAt, &time) />
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || shown.with(|shown| !shown.is_empty())>
            <section class="desk-stills" aria-labelledby="stills-heading">
                <h3 id="stills-heading">{texts.text(Desk::StillsHeading)}</h3>
                <ul class="stills" role="list">
                    <For each=move || shown.get() key=|(address, _)| address.clone() children=still />
                </ul>
            </section>
        </Show>
    }
}
