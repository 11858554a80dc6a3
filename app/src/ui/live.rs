//! What is said to those who do not see the screen.

use leptos::prelude::*;

/// A region whose new text is read out when there is a pause. It must stand on the page before anything is said.
#[component]
pub fn LiveRegion(
    /// What to say; nothing is said for the empty text.
    #[prop(into)]
    message: Signal<String>,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">{move || message.get()}</div> }
}
