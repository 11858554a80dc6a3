//! The desk as a page.

use domain::{locale::phrase, wire::DeskPage};
use leptos::prelude::*;

use super::{
    bar::Bar,
    call::keep_room,
    floor::Floor,
    help::Help,
    keyboard::listen_to_keys,
    model::DeskModel,
    ringing::Ringing,
    selling::Selling,
    shopper::Shopper,
    stage::StageRegion,
    state::{Blocked, Stage},
};
use crate::{
    client::mark_hydrated,
    ui::{ToastTray, provide_texts, texts},
};

/// The agent's desk.
#[component]
pub fn Desk(
    /// What the page is made of.
    page: DeskPage,
) -> impl IntoView {
    let texts = provide_texts(page.phrases.clone());
    let desk = DeskModel::new(&page, texts);
    let ringing = Ringing::new(desk);
    let is_help_open = RwSignal::new(false);
    Effect::new(move |_| desk.connect());
    keep_room(desk);
    desk.watch_shopping();
    ringing.follow();
    let are_keys_on = listen_to_keys(desk, ringing, is_help_open);
    let view = view! {
        <div class="desk">
            <Panels desk ringing page is_help_open />
            <Help is_open=is_help_open are_keys_on />
            <ToastTray toasts=desk.toasts />
        </div>
    };
    mark_hydrated();
    view
}

/// The bar and the three columns. A tab that is blocked keeps the centre only, for who waits and whom it was about is what was
/// true once; when nobody is signed in, it keeps no bar either.
#[component]
pub(super) fn Panels(
    /// The desk.
    desk: DeskModel,
    /// Tone and notifications.
    ringing: Ringing,
    /// What the page is made of.
    page: DeskPage,
    /// Opens the list of keys.
    is_help_open: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts();
    let queues = page.queues.clone();
    view! {
        <Show when=move || desk.stage.get() != Stage::Blocked(Blocked::SignedOut)>
            <Bar desk ringing page=page.clone() is_help_open />
        </Show>
        <main class="desk-main">
            <h1 class="visually-hidden">{texts.text(phrase::Desk::Heading)}</h1>
            <StageRegion desk ringing />
            <Show when=move || !desk.is_blocked()>
                <div class="desk-side">
                    <Selling desk />
                    <Shopper desk />
                </div>
                <Floor desk queues=queues.clone() />
            </Show>
        </main>
    }
}
