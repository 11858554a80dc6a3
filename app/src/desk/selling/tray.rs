//! The tray: all that the agent has put before the shopper in this call.

use domain::{locale::phrase::Selling as Words, wire::ItemState};
use leptos::prelude::*;

use super::{
    super::model::DeskModel,
    item::Item,
    picks::{Picks, is_comparison},
};
use crate::ui::{Button, texts};

/// The products in the order in which they were added, and the way to compare some of them.
#[component]
pub fn Tray(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let picks = Picks::new();
    let ids = Memo::new(move |_| desk.shopping.state.with(|state| state.items.iter().map(|item| item.id.clone()).collect::<Vec<_>>()));
    let can_compare = Memo::new(move |_| {
        desk.shopping.state.with(|state| state.items.iter().filter(|item| matches!(item.state, ItemState::Shown { .. })).count() > 1)
    });
    view! {
        <section class="selling-tray" aria-labelledby="tray-heading">
            <div class="selling-head">
                <h3 id="tray-heading">{texts.text(Words::Tray)}</h3>
                <Show when=move || can_compare.get()>
                    <CompareButton desk picks />
                </Show>
            </div>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="desk-quiet">{texts.text(Words::TrayEmpty)}</p>
            </Show>
            <ul class="selling-items" role="list">
                <For each=move || ids.get() key=Clone::clone children=move |id| view! { <Item desk picks id /> } />
            </ul>
        </section>
    }
}

/// Opens a table of what is ticked before the shopper.
#[component]
pub(super) fn CompareButton(desk: DeskModel, picks: Picks) -> impl IntoView {
    let texts = texts();
    let at = Memo::new(move |_| picks.to_compare(desk.shopping));
    let count = move || at.with(Vec::len);
    let is_pressed =
        Memo::new(move |_| desk.shopping.spotlight().is_some_and(|spotlight| at.with(|at| is_comparison(at.len()) && spotlight.at == *at)));
    let words = move || match u32::try_from(count()) {
        Ok(count) if count > 1 => texts.count(Words::CompareCount, count),
        Ok(1) => texts.text(Words::CompareOneMore),
        _ => texts.text(Words::Compare),
    };
    let compare = move || desk.point(if is_pressed.get_untracked() { vec![] } else { at.get_untracked() });
    view! {
        <Button
            disabled=Signal::derive(move || !is_comparison(count()))
            attr:aria-pressed=move || is_pressed.get().to_string()
            on:click=move |_| compare()
        >
            {words}
        </Button>
    }
}
