//! A queue of the board.

use domain::{
    Timestamp,
    locale::phrase::Board as Words,
    wire::console::{AgentState, BoardAgent, BoardCall, BoardQueue},
};
use leptos::prelude::*;

use super::{Shown, totals::Since};
use crate::ui::{Glyph, Icon, Texts, texts, wait, when};

/// A queue.
#[component]
pub fn Queue(
    /// The board.
    shown: Shown,
    /// The queue as it is shown first.
    first: BoardQueue,
) -> impl IntoView {
    let texts = texts();
    let queue = shown.queue(first);
    let is_deserted = move || queue.with(BoardQueue::is_deserted);
    let hours = move || queue.with(|queue| hours(texts, queue));
    let next = move || {
        let wait_said = queue.with(|queue| queue.wait);
        wait_said.map_or_else(|| texts.text(Words::NextWaitUnknown), |said| wait(texts, said))
    };
    let longest = Signal::derive(move || queue.with(|queue| queue.longest_since));
    view! {
        <li class="card board-queue" class:board-deserted=is_deserted>
            <header class="board-queue-head">
                <h2>{move || queue.with(|queue| queue.name.clone())}</h2>
                <p class="muted small">{hours}</p>
            </header>
            <p class="board-alarm" hidden=move || !is_deserted()>
                <Icon glyph=Glyph::Warning />
                <span>{texts.text(Words::Deserted)}</span>
            </p>
            <dl class="board-figures">
                <div><dt>{texts.text(Words::Waiting)}</dt><dd>{move || queue.with(|queue| queue.waiting.to_string())}</dd></div>
                <div><dt>{texts.text(Words::LongestWait)}</dt><dd><Since shown since=longest /></dd></div>
                <div class="board-next"><dt>{texts.text(Words::NextWait)}</dt><dd>{next}</dd></div>
            </dl>
            <h3>{texts.text(Words::Agents)}</h3>
            {move || queue.with(|queue| agents(texts, queue))}
            <h3>{texts.text(Words::RunningCalls)}</h3>
            {move || queue.with(|queue| calls(texts, shown, &queue.calls))}
        </li>
    }
}

/// Whether it is open, and until when.
fn hours(texts: Texts, queue: &BoardQueue) -> String {
    match (queue.is_open, &queue.changes) {
        (true, Some(moment)) => texts.with(Words::OpenUntil, &when(texts, moment, None)),
        (true, None) => texts.text(Words::Open),
        (false, Some(moment)) => texts.with(Words::ClosedUntil, &when(texts, moment, None)),
        (false, None) => texts.text(Words::Closed),
    }
}

/// What an agent does, in words.
const fn state_words(state: AgentState) -> Words {
    match state {
        AgentState::Available => Words::StateAvailable,
        AgentState::Ringing => Words::StateRinging,
        AgentState::InCall => Words::StateInCall,
        AgentState::WrappingUp => Words::StateWrappingUp,
        AgentState::Away => Words::StateAway,
        AgentState::Offline => Words::StateOffline,
    }
}

/// The agents by what they do; a state that nobody is in is left out.
fn agents(texts: Texts, queue: &BoardQueue) -> AnyView {
    if queue.agents.is_empty() {
        return view! { <p class="warning-text">{texts.text(Words::NoAgents)}</p> }.into_any();
    }
    let names = |agents: &[BoardAgent], state| {
        let of = agents.iter().filter(|agent| agent.state == state).map(|agent| agent.name.as_str());
        of.collect::<Vec<_>>().join(", ")
    };
    let group = |state: AgentState| {
        let count = queue.count(state);
        (count > 0).then(|| {
            let dot = if state == AgentState::Available { "dot dot-good" } else { "dot" };
            view! {
                <div>
                    <dt><span class=dot aria-hidden="true"></span>{texts.text(state_words(state))}" "<span class="board-count">{count.to_string()}</span></dt>
                    <dd>{names(&queue.agents, state)}</dd>
                </div>
            }
        })
    };
    view! { <dl class="board-agents">{AgentState::ALL.into_iter().filter_map(group).collect::<Vec<_>>()}</dl> }.into_any()
}

fn calls(texts: Texts, shown: Shown, calls: &[BoardCall]) -> AnyView {
    if calls.is_empty() {
        return view! { <p class="muted">{texts.text(Words::NoCalls)}</p> }.into_any();
    }
    let call = |call: &BoardCall| {
        let names = if call.agents.is_empty() { texts.text(Words::NoAgent) } else { call.agents.join(", ") };
        let since: Signal<Option<Timestamp>> = Signal::stored(Some(call.since));
        view! { <li><span>{names}</span> <span class="board-length"><Since shown since /></span></li> }
    };
    view! { <ul class="board-calls" role="list">{calls.iter().map(call).collect::<Vec<_>>()}</ul> }.into_any()
}
