//! Stills of shoppers' pictures, and the secret with which a shopper sends one.

use domain::{CallId, QueueId, SnapshotId, TicketId, Timestamp, snapshot::Size, wire::SnapshotCard};

use super::{Change, Reader, Row, Scope, Snapshot};
use crate::{Result, params};

const RESUME_HASH: &str = "SELECT resume_hash FROM ticket WHERE org_id = $1 AND id = $2 AND state = 'in_call'";
const CALL_OF: &str = "SELECT call_id FROM snapshot WHERE org_id = $1 AND id = $2";
const COUNT: &str = "SELECT COUNT(*) AS n FROM snapshot WHERE org_id = $1 AND call_id = $2";
const INSERT: &str = "
    INSERT INTO snapshot (org_id, id, call_id, taken_at, width, height, jpeg, delete_after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const DELETE: &str = "
    DELETE FROM snapshot
    WHERE org_id = $1 AND id = $2 AND call_id IN (SELECT c.id FROM call c WHERE c.org_id = $1 AND c.ticket_id = $3)";
const OF_RUNNING: &str = "
    SELECT s.id, s.call_id, s.taken_at
    FROM ticket t
    JOIN call c ON c.org_id = t.org_id AND c.ticket_id = t.id AND c.state = 'running'
    JOIN snapshot s ON s.org_id = c.org_id AND s.call_id = c.id
    WHERE t.org_id = $1 AND t.queue_id = $2 AND t.state <> 'ended' AND t.state = 'in_call'
    ORDER BY s.taken_at, s.id";
const OF_TICKET: &str = "
    SELECT s.id, s.call_id, s.taken_at
    FROM call c JOIN snapshot s ON s.org_id = c.org_id AND s.call_id = c.id
    WHERE c.org_id = $1 AND c.ticket_id = $2 AND s.delete_after > $3
    ORDER BY s.taken_at, s.id";
const JPEG: &str = "
    SELECT s.jpeg
    FROM call c JOIN snapshot s ON s.org_id = c.org_id AND s.call_id = c.id
    WHERE c.org_id = $1 AND c.ticket_id = $2 AND s.id = $3 AND s.delete_after > $4";

/// The hash of the secret that opens a ticket in a call; `None` for any other.
pub(crate) async fn resume_hash(reader: &Reader, scope: &Scope, ticket: &TicketId) -> Result<Option<String>> {
    let row = reader.optional(RESUME_HASH, params![scope.org(), ticket]).await?;
    row.map(|row| row.text("resume_hash").map(str::to_owned)).transpose()
}

/// The call that a still of this id is of, if there is one.
pub(crate) async fn call_of(change: &mut Change<'_>, scope: &Scope, id: &SnapshotId) -> Result<Option<CallId>> {
    change.optional(CALL_OF, params![scope.org(), id]).await?.map(|row| row.id("call_id")).transpose()
}

/// How many stills a call has.
pub(crate) async fn count(change: &mut Change<'_>, scope: &Scope, call: &CallId) -> Result<u32> {
    change.one(COUNT, params![scope.org(), call]).await?.count("n")
}

/// Keeps a still until `delete_after`.
pub(crate) async fn insert(
    change: &mut Change<'_>,
    scope: &Scope,
    (id, call): (&SnapshotId, &CallId),
    (jpeg, size): (&[u8], Size),
    delete_after: Timestamp,
) -> Result<()> {
    let row = params![scope.org(), id, call, change.now, size.width, size.height, jpeg.to_vec(), delete_after];
    change.execute(INSERT, row).await.map(drop)
}

/// Deletes a still of one of the ticket's calls; `false` when there is none.
pub(crate) async fn delete(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, id: &SnapshotId) -> Result<bool> {
    Ok(change.execute(DELETE, params![scope.org(), id, ticket]).await? > 0)
}

/// The stills of a queue's running calls, the oldest first.
pub(crate) async fn of_running(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<(CallId, SnapshotCard)>> {
    snapshot.all(OF_RUNNING, params![scope.org(), queue]).await?.iter().map(card).collect()
}

/// The stills of a ticket's calls that have not reached their end, the oldest first.
pub(crate) async fn of_ticket(reader: &Reader, scope: &Scope, ticket: &TicketId, now: Timestamp) -> Result<Vec<(CallId, SnapshotCard)>> {
    reader.all(OF_TICKET, params![scope.org(), ticket, now]).await?.iter().map(card).collect()
}

/// The picture of a still of one of the ticket's calls that has not reached its end.
pub(crate) async fn jpeg(reader: &Reader, scope: &Scope, ticket: &TicketId, id: &SnapshotId, now: Timestamp) -> Result<Option<Vec<u8>>> {
    let row = reader.optional(JPEG, params![scope.org(), ticket, id, now]).await?;
    row.map(|row| row.blob("jpeg").map(<[u8]>::to_vec)).transpose()
}

fn card(row: &Row) -> Result<(CallId, SnapshotCard)> {
    Ok((row.id("call_id")?, SnapshotCard { id: row.id("id")?, taken_at: row.time("taken_at")? }))
}
