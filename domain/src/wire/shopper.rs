//! Between the widget and the server.

use serde::{Deserialize, Serialize};

use super::{Flight, IceServer, PageAsk, ParticipantView, Problem, ProductNews, ShopperShopping, Shopping, Signal, SnapshotCard, WarmUp};
use crate::{
    CallId, ParticipantId, QueueId, SnapshotId, TicketId, Timestamp,
    call::{CallEnd, Hold, TicketEnd},
    call_back::{AskCallBack, WrongField},
    queue::Entrance,
    schedule::Moment,
    tracking::Tags,
    waiting::{Coarse, Shown},
};

/// From the widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromShopper {
    /// Always first, within five seconds.
    Hello {
        /// The wire version the widget speaks.
        version: u16,
        /// The visit token from the page.
        token: String,
        /// The ticket to come back to, when there is one.
        resume: Option<Resume>,
        /// The queue whose figures to show before a ticket is drawn, by its slug; without one, or with an unknown one, the
        /// default queue's.
        #[serde(default)]
        queue: Option<String>,
        /// Names this load of the page, as an id is named: when it comes back over a new socket, its connections to others still
        /// stand. Since version 2.
        #[serde(default)]
        page: Option<String>,
        /// The visit token that this browser kept when it last drew a ticket: the visit is the same one. Since version 2.
        #[serde(default)]
        former: Option<String>,
    },
    /// Draw a ticket.
    Join(Box<JoinRequest>),
    /// Leave the line, or hang up.
    Leave,
    /// Wait at the end of another queue. In a call, nothing happens. Since version 2.
    Move {
        /// Its id, slug or name.
        queue: String,
    },
    /// The page told something new about its shopper.
    Data {
        /// The page's `data`.
        data: serde_json::Value,
    },
    /// The shopper moved on to another page of the shop.
    Page {
        /// Its address; only http(s) is taken.
        url: String,
        /// Its title.
        title: String,
    },
    /// From now on the ticket is counted by these tags, and no others. Since version 2.
    Tags {
        /// All of them.
        tags: Tags,
    },
    /// For another participant.
    Signal(Signal),
    /// How the call was.
    Rate(Rating),
    /// What happened to the connection. Since version 2.
    Flight(Flight),
    /// Call me back. In line, this gives the place up; in a call, nothing happens. Since version 2.
    AskCallBack(Box<AskCallBack>),
    /// Delete a still that was sent, also after the call. Since version 2.
    DeleteSnapshot {
        /// Which.
        snapshot: SnapshotId,
    },
    /// About what is shown and bought. Since version 2.
    Shopping(Box<ShopperShopping>),
}

/// What a shopper brings along into the line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// The queue the page named; `None` for the default queue.
    pub queue: Option<String>,
    /// The version of the terms the shopper accepted.
    pub terms: String,
    /// The page's `data`.
    pub data: serde_json::Value,
    /// The address of the page the shopper is on.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
    /// What the page wants its tickets counted by. Since version 2.
    #[serde(default)]
    pub tags: Tags,
    /// The language of the widget, such as `en`.
    pub language: String,
    /// Whether the shopper comes with a camera.
    pub has_camera: bool,
    /// Whether the shopper comes with a microphone.
    pub has_microphone: bool,
    /// The secret of a call-back that was asked for: it puts the ticket at the front. Since version 2.
    #[serde(default)]
    pub call_back: Option<String>,
}

/// Proof that a widget may go on with a ticket. The secret is new after each attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// Which ticket.
    pub ticket: TicketId,
    /// The secret of the last attachment.
    pub secret: String,
}

/// How a call was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// One to five.
    pub stars: u8,
    /// In the shopper's words; at most 1,000 characters.
    pub comment: String,
}

/// To the widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToShopper {
    /// The answer to the hello, and again after every change: all that the widget shows.
    View(Box<ShopperView>),
    /// Keep this to come back after a reload.
    Resume(Resume),
    /// From another participant.
    Signal(Signal),
    /// Something went wrong.
    Problem(Problem),
    /// What became of the wish to be called back. Since version 2.
    CallBack(CallBackReply),
    /// All that is shown and bought, after each change. Since version 2.
    Shopping(Box<Shopping>),
    /// A product of it, before it is first named there. Since version 2.
    Product(Box<ProductNews>),
    /// Ask the page. Since version 2.
    Ask(PageAsk),
    /// Nothing new: the line is alive, which a page cannot tell from pings. Since version 2.
    Beat,
}

/// What became of the wish to be called back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallBackReply {
    /// It is on the agents' list.
    Kept,
    /// The form is not in order.
    Wrong(Vec<WrongField>),
    /// Too many were asked for lately.
    TooMany,
    /// The queue takes none, or the shopper is in a call.
    NotTaken,
    /// Something broke on the server; asking again may help.
    Failed,
}

/// All that the widget shows, as of `now`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShopperView {
    /// The server's time when this was made.
    pub now: Timestamp,
    /// Where the shopper is.
    pub stage: ShopperStage,
}

/// Where a shopper is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopperStage {
    /// Before a ticket is drawn.
    Outside {
        /// Agents of the queue who are online.
        agents_online: u32,
        /// Tickets in line.
        waiting: u32,
        /// Whether one can get in line. Since version 2.
        #[serde(default)]
        entrance: Entrance,
        /// When the queue opens, while it is closed and that is known. Since version 2.
        #[serde(default)]
        opens: Option<Moment>,
        /// How long whoever gets in line now will wait; `None` while nobody serves. Since version 2.
        #[serde(default)]
        wait: Option<Coarse>,
        /// Whether one can ask to be called back. Since version 2.
        #[serde(default)]
        call_backs: bool,
    },
    /// In line.
    Waiting {
        /// The ticket.
        ticket: TicketId,
        /// The queue that it stands in. Since version 2.
        #[serde(default)]
        queue: Option<QueueId>,
        /// One's place; 1 is next.
        place: u32,
        /// Agents of the queue who are online.
        agents_online: u32,
        /// Whether an agent is being rung for this ticket.
        is_ringing: bool,
        /// When the ticket was drawn.
        since: Timestamp,
        /// Present when it is nearly one's turn. Since version 2.
        #[serde(default)]
        warm_up: Option<WarmUp>,
        /// The agent whose connection was lost in a call of this ticket: it is back at the front of the line. Since version 2.
        #[serde(default)]
        lost_agent: Option<String>,
        /// The agent who passed this ticket on to the queue: it is at the front of the line. Since version 2.
        #[serde(default)]
        passed_on_by: Option<String>,
        /// Whether the queue has closed: who is in line keeps the place, and nobody new comes. Since version 2.
        #[serde(default)]
        is_after_hours: bool,
        /// How long this ticket will wait, as it was promised: the browser counts it down. `None` while nobody serves. Since
        /// version 2.
        #[serde(default)]
        wait: Option<Shown>,
        /// When it opens again, while it is closed and that is known. Since version 2.
        #[serde(default)]
        opens: Option<Moment>,
        /// Whether one can ask to be called back. Since version 2.
        #[serde(default)]
        call_backs: bool,
        /// The agent whom the page asked for. Since version 2.
        #[serde(default)]
        awaited: Option<Box<Awaited>>,
    },
    /// In a call.
    InCall(Box<ShopperCall>),
    /// The ticket is over.
    Over {
        /// The ticket.
        ticket: TicketId,
        /// Why the ticket ended.
        reason: TicketEnd,
        /// Why its call ended, when there was one.
        call: Option<CallEnd>,
        /// The agent's name, when there was a call.
        agent_name: Option<String>,
        /// Whether the shopper has rated it.
        is_rated: bool,
        /// Stills that are kept of it, the oldest first. Since version 2.
        #[serde(default)]
        snapshots: Vec<SnapshotCard>,
    },
}

/// An agent whom a page asked for, and whom its shopper waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// The agent's name.
    pub name: String,
    /// Until when nobody else is asked; in the past when the agent is not there or could not come.
    pub until: Timestamp,
}

/// A shopper's call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShopperCall {
    /// The call.
    pub call: CallId,
    /// The ticket it serves.
    pub ticket: TicketId,
    /// The shopper's own part.
    pub me: ParticipantId,
    /// Everybody in the call, the shopper included.
    pub participants: Vec<ParticipantView>,
    /// When it began.
    pub started_at: Timestamp,
    /// How to reach each other; credentials last 300 s and are renewed before they end.
    pub ice: Vec<IceServer>,
    /// Whether only relays may be used. Since version 2.
    #[serde(default)]
    pub relay_only: bool,
    /// Whether the shopper is on hold. Since version 2.
    #[serde(default)]
    pub hold: Hold<ParticipantId>,
    /// Stills that the shopper has sent, the oldest first. Since version 2.
    #[serde(default)]
    pub snapshots: Vec<SnapshotCard>,
}
