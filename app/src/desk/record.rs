//! A call's record on the desk: a note while it runs, and afterwards how it went.

use domain::{
    call::{MAX_NOTE_CHARS, Outcome},
    locale::phrase::Desk,
    wire::{CallRecord, DeskView},
};
use leptos::prelude::*;

use super::{block::BlockShopper, countdown::elapsed, model::DeskModel};
use crate::ui::{Button, texts};

/// How a call went, in words.
pub(crate) const fn outcome_words(outcome: Outcome) -> Desk {
    match outcome {
        Outcome::Sold => Desk::OutcomeSold,
        Outcome::Helped => Desk::OutcomeHelped,
        Outcome::FollowUp => Desk::OutcomeFollowUp,
        Outcome::NotHelped => Desk::OutcomeNotHelped,
        Outcome::NoContact => Desk::OutcomeNoContact,
    }
}

fn record(view: Option<&DeskView>) -> Option<&CallRecord> {
    view?.record.as_deref()
}

/// Whether the desk shows the record of a call that is over; reactive.
pub fn is_after_call(desk: DeskModel) -> bool {
    desk.view.with(|view| record(view.as_ref()).is_some_and(|record| record.ended_at.is_some()))
}

/// The time for which nothing rings, as a clock shows it, while the agent is left alone; reactive, each second.
pub fn time_left(desk: DeskModel) -> Option<String> {
    let free_at = desk.view.with(|view| record(view.as_ref()).filter(|record| record.ended_at.is_some())?.free_at)?;
    let now = desk.clock.now();
    (free_at > now).then(|| elapsed(now, free_at))
}

/// The note, where the agent writes during the call.
#[component]
pub fn CallNote(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let is_in_call = Memo::new(move |_| desk.view.with(|view| record(view.as_ref()).is_some_and(|record| record.ended_at.is_none())));
    view! {
        <Show when=move || is_in_call.get()>
            <NoteField desk />
            <BlockShopper desk />
        </Show>
    }
}

/// After a call: how it went, the note, and the way on to the next.
#[component]
pub fn WrapUp(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let notes = desk.notes;
    let queue = move || desk.view.with(|view| record(view.as_ref()).map(|record| record.queue.clone()));
    let choice = move |outcome: Outcome| {
        view! {
            <label class="outcome">
                <input
                    type="radio"
                    name="outcome"
                    prop:checked=move || notes.outcome.get() == Some(outcome)
                    on:change=move |_| notes.choose(desk, outcome)
                />
                <span>{texts.text(outcome_words(outcome))}</span>
            </label>
        }
    };
    view! {
        <section class="wrap-up" aria-labelledby="wrap-up-heading">
            <h3 class="wrap-up-heading" id="wrap-up-heading">
                <span>{texts.text(Desk::RecordHeading)}</span>
                <span class="wrap-up-queue" dir="auto">{queue}</span>
            </h3>
            <fieldset class="outcomes">
                <legend class="field-label">{texts.text(Desk::OutcomeLegend)}</legend>
                <div class="outcomes-row">{Outcome::ALL.map(choice).into_iter().collect::<Vec<_>>()}</div>
            </fieldset>
            <NoteField desk />
            <Button attr:data-control="done" on:click=move |_| desk.wrap_up_done()>{texts.text(Desk::WrapUpDone)}</Button>
            <BlockShopper desk />
        </section>
    }
}

#[component]
fn NoteField(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let notes = desk.notes;
    let state = move || {
        let is_kept = desk.view.with(|view| notes.is_kept(record(view.as_ref())));
        let is_empty = notes.note.with(String::is_empty) && notes.outcome.get().is_none();
        (!is_empty).then(|| texts.text(if is_kept { Desk::NoteSaved } else { Desk::NoteSaving }))
    };
    view! {
        <div class="note">
            <label class="field">
                <span class="field-label">{texts.text(Desk::NoteLabel)}</span>
                <textarea
                    class="input"
                    rows="3"
                    maxlength=MAX_NOTE_CHARS.to_string()
                    aria-describedby="note-help"
                    prop:value=move || notes.note.get()
                    on:input=move |event| notes.write(desk, event_target_value(&event))
                    on:blur=move |_| notes.send(desk)
                ></textarea>
            </label>
            <p class="field-help" id="note-help">{texts.text(Desk::NoteHelp)}</p>
            <p class="note-state" role="status">{state}</p>
        </div>
    }
}
