//! Who waits, and who else is there.

use domain::{
    Timestamp,
    locale::phrase::Desk,
    wire::{AgentOnFloor, Availability, DeskView, WaitingTicket},
};
use leptos::prelude::*;

use super::{
    call_backs::CallBackList,
    countdown::{elapsed, elapsed_datetime},
    line::{Row, rows},
    model::DeskModel,
};
use crate::ui::{Avatar, Glyph, Icon, texts};

/// The list of who waits and the list of colleagues.
#[component]
pub fn Floor(
    /// The desk.
    desk: DeskModel,
    /// The names of the queues this agent serves.
    queues: Vec<String>,
) -> impl IntoView {
    let texts = texts();
    let served = if queues.is_empty() { texts.text(Desk::NoQueues) } else { texts.with(Desk::YourQueues, &queues.join(", ")) };
    let has_several = queues.len() > 1;
    view! {
        <div class="desk-floor">
            <section class="desk-waiting" aria-labelledby="waiting-heading">
                <Line desk has_several />
                <p class="desk-quiet">{served}</p>
            </section>
            <CallBackList desk has_several />
            <section class="desk-colleagues" aria-labelledby="colleagues-heading">
                <h2 class="desk-heading" id="colleagues-heading">{texts.text(Desk::ColleaguesHeading)}</h2>
                <Colleagues desk />
            </section>
        </div>
    }
}

#[component]
fn Line(desk: DeskModel, has_several: bool) -> impl IntoView {
    let texts = texts();
    let shown = RwSignal::new(Vec::<Row>::new());
    let is_held = RwSignal::new(false);
    let waiting = Memo::new(move |_| desk.view.with(|view| view.as_ref().map(|view| view.waiting.clone()).unwrap_or_default()));
    Effect::new(move |_| {
        let next = waiting.with(|waiting| shown.with_untracked(|shown| rows(shown, waiting, is_held.get())));
        shown.set(next);
    });
    let more = Memo::new(move |_| desk.view.with(|view| view.as_ref().map_or(0, |view| view.more_waiting)));
    let count = move || u32::try_from(waiting.with(Vec::len)).unwrap_or(u32::MAX).saturating_add(more.get());
    let row = move |row: Row| view! { <WaitingRow desk shown first=row has_several /> };
    view! {
        <h2 class="desk-heading" id="waiting-heading">
            {texts.text(Desk::WaitingHeading)}
            " "
            <span class="desk-count">{count}</span>
        </h2>
        <ol class="line" role="list" on:pointerenter=move |_| is_held.set(true) on:pointerleave=move |_| is_held.set(false)>
            <For each=move || shown.get() key=|row| row.ticket.ticket.clone() children=row />
        </ol>
        {move || match more.get() {
            0 => None,
            more => Some(view! { <p class="desk-quiet">{texts.count(Desk::WaitingMore, more)}</p> }),
        }}
        <p class="desk-quiet" hidden=move || !shown.with(Vec::is_empty)>{texts.text(Desk::WaitingNobody)}</p>
    }
}

#[component]
fn WaitingRow(desk: DeskModel, shown: RwSignal<Vec<Row>>, first: Row, has_several: bool) -> impl IntoView {
    let texts = texts();
    let id = first.ticket.ticket.clone();
    let row = Memo::new(move |before: Option<&Row>| {
        let now = shown.with(|rows| rows.iter().find(|row| row.ticket.ticket == id).cloned());
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let ticket = move |read: fn(&WaitingTicket) -> String| row.with(|row| read(&row.ticket));
    let name = move || row.with(|row| row.ticket.shopper.name.clone()).unwrap_or_else(|| texts.text(Desk::SomeShopper));
    let place = move || ticket(|ticket| ticket.place.to_string());
    let clock = move |show: fn(Timestamp, Timestamp) -> String| row.with(|row| show(row.ticket.since, desk.clock.now()));
    let page = move || ticket(|ticket| ticket.shopper.page_title.clone().or_else(|| ticket.shopper.page_url.clone()).unwrap_or_default());
    let mark = move || match row.with(|row| (row.has_left, row.ticket.is_ringing)) {
        (true, _) => Some((Desk::HasLeft, "mark")),
        (false, true) => Some((Desk::IsRinging, "mark mark-ringing")),
        (false, false) => None,
    };
    view! {
        <li class="line-row" class:line-row-left=move || row.with(|row| row.has_left)>
            <span class="line-place">
                <span aria-hidden="true">{place}</span>
                <span class="visually-hidden">{move || texts.with(Desk::Place, &place())}</span>
            </span>
            <span class="line-who">
                <span class="line-name" dir="auto">{name}</span>
                <span class="line-page" dir="auto">{page}</span>
                <span class="line-more">
                    {has_several.then(|| view! { <span>{move || ticket(|ticket| ticket.queue.clone())}</span> })}
                    <span>
                        <span class="visually-hidden">{[texts.text(Desk::ShopperLanguage), " ".into()].concat()}</span>
                        {move || ticket(|ticket| ticket.shopper.language.clone())}
                    </span>
                </span>
            </span>
            <span class="line-state">
                <time class="line-time" datetime=move || clock(elapsed_datetime)>
                    <span class="visually-hidden">{[texts.text(Desk::Waited), " ".into()].concat()}</span>
                    {move || clock(elapsed)}
                </time>
                {move || mark().map(|(words, class)| view! { <span class=class>{texts.text(words)}</span> })}
            </span>
        </li>
    }
}

/// A colleague's state in words and as a mark.
fn state(agent: &AgentOnFloor, now: Timestamp) -> (Desk, &'static str) {
    match (agent.is_online, agent.is_in_call, agent.availability) {
        (_, true, _) => (Desk::StateInCall, "dot dot-busy"),
        (false, ..) => (Desk::StateOffline, "dot dot-off"),
        (true, false, Availability::Available) if agent.free_at.is_some_and(|at| at > now) => (Desk::StateWrappingUp, "dot dot-busy"),
        (true, false, Availability::Available) => (Desk::StateAvailable, "dot dot-good"),
        (true, false, Availability::Away) => (Desk::StateAway, "dot"),
    }
}

/// The agents by name, so that nobody moves when a state changes; oneself is among them.
fn by_name(view: &DeskView) -> Vec<AgentOnFloor> {
    let mut agents = view.agents.clone();
    agents.sort_by(|one, other| one.name.to_lowercase().cmp(&other.name.to_lowercase()).then_with(|| one.person.cmp(&other.person)));
    agents
}

#[component]
fn Colleagues(desk: DeskModel) -> impl IntoView {
    let texts = texts();
    let agents = Memo::new(move |_| desk.view.with(|view| view.as_ref().map(by_name).unwrap_or_default()));
    let me = Memo::new(move |_| desk.view.with(|view| view.as_ref().map(|view| view.me.clone())));
    let row = move |agent: AgentOnFloor| {
        let shown = agent.clone();
        let state = Memo::new(move |_| state(&shown, desk.clock.now()));
        let is_me = me.with_untracked(|me| me.as_ref() == Some(&agent.person));
        let name = if is_me { texts.with(Desk::Me, &agent.name) } else { agent.name.clone() };
        view! {
            <li class="colleague">
                <Avatar name=agent.name />
                <span class="colleague-name" dir="auto">{name}</span>
                <span class="colleague-state"><span class=move || state.get().1 aria-hidden="true"></span>{move || texts.text(state.get().0)}</span>
            </li>
        }
    };
    view! {
        <ul class="colleagues" role="list">{move || agents.get().into_iter().map(row).collect::<Vec<_>>()}</ul>
        <p class="desk-quiet" hidden=move || agents.with(|agents| agents.len() > 1)>
            <Icon glyph=Glyph::Person />
            <span>{texts.text(Desk::ColleaguesNobody)}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples;

    #[test]
    fn colleagues_keep_their_place_whatever_they_do() {
        let names: Vec<_> = by_name(&samples::quiet()).into_iter().map(|agent| agent.name).collect();
        assert_eq!(names, ["Anna", "Bruno", "Carla"]);
    }

    #[test]
    fn a_call_is_told_before_availability() {
        let agents = by_name(&samples::quiet());
        let states: Vec<_> = agents.iter().map(|agent| state(agent, samples::NOW).1).collect();
        assert_eq!(states, ["dot dot-good", "dot dot-busy", "dot dot-off"]);
        let wrapping = AgentOnFloor { free_at: Some(samples::NOW + domain::Duration::from_secs(1)), ..agents[0].clone() };
        assert_eq!(state(&wrapping, samples::NOW).0, Desk::StateWrappingUp);
        assert_eq!(state(&wrapping, samples::NOW + domain::Duration::from_secs(1)).0, Desk::StateAvailable);
    }
}
