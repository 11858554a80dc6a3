//! A queue as one read of the store found it: the line, the rings, the calls and the agents. Everything that shoppers and
//! desks see, and whom to ring next, follows from this alone.

mod call;
mod narrow;
mod wishes;

use std::{collections::HashMap, sync::Arc};

pub use call::{LiveCall, LiveGuest, Part};
use domain::{
    CallId, Duration, Face, OrgId, PersonId, QueueId, RingId, Slug, TicketId, Timestamp,
    call::{Invitation, RingOutcome, RingState, TicketState},
    queue::{self, Entrance, Floor, Named, QueueTerm, Rules, Skills},
    schedule::{Moment, Opening, Schedule},
    waiting::{self, Circumstances, Coarse, Experience, Range, Serving},
    wire::{Availability, AwayReason, CallBackList, ShopperCard},
};

/// One queue, with all that is live in it.
#[derive(Clone, Debug)]
pub struct QueueView {
    /// The queue itself.
    pub queue: QueueFacts,
    /// Its live tickets, in the order of the line: first those who go first, then by the time of joining. Shared with the views
    /// before and after this one: of a long line little changes.
    pub tickets: Vec<Arc<LiveTicket>>,
    /// The agents who serve it, by name.
    pub agents: Vec<FloorAgent>,
    /// Who asked it to be called back.
    pub call_backs: CallBackList,
    /// Whether it was within its hours when it was read, and when that changes.
    pub opening: Opening,
    /// When it opens, as people say it; `None` while it is open, and when nobody knows.
    pub opens: Option<Moment>,
    /// Where each ticket is in `tickets`, and its place in line: thousands of sessions ask after each change.
    spots: HashMap<TicketId, (usize, Option<u32>)>,
    /// How many are in line.
    line: u32,
    /// How long each place in line will wait, and the one after the last; empty while nobody serves.
    waits: Vec<Range>,
    /// How long those will wait whom only some of the agents may answer; `None` in a value: nobody of them serves.
    narrow: HashMap<TicketId, Option<Range>>,
    /// What the queue has shown so far.
    experience: Arc<Experience>,
}

/// What follows from the tickets is not compared.
impl PartialEq for QueueView {
    fn eq(&self, other: &Self) -> bool {
        let Self { queue, tickets, agents, call_backs, opening, opens, waits, .. } = self;
        let is_same = *queue == other.queue && *opening == other.opening && *opens == other.opens && *agents == other.agents;
        let is_same = is_same && *call_backs == other.call_backs;
        // A wait is news when people would say it in other words.
        let say = |range: &Range| Coarse::of(range.p50, range.p90);
        is_same && *tickets == other.tickets && waits.iter().map(say).eq(other.waits.iter().map(say))
    }
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
    /// Whether shoppers may call right away.
    pub drop_in: bool,
    /// When it is open, by its own hours or the organisation's; `None`: always.
    pub schedule: Option<Arc<Schedule>>,
    /// How it treats its tickets.
    pub rules: Rules,
}

impl QueueFacts {
    /// Whether it is within its hours, and when that changes.
    pub fn opening(&self, at: Timestamp) -> Opening {
        Opening::of(self.schedule.as_deref(), at)
    }
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveTicket {
    /// The ticket.
    pub id: TicketId,
    /// Waiting or in its call.
    pub state: TicketState,
    /// When it was drawn.
    pub since: Timestamp,
    /// When it came into this queue: by being drawn in it, or out of another one.
    pub in_line_since: Timestamp,
    /// Counts the attachments of its shopper.
    pub epoch: u32,
    /// When the current round of rings began.
    pub round_started_at: Timestamp,
    /// Whom it is about.
    pub shopper: ShopperCard,
    /// The live rings and, while it waits, those that ended in the current round, the oldest first.
    pub rings: Vec<Asked>,
    /// The agent whose connection was lost in a call of this ticket: it is at the front of the line.
    pub lost_agent: Option<String>,
    /// The agent who passed it on to this queue, likewise.
    pub passed_on_by: Option<String>,
    /// Whether its shopper had asked to be called back: it is at the front of the line.
    pub is_back: bool,
    /// Counts the changes of what is shown and bought.
    pub shopping_turn: u32,
    /// Its call, while it runs.
    pub call: Option<LiveCall>,
}

impl LiveTicket {
    /// Whether it goes before those who merely wait.
    pub const fn goes_first(&self) -> bool {
        self.is_back || self.lost_agent.is_some() || self.passed_on_by.is_some()
    }

    /// What decides when its turn comes: the smaller is before the larger.
    pub fn turn(&self) -> (bool, Timestamp, &TicketId) {
        (!self.goes_first(), self.in_line_since, &self.id)
    }

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The ring.
    pub ring: RingId,
    /// Whom it asks.
    pub agent: PersonId,
    /// Into which running call, and how; `None` for a ticket that waits.
    pub invitation: Option<Invitation>,
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

    /// Whether its agent had his chance with it, or has it. One who went away and came back has not.
    pub fn counts(&self) -> bool {
        self.state != RingState::Ended(RingOutcome::AgentLeft)
    }
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
    /// Why they do not, when the agent has not chosen so.
    pub away_reason: Option<AwayReason>,
    /// Whether a desk is open.
    pub is_online: bool,
    /// Since when in a call, of any queue.
    pub in_call_since: Option<Timestamp>,
    /// Whether being rung, for any ticket.
    pub is_rung: bool,
    /// Since when without a call and taking calls.
    pub idle_since: Timestamp,
    /// The last call, until the agent is done with it.
    pub wraps_call: Option<CallId>,
    /// What the agent can do.
    pub skills: Skills,
    /// What shoppers may see of the agent; `None` for who has not agreed to it.
    pub face: Option<Face>,
    /// Until when left alone after it; `None` when that was over when the queue was read.
    pub free_at: Option<Timestamp>,
}

impl FloorAgent {
    /// Whether a ring may go there now.
    pub fn is_free(&self, now: Timestamp) -> bool {
        self.availability == Availability::Available && self.is_online && !self.is_in_call() && !self.is_rung && !self.is_wrapping_up(now)
    }

    /// Whether left alone after the last call.
    pub fn is_wrapping_up(&self, now: Timestamp) -> bool {
        !self.is_in_call() && self.free_at.is_some_and(|at| at > now)
    }

    /// Whether a desk is open, and the agent takes calls or is in one.
    pub fn is_serving(&self) -> bool {
        self.is_online && (self.is_in_call() || self.availability == Availability::Available)
    }

    /// Whether whoever calls now by name is answered next: taking calls, at an open desk, and neither in a call nor wrapping one up.
    /// A ring that another ticket has there may come to nothing.
    pub fn can_be_called(&self) -> bool {
        self.availability == Availability::Available && self.is_online && !self.is_in_call() && self.free_at.is_none()
    }

    /// Whether in a call, of any queue.
    pub const fn is_in_call(&self) -> bool {
        self.in_call_since.is_some()
    }
}

impl QueueView {
    /// A queue as it was read at `now`; its tickets may come in any order.
    pub fn new(
        queue: QueueFacts,
        mut tickets: Vec<Arc<LiveTicket>>,
        agents: Vec<FloorAgent>,
        experience: Arc<Experience>,
        now: Timestamp,
    ) -> Self {
        tickets.sort_by(|one, other| one.turn().cmp(&other.turn()));
        let opening = queue.opening(now);
        let opens = queue.schedule.as_ref().filter(|_| !opening.is_open).zip(opening.next_open);
        let opens = opens.map(|(schedule, at)| schedule.moment(at, now));
        let mut line = 0_u32;
        let mut spot = |(index, ticket): (usize, &Arc<LiveTicket>)| {
            let place = ticket.is_waiting().then(|| {
                line = line.saturating_add(1);
                line
            });
            (ticket.id.clone(), (index, place))
        };
        let spots = tickets.iter().enumerate().map(&mut spot).collect();
        let places = usize::try_from(line).unwrap_or(usize::MAX).saturating_add(1);
        let waits = waiting::estimates(places, &serving(&agents, now), &experience);
        let call_backs = CallBackList::default();
        let narrow = narrow::waits(&queue.rules.asked_first, &tickets, &agents, &experience, now);
        Self { queue, tickets, agents, call_backs, opening, opens, spots, line, waits, narrow, experience }
    }

    /// The live ticket of this id.
    pub fn ticket(&self, id: &TicketId) -> Option<&LiveTicket> {
        self.spots.get(id).and_then(|(index, _)| self.tickets.get(*index)).map(Arc::as_ref)
    }

    /// How long this place in line (1 is next) will wait, from when the queue was read; `None` while nobody serves.
    pub fn wait(&self, place: u32) -> Option<Range> {
        let index = usize::try_from(place.saturating_sub(1)).unwrap_or(usize::MAX);
        self.waits.get(index).copied()
    }

    /// How long whoever gets in line now will wait.
    pub fn next_wait(&self) -> Option<Range> {
        self.wait(self.line.saturating_add(1))
    }

    /// The same, as people say it.
    pub fn next_wait_said(&self) -> Option<Coarse> {
        self.next_wait().map(|range| Coarse::of(range.p50, range.p90))
    }

    /// What a wait at this place follows from.
    pub fn circumstances(&self, place: u32) -> Circumstances {
        Circumstances { place, agents: self.agents_online(), call_length: self.experience.lengths.mean() }
    }

    /// How many are in line.
    pub const fn waiting_count(&self) -> u32 {
        self.line
    }

    /// The tickets in line, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &LiveTicket> {
        self.tickets.iter().map(Arc::as_ref).filter(|ticket| ticket.is_waiting())
    }

    /// Agents with an open desk who take calls or are in one: whom a shopper can hope for.
    pub fn agents_online(&self) -> u32 {
        count(self.agents.iter().filter(|agent| agent.is_serving()).count())
    }

    /// Whether a shopper can get in line.
    pub fn entrance(&self) -> Entrance {
        let floor = Floor { is_open: self.opening.is_open, agents_online: self.agents_online(), waiting: self.line };
        self.queue.rules.entrance(floor)
    }

    /// The place in line of a waiting ticket; 1 is next.
    pub fn place(&self, ticket: &TicketId) -> Option<u32> {
        self.spots.get(ticket).and_then(|(_, place)| *place)
    }

    /// Whether a waiting ticket gets ready for its call.
    pub fn is_warm(&self, ticket: &LiveTicket) -> bool {
        let is_next = |place| queue::is_warm(place, self.agents_online(), ticket.is_ringing());
        ticket.is_waiting() && self.place(&ticket.id).is_some_and(is_next)
    }
}

/// Who serves.
fn serving<'a>(agents: impl IntoIterator<Item = &'a FloorAgent> + Clone, now: Timestamp) -> Serving {
    let there = || agents.clone().into_iter().filter(|agent| agent.is_online);
    let is_free = |agent: &&'a FloorAgent| agent.availability == Availability::Available && !agent.is_in_call();
    let is_away = |agent: &&'a FloorAgent| agent.availability == Availability::Away && !agent.is_in_call();
    Serving {
        free: count(there().filter(is_free).count()),
        busy: there().filter_map(|agent| agent.in_call_since).map(|since| now - since).collect(),
        away: count(there().filter(is_away).count()),
    }
}

/// A number of things for the wire.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
