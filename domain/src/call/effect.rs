//! What a change of a ticket asks the outside to write down and to tell.

use super::{Call, CallEnd, Guest, GuestEnd, Hold, Participant, Ring, RingOutcome, TicketState};
use crate::{CallId, ParticipantId, PersonId, QueueId, RingId};

/// One row to write, in the order given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A ring began.
    RingStarted(Ring),
    /// A desk shows the ring.
    RingShown(RingId),
    /// A ring is over.
    RingEnded {
        /// Which ring.
        ring: RingId,
        /// Whom it asked.
        agent: PersonId,
        /// How it ended.
        outcome: RingOutcome,
    },
    /// A call began, with its participants.
    CallStarted(Call),
    /// Somebody is in the call from now on.
    ParticipantJoined {
        /// Which call.
        call: CallId,
        /// Who.
        participant: Participant,
    },
    /// Somebody is no longer in the call, which goes on.
    ParticipantLeft {
        /// Which call.
        call: CallId,
        /// Which part.
        participant: ParticipantId,
        /// The agent who played it.
        agent: PersonId,
    },
    /// The shopper is on hold, or back.
    HoldTurned {
        /// Which call.
        call: CallId,
        /// How it is now.
        hold: Hold<PersonId>,
    },
    /// The call is over.
    CallEnded {
        /// Which call.
        call: CallId,
        /// Why.
        reason: CallEnd,
    },
    /// The ticket is now in this state.
    TicketMoved(TicketState),
    /// The ticket waits at the end of this queue.
    QueueChanged(QueueId),
    /// The ticket waits again, at the front of its line, because this agent did not return to its call.
    TicketReturned {
        /// Who was lost.
        lost: PersonId,
    },
    /// The ticket waits at the front of this queue's line, because this agent passed it on.
    TicketTransferred {
        /// Who.
        by: PersonId,
        /// Where to.
        queue: QueueId,
    },
    /// An agent made a link for a guest.
    GuestInvited(Guest),
    /// A guest used the link and waits to be let in.
    GuestKnocked(ParticipantId),
    /// A guest is in the call from now on.
    GuestAdmitted {
        /// Which call.
        call: CallId,
        /// The guest's part.
        participant: Participant,
    },
    /// A link is dead, or a guest is gone. When not with the call, a guest who was in it no longer is.
    GuestGone {
        /// Who.
        guest: ParticipantId,
        /// Why.
        end: GuestEnd,
    },
    /// Nothing changed, and whoever asked should hear why.
    Refused(Refusal),
}

/// Why an event was turned down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another agent took the ticket first.
    AnsweredBy(PersonId),
    /// The ring is over, for this reason.
    RingOver(RingOutcome),
    /// There is no such ring on this ticket.
    UnknownRing,
    /// This agent is not in a running call of this ticket.
    NotInCall,
    /// The call asks another agent already, has that agent in it, or has no room for one more.
    CannotInvite,
    /// The link is dead or used, or the guest is not where that can be done: gone, or not there yet.
    NoSuchGuest,
}
