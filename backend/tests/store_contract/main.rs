//! The contract of the store: the same tests on SQLite and on PostgreSQL.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "clippy takes only functions marked #[test] for tests")]

mod accounts;
mod backup;
mod call_backs;
mod changes;
mod channels;
mod console;
mod constraints;
mod demo;
mod migrations;
mod retention;
mod samples;
mod settings;
mod skills;
mod statements;
mod support;
#[allow(dead_code, reason = "each crate of tests uses its part of it")]
#[path = "../support/web_server.rs"]
mod web_server;
