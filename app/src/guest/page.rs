//! The guest's page: the frame around the screens.

use domain::{
    locale::phrase::{self, Guest as Words},
    wire::GuestPage,
};
use leptos::prelude::*;

use super::{before::Before, knocking::Knocking, model::GuestModel, over::Over, screen::Screen};
use crate::{
    call::CallStage,
    client::mark_hydrated,
    start::Masthead,
    ui::{Focusing, LiveRegion, Notice, ScreenHeading, Tone, provide_texts, texts},
};

/// The page of a guest, from the name to the end.
#[component]
pub fn Guest(
    /// What the page is made of.
    page: GuestPage,
) -> impl IntoView {
    provide_texts(page.phrases.clone());
    let guest = GuestModel::new(&page);
    // The page is never small.
    provide_context(Focusing::new(RwSignal::new(false)));
    Effect::new(move |_| guest.begin());
    guest.watch_call();
    let view = view! { <GuestFrame guest name=page.org_name /> };
    mark_hydrated();
    view
}

/// Everything that the page shows.
#[component]
pub(super) fn GuestFrame(
    /// The guest's visit.
    guest: GuestModel,
    /// The organisation's name.
    name: String,
) -> impl IntoView {
    let texts = texts();
    let screen = move || match guest.screen.get() {
        Screen::Before => view! { <Before guest /> }.into_any(),
        Screen::Returning => {
            view! { <div class="over"><div class="over-words"><ScreenHeading text=texts.text(Words::Returning) /></div></div> }.into_any()
        }
        Screen::Knocking => view! { <Knocking guest /> }.into_any(),
        Screen::Call => view! { <Calling guest /> }.into_any(),
        Screen::Over(ending) => view! { <Over guest ending /> }.into_any(),
    };
    let lost = Memo::new(move |_| match guest.screen.get() {
        _ if !guest.is_line_lost() => None,
        Screen::Call => Some(phrase::Problems::ConnectionLostInCall),
        Screen::Returning | Screen::Knocking => Some(phrase::Problems::ConnectionLostOutside),
        Screen::Before | Screen::Over(_) => None,
    });
    let was_lost = StoredValue::new(false);
    let message = Memo::new(move |_| match lost.get() {
        Some(words) => {
            was_lost.set_value(true);
            texts.text(words)
        }
        None if was_lost.get_value() => texts.text(phrase::Problems::ConnectionBack),
        None => String::new(),
    });
    view! {
        <div class="widget" class:widget-stage=move || guest.screen.get() == Screen::Call>
            <header class="widget-head"><Masthead name /></header>
            <Show when=move || lost.get().is_some()>
                <div class="line-notice">
                    <Notice tone=Tone::Warning><p>{move || lost.get().map(|words| texts.text(words))}</p></Notice>
                </div>
            </Show>
            <main class="screen">{screen}</main>
            <LiveRegion message />
        </div>
        <p class="guest-noscript">{texts.text(Words::UnsupportedMore)}</p>
    }
}

#[component]
fn Calling(guest: GuestModel) -> impl IntoView {
    let texts = texts();
    let on_end = UnsyncCallback::new(move |()| guest.leave());
    let stage = move || {
        let room = guest.room.get()?;
        let started_at = untrack(|| guest.started_at()).unwrap_or_default();
        Some(view! { <CallStage room clock=guest.clock started_at on_end /> })
    };
    view! {
        <div class="calling">
            <ScreenHeading hidden=true text=texts.text(Words::InCall) />
            {stage}
        </div>
    }
}
