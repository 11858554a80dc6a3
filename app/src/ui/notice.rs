//! A line or two that tell how things are.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// All is well.
    Good,
    /// Be careful.
    Warning,
    /// Something is wrong.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Good => "notice notice-good",
            Self::Warning => "notice notice-warning",
            Self::Danger => "notice notice-danger",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Good => Glyph::Check,
            Self::Warning | Self::Danger => Glyph::Warning,
        }
    }
}

/// A notice in the flow of the page. Give it `attr:role="alert"` where it appears because of what the person did.
#[component]
pub fn Notice(
    /// How serious it is.
    tone: Tone,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=tone.class()>
            <Icon glyph=tone.glyph() />
            <div class="notice-words">{children()}</div>
        </div>
    }
}
