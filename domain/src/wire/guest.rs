//! Guests by link: between the guest's page and the server, and what a desk does about guests. Since version 2.

use serde::{Deserialize, Serialize};

use super::{Flight, IceServer, ParticipantView, Problem, Signal};
use crate::{
    CallId, OrgId, ParticipantId, Timestamp,
    call::{GuestEnd, GuestState, Hold},
    locale::{Direction, Phrases},
};

/// The guest's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuestPage {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// The language of the texts, such as `en`.
    pub language: String,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}

/// Uses a link: the body of the POST.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimLink {
    /// The token out of the link's fragment.
    pub token: String,
    /// The name by which the others see the guest.
    pub name: String,
    /// A secret of this browser, as an id is named: should the answer get lost, the same browser may ask again.
    pub claim: String,
}

/// What came of using a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkClaimed {
    /// The guest is before the door; the pass is what the socket's hello presents.
    Knocking {
        /// The pass.
        pass: String,
    },
    /// Another browser used the link.
    Used,
    /// The link was taken back or not used in time, its call is over, or there never was such a link.
    Dead,
    /// The name is empty.
    NoName,
    /// Too many links were tried from there.
    TooMany,
    /// Something broke on the server; trying again may help.
    Failed,
}

/// From the guest's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromGuest {
    /// Always first, within five seconds.
    Hello {
        /// The wire version the page speaks.
        version: u16,
        /// The pass that the link was used for.
        pass: String,
        /// Names this load of the page, as an id is named.
        page: String,
    },
    /// Leave the call, or go from before its door.
    Leave,
    /// For another participant.
    Signal(Signal),
    /// What happened to the connection.
    Flight(Flight),
}

/// To the guest's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToGuest {
    /// The answer to the hello, and again after every change: all that the page shows.
    View(Box<GuestView>),
    /// From another participant.
    Signal(Signal),
    /// Something went wrong.
    Problem(Problem),
    /// Nothing new: the line is alive, which a page cannot tell from pings.
    Beat,
}

/// All that the guest's page shows, as of `now`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuestView {
    /// The server's time when this was made.
    pub now: Timestamp,
    /// Where the guest is.
    pub stage: GuestStage,
}

/// Where a guest is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestStage {
    /// Waits to be let in.
    Knocking {
        /// The name of the agent who made the link, while in the call.
        agent: Option<String>,
    },
    /// In the call.
    InCall(Box<GuestCall>),
    /// No longer; for this reason.
    Over(GuestEnd),
}

/// A guest's call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuestCall {
    /// The call.
    pub call: CallId,
    /// The guest's own part.
    pub me: ParticipantId,
    /// Everybody in the call, the guest included.
    pub participants: Vec<ParticipantView>,
    /// When it began.
    pub started_at: Timestamp,
    /// How to reach each other; credentials last 300 s and are renewed before they end.
    pub ice: Vec<IceServer>,
    /// Whether only relays may be used.
    pub relay_only: bool,
    /// Whether the shopper is on hold.
    pub hold: Hold<ParticipantId>,
}

/// What an agent in a call does about its guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestAction {
    /// Makes a link.
    Invite,
    /// Lets somebody in who knocks.
    Admit(ParticipantId),
    /// Takes a link back, or does not let its guest in.
    Refuse(ParticipantId),
    /// Shows somebody out.
    ShowOut(ParticipantId),
}

/// What came of it, where the view does not say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestNews {
    /// The link's token, told this once: the store has its hash only.
    Link {
        /// Whose seat it is for.
        guest: ParticipantId,
        /// 128 random bits, for the fragment of the link.
        token: String,
    },
    /// As many are in the call, or are on their way into it, as fit.
    NoRoom,
    /// The guest was gone, or a colleague had been faster.
    Gone,
}

/// A seat in a call for a guest, as its agents see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestSeat {
    /// The guest.
    pub guest: ParticipantId,
    /// How far the guest is.
    pub state: GuestState,
    /// The guest's name, once the link was used.
    pub name: Option<String>,
    /// Until when the link can be used.
    pub due_at: Timestamp,
}
