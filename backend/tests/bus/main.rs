//! The contract of the bus: the same tests within one process and over NATS, whose server is started here.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "clippy takes only functions marked #[test] for tests")]

mod absence;
mod contract;
mod nats_server;
