//! A question or a panel over everything else.

use leptos::{html, prelude::*};

use super::{ButtonKind, Glyph, IconButton, texts};
use domain::locale::phrase;

/// A modal panel. The browser keeps the focus in it, closes it on Escape and gives the focus back.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading and name.
    #[prop(into)]
    heading: Signal<String>,
    /// The id of the heading: unique on the page.
    id: &'static str,
    /// What is in it; made when it opens for the first time and kept.
    children: ChildrenFn,
) -> impl IntoView {
    let texts = texts();
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only when the dialog is open or not on the page, and is neither here.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby=id on:close=move |_| open.set(false)>
            <header class="dialog-head">
                <h2 id=id>{move || heading.get()}</h2>
                <IconButton label=texts.text(phrase::Common::Close) icon=Glyph::Close kind=ButtonKind::Quiet on:click=move |_| open.set(false) />
            </header>
            <Show when=move || open.get()>{children()}</Show>
        </dialog>
    }
}
