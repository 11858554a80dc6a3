//! Short news in a corner, which go by themselves.

use std::time::Duration;

use domain::locale::phrase;
use leptos::prelude::*;

use super::{ButtonKind, Glyph, IconButton, texts};

/// How long a toast stays; anything a person must read or answer is no toast.
const STAYS: Duration = Duration::from_secs(8);
/// More would hide the page.
const AT_MOST: usize = 4;

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    id: u32,
    text: String,
}

/// The news on the screen. A copy is the same news.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// No news.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a text for a while. In the browser only.
    pub fn show(&self, text: String) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.shown.update(|shown| {
            shown.push(Toast { id, text });
            if shown.len() > AT_MOST {
                shown.remove(0);
            }
        });
        let toasts = *self;
        // Without a timer it stays until it is dismissed.
        let _ = set_timeout(move || toasts.dismiss(id), STAYS);
    }

    fn dismiss(&self, id: u32) {
        // The page may be gone by then.
        let _ = self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where toasts appear; a live region that stands on the page from the start.
#[component]
pub fn ToastTray(
    /// What is in it.
    toasts: Toasts,
) -> impl IntoView {
    let texts = texts();
    let toast = move |Toast { id, text }| {
        view! {
            <div class="toast">
                <span>{text}</span>
                <IconButton label=texts.text(phrase::Common::Dismiss) icon=Glyph::Close kind=ButtonKind::Quiet on:click=move |_| toasts.dismiss(id) />
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id children=toast />
        </div>
    }
}
