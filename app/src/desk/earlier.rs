//! The earlier calls of whoever rings or talks with the agent. They are asked for once for each ticket, and again when the line was lost
//! before the answer came.

use domain::{
    TicketId,
    history::Outcome,
    locale::phrase::Earlier as Words,
    wire::{DeskView, EarlierTicket, EarlierTickets, FromAgent, Past},
};
use leptos::prelude::*;

use super::{model::DeskModel, record::outcome_words};
use crate::{
    client::{Delivery, SocketState},
    ui::{Button, ButtonKind, Texts, length, stamp, stamp_datetime, texts},
};

/// The ticket that the desk is about now: the call's, else that of the oldest ring.
fn subject(view: Option<&DeskView>) -> Option<TicketId> {
    let view = view?;
    let in_call = view.call.as_ref().map(|call| call.ticket.clone());
    in_call.or_else(|| view.rings.first().map(|ring| ring.ticket.clone()))
}

/// What is known of the earlier calls of one ticket's shopper.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// There is nobody to know of.
    Nobody,
    /// The answer is under way.
    Asked,
    /// It could not be had.
    Failed,
    /// These.
    Told(EarlierTickets),
}

fn known(subject: Option<&TicketId>, told: Option<&Past>) -> Known {
    let Some(subject) = subject else { return Known::Nobody };
    match told.filter(|told| told.ticket == *subject) {
        None => Known::Asked,
        Some(Past { earlier: None, .. }) => Known::Failed,
        Some(Past { earlier: Some(earlier), .. }) => Known::Told(earlier.clone()),
    }
}

impl DeskModel {
    fn ask_past(self, ticket: TicketId) {
        self.earlier.update(|told| {
            // What failed is shown as asked for again.
            told.take_if(|told| told.ticket == ticket);
        });
        self.send(&FromAgent::TellPast { ticket }, Delivery::NowOrNever);
    }
}

/// The list, or why there is none.
#[component]
pub fn EarlierCalls(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let subject = Memo::new(move |_| desk.view.with(|view| subject(view.as_ref())));
    let known = Memo::new(move |_| subject.with(|subject| desk.earlier.with(|told| known(subject.as_ref(), told.as_ref()))));
    Effect::new(move |_| {
        let is_open = desk.line.with(|line| matches!(line, SocketState::Open));
        let ticket = subject.get().filter(|_| is_open && known.get_untracked() == Known::Asked);
        if let Some(ticket) = ticket {
            desk.ask_past(ticket);
        }
    });
    let again = move || {
        if let Some(ticket) = subject.get_untracked() {
            desk.ask_past(ticket);
        }
    };
    let content = move || match known.get() {
        Known::Nobody => ().into_any(),
        Known::Asked => view! { <p class="desk-quiet" role="status">{texts.text(Words::Looking)}</p> }.into_any(),
        Known::Failed => view! {
            <p class="desk-quiet" role="alert">{texts.text(Words::Failed)}</p>
            <Button kind=ButtonKind::Quiet on:click=move |_| again()>{texts.text(Words::Again)}</Button>
        }
        .into_any(),
        Known::Told(told) if told.tickets.is_empty() => view! { <p class="desk-quiet">{texts.text(Words::Nothing)}</p> }.into_any(),
        Known::Told(EarlierTickets { tickets, has_more, year }) => view! {
            <ul class="earlier" role="list">
                {tickets.into_iter().map(|ticket| view! { <Row ticket year /> }).collect::<Vec<_>>()}
            </ul>
            {has_more.then(|| view! { <p class="desk-quiet">{texts.text(Words::More)}</p> })}
        }
        .into_any(),
    };
    view! {
        <Show when=move || subject.with(Option::is_some)>
            <section class="earlier-calls" aria-labelledby="earlier-heading">
                <h3 id="earlier-heading">{texts.text(Words::Heading)}</h3>
                <p class="field-help">{texts.text(Words::Help)}</p>
                {content}
            </section>
        </Show>
    }
}

#[component]
fn Row(ticket: EarlierTicket, year: i16) -> impl IntoView {
    let texts = texts();
    let became = became(&ticket, texts);
    let EarlierTicket { at, queue, notes, .. } = ticket;
    let note = move |note: String| {
        view! {
            <p class="earlier-note" dir="auto">
                <span class="visually-hidden">{[texts.text(Words::Note), ": ".into()].concat()}</span>
                {note}
            </p>
        }
    };
    view! {
        <li class="earlier-row">
            <p class="earlier-head">
                <time datetime=stamp_datetime(&at)>{stamp(texts, &at, year)}</time>
                <span class="muted" dir="auto">{queue}</span>
            </p>
            <p class="small">{became}</p>
            {notes.into_iter().map(note).collect::<Vec<_>>()}
        </li>
    }
}

/// What became of a ticket: how it went, with whom, and how long it took.
fn became(ticket: &EarlierTicket, texts: Texts) -> String {
    match ticket.outcome {
        Outcome::Missed => texts.text(Words::Nobody),
        Outcome::LeftAtOnce => texts.text(Words::LeftAtOnce),
        Outcome::Waiting | Outcome::InCall | Outcome::Answered => {
            let went = ticket.went.map(|went| texts.text(outcome_words(went)));
            let with = ticket.agent.as_ref().map(|name| texts.with(Words::With, name));
            let lasted = ticket.talked.map(|talked| texts.with(Words::Lasted, &length(talked)));
            [went, with, lasted].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples;

    #[test]
    fn what_was_told_of_another_ticket_is_not_shown() {
        let (one, other) = (samples::ticket_id(1), samples::ticket_id(2));
        let told = |earlier| Past { ticket: one.clone(), earlier };
        assert_eq!(known(None, None), Known::Nobody);
        assert_eq!(known(Some(&one), None), Known::Asked);
        assert_eq!(known(Some(&other), Some(&told(None))), Known::Asked);
        assert_eq!(known(Some(&one), Some(&told(None))), Known::Failed);
        assert_eq!(known(Some(&one), Some(&told(Some(EarlierTickets::default())))), Known::Told(EarlierTickets::default()));
    }

    #[test]
    fn the_call_comes_before_what_rings() {
        let call = samples::in_call(true);
        let ticket = call.call.as_ref().map(|call| call.ticket.clone());
        assert_eq!(subject(Some(&DeskView { rings: samples::ringing().rings, ..call })), ticket);
        assert_eq!(subject(Some(&samples::quiet())), None);
    }
}
