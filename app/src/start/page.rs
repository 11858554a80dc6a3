//! The page as the server sends it: the start screen with the widget's frame around it.

use domain::{
    locale::phrase,
    wire::{WidgetPage, WidgetPageState},
};
use leptos::prelude::*;

use super::{CloseButton, Masthead, Start, glance::Glance, unsupported::Unsupported};
use crate::{
    client::mark_hydrated,
    frame::{Cards, Frame, Listens, Wish},
    ui::{Notice, Tone, provide_texts, texts},
};

/// The widget's page until the whole widget takes its place.
#[component]
pub fn StartPage(
    /// What the page is made of.
    page: WidgetPage,
) -> impl IntoView {
    provide_texts(page.phrases.clone());
    let name = page.org_name.clone();
    let stands_in = matches!(page.state, WidgetPageState::UnknownQueue { .. });
    let glance = Glance::new(&page.state);
    let drop_in = page.drop_in;
    let cards = RwSignal::new(Cards::default());
    let listens = RwSignal::new(Listens::default());
    // Assumed until known, so that the rendered page has a close button.
    let is_embedded = RwSignal::new(true);
    Effect::new(move |_| {
        let frame = Frame::find();
        is_embedded.set(frame.is_embedded());
        frame.hear_wishes(move |wish| match wish {
            Wish::Cards(wanted) => cards.set(wanted),
            Wish::Listens(to) => listens.set(to),
        });
        glance.begin(&page, frame);
    });
    mark_hydrated();
    view! {
        <div class="widget">
            <header class="widget-head">
                <Masthead name />
                <Show when=move || is_embedded.get()><CloseButton /></Show>
            </header>
            <Show when=move || glance.is_line_lost()>
                <div class="line-notice">
                    <Notice tone=Tone::Warning><p>{texts().text(phrase::Problems::ConnectionLostOutside)}</p></Notice>
                </div>
            </Show>
            <main class="screen"><Start queue=glance.queue stands_in drop_in cards listens /></main>
        </div>
        <Unsupported />
    }
}
