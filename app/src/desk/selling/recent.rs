//! What the agent has shown lately, in any call: the next shopper often asks for the same.

use domain::{
    CallId,
    locale::phrase::Selling as Words,
    wire::{AgentShopping, RecentProduct},
};
use leptos::prelude::*;

use super::super::model::DeskModel;
use crate::{
    shopping::Picture,
    ui::{Glyph, Icon, texts},
};

impl DeskModel {
    /// Asks once for each call what was shown lately.
    pub(super) fn ask_recent(self) {
        let call = Memo::new(move |_| self.view.with(|view| view.as_ref()?.call.as_ref().map(|call| call.call.clone())));
        Effect::new(move |before: Option<Option<CallId>>| {
            let now = call.get();
            if now.is_some() && before.flatten() != now {
                self.sell(AgentShopping::TellRecent);
            }
            now
        });
    }
}

/// A folded list; nothing where nothing was shown lately.
#[component]
pub fn Recent(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let chips = move || desk.recent.get().into_iter().map(|recent| view! { <Chip desk recent /> }).collect::<Vec<_>>();
    view! {
        <Show when=move || desk.recent.with(|recent| !recent.is_empty())>
            <details class="selling-fold">
                <summary>{texts.text(Words::Recent)}</summary>
                <ul class="selling-chips" role="list">{chips}</ul>
            </details>
        </Show>
    }
}

#[component]
fn Chip(desk: DeskModel, recent: RecentProduct) -> impl IntoView {
    let texts = texts();
    let RecentProduct { wanted, title, image } = recent;
    let wanted = StoredValue::new(wanted);
    let is_there = Memo::new(move |_| wanted.with_value(|wanted| desk.has_in_tray(wanted)));
    let name = title.clone();
    let label = move || texts.with(if is_there.get() { Words::NamedIsThere } else { Words::AddNamed }, &name);
    let add = move || {
        desk.show_product(wanted.get_value());
    };
    view! {
        <li>
            <button type="button" class="selling-chip" aria-label=label disabled=move || is_there.get() on:click=move |_| add()>
                <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
                <span dir="auto">{title}</span>
                <Show when=move || is_there.get()>
                    <Icon glyph=Glyph::Check />
                </Show>
            </button>
        </li>
    }
}
