//! What travels between browsers and the server: JSON over one WebSocket each, for the widget and for the desk.
//!
//! The first message of a client is its hello, which carries the version it speaks. The server speaks its own version and the
//! one before; a client that is older still gets [`Problem::Upgrade`] and reloads when it is not in a call.

mod agent;
mod block;
mod call_back;
mod channel;
pub mod console;
mod flight;
mod guest;
mod page;
mod past;
mod record;
mod shopper;
mod shopping;
mod signal;
mod snapshot;
mod start;
mod status;
mod together;

pub use agent::{
    AgentCall, AgentOnFloor, Availability, AwayReason, CallBackNews, CallNews, DeskView, FromAgent, IncomingRing, MOST_WAITING, RingNews,
    ShopperCard, ToAgent, WaitingTicket,
};
pub use block::{BlockNews, BlockOutcome, MAX_BLOCK_REASON_CHARS};
pub use call_back::{Assignee, CallBackCard, CallBackList, MOST_CALL_BACKS};
pub use channel::{CHANNEL_VERSION, ChannelCard, ChannelWords};
pub use flight::{CandidateKind, Flight, FlightEvent, FlightNote, MAX_FLIGHT_NOTES, SendStep, Transport};
pub use guest::{
    ClaimLink, FromGuest, GuestAction, GuestCall, GuestNews, GuestPage, GuestSeat, GuestStage, GuestView, LinkClaimed, ToGuest,
};
pub use page::{ConsolePage, DeskPage, Press, QueueGlance, SignInPage, SignInProblem, WidgetPage, WidgetPageState};
pub use past::{EarlierTicket, EarlierTickets, MOST_EARLIER, Past};
pub use record::CallRecord;
pub use shopper::{Awaited, CallBackReply, FromShopper, JoinRequest, Rating, Resume, ShopperCall, ShopperStage, ShopperView, ToShopper};
pub use shopping::{
    Abilities, AgentShopping, CartWish, FoundInCatalogue, ItemState, MOST_ANSWER_BYTES, MOST_COMPARED, MOST_ITEMS, MOST_RECENT, PageAsk,
    Pointed, ProductFailure, ProductNews, RecentProduct, ShopperShopping, Shopping, Spotlight, TrayItem,
};
pub use signal::{Candidate, Description, DescriptionKind, IceServer, Signal, SignalBody, WarmUp};
pub use snapshot::SnapshotCard;
pub use start::{Figures, FromStart, StartStage, StartView, ToStart};
pub use status::{CallAgent, MOST_CALL_AGENTS, MOST_STATUS_TERMS, MOST_TERM_CHARS, QueueStatus, STATUS_VERSION, StatusNews};
pub use together::{AskedIn, Colleague, Company, InvitationCard, InvitationNews, OtherQueue, PartEnd, Unanswered};

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{ParticipantId, call::Role};

/// The version this code speaks.
pub const VERSION: u16 = 2;
/// The oldest version the server still speaks.
pub const OLDEST_VERSION: u16 = 1;
/// The first version whose pages hear the line's beat.
pub const FIRST_WITH_BEAT: u16 = 2;
/// The first version whose desks know that an agent may be asked into a call and that be taken back.
pub const FIRST_WITH_INVITATIONS: u16 = 2;
/// The first version whose pages and desks know what is shown and bought.
pub const FIRST_WITH_SHOPPING: u16 = 2;
/// How often the server lets a desk know that the line is alive.
pub const AGENT_BEAT: Duration = Duration::from_secs(5);
/// After which silence either side takes a desk's line for dead: shoppers must not ring a closed laptop.
pub const AGENT_GONE_AFTER: Duration = Duration::from_secs(12);
/// How often the server lets a widget know that the line is alive.
pub const SHOPPER_BEAT: Duration = Duration::from_secs(20);
/// After which silence either side takes a widget's line for dead.
pub const SHOPPER_GONE_AFTER: Duration = Duration::from_secs(50);
/// The largest message in bytes, both ways: one with a product of many variations.
pub const MAX_MESSAGE_BYTES: usize = 256 * 1024;

/// The longest signal in bytes: servers tell each other signals over a bus that takes no messages of a megabyte.
pub const MAX_SIGNAL_BYTES: usize = 64 * 1024;

/// Who is in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParticipantView {
    /// To whom signalling is addressed.
    pub id: ParticipantId,
    /// Which part.
    pub role: Role,
    /// The name to show; `None` for a shopper who told none.
    pub name: Option<String>,
    /// Counts the pages from which this participant came: a new number means a new page, so a new connection.
    pub epoch: u32,
}

/// Something that went wrong for a client; the socket may close after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The message could not be read. The socket closes.
    BadMessage,
    /// Too many messages. The socket closes.
    TooFast,
    /// The token is forged or of another organisation, or too old: load the page anew. The socket closes.
    BadToken,
    /// Nobody is signed in. The socket closes.
    SignedOut,
    /// The client is older than the server speaks: load the page anew, outside a call.
    Upgrade,
    /// Another tab took this ticket over. The socket closes.
    Superseded,
    /// The page named a queue that does not exist.
    UnknownQueue {
        /// The name as the page gave it.
        term: String,
    },
    /// The queue takes nobody now.
    QueueClosed,
    /// As many wait as may.
    QueueFull,
    /// None of the queue's agents is online, and nobody may wait for one.
    NobodyThere,
    /// Too many tickets came from here that nobody answered; in ten minutes there is room again.
    TooManyTickets,
    /// An agent of the organisation has blocked the visit.
    Blocked,
    /// Something broke on the server; asking again may help.
    Internal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hellos_of_older_clients_are_still_understood() {
        let widget = r#"{"hello":{"version":1,"token":"t","resume":null}}"#;
        let expected = FromShopper::Hello { version: 1, token: "t".into(), resume: None, queue: None, page: None, former: None };
        assert_eq!(serde_json::from_str::<FromShopper>(widget).ok(), Some(expected));
        let desk = r#"{"hello":{"version":1,"device":"d"}}"#;
        let expected = FromAgent::Hello { version: 1, device: "d".into(), call: None, page: None };
        assert_eq!(serde_json::from_str::<FromAgent>(desk).ok(), Some(expected));
    }
}
