//! Where the keyboard is.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus on an element without scrolling to it. In the browser only.
pub fn focus(element: &HtmlElement) {
    // Fails for nothing but an element that is gone.
    let _ = element.focus();
}

/// Puts the focus on an element as soon as it is on the page: for the heading of a screen that has just come.
pub fn focus_when_shown<E>(element: NodeRef<E>)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    Effect::new(move |_| {
        if let Some(element) = element.get()
            && let Some(element) = element.dyn_ref::<HtmlElement>()
        {
            focus(element);
        }
    });
}
