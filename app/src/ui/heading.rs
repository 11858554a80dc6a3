//! The heading of a screen, which takes the focus when its screen comes.

use leptos::{html, prelude::*};

use super::focus::focus_heading;

/// In context where screens follow each other: then the heading of each takes the focus, except that of the first, which came
/// with the page.
#[derive(Clone, Copy, Debug)]
pub struct Focusing {
    is_on: StoredValue<bool>,
    is_small: RwSignal<bool>,
}

impl Focusing {
    /// `is_small`: whether the screens cannot be reached; back to size, the heading takes the focus again.
    pub fn new(is_small: RwSignal<bool>) -> Self {
        Self { is_on: StoredValue::new(false), is_small }
    }

    fn follow(self, heading: NodeRef<html::H1>) {
        Effect::new(move |_| {
            if self.is_small.get() {
                return;
            }
            let Some(heading) = heading.get() else { return };
            if self.is_on.get_value() {
                focus_heading(&heading);
            }
            self.is_on.set_value(true);
        });
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
    if let Some(focusing) = use_context::<Focusing>() {
        focusing.follow(heading);
    }
    view! { <h1 node_ref=heading tabindex="-1" class:visually-hidden=hidden>{move || text.get()}</h1> }
}
