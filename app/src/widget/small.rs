//! The widget made small: one press brings it back.

use domain::locale::phrase;
use leptos::{html, prelude::*};

use super::{root::expect_visit, screen::Screen, waiting::Line};
use crate::ui::{Glyph, Icon, focus_when_shown, texts};

/// The bar in the corner, or the way back over the small picture.
#[component]
pub fn Small() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let line = move || visit.view.with(|view| view.as_ref().and_then(|view| Line::of(&view.stage)));
    let words = move || match line() {
        Some(Line { is_ringing: true, .. }) => texts.text(phrase::Waiting::RingingShort),
        Some(Line { place, .. }) => texts.count(phrase::Waiting::PlaceShort, place),
        None => texts.text(phrase::Waiting::InCall),
    };
    let is_bar = Memo::new(move |_| visit.screen.get() != Screen::Call);
    let way_back = NodeRef::<html::Button>::new();
    focus_when_shown(way_back);
    view! {
        <Show when=move || visit.is_small.get()>
            <button node_ref=way_back type="button" class="small-way" class:small-bar=move || is_bar.get() on:click=move |_| visit.restore()>
                <span class="small-words">{words}</span>
                <Icon glyph=Glyph::Expand />
                <span class="visually-hidden">{texts.text(phrase::Waiting::BackToCall)}</span>
            </button>
        </Show>
    }
}
