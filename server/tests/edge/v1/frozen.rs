//! What the widgets and desks of version 1 read: a copy of its types as they were, which must not follow later changes. What
//! version 1 does not know it leaves out, as here.
#![allow(dead_code, reason = "a field that is only read from JSON shows that it is there and of its type")]

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToShopper {
    View(ShopperView),
    Resume(Resume),
    Signal(Signal),
    Problem(Problem),
}

#[derive(Debug, Deserialize)]
pub struct ShopperView {
    pub now: i64,
    pub stage: ShopperStage,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopperStage {
    Outside { agents_online: u32, waiting: u32 },
    Waiting { ticket: String, place: u32, agents_online: u32, is_ringing: bool, since: i64 },
    InCall(ShopperCall),
    Over { ticket: String, reason: TicketEnd, call: Option<CallEnd>, agent_name: Option<String>, is_rated: bool },
}

#[derive(Debug, Deserialize)]
pub struct ShopperCall {
    pub call: String,
    pub ticket: String,
    pub me: String,
    pub participants: Vec<ParticipantView>,
    pub started_at: i64,
    pub ice: Vec<IceServer>,
}

#[derive(Debug, Deserialize)]
pub struct Resume {
    pub ticket: String,
    pub secret: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToAgent {
    View(Box<DeskView>),
    Ring(RingNews),
    Call(CallNews),
    Signal(Signal),
    Problem(Problem),
}

#[derive(Debug, Deserialize)]
pub struct DeskView {
    pub now: i64,
    pub me: String,
    pub availability: Availability,
    pub rings: Vec<IncomingRing>,
    pub waiting: Vec<WaitingTicket>,
    pub call: Option<AgentCall>,
    pub agents: Vec<AgentOnFloor>,
}

#[derive(Debug, Deserialize)]
pub struct RingNews {
    pub ring: String,
    pub outcome: RingOutcome,
    pub answered_by: Option<String>,
    pub is_own: bool,
}

#[derive(Debug, Deserialize)]
pub struct CallNews {
    pub call: String,
    pub end: CallEnd,
}

#[derive(Debug, Deserialize)]
pub struct IncomingRing {
    pub ring: String,
    pub ticket: String,
    pub started_at: i64,
    pub due_at: i64,
    pub shopper: ShopperCard,
    pub queue: String,
}

#[derive(Debug, Deserialize)]
pub struct WaitingTicket {
    pub ticket: String,
    pub place: u32,
    pub since: i64,
    pub queue: String,
    pub shopper: ShopperCard,
    pub is_ringing: bool,
}

#[derive(Debug, Deserialize)]
pub struct ShopperCard {
    pub name: Option<String>,
    pub claims: Vec<Claim>,
    pub page_url: Option<String>,
    pub page_title: Option<String>,
    pub language: String,
    pub has_camera: bool,
    pub has_microphone: bool,
}

#[derive(Debug, Deserialize)]
pub struct Claim {
    pub key: String,
    pub value: String,
}

#[derive(Debug, Deserialize)]
pub struct AgentCall {
    pub call: String,
    pub ticket: String,
    pub me: String,
    pub participants: Vec<ParticipantView>,
    pub started_at: i64,
    pub shopper: ShopperCard,
    pub queue: String,
    pub is_here: bool,
    pub ice: Vec<IceServer>,
}

#[derive(Debug, Deserialize)]
pub struct AgentOnFloor {
    pub person: String,
    pub name: String,
    pub availability: Availability,
    pub is_online: bool,
    pub is_in_call: bool,
}

#[derive(Debug, Deserialize)]
pub struct ParticipantView {
    pub id: String,
    pub role: Role,
    pub name: Option<String>,
    pub epoch: u32,
}

#[derive(Debug, Deserialize)]
pub struct IceServer {
    pub urls: Vec<String>,
    pub username: Option<String>,
    pub credential: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Signal {
    pub call: String,
    pub from: String,
    pub to: String,
    pub epoch: u32,
    pub body: SignalBody,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalBody {
    Description { kind: DescriptionKind, sdp: String },
    Candidate { candidate: String, mid: Option<String>, line: Option<u16> },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionKind {
    Offer,
    Answer,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    Available,
    Away,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Shopper,
    Agent,
    Guest,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketEnd {
    Left,
    Lost,
    Served,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    ShopperHungUp,
    AgentHungUp,
    ShopperLost,
    AgentLost,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RingOutcome {
    Accepted,
    Declined,
    Missed,
    Unreachable,
    AnsweredByAnother,
    ShopperLeft,
    AgentLeft,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    BadMessage,
    TooFast,
    BadToken,
    SignedOut,
    Upgrade,
    Superseded,
    UnknownQueue { term: String },
    QueueClosed,
    Internal,
}
