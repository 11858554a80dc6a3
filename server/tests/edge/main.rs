//! The server's edge, over real connections: what comes in wrong, huge, late or from the wrong place.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod board;
mod catalogue;
mod channel;
mod console;
mod guests;
mod newer;
mod pages;
mod purchases;
mod sign_in;
mod snapshots;
mod sockets;
mod status;
mod support;
mod turn;
mod v1;
