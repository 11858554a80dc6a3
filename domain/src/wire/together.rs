//! Several agents in a call, and calls that go on with another agent or in another queue. Since version 2.

use serde::{Deserialize, Serialize};

use super::GuestSeat;
use crate::{PersonId, QueueId, RingId, Timestamp, call::Purpose, queue::Entrance};

/// What a ring asks for that leads into a running call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCard {
    /// The name of the agent who asks.
    pub by: String,
    /// What for.
    pub purpose: Purpose,
}

/// With whom an agent in a call may go on with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Who is being asked into the call.
    pub asked: Option<AskedIn>,
    /// Agents who may be asked, by name.
    pub colleagues: Vec<Colleague>,
    /// The other queues in their order.
    pub queues: Vec<OtherQueue>,
    /// Seats for guests, in the order of their links.
    #[serde(default)]
    pub guests: Vec<GuestSeat>,
    /// Whether one more person fits in.
    #[serde(default)]
    pub has_room: bool,
}

/// An agent who is being asked into the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedIn {
    /// The ring.
    pub ring: RingId,
    /// The name of who is asked.
    pub name: String,
    /// What for.
    pub purpose: Purpose,
    /// Since when.
    pub since: Timestamp,
    /// Whether this agent asks; else another one in the call does.
    pub is_mine: bool,
}

/// An agent who takes calls and is in none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
}

/// A queue that a call may be passed on to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherQueue {
    /// Which.
    pub queue: QueueId,
    /// Its name.
    pub name: String,
    /// Whether it takes anybody.
    pub entrance: Entrance,
    /// How many wait there.
    pub waiting: u32,
    /// How many of its agents are online.
    pub agents_online: u32,
}

/// An agent who was asked into a call does not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationNews {
    /// The name of who was asked, as far as it is known.
    pub name: Option<String>,
    /// Why not.
    pub outcome: Unanswered,
}

/// Why an agent who was asked into a call does not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    /// Takes no calls, or has just got one.
    NotFree,
    /// Declined.
    Declined,
    /// Did not answer in time.
    Missed,
    /// Went away meanwhile, or no desk showed the ring.
    Gone,
}

/// How an agent's own part in a call ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartEnd {
    /// With the call.
    #[default]
    WithCall,
    /// The agent left it to others.
    Left,
    /// The agent handed it over.
    HandedOver {
        /// To whom.
        to: String,
    },
    /// The agent, or another one in the call, passed it on to another queue.
    PassedOn,
}
