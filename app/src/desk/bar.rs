//! The bar over the desk: where one is, whether calls ring, and how the line to the server is.

use domain::{
    locale::phrase::Desk,
    wire::{Availability, DeskPage},
};
use leptos::prelude::*;

use super::{keys::Action, model::DeskModel, ringing::Ringing, state::Stage};
use crate::{
    client::SocketState,
    console::ConsoleBar,
    ui::{ButtonKind, Glyph, Icon, IconButton, texts},
};

/// The desk's bar.
#[component]
pub fn Bar(
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
    let tone_label = Signal::derive(move || texts.text(if ringing.is_tone_on.get() { Desk::ToneOn } else { Desk::ToneOff }));
    let console = page.may_configure.then(|| {
        let href = format!("/o/{}/queues", page.org);
        view! {
            <a class="button button-quiet bar-console" href=href>
                <Icon glyph=Glyph::Settings />
                <span class="bar-sign-out-words">{texts.text(Desk::ToConsole)}</span>
            </a>
        }
    });
    let board = view! {
        <a class="button button-quiet bar-console" href=format!("/o/{}/board", page.org)>
            <Icon glyph=Glyph::Eye />
            <span class="bar-sign-out-words">{texts.text(Desk::ToBoard)}</span>
        </a>
    };
    let tone_icon = Signal::derive(move || if ringing.is_tone_on.get() { Glyph::Bell } else { Glyph::BellOff });
    view! {
        <ConsoleBar org=page.org org_name=page.org_name person_name=page.person_name>
            {board}
            {console}
            <IconButton
                label=texts.text(Desk::KeysOpen)
                icon=Glyph::Keyboard
                kind=ButtonKind::Quiet
                attr:aria-keyshortcuts=Action::Help.key()
                attr:aria-haspopup="dialog"
                on:click=move |_| is_help_open.set(true)
            />
            <IconButton
                label=tone_label
                icon=tone_icon
                kind=ButtonKind::Quiet
                attr:aria-keyshortcuts=Action::ToggleTone.key()
                on:click=move |_| ringing.toggle_tone()
            />
            <Show when=move || !desk.is_blocked()>
                <Switch desk />
            </Show>
        </ConsoleBar>
        <Line desk />
    }
}

/// Whether calls ring; always in the same corner.
#[component]
fn Switch(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let availability = Memo::new(move |_| desk.view.with(|view| view.as_ref().map(|view| view.availability)));
    let is_available = move || availability.get() == Some(Availability::Available);
    let is_off = move || availability.get().is_none() || desk.stage.get() == Stage::Loading;
    view! {
        <button
            type="button"
            class="availability"
            role="switch"
            aria-checked=move || if is_available() { "true" } else { "false" }
            aria-keyshortcuts=Action::ToggleAvailability.key()
            disabled=is_off
            on:click=move |_| desk.toggle_availability()
        >
            <span class="availability-track" aria-hidden="true"></span>
            <span class="availability-words">{texts.text(Desk::Availability)}</span>
        </button>
    }
}

/// How the line to the server is. It takes no room while all is well: it lies over the desk's upper edge.
#[component]
fn Line(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let is_lost = Memo::new(move |_| desk.line.with(|line| matches!(line, SocketState::Lost { .. })));
    let words = move || {
        let in_call = desk.stage.get() == Stage::Call;
        is_lost.get().then(|| texts.text(if in_call { Desk::LineLostInCall } else { Desk::LineLost }))
    };
    view! {
        <div class="desk-line" role="status" aria-live="polite">
            {move || words().map(|words| view! { <p class="desk-line-lost"><Icon glyph=Glyph::Warning /><span>{words}</span></p> })}
        </div>
    }
}
