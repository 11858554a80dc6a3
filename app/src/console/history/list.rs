//! The list of tickets, the newest first.

use domain::{
    OrgId,
    history::{Outcome, Summary},
    locale::phrase::{Console, History},
    wire::console::{HistoryFilter, HistoryPage, Place, TicketLine},
};
use leptos::prelude::*;

use super::{super::Frame, filter::Filter, words};
use crate::ui::{Texts, length, stamp, stamp_datetime, texts, zone_place};

/// The list of tickets.
#[component]
pub fn ListTickets(
    /// What the page is made of.
    page: HistoryPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = frame.phrases.text(Console::History).to_owned();
    let lead = frame.phrases.text(if page.sees_all { History::LeadAll } else { History::LeadMine }).to_owned();
    view! { <Frame frame heading lead><Tickets page /></Frame> }
}

#[component]
fn Tickets(page: HistoryPage) -> impl IntoView {
    let texts = texts();
    let HistoryPage { frame, filter, lines, next, summary, is_summary_cut, zone, year, sees_all, .. } = page.clone();
    let is_empty = lines.is_empty();
    let content = if is_empty {
        let (heading, more) = match (filter.is_empty(), sees_all) {
            (false, _) => (History::EmptyFilteredHeading, History::EmptyFilteredMore),
            (true, true) => (History::EmptyHeading, History::EmptyMore),
            (true, false) => (History::EmptyHeading, History::EmptyMoreMine),
        };
        view! {
            <section class="card console-empty">
                <h2>{texts.text(heading)}</h2>
                <p>{texts.text(more)}</p>
            </section>
        }
        .into_any()
    } else {
        view! { <Table org=frame.org.clone() lines year /> }.into_any()
    };
    let figures = (summary.tickets > 0).then(|| view! { <Figures summary is_summary_cut /> });
    view! {
        <div class="history">
            <Filter page />
            {figures}
            {content}
            <Pages org=frame.org filter next />
            <p class="muted small">{zone_words(texts, &zone)}" "{texts.text(History::MissedMeans)}</p>
        </div>
    }
}

/// Whose clock the times are of.
pub(in crate::console) fn zone_words(texts: Texts, zone: &str) -> String {
    if zone == "UTC" { texts.text(History::TimesUtc) } else { texts.with(History::Times, &zone_place(zone)) }
}

#[component]
fn Figures(summary: Summary, is_summary_cut: bool) -> impl IntoView {
    let texts = texts();
    let Summary { tickets, answered, missed, median_wait } = summary;
    let median = median_wait.map_or_else(|| texts.text(History::None), length);
    let cut = is_summary_cut.then(|| view! { <p class="muted small">{texts.with(History::SummaryCut, &tickets.to_string())}</p> });
    let figure = move |label: History, value: String| view! { <div class="figure"><dt>{texts.text(label)}</dt><dd>{value}</dd></div> };
    view! {
        <section aria-label=texts.text(History::Summary)>
            <dl class="figures">
                {figure(History::Tickets, tickets.to_string())}
                {figure(History::AnsweredCount, answered.to_string())}
                {figure(History::MissedCount, missed.to_string())}
                {figure(History::MedianWait, median)}
            </dl>
            {cut}
        </section>
    }
}

#[component]
fn Table(org: OrgId, lines: Vec<TicketLine>, year: i16) -> impl IntoView {
    let texts = texts();
    let columns = [
        History::When,
        History::Queue,
        History::Outcome,
        History::Waited,
        History::AnsweredBy,
        History::Length,
        History::End,
        History::Stars,
    ];
    let head = columns.map(|column| view! { <th scope="col">{texts.text(column)}</th> }).into_iter().collect::<Vec<_>>();
    let lines = lines.into_iter().map(|line| view! { <Line org=org.clone() line year /> }).collect::<Vec<_>>();
    view! {
        <table class="card-table">
            <caption class="visually-hidden">{texts.text(History::Table)}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

#[component]
fn Line(org: OrgId, line: TicketLine, year: i16) -> impl IntoView {
    let texts = texts();
    let TicketLine { id, at, queue, waited, outcome, agent, talked, end, stars, purchases } = line;
    let none = move || texts.text(History::None);
    let stars = stars.map(|stars| {
        view! {
            <span aria-hidden="true">{stars.to_string()}" ★"</span>
            <span class="visually-hidden">{texts.count(History::StarsOf, stars.into())}</span>
        }
    });
    let cell = move |label: History, content: AnyView| view! { <td data-label=texts.text(label)>{content}</td> };
    let has_stars = stars.is_some();
    let stars = if has_stars { stars.into_any() } else { none().into_any() };
    let bought = (purchases > 0).then(|| view! { " "<span class="chip">{texts.count(History::OrdersOf, purchases)}</span> });
    let end = end.map_or_else(none, |end| texts.text(words::how_ended(end)));
    view! {
        <tr>
            <th scope="row" data-label=texts.text(History::When)>
                <a class="link" href=format!("/o/{org}/history/{id}")>
                    <time datetime=stamp_datetime(&at)>{stamp(texts, &at, year)}</time>
                </a>
            </th>
            {cell(History::Queue, queue.into_any())}
            {cell(History::Outcome, view! { <Became outcome /> {bought} }.into_any())}
            {cell(History::Waited, length(waited).into_any())}
            {cell(History::AnsweredBy, agent.unwrap_or_else(none).into_any())}
            {cell(History::Length, talked.map_or_else(none, length).into_any())}
            {cell(History::End, end.into_any())}
            {cell(History::Stars, stars)}
        </tr>
    }
}

/// What became of a ticket, in a word.
#[component]
pub(super) fn Became(
    /// What became of it.
    outcome: Outcome,
) -> impl IntoView {
    let class = match outcome {
        Outcome::Missed => "chip chip-warning",
        Outcome::Waiting | Outcome::InCall => "chip chip-live",
        Outcome::Answered | Outcome::LeftAtOnce => "chip",
    };
    view! { <span class=class>{texts().text(words::outcome(outcome))}</span> }
}

#[component]
fn Pages(org: OrgId, filter: HistoryFilter, next: Option<Place>) -> impl IntoView {
    let texts = texts();
    let list = format!("/o/{org}/history");
    let newest = filter.before.is_some().then(|| {
        let href = [list.as_str(), &HistoryFilter { before: None, ..filter.clone() }.address()].concat();
        view! { <a class="button" href=href>{texts.text(History::Newest)}</a> }
    });
    let older = next.map(|place| {
        let href = [list.as_str(), &HistoryFilter { before: Some(place), ..filter.clone() }.address()].concat();
        view! { <a class="button" href=href rel="next">{texts.text(History::Older)}</a> }
    });
    let has_pages = newest.is_some() || older.is_some();
    has_pages.then(|| view! { <nav class="console-actions" aria-label=texts.text(History::Pages)>{newest}{older}</nav> })
}
