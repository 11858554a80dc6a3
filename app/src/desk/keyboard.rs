//! Hears the keys of the desk.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{
    device,
    keys::{Action, Pressed, action},
    model::DeskModel,
    ringing::Ringing,
};
use crate::{client::Listener, ui::focus};

/// Where a key writes or chooses and must not do anything else.
const TYPING: &str = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select,[contenteditable],dialog[open]";

/// Does what keys ask for as long as the desk is there; returns whether single keys are on.
pub fn listen_to_keys(desk: DeskModel, ringing: Ringing, is_help_open: RwSignal<bool>) -> RwSignal<bool> {
    let are_keys_on = RwSignal::new(true);
    let listener = StoredValue::new_local(None);
    Effect::new(move |_| {
        are_keys_on.set(device::are_keys_on());
        let on_key = move |event: web_sys::Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if let Some(action) = action(&pressed(event), desk.stage.get_untracked(), are_keys_on.get_untracked()) {
                event.prevent_default();
                perform(action, desk, ringing, is_help_open);
            }
        };
        listener.set_value(Listener::document("keydown", on_key));
    });
    are_keys_on
}

fn pressed(event: &KeyboardEvent) -> Pressed {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    Pressed {
        key: event.key(),
        has_modifier: event.ctrl_key() || event.alt_key() || event.meta_key(),
        is_repeat: event.repeat(),
        is_typing: event.default_prevented() || target.is_some_and(|target| target.closest(TYPING).ok().flatten().is_some()),
    }
}

fn perform(action: Action, desk: DeskModel, ringing: Ringing, is_help_open: RwSignal<bool>) {
    match action {
        Action::Accept => desk.answer_first(true),
        Action::Decline => desk.answer_first(false),
        Action::ToggleAvailability => desk.toggle_availability(),
        Action::BringHere => desk.take_over(),
        Action::ToggleMicrophone => press("microphone"),
        Action::ToggleCamera => press("camera"),
        Action::ToggleDevices => press("devices"),
        Action::ToggleChat => press("chat"),
        Action::ToggleFullscreen => press("fullscreen"),
        Action::ToggleScreen => press("screen"),
        Action::ToggleHold => press("hold"),
        Action::AskForStill => press("still"),
        Action::Transfer => desk.is_transfer_open.set(true),
        Action::Guests => desk.is_guests_open.set(true),
        Action::AdmitGuest => desk.answer_knock(true),
        Action::RefuseGuest => desk.answer_knock(false),
        Action::Products => go_to_products(),
        Action::Scan => press("scan"),
        Action::HangUp => desk.end(),
        Action::Done => press("done"),
        Action::ToggleTone => ringing.toggle_tone(),
        Action::Help => is_help_open.set(true),
    }
}

/// Goes to the field for products, where there is one.
fn go_to_products() {
    if let Some(field) = find("[data-field=products]") {
        focus(&field);
    }
}

/// Presses a button of the call, where it is offered: what it does is its own.
fn press(name: &str) {
    if let Some(button) = find(&format!("[data-control={name}]")) {
        button.click();
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok()??.dyn_into().ok()
}
