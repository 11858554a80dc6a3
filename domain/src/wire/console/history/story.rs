//! The story of one ticket.

use serde::{Deserialize, Serialize};

use super::super::{ConsoleFrame, TicketBlock};
use crate::{
    Duration, SnapshotId, TicketId,
    call::{self, CallEnd, RingOutcome, Role, TicketEnd},
    history::Outcome,
    identity::Identity,
    product::Money,
    schedule::Stamp,
    shopper_data::Claim,
    tracking::Tags,
    wire::FlightEvent,
};

/// The page of one ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TicketPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// The ticket.
    pub id: TicketId,
    /// The name of its queue.
    pub queue: String,
    /// When it was drawn.
    pub at: Stamp,
    /// The year of now, which is not repeated.
    pub year: i16,
    /// The name of the zone of all times.
    pub zone: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it waited for the first answer.
    pub waited: Duration,
    /// What happened, the oldest first.
    pub entries: Vec<StoryEntry>,
    /// Whether it rang more often than is told.
    pub are_rings_cut: bool,
    /// Its calls, the oldest first.
    pub calls: Vec<CallStory>,
    /// What the page wanted it counted by.
    pub tags: Tags,
    /// What the page told of its shopper; `None` once that has been deleted.
    pub told: Option<ToldByPage>,
    /// Whether its shopper is blocked.
    pub block: TicketBlock,
}

/// Something that happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryEntry {
    /// When.
    pub at: Stamp,
    /// What.
    pub event: StoryEvent,
}

/// What can happen to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoryEvent {
    /// It was drawn.
    Drawn,
    /// It came to the end of its queue out of another one.
    Moved,
    /// It rang an agent.
    Rang {
        /// The agent's name.
        agent: String,
        /// How that ended; `None` while it rings.
        outcome: Option<RingOutcome>,
        /// How long it rang.
        lasted: Duration,
    },
    /// An agent answered.
    Answered {
        /// The agent's name.
        agent: Option<String>,
    },
    /// The agent of the call was lost, and the ticket went back to the front of the line.
    Returned {
        /// The agent's name.
        agent: Option<String>,
    },
    /// Its call ended.
    CallEnded {
        /// Why.
        end: CallEnd,
        /// How long it was.
        lasted: Duration,
    },
    /// A guest came into its call.
    GuestCame,
    /// A guest left its call, which went on.
    GuestLeft,
    /// The shopper told how it was.
    Rated {
        /// 1 to 5.
        stars: u8,
    },
    /// It was over without a call at its end.
    Ended(TicketEnd),
    /// The shopper bought something after its call.
    Bought {
        /// The number of the order, while it is kept.
        order: Option<String>,
        /// What it was worth.
        value: Option<Money>,
        /// What, as the shop names it, while it is kept.
        products: Vec<String>,
        /// Whether the shopper went to pay out of the call's cart.
        is_direct: bool,
    },
}

/// A call of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallStory {
    /// When it began.
    pub at: Stamp,
    /// How long it was, so far if it runs.
    pub lasted: Duration,
    /// Why it ended; `None` while it runs.
    pub end: Option<CallEnd>,
    /// Who was in it.
    pub parts: Vec<StoryPart>,
    /// How it went, as its agent saw it.
    pub outcome: Option<call::Outcome>,
    /// What its agents wrote down, while that is kept.
    pub written: Vec<WrittenStory>,
    /// Stills that the shopper sent, the oldest first, while they are kept.
    pub snapshots: Vec<SnapshotStory>,
    /// How the shopper found it.
    pub rating: Option<RatingStory>,
    /// What the browsers noted of their connection, by time.
    pub notes: Vec<FlightLine>,
    /// How many later notes are left out.
    pub notes_left_out: u32,
    /// Whether notes of that time have been deleted.
    pub are_notes_deleted: bool,
}

/// Somebody's part in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryPart {
    /// Which part.
    pub role: Role,
    /// The agent's name, or a guest's while it is kept.
    pub name: Option<String>,
    /// When it began.
    pub from: Stamp,
    /// When it ended; `None` while it lasts.
    pub until: Option<Stamp>,
}

/// What an agent wrote down of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenStory {
    /// The agent's name.
    pub agent: String,
    /// In the agent's words.
    pub note: String,
}

/// A still of the shopper's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotStory {
    /// Which.
    pub id: SnapshotId,
    /// When it was sent.
    pub at: Stamp,
}

/// How a shopper found a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingStory {
    /// 1 to 5.
    pub stars: u8,
    /// The shopper's own words.
    pub comment: Option<String>,
    /// Whether words of that time have been deleted.
    pub is_comment_deleted: bool,
}

/// A note of a flight recorder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlightLine {
    /// How long after the call's start.
    pub after: Duration,
    /// Whose browser noted it.
    pub role: Role,
    /// What happened.
    pub event: FlightEvent,
}

/// What the page told of a shopper. Nobody vouches for it, but for what the shop's own server signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldByPage {
    /// What the shop's own server says of the shopper, or why its word does not hold.
    pub identity: Option<Identity>,
    /// What it claimed.
    pub claims: Vec<Claim>,
    /// The address of the page.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
    /// When all of this is deleted.
    pub until: Stamp,
}
