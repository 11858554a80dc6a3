//! Browser events that stop being heard when their listener is dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// One event of one target, heard until this is dropped.
#[derive(Debug)]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Hears `event` of `target`.
    pub fn new(target: &EventTarget, event: &'static str, on_event: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(on_event);
        // Fails only for a target that is no event target, which the type excludes.
        let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), event, closure }
    }

    /// Hears `event` of the window.
    pub fn window(event: &'static str, on_event: impl FnMut(Event) + 'static) -> Option<Self> {
        web_sys::window().map(|window| Self::new(&window, event, on_event))
    }

    /// Hears `event` of the document.
    pub fn document(event: &'static str, on_event: impl FnMut(Event) + 'static) -> Option<Self> {
        let document = web_sys::window().and_then(|window| window.document())?;
        Some(Self::new(&document, event, on_event))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}
