//! The one store: SQLite embedded, or PostgreSQL by URL, behind the same few words. SQL stands only in this folder, as
//! constants, once for both dialects: `$1` placeholders, TEXT, BIGINT (microseconds, minor units, 0 and 1), DOUBLE PRECISION
//! and BLOB; `SUM` is cast to BIGINT.

pub(crate) mod blocks;
pub(crate) mod call_backs;
pub(crate) mod calls;
pub(crate) mod catalogue;
mod change;
pub(crate) mod channels;
mod clock;
mod constraint;
mod db;
pub(crate) mod faces;
pub(crate) mod file;
pub(crate) mod flight;
pub(crate) mod guests;
mod handle;
mod hint;
pub(crate) mod history;
pub(crate) mod identity;
pub(crate) mod line;
mod migrations;
pub(crate) mod outbox;
mod param;
pub(crate) mod past;
pub(crate) mod people;
pub(crate) mod presence;
pub(crate) mod purchases;
pub(crate) mod ratings;
pub(crate) mod records;
pub mod retention;
pub(crate) mod rings;
mod row;
mod scope;
pub(crate) mod settings;
pub(crate) mod shopper_details;
pub(crate) mod shopping;
pub(crate) mod snapshots;
pub(crate) mod strangers;
pub(crate) mod tags;
pub(crate) mod tickets;
pub(crate) mod transfers;
pub(crate) mod waiting;
mod words;

pub use change::{Actor, Change};
pub use clock::Clock;
pub use handle::{Reader, Snapshot, Store};
pub use hint::Hint;
pub use param::Param;
pub use row::Row;
pub use scope::Scope;
