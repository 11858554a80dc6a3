//! What script adds to a form: the save key, and a question before what was typed is lost.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::client::Listener;

/// Whether a form holds what is not saved. In context for what changes it by other means than typing.
#[derive(Clone, Copy, Debug)]
pub struct Unsaved(RwSignal<bool>);

impl Unsaved {
    /// That of the page's form, if there is one.
    pub fn of_page() -> Option<Self> {
        use_context()
    }

    /// Marks that something was changed.
    pub fn mark(self) {
        self.0.set(true);
    }

    /// Whether something was.
    pub fn get(self) -> bool {
        self.0.get()
    }
}

/// Brings a form to life: Ctrl-S sends it, and whoever would leave with something unsaved is asked.
pub fn live_form(form: NodeRef<html::Form>, is_unsaved: bool) -> Unsaved {
    let unsaved = Unsaved(RwSignal::new(is_unsaved));
    provide_context(unsaved);
    let is_leaving = StoredValue::new(false);
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    Effect::new(move |_| {
        let Some(form) = form.get() else { return };
        let mut heard = vec![
            Listener::new(&form, "input", move |_| unsaved.mark()),
            Listener::new(&form, "change", move |_| unsaved.mark()),
            Listener::new(&form, "submit", move |_| is_leaving.set_value(true)),
        ];
        let on_key = move |event: Event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key() && event.key() == "s" {
                event.prevent_default();
                if !event.repeat() {
                    // Fails only for a form that is not on the page any more.
                    let _ = form.request_submit();
                }
            }
        };
        let on_leave = move |event: Event| {
            if unsaved.0.get_untracked() && !is_leaving.get_value() {
                event.prevent_default();
            }
        };
        heard.extend(Listener::document("keydown", on_key));
        heard.extend(Listener::window("beforeunload", on_leave));
        // A page that is shown again from the browser's memory was not left for good.
        heard.extend(Listener::window("pageshow", move |_| is_leaving.set_value(false)));
        listeners.set_value(heard);
    });
    unsaved
}
