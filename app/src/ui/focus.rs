//! Where the keyboard is.

use leptos::{html::ElementType, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Puts the focus on an element, and scrolls to it where it is out of sight. In the browser only.
pub fn focus(element: &HtmlElement) {
    // Fails for nothing but an element that is gone.
    let _ = element.focus();
}

/// Puts the focus on the heading of a screen, of which the beginning is seen then. It is not scrolled to: a widget that is made large
/// again is still small at this moment, and would stay where the heading was in sight of so little. In the browser only.
pub fn focus_heading(heading: &HtmlElement) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    // As above.
    let _ = heading.focus_with_options(&still);
    if let Ok(Some(screen)) = heading.closest("main") {
        screen.set_scroll_top(0);
    }
}

/// Puts the focus on an element as soon as it is on the page: for a field or panel that has just come.
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
