//! Before the call: how one will be seen and heard, and the terms.

use domain::{locale::phrase, wire::Problem};
use leptos::prelude::*;

use super::{root::expect_visit, terms::Terms};
use crate::{
    call::Preview,
    media::Access,
    ui::{Button, ButtonKind, Notice, ScreenHeading, Tone, texts},
};

/// Camera, microphone, terms, and the way into the line.
#[component]
pub fn Before() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let accepted = RwSignal::new(false);
    let was_missing = RwSignal::new(false);
    let is_missing = Signal::derive(move || was_missing.get() && !accepted.get());
    let is_asking = Memo::new(move |_| visit.media.access() == Access::Asking);
    // Pressed while the browser still asks or opens the camera: it counts as soon as that is settled. After a refusal the shopper
    // reads first what was refused, and presses again.
    let is_wanted = RwSignal::new(false);
    let join = move || {
        was_missing.set(!accepted.get_untracked());
        if accepted.get_untracked() && !visit.is_joining.get_untracked() {
            if is_asking.get_untracked() { is_wanted.set(true) } else { visit.join() }
        }
    };
    Effect::new(move |_| {
        if is_wanted.get() && !is_asking.get() {
            is_wanted.set(false);
            if accepted.get_untracked() && !matches!(visit.media.access_untracked(), Access::Refused(_)) {
                visit.join();
            }
        }
    });
    let problem = move || {
        let words = match visit.problem.get()? {
            Problem::QueueClosed => texts.text(phrase::Problems::QueueClosed),
            Problem::QueueFull => texts.text(phrase::Problems::QueueFull),
            Problem::NobodyThere => texts.text(phrase::Problems::NobodyThere),
            Problem::TooManyTickets => texts.text(phrase::Problems::TooManyTickets),
            Problem::Blocked => texts.text(phrase::Problems::Blocked),
            Problem::UnknownQueue { .. } => texts.text(phrase::Problems::UnknownQueue),
            Problem::TooFast => texts.text(phrase::Problems::TooFast),
            _ => texts.text(phrase::Problems::InternalMore),
        };
        Some(view! { <Notice tone=Tone::Danger attr:role="alert"><p>{words}</p></Notice> })
    };
    view! {
        <div class="before">
            <div class="before-words">
                <ScreenHeading text=texts.text(phrase::Preview::Heading) />
                <p class="muted">{texts.text(phrase::Preview::Intro)}</p>
            </div>
            <div class="before-picture">
                <Preview media=visit.media />
            </div>
                <form
                    class="before-form"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        join();
                    }
                >
                    <Terms accepted is_missing />
                    {problem}
                    <Button kind=ButtonKind::Primary submit=true attr:aria-busy=move || (visit.is_joining.get() || is_wanted.get()).to_string()>
                        {texts.text(phrase::Preview::Join)}
                    </Button>
                </form>
        </div>
    }
}
