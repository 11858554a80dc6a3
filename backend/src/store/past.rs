//! The earlier tickets of the visit that drew one, as long as what was told with them is kept.

use domain::{
    Duration, PersonId, TicketId, Timestamp,
    call::{self, TicketState},
    history::{self, Outcome},
};

use super::{Reader, Row, Scope, words};
use crate::{Result, params};

// Whoever asks was rung for the ticket, or is in its call.
const EARLIER: &str = "
    SELECT t.id, t.end_reason, t.joined_at, t.ended_at, q.name AS queue_name, n.name AS agent_name, l.started_at AS call_started_at,
        l.ended_at AS call_ended_at, l.outcome,
        (SELECT MIN(c.started_at) FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id) AS answered_at
    FROM shopper_detail own
    JOIN shopper_detail d ON d.org_id = own.org_id AND d.visit_hash = own.visit_hash AND d.ticket_id <> own.ticket_id
    JOIN ticket t ON t.org_id = d.org_id AND t.id = d.ticket_id
    JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id
    LEFT JOIN call l ON l.org_id = t.org_id AND l.id = (
        SELECT c.id FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id ORDER BY c.started_at DESC, c.id LIMIT 1)
    LEFT JOIN participant p ON p.org_id = l.org_id AND p.id = (
        SELECT a.id FROM participant a
        WHERE a.org_id = l.org_id AND a.call_id = l.id AND a.role = 'agent' ORDER BY a.joined_at, a.id LIMIT 1)
    LEFT JOIN person n ON n.id = p.person_id
    WHERE own.org_id = $1 AND own.ticket_id = $2 AND d.delete_after > $4 AND t.state = 'ended'
        AND EXISTS (SELECT 1 FROM ring g WHERE g.org_id = own.org_id AND g.ticket_id = own.ticket_id AND g.person_id = $3)
    ORDER BY t.joined_at DESC, t.id LIMIT $5";
const NOTES: &str = "
    SELECT c.ticket_id, w.note
    FROM shopper_detail own
    JOIN shopper_detail d ON d.org_id = own.org_id AND d.visit_hash = own.visit_hash AND d.ticket_id <> own.ticket_id
    JOIN call c ON c.org_id = d.org_id AND c.ticket_id = d.ticket_id
    JOIN call_note w ON w.org_id = c.org_id AND w.call_id = c.id
    WHERE own.org_id = $1 AND own.ticket_id = $2 AND d.delete_after > $3 AND w.delete_after > $3
    ORDER BY c.started_at DESC, w.changed_at, w.person_id LIMIT $4";

/// The most notes that are read: a call has at most three agents.
const MOST_NOTES: u32 = 60;

/// An earlier ticket.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub ticket: TicketId,
    pub at: Timestamp,
    pub queue: String,
    pub outcome: Outcome,
    pub agent: Option<String>,
    pub talked: Option<Duration>,
    pub went: Option<call::Outcome>,
    pub notes: Vec<String>,
}

fn earlier(row: &Row, now: Timestamp) -> Result<Earlier> {
    let (at, answered_at) = (row.time("joined_at")?, row.opt_time("answered_at")?);
    let waited = history::waited(at, answered_at, row.opt_time("ended_at")?, now);
    let state = TicketState::Ended(words::read(row, "end_reason")?);
    let call = row.opt_time("call_started_at")?.zip(row.opt_time("call_ended_at")?);
    Ok(Earlier {
        ticket: row.id("id")?,
        at,
        queue: row.text("queue_name")?.to_owned(),
        outcome: Outcome::of(state, answered_at.is_some(), waited),
        agent: row.opt_text("agent_name")?.map(str::to_owned),
        talked: call.map(|(started_at, ended_at)| ended_at - started_at),
        went: words::read_opt(row, "outcome")?,
        notes: vec![],
    })
}

/// At most so many earlier tickets of the visit that drew this one, the newest first; none for an agent whom it never rang.
pub(crate) async fn of_ticket(
    reader: &Reader,
    scope: &Scope,
    (ticket, agent): (&TicketId, &PersonId),
    most: u32,
    now: Timestamp,
) -> Result<Vec<Earlier>> {
    let rows = reader.all(EARLIER, params![scope.org(), ticket, agent, now, most]).await?;
    let mut found = rows.iter().map(|row| earlier(row, now)).collect::<Result<Vec<_>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    for row in reader.all(NOTES, params![scope.org(), ticket, now, MOST_NOTES]).await? {
        let of: TicketId = row.id("ticket_id")?;
        if let Some(earlier) = found.iter_mut().find(|earlier| earlier.ticket == of) {
            earlier.notes.push(row.text("note")?.to_owned());
        }
    }
    Ok(found)
}
