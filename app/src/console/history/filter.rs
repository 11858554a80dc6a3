//! What the list is limited to: a plain form, and what it says as chips that can be taken away.

use domain::{
    OrgId,
    history::Sought,
    locale::phrase::History,
    wire::console::{AgentName, HistoryFilter, HistoryPage, QueueChoice},
};
use leptos::prelude::*;

use super::{
    super::form::{Line, Problems},
    words,
};
use crate::ui::{Glyph, Icon, Texts, texts};

/// The form and the chips.
#[component]
pub fn Filter(
    /// The page.
    page: HistoryPage,
) -> impl IntoView {
    let texts = texts();
    let HistoryPage { frame, filter, queues, agents, problems, sees_all, .. } = page;
    Problems::provide(problems);
    let chips = chips(texts, &filter, &queues, &agents);
    let id = |id: &dyn ToString| id.to_string();
    let of_queues = queues.iter().map(|queue| (id(&queue.id), queue.name.clone())).collect();
    let of_agents = agents.iter().map(|agent| (id(&agent.person), agent.name.clone())).collect();
    let of_outcomes = Sought::ALL.iter().map(|sought| (sought.as_str().to_owned(), texts.text(words::sought(*sought)))).collect();
    let agent = sees_all.then(|| {
        let chosen = filter.agent.as_ref().map(ToString::to_string);
        view! { <Pick label=texts.text(History::Agent) name="agent" any=texts.text(History::AnyAgent) options=of_agents chosen /> }
    });
    let queue = filter.queue.as_ref().map(ToString::to_string);
    let outcome = filter.outcome.map(|sought| sought.as_str().to_owned());
    view! {
        <form class="card history-filter" method="get" action=format!("/o/{}/history", frame.org) autocomplete="off" aria-label=texts.text(History::Filter)>
            <Pick label=texts.text(History::Queue) name="queue" any=texts.text(History::AnyQueue) options=of_queues chosen=queue />
            {agent}
            <Pick label=texts.text(History::Outcome) name="outcome" any=texts.text(History::AnyOutcome) options=of_outcomes chosen=outcome />
            <Line label=texts.text(History::From) name="from" kind="date" value=filter.from />
            <Line label=texts.text(History::To) name="to" kind="date" value=filter.to />
            <button type="submit" class="button button-primary">{texts.text(History::Apply)}</button>
        </form>
        <Chips org=frame.org chips />
    }
}

/// One of several, or any, in a form that needs no script.
#[component]
fn Pick(label: String, name: &'static str, any: String, options: Vec<(String, String)>, chosen: Option<String>) -> impl IntoView {
    let option = move |(value, label): (String, String)| {
        let is_chosen = chosen.as_ref() == Some(&value);
        view! { <option value=value selected=is_chosen>{label}</option> }
    };
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <select class="input select" name=name>
                <option value="">{any}</option>
                {options.into_iter().map(option).collect::<Vec<_>>()}
            </select>
        </label>
    }
}

/// What is limited, in words, and the filter without it.
fn chips(texts: Texts, filter: &HistoryFilter, queues: &[QueueChoice], agents: &[AgentName]) -> Vec<(String, HistoryFilter)> {
    let all = HistoryFilter { before: None, ..filter.clone() };
    let queue = filter.queue.as_ref().map(|id| {
        let name = queues.iter().find(|queue| queue.id == *id).map_or_else(|| id.to_string(), |queue| queue.name.clone());
        (texts.with(History::ChipQueue, &name), HistoryFilter { queue: None, ..all.clone() })
    });
    let agent = filter.agent.as_ref().map(|id| {
        let name = agents.iter().find(|agent| agent.person == *id).map_or_else(|| id.to_string(), |agent| agent.name.clone());
        (texts.with(History::ChipAgent, &name), HistoryFilter { agent: None, ..all.clone() })
    });
    let outcome = filter.outcome.map(|sought| {
        let words = texts.text(words::sought(sought));
        (texts.with(History::ChipOutcome, &words), HistoryFilter { outcome: None, ..all.clone() })
    });
    let given = |date: &str| (!date.is_empty()).then(|| date.to_owned());
    let from = given(&filter.from).map(|date| (texts.with(History::ChipFrom, &date), HistoryFilter { from: String::new(), ..all.clone() }));
    let to = given(&filter.to).map(|date| (texts.with(History::ChipTo, &date), HistoryFilter { to: String::new(), ..all.clone() }));
    [queue, agent, outcome, from, to].into_iter().flatten().collect()
}

#[component]
fn Chips(org: OrgId, chips: Vec<(String, HistoryFilter)>) -> impl IntoView {
    let texts = texts();
    let list = format!("/o/{org}/history");
    let chip = |(words, without): (String, HistoryFilter)| {
        let href = [list.as_str(), &without.address()].concat();
        let label = texts.with(History::Without, &words);
        view! {
            <li>
                <a class="chip history-chip" href=href aria-label=label>
                    <span>{words}</span>
                    <Icon glyph=Glyph::Close />
                </a>
            </li>
        }
    };
    (!chips.is_empty()).then(|| {
        let clear = (chips.len() > 1).then(|| view! { <li><a class="link" href=list.clone()>{texts.text(History::Clear)}</a></li> });
        view! {
            <ul class="history-chips" role="list" aria-label=texts.text(History::Filters)>
                {chips.into_iter().map(chip).collect::<Vec<_>>()}
                {clear}
            </ul>
        }
    })
}
