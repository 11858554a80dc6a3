//! The stage over the whole screen.

use leptos::{html, prelude::*};

use crate::client::Listener;

/// Whether the stage fills the screen; `None` where the browser cannot, as on an iPhone, or the framing page does not allow it.
pub(super) fn watch_fullscreen(stage: NodeRef<html::Section>) -> Signal<Option<bool>> {
    let is_full = RwSignal::new(None);
    let listener = StoredValue::new_local(None);
    let look = move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let element = document.fullscreen_element();
        let is_ours = stage.try_get_untracked().flatten().is_some_and(|stage| element.as_ref() == Some(stage.as_ref()));
        is_full.try_set(document.fullscreen_enabled().then_some(is_ours));
    };
    Effect::new(move |_| {
        look();
        listener.set_value(Listener::document("fullscreenchange", move |_| look()));
    });
    on_cleanup(move || {
        if is_full.try_get_untracked().flatten() == Some(true) {
            leave();
        }
    });
    is_full.into()
}

/// Fills the screen with the stage, or stops that.
pub(super) fn toggle_fullscreen(stage: NodeRef<html::Section>, is_full: Signal<Option<bool>>) {
    if is_full.get_untracked() == Some(true) {
        leave();
    } else if let Some(stage) = stage.get_untracked() {
        // Where it is refused all stays as it is.
        let _ = stage.request_fullscreen();
    }
}

fn leave() {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.exit_fullscreen();
    }
}
