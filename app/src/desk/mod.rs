//! The agent's desk: who waits, who calls, the call, and what is known of the shopper.
//!
//! What is decided is decided in plain functions (`state`, `keys`, `line`, `news`, `countdown`); `model` holds the
//! signals and speaks to the server; the rest shows it.

mod alert;
mod asking;
mod bar;
mod block;
mod blocked;
mod call;
mod call_backs;
mod countdown;
mod device;
mod earlier;
mod floor;
mod guests;
mod help;
mod idle;
mod incoming;
mod keyboard;
mod keys;
mod line;
mod model;
mod news;
mod notes;
mod page;
mod record;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod ringing;
#[cfg(test)]
mod samples;
mod seats;
mod selling;
mod shopper;
mod snapshots;
mod stage;
mod state;
mod together;
mod transfer;

pub use page::Desk;
pub(crate) use record::outcome_words;
pub(crate) use shopper::{claim_label, vouched, web_address};
