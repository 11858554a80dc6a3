//! Between the desk and the server.

use serde::{Deserialize, Serialize};

use super::{
    AgentShopping, BlockNews, CallBackList, CallRecord, Company, Flight, FoundInCatalogue, GuestAction, GuestNews, IceServer,
    InvitationCard, InvitationNews, PartEnd, ParticipantView, Past, Problem, ProductNews, RecentProduct, Shopping, Signal, SnapshotCard,
    WarmUp,
};
use crate::{
    CallBackId, CallId, ParticipantId, PersonId, QueueId, RingId, TicketId, Timestamp,
    call::{CallEnd, Hold, Outcome, Purpose, RingOutcome},
    call_back,
    identity::Identity,
    queue::Asks,
    shopper_data::Claim,
};

/// How many of those who wait a desk lists at most.
pub const MOST_WAITING: usize = 50;

/// Whether an agent takes calls. Belongs to the agent, over all tabs and devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Rings.
    Available,
    /// Does not ring.
    Away,
}

/// Why calls do not ring at an agent who had not chosen so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwayReason {
    /// Three rings in a row got no answer.
    MissedRings,
}

/// From the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromAgent {
    /// Always first, within five seconds. Who it is follows from the session cookie of the upgrade.
    Hello {
        /// The wire version the desk speaks.
        version: u16,
        /// Names this tab over reloads, so that it gets its call back: 20 characters, as an id.
        device: String,
        /// The call that the desk showed when it lost the line: should it be over by now, the desk is told why.
        #[serde(default)]
        call: Option<CallId>,
        /// Names this load of the page, as an id is named: when it comes back over a new socket, its connections to others still
        /// stand. Since version 2.
        #[serde(default)]
        page: Option<String>,
    },
    /// Take calls or not.
    SetAvailability {
        /// Which.
        availability: Availability,
    },
    /// The desk shows this ring; due within two seconds.
    RingShown {
        /// Which ring.
        ring: RingId,
    },
    /// Take the ticket.
    Accept {
        /// Which ring.
        ring: RingId,
    },
    /// Leave the ticket to others.
    Decline {
        /// Which ring.
        ring: RingId,
    },
    /// Bring the running call to this tab.
    TakeOver,
    /// End the running call, for everybody.
    HangUp,
    /// Ask another agent into the running call. Since version 2.
    Invite {
        /// Whom.
        agent: PersonId,
        /// What for.
        purpose: Purpose,
    },
    /// No longer ask. Since version 2.
    TakeBack,
    /// Leave the running call to the other agents in it; without any, it ends. Since version 2.
    Leave,
    /// Pass the running call's ticket on to another queue. Since version 2.
    Transfer {
        /// Which.
        queue: QueueId,
    },
    /// Do something about the running call's guests. Since version 2.
    Guest(GuestAction),
    /// For another participant.
    Signal(Signal),
    /// What happened to the connection. Since version 2.
    Flight(Flight),
    /// Write down how a call went. Since version 2.
    Record {
        /// Which call; one that the agent is or was in.
        call: CallId,
        /// How it went.
        outcome: Option<Outcome>,
        /// In the agent's words; an empty one is deleted.
        note: String,
    },
    /// Done with the last call: the next may ring. Since version 2.
    WrapUpDone,
    /// Put the shopper on hold, or back. Since version 2.
    Hold {
        /// In which call.
        call: CallId,
        /// Whether on hold.
        is_on: bool,
        /// The number of this change, which the others in the call were told directly.
        turn: u32,
    },
    /// Does something with a call-back. Since version 2.
    CallBack {
        /// Which.
        call_back: CallBackId,
        /// What.
        action: call_back::Action,
    },
    /// Tell the earlier tickets of this ticket's shopper. Since version 2.
    TellPast {
        /// One that rings or talks here.
        ticket: TicketId,
    },
    /// Block the shopper of a call; one that is running ends. Since version 2.
    Block {
        /// One that the agent is or was in.
        call: CallId,
        /// Why, in the agent's words; may be empty.
        reason: String,
    },
    /// About what is shown and bought in the running call. Since version 2.
    Shopping(AgentShopping),
}

/// To the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToAgent {
    /// The answer to the hello, and again after every change: all that the desk shows.
    View(Box<DeskView>),
    /// A ring that this desk showed is over and not by its own doing.
    Ring(RingNews),
    /// A call that this desk showed is over, whoever ended it; told before the view that no longer shows it.
    Call(CallNews),
    /// Nobody comes whom this agent asked into the call. Since version 2.
    Invitation(InvitationNews),
    /// What came of something that this agent did about a guest. Since version 2.
    Guest(GuestNews),
    /// From another participant.
    Signal(Signal),
    /// A call-back could not be taken, finished or given back. Since version 2.
    CallBack(CallBackNews),
    /// The earlier tickets that were asked for. Since version 2.
    Past(Past),
    /// What became of blocking a shopper. Since version 2.
    Block(BlockNews),
    /// All that is shown and bought in the running call, after each change. Since version 2.
    Shopping(Box<Shopping>),
    /// A product of it, before it is first named there. Since version 2.
    Product(Box<ProductNews>),
    /// What the agent has shown lately, the latest first. Since version 2.
    Recent(Vec<RecentProduct>),
    /// What the organisation's catalogue has of what was looked for. Since version 2.
    Found(Box<FoundInCatalogue>),
    /// Something went wrong.
    Problem(Problem),
    /// Nothing new: the line is alive, which a page cannot tell from pings. Since version 2.
    Beat,
}

/// How a ring of this agent ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RingNews {
    /// Which ring.
    pub ring: RingId,
    /// How it ended.
    pub outcome: RingOutcome,
    /// Who took the ticket, when another agent did.
    pub answered_by: Option<String>,
    /// Whether the answer came from another tab or device of the same agent.
    pub is_own: bool,
}

/// How a call of this agent ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallNews {
    /// Which call.
    pub call: CallId,
    /// Why it ended.
    pub end: CallEnd,
    /// How the agent's own part did; when not with the call, `end` says nothing. Since version 2.
    #[serde(default)]
    pub part: PartEnd,
}

/// Why an agent could not do with a call-back as wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallBackNews {
    /// A colleague has it, of this name.
    TakenBy(String),
    /// It is done, gone or not this agent's.
    NotThere,
}

/// All that the desk shows, as of `now`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskView {
    /// The server's time when this was made.
    pub now: Timestamp,
    /// Who is signed in.
    pub me: PersonId,
    /// Whether calls ring here.
    pub availability: Availability,
    /// Why they do not, when the agent has not chosen so. Since version 2.
    #[serde(default)]
    pub away_reason: Option<AwayReason>,
    /// Rings to answer, the oldest first.
    pub rings: Vec<IncomingRing>,
    /// Who waits in the queues this agent serves, in order, at most [`MOST_WAITING`]. What pages claim of them is left out.
    pub waiting: Vec<WaitingTicket>,
    /// How many more wait. Since version 2.
    #[serde(default)]
    pub more_waiting: u32,
    /// The running call.
    pub call: Option<Box<AgentCall>>,
    /// The agents of the same queues.
    pub agents: Vec<AgentOnFloor>,
    /// What the agent has written down of the running call, or of the last one. Since version 2.
    #[serde(default)]
    pub record: Option<Box<CallRecord>>,
    /// Who would be called back. Since version 2.
    #[serde(default)]
    pub call_backs: CallBackList,
}

/// A ticket that asks for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncomingRing {
    /// The ring.
    pub ring: RingId,
    /// Its ticket.
    pub ticket: TicketId,
    /// When it began.
    pub started_at: Timestamp,
    /// When it is missed.
    pub due_at: Timestamp,
    /// Whom it is about.
    pub shopper: ShopperCard,
    /// The queue's name.
    pub queue: String,
    /// How to get ready for the call. Since version 2.
    #[serde(default)]
    pub warm_up: Option<WarmUp>,
    /// When it leads into a call that runs: who asks, and what for. Since version 2.
    #[serde(default)]
    pub invitation: Option<InvitationCard>,
}

/// A ticket in line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Its place; 1 is next.
    pub place: u32,
    /// When it was drawn.
    pub since: Timestamp,
    /// The queue's name.
    pub queue: String,
    /// Whom it is about.
    pub shopper: ShopperCard,
    /// Whether agents are being rung for it.
    pub is_ringing: bool,
}

/// What is known of a shopper. Nobody vouches for the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopperCard {
    /// The name the page told.
    pub name: Option<String>,
    /// All that the page told, known keys first.
    pub claims: Vec<Claim>,
    /// The page the shopper is on; http(s) only.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
    /// The language of the widget.
    pub language: String,
    /// Whether the shopper comes with a camera.
    pub has_camera: bool,
    /// Whether the shopper comes with a microphone.
    pub has_microphone: bool,
    /// What the call asks for. Since version 2.
    #[serde(default)]
    pub asks: Asks,
    /// What the shop's own server says of the shopper, where the page brought its word. Since version 2.
    #[serde(default)]
    pub identity: Option<Identity>,
}

/// The agent's running call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentCall {
    /// The call.
    pub call: CallId,
    /// The ticket it serves.
    pub ticket: TicketId,
    /// The agent's own part.
    pub me: ParticipantId,
    /// Everybody in the call, the agent included.
    pub participants: Vec<ParticipantView>,
    /// When it began.
    pub started_at: Timestamp,
    /// Whom it is with.
    pub shopper: ShopperCard,
    /// The queue's name.
    pub queue: String,
    /// Whether this tab holds the call; else it is in another tab or device.
    pub is_here: bool,
    /// How to reach each other; credentials last 300 s and are renewed before they end.
    pub ice: Vec<IceServer>,
    /// Whether only relays may be used. Since version 2.
    #[serde(default)]
    pub relay_only: bool,
    /// With whom it may go on; empty where the call is not. Since version 2.
    #[serde(default)]
    pub company: Company,
    /// Whether the shopper is on hold. Since version 2.
    #[serde(default)]
    pub hold: Hold<ParticipantId>,
    /// Stills that the shopper has sent, the oldest first. Since version 2.
    #[serde(default)]
    pub snapshots: Vec<SnapshotCard>,
}

/// Another agent, or oneself, on the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentOnFloor {
    /// Who.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
    /// Whether calls ring there.
    pub availability: Availability,
    /// Whether a desk is open.
    pub is_online: bool,
    /// Whether in a call.
    pub is_in_call: bool,
    /// Until when left alone after the last call; may be in the past. Since version 2.
    #[serde(default)]
    pub free_at: Option<Timestamp>,
}
