//! The line at the top: whose widget this is, and the way out.

use domain::locale::phrase;
use leptos::prelude::*;

use super::{root::expect_visit, screen::Screen};
use crate::{
    start::{CloseButton, Masthead},
    ui::{Button, ButtonKind, Glyph, IconButton, texts},
};

/// The line at the top.
#[component]
pub fn Header() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let name = visit.page.with_value(|page| page.org_name.clone());
    let is_before = Memo::new(move |_| visit.screen.get() == Screen::Before);
    let is_call = Memo::new(move |_| visit.screen.get() == Screen::Call);
    let has_ticket = Memo::new(move |_| visit.screen.get().has_ticket());
    view! {
        <header class="widget-head">
            <Show when=move || is_before.get()>
                <IconButton label=texts.text(phrase::Preview::Back) icon=Glyph::Back kind=ButtonKind::Quiet on:click=move |_| visit.go_back() />
            </Show>
            <Masthead name />
            <Show when=move || visit.is_embedded.get()>
                <Show when=move || !has_ticket.get()><CloseButton /></Show>
                <Show when=move || is_call.get()>
                    <Button kind=ButtonKind::Quiet icon=Glyph::Minimise on:click=move |_| visit.minimise()>
                        {texts.text(phrase::Waiting::KeepShopping)}
                    </Button>
                </Show>
            </Show>
        </header>
    }
}
