//! Visits that draw no more tickets, each known by a hash and nothing else.

use domain::{BlockId, PersonId, TicketId, Timestamp};

use super::{Change, Reader, Row, Scope};
use crate::{Result, params};

const VISIT_OF: &str = "
    SELECT visit_hash FROM shopper_detail WHERE org_id = $1 AND ticket_id = $2 AND delete_after > $3 AND visit_hash IS NOT NULL";
const BLOCK: &str = "
    INSERT INTO blocked_visit (org_id, id, visit_hash, ticket_id, blocked_by, reason, created_at, delete_after)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (org_id, visit_hash) DO UPDATE
    SET ticket_id = excluded.ticket_id, blocked_by = excluded.blocked_by, reason = excluded.reason, created_at = excluded.created_at,
        delete_after = excluded.delete_after
    RETURNING id";
const IS_BLOCKED: &str = "SELECT id FROM blocked_visit WHERE org_id = $1 AND visit_hash = $2 AND delete_after > $3";
const OF_TICKET: &str = "
    SELECT b.id FROM shopper_detail d LEFT JOIN blocked_visit b ON b.org_id = d.org_id AND b.visit_hash = d.visit_hash AND b.delete_after > $3
    WHERE d.org_id = $1 AND d.ticket_id = $2 AND d.delete_after > $3 AND d.visit_hash IS NOT NULL";
const WAITING: &str = "
    SELECT t.id FROM shopper_detail own
    JOIN shopper_detail d ON d.org_id = own.org_id AND d.visit_hash = own.visit_hash
    JOIN ticket t ON t.org_id = d.org_id AND t.id = d.ticket_id
    WHERE own.org_id = $1 AND own.ticket_id = $2 AND t.state = 'waiting'
    ORDER BY t.id";
const LIST: &str = "
    SELECT b.id, b.ticket_id, q.name AS queue_name, n.name, b.reason, b.created_at, b.delete_after
    FROM blocked_visit b
    JOIN ticket t ON t.org_id = b.org_id AND t.id = b.ticket_id
    JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id
    JOIN person n ON n.id = b.blocked_by
    WHERE b.org_id = $1 AND b.delete_after > $2
    ORDER BY b.created_at DESC, b.id LIMIT $3";
const COUNT: &str = "SELECT COUNT(*) AS blocks FROM blocked_visit WHERE org_id = $1 AND delete_after > $2";
const LIFT: &str = "DELETE FROM blocked_visit WHERE org_id = $1 AND id = $2";
const TICKET_OF_CALL: &str = "
    SELECT c.ticket_id FROM call c
    WHERE c.org_id = $1 AND c.id = $2 AND EXISTS (
        SELECT 1 FROM participant p WHERE p.org_id = c.org_id AND p.call_id = c.id AND p.role = 'agent' AND p.person_id = $3)";

/// A block to make.
pub(crate) struct NewBlock<'a> {
    pub id: &'a BlockId,
    pub visit_hash: &'a str,
    pub ticket: &'a TicketId,
    pub by: &'a PersonId,
    pub reason: Option<&'a str>,
    pub delete_after: Timestamp,
}

/// A block as the list shows it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub id: BlockId,
    pub ticket: TicketId,
    pub queue: String,
    pub by: String,
    pub reason: Option<String>,
    pub at: Timestamp,
    pub until: Timestamp,
}

/// The hash of the visit that drew a ticket, while it is kept.
pub(crate) async fn visit_of(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Option<String>> {
    let row = change.optional(VISIT_OF, params![scope.org(), ticket, change.now]).await?;
    row.map(|row| row.text("visit_hash").map(str::to_owned)).transpose()
}

/// Blocks a visit, or blocks it anew; which block it is.
pub(crate) async fn block(change: &mut Change<'_>, scope: &Scope, new: &NewBlock<'_>) -> Result<BlockId> {
    let row = params![scope.org(), new.id, new.visit_hash, new.ticket, new.by, new.reason, change.now, new.delete_after];
    change.one(BLOCK, row).await?.id("id")
}

/// Whether a visit draws no more tickets.
pub(crate) async fn is_blocked(change: &mut Change<'_>, scope: &Scope, visit_hash: &str) -> Result<bool> {
    Ok(change.optional(IS_BLOCKED, params![scope.org(), visit_hash, change.now]).await?.is_some())
}

/// Whether the visit of a ticket is blocked; `None` when nothing is kept by which it would be known.
pub(crate) async fn of_ticket(reader: &Reader, scope: &Scope, ticket: &TicketId, now: Timestamp) -> Result<Option<bool>> {
    let row = reader.optional(OF_TICKET, params![scope.org(), ticket, now]).await?;
    row.map(|row| Ok(row.opt_text("id")?.is_some())).transpose()
}

/// The tickets in line of the visit that drew this one.
pub(crate) async fn waiting(reader: &Reader, scope: &Scope, ticket: &TicketId) -> Result<Vec<TicketId>> {
    reader.all(WAITING, params![scope.org(), ticket]).await?.iter().map(|row| row.id("id")).collect()
}

/// At most so many blocks, the newest first, and how many there are.
pub(crate) async fn list(reader: &Reader, scope: &Scope, most: u32, now: Timestamp) -> Result<(Vec<Listed>, u32)> {
    let listed = |row: &Row| -> Result<_> {
        Ok(Listed {
            id: row.id("id")?,
            ticket: row.id("ticket_id")?,
            queue: row.text("queue_name")?.to_owned(),
            by: row.text("name")?.to_owned(),
            reason: row.opt_text("reason")?.map(str::to_owned),
            at: row.time("created_at")?,
            until: row.time("delete_after")?,
        })
    };
    let rows = reader.all(LIST, params![scope.org(), now, most]).await?;
    let all = reader.one(COUNT, params![scope.org(), now]).await?.count("blocks")?;
    Ok((rows.iter().map(listed).collect::<Result<_>>()?, all))
}

/// Lifts a block; `false` when there is none of this id.
pub(crate) async fn lift(change: &mut Change<'_>, scope: &Scope, block: &BlockId) -> Result<bool> {
    Ok(change.execute(LIFT, params![scope.org(), block]).await? > 0)
}

/// The ticket of a call that this agent is or was in.
pub(crate) async fn ticket_of_call(reader: &Reader, scope: &Scope, call: &domain::CallId, agent: &PersonId) -> Result<Option<TicketId>> {
    reader.optional(TICKET_OF_CALL, params![scope.org(), call, agent]).await?.map(|row| row.id("ticket_id")).transpose()
}
