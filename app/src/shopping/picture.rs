//! Pictures of products, from the shop's own servers.

use leptos::prelude::*;

use crate::ui::{Glyph, Icon};

/// A picture, or the sign that there is none. The server it comes from is not told where it is shown.
#[component]
pub fn Picture(
    /// Where it is.
    #[prop(into)]
    source: Signal<Option<String>>,
    /// What it shows, in words; empty beside words that say so.
    #[prop(into)]
    alt: Signal<String>,
) -> impl IntoView {
    let failed = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| source.get().filter(|source| failed.with(|failed| failed.as_ref() != Some(source))));
    let picture = move || match shown.get() {
        Some(source) => {
            let lost = source.clone();
            view! {
                <img
                    src=source
                    alt=move || alt.get()
                    loading="lazy"
                    decoding="async"
                    referrerpolicy="no-referrer"
                    on:error=move |_| failed.set(Some(lost.clone()))
                />
            }
            .into_any()
        }
        None => view! { <Icon glyph=Glyph::Still /> }.into_any(),
    };
    view! { <span class="product-picture">{picture}</span> }
}
