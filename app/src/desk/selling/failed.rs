//! What is in the tray and not to be seen there: it is on its way, or does not come.

use domain::{
    ProductId, Timestamp,
    locale::phrase::Selling as Words,
    product::Wanted,
    wire::{AgentShopping, ProductFailure, TrayItem},
};
use leptos::prelude::*;

use super::{super::model::DeskModel, item::RemoveButton};
use crate::ui::{Button, Glyph, Icon, Texts, texts};

/// What the page was asked for and has not told.
#[component]
pub fn Asked(
    /// The desk.
    desk: DeskModel,
    /// What is in the tray.
    item: TrayItem,
    /// From when on the page is late.
    due_at: Timestamp,
) -> impl IntoView {
    let texts = texts();
    let is_late = Memo::new(move |_| desk.clock.now() > due_at);
    let name = item.wanted.reference().to_owned();
    view! {
        <div class="selling-item-head">
            <span class="selling-blank"><span class="spinner" aria-hidden="true"></span></span>
            <div class="selling-item-words">
                <WantedName wanted=item.wanted />
                <p class="selling-note" role="status">{move || texts.text(if is_late.get() { Words::Late } else { Words::Waiting })}</p>
            </div>
            <RemoveButton desk item=item.id name />
        </div>
    }
}

/// What does not come, and why.
#[component]
pub fn Failed(
    /// The desk.
    desk: DeskModel,
    /// What is in the tray.
    item: TrayItem,
    /// Why it does not come.
    failure: ProductFailure,
) -> impl IntoView {
    let texts = texts();
    let why = why(&failure, texts);
    let name = item.wanted.reference().to_owned();
    let again = item.id.clone();
    let can_ask = failure != ProductFailure::NotAsked;
    let glyph = if can_ask { Glyph::Warning } else { Glyph::Eye };
    let note = item.is_shoppers.then(|| view! { <LookedAt /> });
    view! {
        <div class="selling-item-head">
            <span class="selling-blank" class:is-failed=can_ask><Icon glyph /></span>
            <div class="selling-item-words">
                <WantedName wanted=item.wanted />
                <p class="selling-note" class:is-failed=can_ask dir="auto">{why}</p>
                {note}
            </div>
            <RemoveButton desk item=item.id name=name.clone() />
        </div>
        {can_ask.then(|| view! { <AskAgain desk item=again name /> })}
    }
}

/// Says that the shopper looked at it in the shop.
#[component]
pub(super) fn LookedAt() -> impl IntoView {
    view! { <p class="selling-note">{texts().text(Words::LookedAt)}</p> }
}

#[component]
fn AskAgain(desk: DeskModel, item: ProductId, name: String) -> impl IntoView {
    let texts = texts();
    view! {
        <div class="selling-ways">
            <Button
                attr:aria-label=texts.with(Words::AskAgainNamed, &name)
                on:click=move |_| desk.sell(AgentShopping::AskAgain { item: item.clone() })
            >
                {texts.text(Words::AskAgain)}
            </Button>
        </div>
    }
}

#[component]
fn WantedName(wanted: Wanted) -> impl IntoView {
    let name = wanted.reference().to_owned();
    view! { <p class="selling-item-name is-wanted" dir="auto" title=name.clone()>{name.clone()}</p> }
}

/// A page that gives no reason has said all the same that it has none.
fn why(failure: &ProductFailure, texts: Texts) -> String {
    match failure {
        ProductFailure::NoAnswer => texts.text(Words::NoAnswer),
        ProductFailure::Page(words) if words.is_empty() => texts.text(Words::NoSuchProduct),
        ProductFailure::Page(words) => texts.with(Words::PageSays, words),
        ProductFailure::Unusable(problem) => texts.with(Words::Unusable, problem),
        ProductFailure::NotAsked => texts.text(Words::NotAsked),
        ProductFailure::NotInCatalogue => texts.text(Words::NotInCatalogue),
    }
}
