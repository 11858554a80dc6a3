//! A queue as one read of the store found it: the line, the rings, the calls and the agents. Everything that shoppers and
//! desks see, and whom to ring next, follows from this alone.

use domain::{
    CallId, Duration, OrgId, ParticipantId, PersonId, QueueId, RingId, Slug, TicketId, Timestamp,
    call::{RingState, Role, TicketState},
    queue::{self, Named, QueueTerm},
    wire::{Availability, ShopperCard},
};

/// One queue, with all that is live in it.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueView {
    /// The queue itself.
    pub queue: QueueFacts,
    /// Its live tickets, in the order of the line: first those whose agents were lost, then by the time of joining.
    pub tickets: Vec<LiveTicket>,
    /// The agents who serve it, by name.
    pub agents: Vec<FloorAgent>,
}

/// What a queue is.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueFacts {
    /// The organisation.
    pub org: OrgId,
    /// The queue's identifier.
    pub id: QueueId,
    /// Its slug.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Whether it takes those who name no queue.
    pub is_default: bool,
    /// How long a ring lasts.
    pub ring_time: Duration,
    /// Whether the organisation's calls go through relays only.
    pub relay_only: bool,
}

impl Named for QueueFacts {
    fn id(&self) -> &QueueId {
        &self.id
    }

    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn name(&self) -> &str {
        &self.name
    }
}

/// The queue that a page named; the default queue when it named none or one that does not exist.
pub fn named_or_default<'q>(queues: &'q [QueueFacts], named: Option<&str>) -> Option<&'q QueueFacts> {
    let named = named.and_then(QueueTerm::parse).and_then(|term| term.choose(queues));
    named.or_else(|| queues.iter().find(|queue| queue.is_default))
}

/// A ticket that is not over.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveTicket {
    /// The ticket.
    pub id: TicketId,
    /// Waiting or in its call.
    pub state: TicketState,
    /// When it was drawn.
    pub since: Timestamp,
    /// Counts the attachments of its shopper.
    pub epoch: u32,
    /// When the current round of rings began.
    pub round_started_at: Timestamp,
    /// Whom it is about.
    pub shopper: ShopperCard,
    /// The live rings and those that ended in the current round, the oldest first.
    pub rings: Vec<Asked>,
    /// The agent whose connection was lost in a call of this ticket: it is at the front of the line.
    pub lost_agent: Option<String>,
    /// Its call, while it runs.
    pub call: Option<LiveCall>,
}

impl LiveTicket {
    /// Whether it stands in line.
    pub fn is_waiting(&self) -> bool {
        self.state == TicketState::Waiting
    }

    /// Whether an agent is being rung for it.
    pub fn is_ringing(&self) -> bool {
        self.rings.iter().any(Asked::is_live)
    }
}

/// An agent who is or was asked to take a ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The ring.
    pub ring: RingId,
    /// Whom it asks.
    pub agent: PersonId,
    /// Where it is.
    pub state: RingState,
    /// When it began.
    pub started_at: Timestamp,
    /// When it is missed.
    pub due_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl Asked {
    /// Whether it still rings.
    pub fn is_live(&self) -> bool {
        !matches!(self.state, RingState::Ended(_))
    }
}

/// A running call.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveCall {
    /// The call.
    pub id: CallId,
    /// When it began.
    pub started_at: Timestamp,
    /// Who is in it.
    pub participants: Vec<Part>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// To whom signalling is addressed.
    pub id: ParticipantId,
    /// Which part.
    pub role: Role,
    /// The agent.
    pub person: Option<PersonId>,
    /// The agent's name.
    pub name: Option<String>,
    /// The tab or device that holds the agent's side.
    pub device: Option<String>,
    /// Counts the pages this part was played from.
    pub epoch: u32,
}

/// An agent who serves the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorAgent {
    /// Who.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
    /// Whether calls ring there.
    pub availability: Availability,
    /// Whether a desk is open.
    pub is_online: bool,
    /// Whether in a call, of any queue.
    pub is_in_call: bool,
    /// Whether being rung, for any ticket.
    pub is_rung: bool,
}

impl FloorAgent {
    /// Whether a ring may go there now.
    pub fn is_free(&self) -> bool {
        self.availability == Availability::Available && self.is_online && !self.is_in_call && !self.is_rung
    }
}

impl QueueView {
    /// The live ticket of this id.
    pub fn ticket(&self, id: &TicketId) -> Option<&LiveTicket> {
        self.tickets.iter().find(|ticket| ticket.id == *id)
    }

    /// The tickets in line, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &LiveTicket> {
        self.tickets.iter().filter(|ticket| ticket.is_waiting())
    }

    /// Agents with an open desk who take calls or are in one: whom a shopper can hope for.
    pub fn agents_online(&self) -> u32 {
        let is_there = |agent: &&FloorAgent| agent.is_online && (agent.is_in_call || agent.availability == Availability::Available);
        count(self.agents.iter().filter(is_there).count())
    }

    /// The place in line of a waiting ticket; 1 is next.
    pub fn place(&self, ticket: &TicketId) -> Option<u32> {
        self.waiting().position(|other| other.id == *ticket).map(|before| count(before.saturating_add(1)))
    }

    /// Whether a waiting ticket gets ready for its call.
    pub fn is_warm(&self, ticket: &LiveTicket) -> bool {
        let is_next = |place| queue::is_warm(place, self.agents_online(), ticket.is_ringing());
        ticket.is_waiting() && self.place(&ticket.id).is_some_and(is_next)
    }
}

/// A number of things for the wire.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
