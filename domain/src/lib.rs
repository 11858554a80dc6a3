//! What is true in Vitrine: the rules, and the types that travel on the wire.
//!
//! Nothing here does I/O, reads a clock or is async, so the same code runs in the server and in the browser and can be
//! tested with made-up times. Whatever comes from outside is parsed once into a type of this crate; after that it is valid.

pub mod call;
pub mod call_back;
pub mod cart;
pub mod catalogue;
pub mod channel;
pub mod email;
pub mod face;
pub mod history;
pub mod id;
pub mod identity;
pub mod link;
pub mod locale;
pub mod origin;
pub mod product;
pub mod purchase;
pub mod queue;
pub mod schedule;
pub mod shopper_data;
pub mod slug;
pub mod snapshot;
pub mod text;
pub mod theme;
pub mod time;
pub mod tracking;
pub mod waiting;
pub mod wire;

pub use channel::{Channel, PageKey};
pub use email::EmailAddress;
pub use face::{Face, PhotoUrl};
pub use id::{
    BlockId, CallBackId, CallId, CartChangeId, ConnectionId, NodeId, OrgId, ParticipantId, PersonId, ProductId, QueueId, RingId, SiteId,
    SnapshotId, TicketId,
};
pub use origin::Origin;
pub use schedule::Schedule;
pub use slug::Slug;
pub use time::{Duration, Timestamp};
