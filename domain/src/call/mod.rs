//! A ticket's way from the queue through rings into a call and out of it, as a state machine without I/O.
//!
//! **Only [`CallMachine::handle`] changes a machine.** Whoever drives it loads the machine from rows, hands it one event and
//! the time, and writes the effects back in the same transaction. Every event may come late, twice or out of order; what does
//! not fit the state changes nothing and at most answers [`Effect::Refused`].
//!
//! What always holds (and what the property tests check): a call exists only on a ticket that was waiting, and each accepted ring
//! is one or leads into one; at most one call runs at a time, with its shopper, one agent or more, and nobody in it twice; a live
//! ring has a deadline; once ended, a ticket, a ring or a call stays ended. A ticket whose agent was lost or passed it on is not
//! ended: it goes back into line, and may so have several calls, one after the other.
//!
//! An agent in a call may invite another: a ring that leads into the call. Whatever becomes of it, the shopper has somebody on the
//! line: who hands over leaves at the moment in which the other accepts, and until then nothing has changed.
//!
//! A guest comes by a link that an agent in the call made, and waits to be let in. Seats are kept for those who may come, so the call
//! never has more people than fit; guests end with it and never keep it alive.

mod effect;
mod event;
mod guest;
mod hold;
mod invite;
mod machine;
mod outcome;
mod state;

#[cfg(test)]
mod guests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod transfers;

pub use effect::{Effect, Refusal};
pub use event::{Event, NewRing};
pub use guest::{GUEST_LINK_LASTS, Guest, GuestEnd, GuestState, MAX_GUEST_NAME_CHARS};
pub use hold::{Held, Hold};
pub use machine::CallMachine;
pub use outcome::{MAX_NOTE_CHARS, Outcome};
pub use state::{Call, CallEnd, CallState, Invitation, Participant, Purpose, Ring, RingOutcome, RingState, Role, TicketEnd, TicketState};

use crate::Duration;

/// The most people in one call: a shopper, agents and guests, one peer connection for each pair.
pub const MAX_PARTICIPANTS: usize = 4;
/// How long an agent's phone rings when the queue says nothing else.
pub const DEFAULT_RING_TIME: Duration = Duration::from_secs(20);
/// A desk that has not acknowledged a ring after this time is not there.
pub const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(2);
/// How long all agents are left alone before a ticket that nobody took rings again.
pub const ROUND_PAUSE: Duration = Duration::from_secs(5);
