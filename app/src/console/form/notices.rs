//! What a form says as a whole: that something is wrong, that somebody else saved, whether it is saved.

use domain::{locale::phrase::Console, wire::console::LastChange};
use leptos::prelude::*;

use super::{Problems, Unsaved};
use crate::ui::{Button, ButtonKind, Notice, Tone, texts};

/// How many things are wrong. The first of them has the focus.
#[component]
pub fn ProblemsNotice() -> impl IntoView {
    let texts = texts();
    let count = Problems::of_page().count();
    (count > 0).then(|| view! { <div role="alert"><Notice tone=Tone::Danger>{texts.count(Console::ProblemsHeading, count)}</Notice></div> })
}

/// That somebody else saved since the form was opened.
#[component]
pub fn ChangedNotice(
    /// Who and when, if so.
    changed: Option<LastChange>,
    /// Where what is saved now can be looked at.
    #[prop(into)]
    at: String,
) -> impl IntoView {
    let texts = texts();
    let ago = move |minutes| match minutes {
        0 => texts.text(Console::ChangedNow),
        minutes => texts.count(Console::ChangedAgo, minutes),
    };
    changed.map(|LastChange { by, minutes_ago }| {
        let by = by.map(|name| texts.with(Console::ChangedBy, &name));
        let facts: Vec<String> = by.into_iter().chain(minutes_ago.map(ago)).collect();
        view! {
            <div role="alert">
                <Notice tone=Tone::Warning>
                    <p><strong>{texts.text(Console::ChangedHeading)}</strong> " " {facts.join(" ")}</p>
                    <p>{texts.text(Console::ChangedMore)}</p>
                    <p>
                        <a href=at target="_blank" rel="noopener">
                            {texts.text(Console::ChangedLook)}
                            <span class="visually-hidden">" (" {texts.text(Console::NewTab)} ")"</span>
                        </a>
                    </p>
                </Notice>
            </div>
        }
    })
}

/// The button that saves, always in sight, and whether there is something to save.
#[component]
pub fn SaveBar(
    /// The form's state.
    unsaved: Unsaved,
    /// Whether it was just saved.
    #[prop(optional)]
    is_saved: bool,
    /// Where one gets to without saving.
    #[prop(optional, into)]
    cancel: String,
) -> impl IntoView {
    let texts = texts();
    let state = move || match (unsaved.get(), is_saved) {
        (true, _) => texts.text(Console::Unsaved),
        (false, true) => texts.text(Console::Saved),
        (false, false) => String::new(),
    };
    let cancel = (!cancel.is_empty()).then(|| view! { <a class="button button-quiet" href=cancel>{texts.text(Console::Cancel)}</a> });
    view! {
        <div class="save-bar">
            <Button kind=ButtonKind::Primary submit=true attr:aria-keyshortcuts="Control+S Meta+S" attr:title=texts.text(Console::SaveKeys)>
                {texts.text(Console::Save)}
            </Button>
            {cancel}
            <p class="save-state" role="status">{state}</p>
        </div>
    }
}
