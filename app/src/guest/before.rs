//! Before the door: a name, camera and microphone.

use domain::{
    locale::phrase::{self, Guest},
    wire::LinkClaimed,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement};

use super::model::GuestModel;
use crate::{
    call::Preview,
    ui::{Button, ButtonKind, Notice, ScreenHeading, TextField, Tone, texts},
};

/// The name by which the others see the guest, the self view, and the way to the door.
#[component]
pub fn Before(
    /// The guest's visit.
    guest: GuestModel,
) -> impl IntoView {
    let texts = texts();
    let was_missing = RwSignal::new(false);
    let form = NodeRef::<html::Form>::new();
    // What is typed before the page has come to life is in the field and was heard by nobody.
    let name = move || form.get_untracked().and_then(|form| name_in(&form)).unwrap_or_default();
    // Until then a press would send the form to where it does not belong.
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    let problem = move || {
        let words = match guest.local.with(|local| local.claimed.clone()) {
            _ if was_missing.get() => texts.text(Guest::NameMissing),
            _ if guest.is_out_of_reach.get() => texts.text(Guest::NotReached),
            Some(LinkClaimed::NoName) => texts.text(Guest::NameMissing),
            Some(LinkClaimed::TooMany) => texts.text(Guest::TooMany),
            Some(LinkClaimed::Failed) => texts.text(phrase::Problems::InternalMore),
            Some(LinkClaimed::Knocking { .. } | LinkClaimed::Used | LinkClaimed::Dead) | None => return None,
        };
        Some(view! { <Notice tone=Tone::Danger><p>{words}</p></Notice> })
    };
    view! {
        <div class="before">
            <div class="before-words">
                <ScreenHeading text=texts.text(Guest::Heading) />
                <p class="muted">{texts.text(Guest::Intro)}</p>
            </div>
            <div class="before-picture">
                <Preview media=guest.media />
            </div>
            <form
                class="before-form"
                novalidate
                node_ref=form
                on:submit=move |event| {
                    event.prevent_default();
                    was_missing.set(!guest.ask_to_come_in(&name()));
                }
            >
                <TextField
                    label=texts.text(Guest::Name)
                    name="name"
                    autocomplete="name"
                    required=true
                    on_text=Callback::new(move |_| was_missing.set(false))
                />
                <p class="muted small">{texts.text(Guest::NameHelp)}</p>
                <div role="alert">{problem}</div>
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    disabled=Signal::derive(move || !is_alive.get())
                    attr:aria-busy=move || guest.is_asking.get().to_string()
                >
                    {texts.text(Guest::AskToComeIn)}
                </Button>
                <p class="muted small">{texts.text(Guest::NothingIsRecorded)}</p>
            </form>
        </div>
    }
}

fn name_in(form: &HtmlFormElement) -> Option<String> {
    let field = form.query_selector("input[name=name]").ok()??;
    Some(field.dyn_into::<HtmlInputElement>().ok()?.value())
}
