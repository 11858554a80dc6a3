//! The list of queues.

use domain::{
    OrgId, QueueId,
    locale::phrase::{Console, Queues},
    queue::Routing,
    wire::console::{QueueLine, QueuesPage, WeekLine, WhoseHours},
};
use leptos::prelude::*;

use super::super::Frame;
use crate::ui::{Glyph, Icon, Notice, Texts, Tone, day_name, texts};

/// The list of queues.
#[component]
pub fn ListQueues(
    /// What the page is made of.
    page: QueuesPage,
) -> impl IntoView {
    let QueuesPage { frame, queues, saved, is_removed } = page;
    let org = frame.org.clone();
    let text = |key: Queues| frame.phrases.text(key).to_owned();
    let heading = frame.phrases.text(Console::Queues).to_owned();
    let lead = text(Queues::Lead);
    let new = view! {
        <a class="button button-primary" href=format!("/o/{org}/queues/new")>
            <Icon glyph=Glyph::Plus />
            <span>{text(Queues::New)}</span>
        </a>
    };
    view! {
        <Frame frame heading lead action=new.into_any()>
            <Done queues=queues.clone() saved is_removed />
            <Lines org queues />
        </Frame>
    }
}

/// What was just done.
#[component]
fn Done(queues: Vec<QueueLine>, saved: Option<QueueId>, is_removed: bool) -> impl IntoView {
    let texts = texts();
    let saved = saved.and_then(|saved| queues.into_iter().find(|queue| queue.id == saved));
    let words = match saved {
        Some(queue) => Some(texts.with(Queues::SavedNamed, &queue.name)),
        None => is_removed.then(|| texts.text(Queues::Removed)),
    };
    words.map(|words| view! { <div role="status"><Notice tone=Tone::Good>{words}</Notice></div> })
}

#[component]
fn Lines(org: OrgId, queues: Vec<QueueLine>) -> impl IntoView {
    let texts = texts();
    let last = queues.len().saturating_sub(1);
    if queues.is_empty() {
        return view! {
            <section class="card console-empty">
                <h2>{texts.text(Queues::EmptyHeading)}</h2>
                <p>{texts.text(Queues::EmptyMore)}</p>
            </section>
        }
        .into_any();
    }
    let line = |(place, queue)| view! { <Line org=org.clone() queue is_first=place == 0 is_last=place == last /> };
    view! { <ul class="console-list" role="list">{queues.into_iter().enumerate().map(line).collect::<Vec<_>>()}</ul> }.into_any()
}

#[component]
fn Line(org: OrgId, queue: QueueLine, is_first: bool, is_last: bool) -> impl IntoView {
    let texts = texts();
    let href = format!("/o/{org}/queues/{}", queue.id);
    let to_move = format!("{href}/move");
    let hours = hours_words(texts, &queue);
    let routing = texts.text(match queue.routing {
        Routing::All => Queues::RoutingAll,
        Routing::Widening => Queues::RoutingWidening,
        Routing::LongestIdle => Queues::RoutingLongestIdle,
    });
    let agents = if queue.agents == 0 { texts.text(Queues::NoAgents) } else { texts.count(Queues::Agents, queue.agents) };
    let button = |direction: &'static str, label: Queues, glyph, is_off: bool| {
        view! {
            <button
                type="submit"
                class="button button-quiet button-icon"
                name="direction"
                value=direction
                aria-label=texts.with(label, &queue.name)
                disabled=is_off
            >
                <Icon glyph />
            </button>
        }
    };
    let up = button("up", Queues::MoveUp, Glyph::Up, is_first);
    let down = button("down", Queues::MoveDown, Glyph::Down, is_last);
    let default = queue.is_default.then(|| view! { <span class="chip">{texts.text(Queues::Default)}</span> });
    view! {
        <li class="card console-item">
            <div class="console-item-words">
                <h2 class="console-item-name">
                    <a href=href aria-label=texts.with(Queues::Edit, &queue.name)>{queue.name.clone()}</a>
                    {default}
                </h2>
                <dl class="console-facts">
                    <div><dt>{texts.text(Queues::HoursLine)}</dt><dd>{hours}</dd></div>
                    <div><dt>{texts.text(Queues::AgentsLine)}</dt><dd class:warning-text=queue.agents == 0>{agents}</dd></div>
                    <div><dt>{texts.text(Queues::RoutingLine)}</dt><dd>{routing}</dd></div>
                    <div><dt>{texts.text(Queues::Slug)}</dt><dd><code>{queue.slug.to_string()}</code></dd></div>
                    <div><dt>{texts.text(Queues::Id)}</dt><dd><code>{queue.id.to_string()}</code></dd></div>
                </dl>
            </div>
            <form class="console-item-moves" method="post" action=to_move>{up}{down}</form>
        </li>
    }
}

/// When a queue is open, in a line.
fn hours_words(texts: Texts, queue: &QueueLine) -> String {
    let week = |WeekLine { first, last, hours }: &WeekLine| {
        let days = match (day_name(texts, *first), day_name(texts, *last)) {
            (day, _) if first == last => day,
            (from, to) => [from.as_str(), "–", to.as_str()].concat(),
        };
        [days.as_str(), hours].join(" ")
    };
    let words = match (queue.is_always_open, queue.week.is_empty()) {
        (true, _) => texts.text(Queues::AlwaysOpen),
        (false, true) => texts.text(Queues::NeverOpen),
        (false, false) => queue.week.iter().map(week).collect::<Vec<_>>().join("; "),
    };
    if queue.whose == WhoseHours::Organisation {
        [words.as_str(), " (", texts.text(Queues::OfOrganisation).as_str(), ")"].concat()
    } else {
        words
    }
}
