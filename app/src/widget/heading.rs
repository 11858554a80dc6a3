//! The heading of a screen, which takes the focus when its screen comes.

use leptos::{html, prelude::*};

use super::root::expect_visit;
use crate::ui::focus;

/// Whether a new screen takes the focus: not the first one, which came with the page.
#[derive(Clone, Copy, Debug)]
pub struct Focusing(StoredValue<bool>);

impl Default for Focusing {
    fn default() -> Self {
        Self(StoredValue::new(false))
    }
}

/// The heading of a screen.
#[component]
pub fn ScreenHeading(
    /// Only for those who hear the page.
    #[prop(optional)]
    hidden: bool,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let (focusing, is_small) = (use_context::<Focusing>(), expect_visit().is_small);
    Effect::new(move |_| {
        // Small, it cannot be reached; back to size, it takes the focus again.
        if is_small.get() {
            return;
        }
        let (Some(heading), Some(Focusing(is_on))) = (heading.get(), focusing) else { return };
        if is_on.get_value() {
            focus(&heading);
        }
        is_on.set_value(true);
    });
    view! { <h1 node_ref=heading tabindex="-1" class:visually-hidden=hidden>{move || text.get()}</h1> }
}
