//! What has been: every ticket of an organisation, and the story of each. Owners and admins see all; an agent sees the tickets
//! that rang him or that he served.

mod story;

use domain::{
    TicketId, Timestamp,
    history::Summary,
    schedule::Zone,
    wire::console::{AgentName, FormProblem, HistoryFilter, HowEnded, Place, QueueChoice, TicketLine},
};

pub use story::{TicketStory, snapshot, ticket};

use crate::{
    Error, Result,
    accounts::AgentScope,
    store::{
        Store,
        history::{self, Listed},
        people, settings,
    },
};

/// The tickets of one page.
const PAGE: u32 = 50;
/// How many of the newest tickets the figures are of. Neither dialect has a median that the other has, so it is worked out here,
/// and this bounds what is read for it.
pub const MOST_IN_FIGURES: u32 = 10_000;

/// A page of the list with what is around it.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The zone of the organisation's hours; UTC where there is none.
    pub zone: Zone,
    /// The store's time.
    pub now: Timestamp,
    /// The queues to choose from, in their order.
    pub queues: Vec<QueueChoice>,
    /// The agents to choose from, by name; none for who sees only his own tickets.
    pub agents: Vec<AgentName>,
    /// Whether all tickets are shown.
    pub sees_all: bool,
    /// The tickets, the newest first.
    pub lines: Vec<TicketLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
    /// The figures of all pages.
    pub summary: Summary,
    /// Whether there are more than [`MOST_IN_FIGURES`], and the figures are of the newest ones.
    pub is_summary_cut: bool,
    /// What is wrong with the filter's dates.
    pub problems: Vec<FormProblem>,
}

/// To whom the tickets are limited: nobody, or the reader.
pub(crate) fn only(reader: &AgentScope) -> &str {
    if reader.roles().may_configure() { "" } else { reader.person().as_str() }
}

/// The organisation's zone; UTC where it has no hours.
pub(crate) async fn zone(store: &Store, member: &AgentScope) -> Result<Zone> {
    let organisation = settings::organisation(&store.reader(), member.org()).await?.ok_or(Error::Missing("organisation"))?;
    match organisation.schedule {
        Some(schedule) => Ok(schedule.zone().clone()),
        None => "UTC".parse().map_err(|_| Error::Missing("time zone")),
    }
}

/// The tickets that a filter lets through.
///
/// # Errors
/// The store does not answer.
pub async fn list(store: &Store, member: &AgentScope, filter: &HistoryFilter) -> Result<Overview> {
    let (reader, scope, now) = (store.reader(), member.scope(), store.now().await?);
    let zone = zone(store, member).await?;
    let (query, problems) = filter.read(&zone);
    let only = only(member);
    let mut found = history::page(&reader, scope, &query, only, PAGE + 1, now).await?;
    let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = found.len() > shown;
    found.truncate(shown);
    let next = found.last().filter(|_| has_more).map(|last| Place { at: last.joined_at, ticket: last.id.clone() });
    let mut figures = history::figures(&reader, scope, &query, only, MOST_IN_FIGURES + 1, now).await?;
    let most = usize::try_from(MOST_IN_FIGURES).unwrap_or(usize::MAX);
    let is_summary_cut = figures.len() > most;
    figures.truncate(most);
    let queues = settings::queues(&reader, scope).await?.into_iter();
    let sees_all = only.is_empty();
    let agents = if sees_all { people::people(&reader, scope).await? } else { vec![] };
    let agents = agents.into_iter().filter(|person| person.roles.is_agent);
    Ok(Overview {
        queues: queues.map(|queue| QueueChoice { id: queue.id, name: queue.name }).collect(),
        agents: agents.map(|agent| AgentName { person: agent.person, name: agent.name }).collect(),
        sees_all,
        lines: found.into_iter().map(|listed| line(listed, &zone, now)).collect(),
        next,
        summary: Summary::of(figures),
        is_summary_cut,
        problems,
        zone,
        now,
    })
}

fn line(listed: Listed, zone: &Zone, now: Timestamp) -> TicketLine {
    let Listed { id, queue, joined_at, outcome, waited, end, agent, call, stars, purchases } = listed;
    let with_call = call.and_then(|(_, ended)| ended).map(|(_, end)| HowEnded::InCall(end));
    TicketLine {
        id,
        at: zone.stamp(joined_at),
        queue,
        waited,
        outcome,
        agent,
        talked: call.map(|(started_at, ended)| ended.map_or(now, |(at, _)| at) - started_at),
        end: end.map(|end| match with_call {
            Some(with_call) if end == domain::call::TicketEnd::Served => with_call,
            _ => HowEnded::InLine(end),
        }),
        stars,
        purchases,
    }
}

/// The text of an address as the id of a ticket.
///
/// # Errors
/// [`Error::Missing`] (`ticket`) when it is none.
pub fn ticket_id(text: &str) -> Result<TicketId> {
    text.parse().map_err(|_| Error::Missing("ticket"))
}
