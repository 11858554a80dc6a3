//! Tells that a page has come to life.

use leptos::prelude::*;

/// Sets `data-hydrated` on the document's root element once everything made before this call is alive. A page's root calls it
/// last; tests, and styles for what works without script only, go by it.
pub fn mark_hydrated() {
    Effect::new(|_| {
        let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // Fails only for a name that is no attribute's name.
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}
