//! What can happen to a ticket.

use super::Purpose;
use crate::{CallId, ParticipantId, PersonId, QueueId, RingId, Timestamp};

/// What happened. Identifiers of things that come into being are made outside: the machine has no randomness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The front desk picked agents to ring.
    Ring {
        /// One ring for each agent.
        rings: Vec<NewRing>,
        /// When they are missed.
        due_at: Timestamp,
    },
    /// A desk of the agent shows the ring.
    Show {
        /// Which ring.
        ring: RingId,
    },
    /// An agent in the call asks another into it. Until that one accepts, nothing changes for the shopper.
    Invite {
        /// Who asks.
        by: PersonId,
        /// Whom.
        ring: NewRing,
        /// What for.
        purpose: Purpose,
        /// When it is missed.
        due_at: Timestamp,
    },
    /// The agent no longer asks anybody into the call.
    TakeBack {
        /// Who asked.
        by: PersonId,
    },
    /// The agent accepts.
    Accept {
        /// Which ring.
        ring: RingId,
        /// The call that comes into being, unless the agent is asked into one that runs.
        call: CallId,
        /// The shopper's part in it, likewise.
        shopper: ParticipantId,
        /// The agent's part in it.
        agent: ParticipantId,
    },
    /// The agent declines.
    Decline {
        /// Which ring.
        ring: RingId,
    },
    /// Time passed.
    Tick,
    /// The agent went away: signed out, chose "away", or is gone for longer than the grace time. Out of a call only the last of
    /// these; its ticket then waits again, unless another agent is in the call.
    AgentLeft {
        /// Who.
        agent: PersonId,
    },
    /// The shopper, who waits, would rather wait in another queue.
    QueueChosen {
        /// Which.
        queue: QueueId,
    },
    /// The shopper leaves the line, or hangs up when in a call.
    ShopperLeft,
    /// The shopper's page is gone for longer than the grace time.
    ShopperLost,
    /// The agent leaves the call to the other agents in it; without any it is a hang-up.
    AgentLeaves {
        /// Who; must be in the call.
        agent: PersonId,
    },
    /// The agent passes the ticket on to another queue, which takes it.
    Transfer {
        /// Who; must be in the call.
        by: PersonId,
        /// Where to.
        queue: QueueId,
    },
    /// An agent in the call makes a link for a guest. Until the guest is let in, nothing changes for the shopper.
    InviteGuest {
        /// Who.
        by: PersonId,
        /// The guest.
        guest: ParticipantId,
        /// Until when the link can be used.
        due_at: Timestamp,
    },
    /// Somebody uses the link.
    GuestKnocks {
        /// The guest.
        guest: ParticipantId,
    },
    /// An agent in the call lets a guest in who knocks.
    AdmitGuest {
        /// Who.
        by: PersonId,
        /// Whom.
        guest: ParticipantId,
    },
    /// An agent in the call takes a link back, or does not let its guest in.
    RefuseGuest {
        /// Who.
        by: PersonId,
        /// Whom.
        guest: ParticipantId,
    },
    /// An agent in the call shows a guest out of it.
    ShowGuestOut {
        /// Who.
        by: PersonId,
        /// Whom.
        guest: ParticipantId,
    },
    /// The guest leaves.
    GuestLeft {
        /// Who.
        guest: ParticipantId,
    },
    /// The guest's page is gone for longer than the grace time.
    GuestLost {
        /// Who.
        guest: ParticipantId,
    },
    /// The agent puts the shopper on hold, or back.
    Hold {
        /// Who; must be in the call.
        by: PersonId,
        /// Which call: a wish may come when another one runs.
        call: CallId,
        /// Whether on hold.
        is_on: bool,
        /// The number of this change.
        turn: u32,
    },
    /// The agent hangs up, for everybody.
    AgentHangsUp {
        /// Who; must be in the call.
        agent: PersonId,
    },
}

/// A ring to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRing {
    /// Its identifier.
    pub id: RingId,
    /// Whom it asks.
    pub agent: PersonId,
}
