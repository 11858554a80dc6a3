//! What stands in the line at the top: whose widget this is, and the way out.

use domain::{locale::phrase, wire::Press};
use leptos::prelude::*;

use crate::ui::{Avatar, ButtonKind, Glyph, IconButton, texts};

/// Whose widget this is.
#[component]
pub fn Masthead(
    /// The organisation's name.
    name: String,
) -> impl IntoView {
    view! {
        <Avatar name=name.clone() />
        <p class="widget-org"><bdi>{name}</bdi></p>
    }
}

/// The way out. What it does is up to who hears the press.
#[component]
pub fn CloseButton() -> impl IntoView {
    view! {
        <IconButton
            label=texts().text(phrase::Start::Close)
            icon=Glyph::Close
            kind=ButtonKind::Quiet
            attr:data-press=Press::Close.as_str()
        />
    }
}
