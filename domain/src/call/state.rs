//! The states a ticket, its rings and its call can be in. The names are also what the store and the wire hold.

use serde::{Deserialize, Serialize};

use super::Hold;
use crate::{CallId, ParticipantId, PersonId, RingId, Timestamp};

/// Where a ticket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// In line; perhaps ringing.
    Waiting,
    /// In its call.
    InCall,
    /// Over, for this reason.
    Ended(TicketEnd),
}

/// Why a ticket ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketEnd {
    /// The shopper left the line.
    Left,
    /// The shopper's page went away and did not come back in time.
    Lost,
    /// Its call ended, and not by losing the agent.
    Served,
}

/// One agent being asked to take a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    /// The ring itself.
    pub id: RingId,
    /// Whom it asks.
    pub agent: PersonId,
    /// Into which running call, and how; `None` when it is to take a waiting ticket.
    pub invitation: Option<Invitation>,
    /// When it began.
    pub started_at: Timestamp,
    /// When it is missed.
    pub due_at: Timestamp,
    /// When it ended. All rings that an accept ends, the accepted one among them, end at once.
    pub ended_at: Option<Timestamp>,
    /// Where it is.
    pub state: RingState,
}

/// Asks an agent into a call that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The agent in the call who asks.
    pub by: PersonId,
    /// What for.
    pub purpose: Purpose,
}

/// What an agent is asked into a running call for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To be in it together with whoever asks.
    Join,
    /// To take it over: whoever asks leaves at that moment.
    HandOver,
}

/// Where a ring is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingState {
    /// Sent, and no desk of the agent has shown it yet.
    Sent,
    /// A desk shows it.
    Shown,
    /// Over.
    Ended(RingOutcome),
}

/// How a ring ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingOutcome {
    /// This agent took the ticket.
    Accepted,
    /// The agent declined.
    Declined,
    /// The deadline passed.
    Missed,
    /// No desk showed it in time.
    Unreachable,
    /// Another agent was first.
    AnsweredByAnother,
    /// The shopper left.
    ShopperLeft,
    /// The agent went away, by choice or by losing the connection.
    AgentLeft,
    /// The agent who asked into the call took that back, or is no longer in it.
    TakenBack,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The call itself.
    pub id: CallId,
    /// Who is in it, or was at its end; at most [`super::MAX_PARTICIPANTS`]. Who leaves before is taken off.
    pub participants: Vec<Participant>,
    /// Where it is.
    pub state: CallState,
    /// When the agent accepted.
    pub started_at: Timestamp,
    /// Whether the shopper is on hold, or was at its end.
    pub hold: Hold<PersonId>,
}

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// Running.
    Running,
    /// Over, for this reason.
    Ended(CallEnd),
}

/// Why a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    /// The shopper hung up.
    ShopperHungUp,
    /// The agent hung up.
    AgentHungUp,
    /// The shopper's page went away and did not come back in time.
    ShopperLost,
    /// The desk of its only agent went away and did not come back in time. Its ticket goes on.
    AgentLost,
    /// An agent passed the ticket on to another queue. Its ticket goes on.
    Transferred,
}

/// A part in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The part itself; signalling is addressed to it.
    pub id: ParticipantId,
    /// Which part.
    pub role: Role,
    /// The agent; shoppers and guests have no account.
    pub person: Option<PersonId>,
}

/// Which part somebody plays in a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whose ticket it is.
    Shopper,
    /// Who serves.
    Agent,
    /// Who came by a link.
    Guest,
}
