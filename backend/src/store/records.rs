//! What agents write down of their calls, and the time they have for it.

use domain::{
    CallId, PersonId, QueueId, Timestamp,
    call::{CallEnd, Outcome},
    wire::CallRecord,
};

use super::{Change, Reader, Scope, words};
use crate::{Result, params};

const RECORD: &str = "
    SELECT q.name AS queue, c.ended_at, c.outcome, n.note
    FROM call c
    JOIN ticket t ON t.org_id = c.org_id AND t.id = c.ticket_id
    JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id
    LEFT JOIN call_note n ON n.org_id = c.org_id AND n.call_id = c.id AND n.person_id = $3
    WHERE c.org_id = $1 AND c.id = $2 AND EXISTS (
        SELECT 1 FROM participant p WHERE p.org_id = c.org_id AND p.call_id = c.id AND p.role = 'agent' AND p.person_id = $3)";
const SET_OUTCOME: &str = "
    UPDATE call SET outcome = $4
    WHERE org_id = $1 AND id = $2 AND EXISTS (
        SELECT 1 FROM participant p WHERE p.org_id = call.org_id AND p.call_id = call.id AND p.role = 'agent' AND p.person_id = $3)";
const PUT_NOTE: &str = "
    INSERT INTO call_note (org_id, call_id, person_id, note, changed_at, delete_after) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (org_id, call_id, person_id) DO UPDATE
    SET note = excluded.note, changed_at = excluded.changed_at, delete_after = excluded.delete_after";
const DELETE_NOTE: &str = "DELETE FROM call_note WHERE org_id = $1 AND call_id = $2 AND person_id = $3";
const BEGIN_WRAP_UP: &str = "
    UPDATE agent_status
    SET wraps_call_id = $2, version = version + 1,
        wraps_until = $3 + $4 * COALESCE((SELECT q.wrap_up_seconds FROM queue q WHERE q.org_id = $1 AND q.id = $5), 0)
    WHERE org_id = $1 AND person_id IN (
        SELECT p.person_id FROM participant p
        WHERE p.org_id = $1 AND p.call_id = $2 AND p.role = 'agent' AND p.left_at IS NULL AND $6 IN ('', p.person_id))";
const END_WRAP_UP: &str = "
    UPDATE agent_status SET wraps_call_id = NULL, wraps_until = NULL, version = version + 1 WHERE org_id = $1 AND person_id = $2";

/// What this agent wrote down of a call; `None` when the agent was not in it.
pub(crate) async fn record(reader: &Reader, scope: &Scope, call: &CallId, agent: &PersonId) -> Result<Option<CallRecord>> {
    let Some(row) = reader.optional(RECORD, params![scope.org(), call, agent]).await? else { return Ok(None) };
    Ok(Some(CallRecord {
        call: call.clone(),
        queue: row.text("queue")?.to_owned(),
        ended_at: row.opt_time("ended_at")?,
        free_at: None,
        outcome: words::read_opt(&row, "outcome")?,
        note: row.opt_text("note")?.unwrap_or_default().to_owned(),
    }))
}

/// Writes down how a call went; `false` when the agent was not in it. `note` is kept until `delete_after`, `None` deletes it.
pub(crate) async fn write(
    change: &mut Change<'_>,
    scope: &Scope,
    (call, agent): (&CallId, &PersonId),
    outcome: Option<Outcome>,
    note: Option<&str>,
    delete_after: Timestamp,
) -> Result<bool> {
    let word = outcome.as_ref().map(words::name).transpose()?;
    if change.execute(SET_OUTCOME, params![scope.org(), call, agent, word]).await? == 0 {
        return Ok(false);
    }
    match note {
        Some(note) => change.execute(PUT_NOTE, params![scope.org(), call, agent, note, change.now, delete_after]).await?,
        None => change.execute(DELETE_NOTE, params![scope.org(), call, agent]).await?,
    };
    Ok(true)
}

/// An agent is about to leave a call, or it ends for all: from then on they are left alone for as long as its queue says, but for
/// those who were lost.
pub(crate) async fn begin_wrap_up(
    change: &mut Change<'_>,
    scope: &Scope,
    (call, agent): (&CallId, Option<&PersonId>),
    queue: &QueueId,
    end: Option<CallEnd>,
) -> Result<()> {
    let second = if end == Some(CallEnd::AgentLost) { 0 } else { domain::Duration::from_secs(1).as_micros() };
    let agent = agent.map(PersonId::as_str).unwrap_or_default();
    change.execute(BEGIN_WRAP_UP, params![scope.org(), call, change.now, second, queue, agent]).await.map(drop)
}

/// The agent is done with the last call.
pub(crate) async fn end_wrap_up(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) -> Result<()> {
    change.execute(END_WRAP_UP, params![scope.org(), agent]).await.map(drop)
}
