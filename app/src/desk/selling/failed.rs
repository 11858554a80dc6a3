//! What is in the tray and not to be seen there: it is on its way, or does not come.

use domain::{
    Timestamp,
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
    view! {
        <div class="selling-item-head">
            <span class="selling-blank is-failed"><Icon glyph=Glyph::Warning /></span>
            <div class="selling-item-words">
                <WantedName wanted=item.wanted />
                <p class="selling-note is-failed" dir="auto">{why}</p>
            </div>
            <RemoveButton desk item=item.id name=name.clone() />
        </div>
        <div class="selling-ways">
            <Button
                attr:aria-label=texts.with(Words::AskAgainNamed, &name)
                on:click=move |_| desk.sell(AgentShopping::AskAgain { item: again.clone() })
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
        ProductFailure::NotInCatalogue => texts.text(Words::NotInCatalogue),
    }
}
