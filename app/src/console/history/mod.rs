//! The pages of the history.

mod blocking;
mod calls;
mod filter;
mod flight;
mod list;
mod ticket;
mod timeline;
mod words;

pub use list::ListTickets;
pub(super) use list::zone_words;
pub use ticket::TellOfTicket;
