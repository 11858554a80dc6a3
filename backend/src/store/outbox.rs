//! What is still to be done outside of the store: claimed by one node at a time, until it is done.

use domain::Timestamp;

use super::{Change, Reader, Scope};
use crate::{Error, Result, params};

const DUE: &str = "
    SELECT id, org_id, payload_json, created_at, due_at, attempts FROM outbox
    WHERE done_at IS NULL AND due_at <= $1 AND kind = $2 ORDER BY due_at, id LIMIT $3";
const CLAIM: &str = "
    UPDATE outbox SET due_at = $4, attempts = attempts + 1 WHERE id = $1 AND done_at IS NULL AND due_at = $2 AND attempts = $3";
const FINISH: &str = "UPDATE outbox SET done_at = $3, last_error = $4 WHERE id = $1 AND attempts = $2 AND done_at IS NULL";
const PUT_OFF: &str = "UPDATE outbox SET due_at = $3, last_error = $4 WHERE id = $1 AND attempts = $2 AND done_at IS NULL";

/// A row that is due.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub id: i64,
    pub scope: Scope,
    pub payload: serde_json::Value,
    pub created_at: Timestamp,
    /// How often it has been tried.
    pub attempts: u32,
    due_at: Timestamp,
}

/// The rows of a kind that are due, the longest due first.
pub(crate) async fn due(reader: &Reader, kind: &str, now: Timestamp, most: u32) -> Result<Vec<Due>> {
    let rows = reader.all(DUE, params![now, kind, most]).await?;
    let read = |row: &super::Row| -> Result<Due> {
        let payload = serde_json::from_str(row.text("payload_json")?);
        Ok(Due {
            id: row.int("id")?,
            scope: Scope::of(row.id("org_id")?),
            payload: payload.map_err(|error| Error::Unreadable { column: "payload_json".to_owned(), problem: error.to_string() })?,
            created_at: row.time("created_at")?,
            attempts: row.count("attempts")?,
            due_at: row.time("due_at")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Takes a row for one more attempt; `None` when another node was first. Whoever takes it and goes away leaves it to be taken
/// again at `until`.
pub(crate) async fn claim(change: &mut Change<'_>, row: &Due, until: Timestamp) -> Result<Option<Due>> {
    let is_mine = change.execute(CLAIM, params![row.id, row.due_at, row.attempts, until]).await? > 0;
    Ok(is_mine.then(|| Due { attempts: row.attempts.saturating_add(1), due_at: until, ..row.clone() }))
}

/// A claimed row is done with; `error`: what was in the way, in words without anybody's data.
pub(crate) async fn finish(change: &mut Change<'_>, row: &Due, error: Option<&str>) -> Result<()> {
    change.execute(FINISH, params![row.id, row.attempts, change.now, error]).await.map(drop)
}

/// A claimed row is tried again at `due_at`.
pub(crate) async fn put_off(change: &mut Change<'_>, row: &Due, due_at: Timestamp, error: &str) -> Result<()> {
    change.execute(PUT_OFF, params![row.id, row.attempts, due_at, error]).await.map(drop)
}
