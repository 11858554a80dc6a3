//! The one field for products: what is typed or pasted there is added to the tray or searched for.

use domain::{locale::phrase::Selling as Words, product::Wanted};
use leptos::prelude::*;

use super::{
    super::model::DeskModel,
    entry::{self, Fault, Way, help, label, on_enter},
    scan::{ScanButton, ScanDialog},
};
use crate::{
    call::SearchState,
    media::BackCamera,
    ui::{Button, Glyph, texts},
};

/// The field, with a button for each of what the page can do with it.
#[component]
pub fn AddBox(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let can = Memo::new(move |_| desk.shopping.state.with(domain::wire::Shopping::offered));
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Fault>);
    let is_scanning = RwSignal::new(false);
    let act = move |way: Way| {
        let done = typed.with_untracked(|typed| untrack(|| desk.enter(way, typed)));
        fault.set(done.err());
        if way == Way::Add && done == Ok(true) {
            typed.set(String::new());
        }
    };
    let is_wrong = move || fault.with(Option::is_some);
    let has_camera = RwSignal::new(false);
    Effect::new(move |_| has_camera.set(BackCamera::is_possible()));
    let offers_scan = move || has_camera.get() && can.with(|can| can.scanning);
    let help = move || texts.text(fault.get().map_or_else(|| help(can.get()), Fault::words));
    view! {
        <form
            class="selling-add"
            on:submit=move |event| {
                event.prevent_default();
                let known = desk.known_references();
                act(typed.with_untracked(|typed| on_enter(typed, can.get_untracked(), &known)));
            }
        >
            <label class="field">
                <span class="field-label">{move || texts.text(label(can.get()))}</span>
                <input
                    class="input"
                    type="text"
                    name="product"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint=move || if can.with(|can| can.search) { "search" } else { "done" }
                    data-field="products"
                    aria-describedby="selling-help"
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        fault.set(None);
                    }
                />
            </label>
            // One line for help and what is wrong, so that nothing below it moves.
            <p class="field-help" id="selling-help" role="status" class:is-wrong=is_wrong>{help}</p>
            <div class="selling-ways">
                <Show when=move || can.with(|can| can.products)>
                    <Button icon=Glyph::Plus on:click=move |_| act(Way::Add)>{texts.text(Words::Add)}</Button>
                </Show>
                <Show when=move || can.with(|can| can.search)>
                    <Button icon=Glyph::Search on:click=move |_| act(Way::Search)>{texts.text(Words::Search)}</Button>
                </Show>
                <Show when=offers_scan>
                    <ScanButton is_open=is_scanning />
                </Show>
            </div>
        </form>
        <Show when=offers_scan>
            <ScanDialog desk is_open=is_scanning />
        </Show>
    }
}

impl DeskModel {
    /// Does something with an entry; whether it could be done.
    fn enter(self, way: Way, typed: &str) -> Result<bool, Fault> {
        match way {
            Way::Search => entry::term(typed).map(|term| {
                self.search(&term, 1);
                true
            }),
            Way::Add => self.add_to_tray(entry::product(typed)?),
        }
    }

    /// Adds a product to the tray, once; whether there was room for it.
    pub(super) fn add_to_tray(self, wanted: Wanted) -> Result<bool, Fault> {
        if untrack(|| self.has_in_tray(&wanted)) { Err(Fault::AlreadyThere) } else { Ok(self.show_product(wanted)) }
    }

    /// What can only be meant as one product: what was found, and what was shown lately.
    fn known_references(self) -> Vec<String> {
        let searched = untrack(|| self.room.with(|room| room.as_ref().and_then(crate::call::CallRoom::searched)));
        let found = match searched.map(|search| search.state) {
            Some(SearchState::Found(results)) => results.hits,
            _ => vec![],
        };
        let recent = self.recent.with_untracked(|recent| recent.iter().map(|one| one.wanted.reference().to_owned()).collect::<Vec<_>>());
        found.into_iter().map(|hit| hit.sku.into()).chain(recent).collect()
    }
}
