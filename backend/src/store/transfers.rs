//! Tickets that go to another queue, by their shoppers or by an agent, and how long another agent is asked into a call.

use domain::{Duration, PersonId, QueueId, TicketId};

use super::{Change, Reader, Scope};
use crate::{Result, params};

const PASS_ON: &str = "
    UPDATE ticket
    SET state = 'waiting', queue_id = $3, passed_on_by = $4, lost_agent_id = NULL, moved_at = $5, round_started_at = $5
    WHERE org_id = $1 AND id = $2 AND state = 'in_call'";
const CHANGE_QUEUE: &str = "
    UPDATE ticket SET queue_id = $3, moved_at = $4, round_started_at = $4, lost_agent_id = NULL, passed_on_by = NULL,
        is_back = 0
    WHERE org_id = $1 AND id = $2 AND state = 'waiting'";
const QUEUE_OF: &str = "SELECT queue_id FROM ticket WHERE org_id = $1 AND id = $2 AND state <> 'ended'";
const RING_TIME: &str = "
    SELECT COALESCE(q.ring_seconds, o.ring_seconds) AS ring_seconds FROM queue q JOIN organisation o ON o.id = q.org_id
    WHERE q.org_id = $1 AND q.id = $2";

/// Puts a ticket that an agent passes on at the front of another queue's line, where all agents may be asked anew.
pub(crate) async fn pass_on(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, queue: &QueueId, by: &PersonId) -> Result<()> {
    change.execute_or_raced(PASS_ON, params![scope.org(), ticket, queue, by, change.now]).await
}

/// Puts a waiting ticket at the end of another queue, where all agents may be asked anew.
pub(crate) async fn change_queue(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, queue: &QueueId) -> Result<()> {
    change.execute_or_raced(CHANGE_QUEUE, params![scope.org(), ticket, queue, change.now]).await
}

/// The queue in which a live ticket is now.
pub(crate) async fn queue_of(reader: &Reader, scope: &Scope, ticket: &TicketId) -> Result<Option<QueueId>> {
    reader.optional(QUEUE_OF, params![scope.org(), ticket]).await?.map(|row| row.id("queue_id")).transpose()
}

/// How long a ring of this queue lasts.
pub(crate) async fn ring_time(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<Option<Duration>> {
    let row = change.optional(RING_TIME, params![scope.org(), queue]).await?;
    row.map(|row| row.int("ring_seconds").map(Duration::from_secs)).transpose()
}
