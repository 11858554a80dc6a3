//! What happened to a ticket, the oldest first.

use domain::{
    Duration,
    locale::phrase::History,
    schedule::Stamp,
    wire::console::{StoryEntry, StoryEvent},
};
use leptos::prelude::*;

use super::words;
use crate::ui::{Texts, clock_of, length, stamp, stamp_datetime, texts};

/// The most products of an order that are named.
const MOST_PRODUCTS: usize = 10;

/// What happened, with the clock and the time since the ticket was drawn.
#[component]
pub fn Timeline(
    /// What happened.
    entries: Vec<StoryEntry>,
    /// Whether there were more rings.
    are_rings_cut: bool,
    /// When the ticket was drawn.
    drawn: Stamp,
    /// The year of now, which is not repeated.
    year: i16,
) -> impl IntoView {
    let texts = texts();
    let entry = move |StoryEntry { at, event }: StoryEntry| {
        let after = ["+", &length(at.at - drawn.at)].concat();
        let is_same_day = (at.year, at.month, at.day) == (drawn.year, drawn.month, drawn.day);
        let clock = if is_same_day { clock_of(&at) } else { stamp(texts, &at, year) };
        view! {
            <li>
                <time datetime=stamp_datetime(&at)>{clock}</time>
                <span class="muted small">{after}</span>
                <span>{say(texts, event)}</span>
            </li>
        }
    };
    let cut = are_rings_cut.then(|| view! { <p class="muted small">{texts.text(History::RingsCut)}</p> });
    view! {
        <section class="card history-part" aria-labelledby="timeline-heading">
            <h2 id="timeline-heading">{texts.text(History::Timeline)}</h2>
            <ol class="timeline" role="list">{entries.into_iter().map(entry).collect::<Vec<_>>()}</ol>
            {cut}
        </section>
    }
}

fn say(texts: Texts, event: StoryEvent) -> String {
    let after = |key: History, lasted: Duration| texts.with(key, &length(lasted));
    match event {
        StoryEvent::Drawn => texts.text(History::Drawn),
        StoryEvent::Moved => texts.text(History::Moved),
        StoryEvent::Rang { agent, outcome, lasted } => {
            let rang = texts.with(History::Rang, &agent);
            [rang.as_str(), ": ", &texts.text(words::ring(outcome)), ", ", &after(History::RingFor, lasted)].concat()
        }
        StoryEvent::Answered { agent: Some(agent) } => texts.with(History::Answered, &agent),
        StoryEvent::Answered { agent: None } => texts.text(History::AnsweredUnknown),
        StoryEvent::Returned { agent: Some(agent) } => texts.with(History::Returned, &agent),
        StoryEvent::Returned { agent: None } => texts.text(History::ReturnedUnknown),
        StoryEvent::CallEnded { end, lasted } => {
            let ended = texts.with(History::CallEnded, &texts.text(words::call_end(end)));
            [ended.as_str(), ", ", &after(History::CallLasted, lasted)].concat()
        }
        StoryEvent::GuestCame => texts.text(History::GuestCame),
        StoryEvent::GuestLeft => texts.text(History::GuestLeft),
        StoryEvent::Rated { stars } => texts.count(History::Rated, stars.into()),
        StoryEvent::Ended(end) => texts.with(History::EndedInLine, &texts.text(words::ticket_end(end))),
        StoryEvent::Bought { order, value, products, is_direct } => {
            let bought = match value {
                Some(value) => texts.with(History::BoughtFor, &[value.decimal().as_str(), " ", value.currency.as_str()].concat()),
                None => texts.text(History::Bought),
            };
            let order = order.map(|order| texts.with(History::BoughtOrder, &order));
            let direct = is_direct.then(|| texts.text(History::BoughtDirect));
            let more = if products.len() > MOST_PRODUCTS { ", \u{2026}" } else { "" };
            let named = products.iter().take(MOST_PRODUCTS).map(String::as_str).collect::<Vec<_>>().join(", ");
            let said = [Some(bought), order, direct].into_iter().flatten().collect::<Vec<_>>().join(", ");
            if named.is_empty() { said } else { [said.as_str(), " (", &named, more, ")"].concat() }
        }
    }
}
