//! The front desk as the server sees it: sessions of shoppers and agents on a real store, SQLite always and PostgreSQL when
//! `VITRINE_TEST_POSTGRES_URL` is set. No test sleeps: it waits for what has to be seen, with a deadline.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blocks;
mod call_backs;
mod call_ends;
mod calls;
mod catalogue;
mod crashes;
mod entrance;
mod flight;
mod guests;
mod history;
mod hold;
mod identity;
mod lost_agents;
mod mail;
mod moving;
mod pages;
mod presence;
mod refusals;
mod rings;
mod routing;
mod shopping;
mod skills;
mod snapshots;
mod status;
mod strangers;
mod support;
mod tags;
mod told_by_the_shop;
mod transfers;
mod warm_up;
mod wrap_up;
