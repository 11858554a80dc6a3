//! The pages of the history.

mod calls;
mod filter;
mod flight;
mod list;
mod ticket;
mod timeline;
mod words;

pub use list::ListTickets;
pub use ticket::TellOfTicket;
