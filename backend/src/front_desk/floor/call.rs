//! A running call, with who is in it and at its door.

use domain::{
    CallId, ParticipantId, PersonId, Timestamp,
    call::{GuestState, Hold, Role},
    wire::SnapshotCard,
};

/// A running call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveCall {
    /// The call.
    pub id: CallId,
    /// When it began.
    pub started_at: Timestamp,
    /// Who is in it.
    pub participants: Vec<Part>,
    /// Its guests and the links for them, in the order of the links.
    pub guests: Vec<LiveGuest>,
    /// Whether the shopper is on hold.
    pub hold: Hold<PersonId>,
    /// Stills that the shopper has sent, the oldest first.
    pub snapshots: Vec<SnapshotCard>,
}

impl LiveCall {
    /// The shopper's part.
    pub fn shopper(&self) -> Option<&Part> {
        self.participants.iter().find(|part| part.role == Role::Shopper)
    }

    /// The part of this agent.
    pub fn agent(&self, person: &PersonId) -> Option<&Part> {
        self.participants.iter().find(|part| part.person.as_ref() == Some(person))
    }
}

/// A part in a running call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// To whom signalling is addressed.
    pub id: ParticipantId,
    /// Which part.
    pub role: Role,
    /// The agent.
    pub person: Option<PersonId>,
    /// The agent's or the guest's name.
    pub name: Option<String>,
    /// The tab or device that holds the agent's side.
    pub device: Option<String>,
    /// Counts the pages this part was played from.
    pub epoch: u32,
}

/// A link for a guest, or the guest who used it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveGuest {
    /// The guest.
    pub id: ParticipantId,
    /// The agent who made the link.
    pub by: PersonId,
    /// How far the guest is.
    pub state: GuestState,
    /// The guest's name, once the link was used.
    pub name: Option<String>,
    /// Until when the link can be used.
    pub due_at: Timestamp,
    /// Counts the sockets of the guest's page.
    pub epoch: u32,
}
