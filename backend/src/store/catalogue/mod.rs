//! The catalogue of an organisation: where it comes from (`feed`) and what is in it (`items`).
//!
//! Items have a generation. A reading writes its items in many short changes under a name that nobody reads yet; one change then makes
//! that name the one that counts. So a reader sees one feed whole, and the writer of an SQLite store is never kept for long.

pub(crate) mod feed;
pub(crate) mod items;

use std::future::Future;

use super::{Change, Param, Row, Scope, Snapshot, words};
use crate::Result;

/// Whatever reads several times from one state of the store.
pub(crate) trait Reads: Send {
    /// All rows.
    fn rows(&mut self, sql: &'static str, params: Vec<Param>) -> impl Future<Output = Result<Vec<Row>>> + Send;
}

impl Reads for Change<'_> {
    async fn rows(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        self.all(sql, params).await
    }
}

impl Reads for Snapshot<'_> {
    async fn rows(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        self.all(sql, params).await
    }
}
