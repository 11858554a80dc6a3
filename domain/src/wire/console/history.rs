//! The history of tickets: the list, and the story of one.

mod filter;
mod story;

use serde::{Deserialize, Serialize};

pub use filter::{HistoryFilter, HistoryQuery, Place};
pub use story::{
    CallStory, FlightLine, RatingStory, SnapshotStory, StoryEntry, StoryEvent, StoryPart, TicketPage, ToldByPage, WrittenStory,
};

use super::{ConsoleFrame, FormProblem, QueueChoice};
use crate::{
    Duration, PersonId, TicketId,
    call::{CallEnd, TicketEnd},
    history::{Outcome, Summary},
    schedule::Stamp,
};

/// The list of tickets, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// What the list is limited to.
    pub filter: HistoryFilter,
    /// The queues to choose from.
    pub queues: Vec<QueueChoice>,
    /// The agents to choose from; empty for who sees only his own tickets.
    pub agents: Vec<AgentName>,
    /// Whether all tickets of the organisation are shown, and not only those that rang the reader.
    pub sees_all: bool,
    /// The tickets of this page.
    pub lines: Vec<TicketLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
    /// The figures of all that the filter lets through.
    pub summary: Summary,
    /// Whether there are more tickets than the figures are of.
    pub is_summary_cut: bool,
    /// The name of the zone of all times.
    pub zone: String,
    /// The year of now in that zone, which is not repeated.
    pub year: i16,
    /// What is wrong with the filter.
    pub problems: Vec<FormProblem>,
}

/// Somebody to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentName {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
}

/// A ticket of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketLine {
    /// The ticket.
    pub id: TicketId,
    /// When it was drawn.
    pub at: Stamp,
    /// The name of its queue.
    pub queue: String,
    /// How long it waited for the first answer.
    pub waited: Duration,
    /// What became of it.
    pub outcome: Outcome,
    /// Who answered; of several calls the latest counts, here and below.
    pub agent: Option<String>,
    /// How long the call was, so far if it runs.
    pub talked: Option<Duration>,
    /// Why it is over.
    pub end: Option<HowEnded>,
    /// How the shopper found it.
    pub stars: Option<u8>,
    /// How many orders followed its calls.
    pub purchases: u32,
}

/// Why a ticket is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowEnded {
    /// In line.
    InLine(TicketEnd),
    /// With its call.
    InCall(CallEnd),
}
