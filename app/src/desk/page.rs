//! The desk as a page.

use domain::{locale::phrase, wire::DeskPage};
use leptos::prelude::*;

use super::{
    bar::Bar, call::keep_room, floor::Floor, help::Help, keyboard::listen_to_keys, model::DeskModel, ringing::Ringing, shopper::Shopper,
    stage::StageRegion,
};
use crate::{
    client::mark_hydrated,
    ui::{ToastTray, provide_texts},
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
    ringing.follow();
    let are_keys_on = listen_to_keys(desk, ringing, is_help_open);
    let view = view! {
        <div class="desk">
            <Bar desk ringing page=page.clone() is_help_open />
            <main class="desk-main">
                <h1 class="visually-hidden">{texts.text(phrase::Desk::Heading)}</h1>
                <StageRegion desk ringing />
                <Shopper desk />
                <Floor desk queues=page.queues />
            </main>
            <Help is_open=is_help_open are_keys_on />
            <ToastTray toasts=desk.toasts />
        </div>
    };
    mark_hydrated();
    view
}
