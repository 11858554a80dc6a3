//! Rings: a ticket offered to an agent until a deadline.

use domain::{
    PersonId, QueueId, RingId, TicketId, Timestamp,
    call::{ACKNOWLEDGE_WITHIN, Invitation, Ring, RingOutcome, RingState},
};

use super::{Change, Reader, Row, Scope, Snapshot, words};
use crate::{Result, front_desk::floor::Asked, params};

const INSERT: &str = "
    INSERT INTO ring (org_id, id, ticket_id, person_id, state, started_at, due_at, purpose, invited_by)
    VALUES ($1, $2, $3, $4, 'sent', $5, $6, $7, $8)
    ON CONFLICT DO NOTHING";
const SHOW: &str = "UPDATE ring SET state = 'shown' WHERE org_id = $1 AND id = $2 AND state = 'sent'";
const END: &str = "UPDATE ring SET state = $3, ended_at = $4 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL";
const OF_TICKET: &str = "
    SELECT id, person_id, state, started_at, due_at, ended_at, purpose, invited_by FROM ring
    WHERE org_id = $1 AND ticket_id = $2 AND (ended_at IS NULL OR state = 'accepted' OR id = $3)
    ORDER BY started_at, id";
const OF_ROUND: &str = "
    SELECT r.ticket_id, r.id, r.person_id, r.state, r.started_at, r.due_at, r.ended_at, r.purpose, r.invited_by
    FROM ring r JOIN ticket t ON t.org_id = r.org_id AND t.id = r.ticket_id
    WHERE t.org_id = $1 AND t.queue_id = $2 AND t.state <> 'ended' AND (
        (t.state = 'waiting' AND r.purpose IS NULL AND r.started_at >= t.round_started_at)
        OR (t.state = 'in_call' AND r.ended_at IS NULL))
    ORDER BY r.started_at, r.id";
const OF_ROUND_OF_ONE: &str = "
    SELECT r.ticket_id, r.id, r.person_id, r.state, r.started_at, r.due_at, r.ended_at, r.purpose, r.invited_by
    FROM ring r JOIN ticket t ON t.org_id = r.org_id AND t.id = r.ticket_id
    WHERE r.org_id = $1 AND r.ticket_id = $2 AND t.state <> 'ended' AND (
        (t.state = 'waiting' AND r.purpose IS NULL AND r.started_at >= t.round_started_at)
        OR (t.state = 'in_call' AND r.ended_at IS NULL))
    ORDER BY r.started_at, r.id";
const TICKET_OF: &str = "SELECT ticket_id FROM ring WHERE org_id = $1 AND id = $2 AND person_id = $3";
const LIVE_OF: &str = "SELECT ticket_id FROM ring WHERE org_id = $1 AND person_id = $2 AND ended_at IS NULL";
const FATE: &str = "
    SELECT r.state, n.name FROM ring r
    LEFT JOIN ring w ON w.org_id = r.org_id AND w.ticket_id = r.ticket_id AND w.state = 'accepted' AND w.ended_at = r.ended_at
    LEFT JOIN person n ON n.id = w.person_id
    WHERE r.org_id = $1 AND r.id = $2 AND r.person_id = $3";
const INVITATION: &str = "
    SELECT r.state, n.name FROM ring r JOIN person n ON n.id = r.person_id WHERE r.org_id = $1 AND r.id = $2 AND r.invited_by = $3";
const DUE: &str = "
    SELECT DISTINCT org_id, ticket_id FROM ring
    WHERE ended_at IS NULL AND started_at >= $3 AND (due_at <= $1 OR (state = 'sent' AND started_at <= $2))";
const DESERTED: &str = "
    SELECT r.org_id, r.ticket_id, r.person_id FROM ring r
    WHERE r.ended_at IS NULL AND r.started_at >= $2 AND (
        NOT EXISTS (SELECT 1 FROM agent_status s
            WHERE s.org_id = r.org_id AND s.person_id = r.person_id AND s.availability = 'available')
        OR NOT EXISTS (SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
            WHERE k.org_id = r.org_id AND k.person_id = r.person_id AND n.lease_until > $1))";

/// Starts a ring; `false` when the agent has one already.
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, ring: &Ring) -> Result<bool> {
    let purpose = ring.invitation.as_ref().map(|invitation| words::name(&invitation.purpose)).transpose()?;
    let by = ring.invitation.as_ref().map(|invitation| &invitation.by);
    let row = params![scope.org(), &ring.id, ticket, &ring.agent, ring.started_at, ring.due_at, purpose, by];
    Ok(change.execute(INSERT, row).await? > 0)
}

/// A desk shows the ring.
pub(crate) async fn show(change: &mut Change<'_>, scope: &Scope, ring: &RingId) -> Result<()> {
    change.execute_or_raced(SHOW, params![scope.org(), ring]).await
}

/// A ring is over.
pub(crate) async fn end(change: &mut Change<'_>, scope: &Scope, ring: &RingId, outcome: RingOutcome) -> Result<()> {
    change.execute_or_raced(END, params![scope.org(), ring, words::name(&outcome)?, change.now]).await
}

/// A ticket's live rings and its accepted ones, and `also`, the oldest first.
pub(crate) async fn of_ticket(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, also: Option<&RingId>) -> Result<Vec<Ring>> {
    let also = also.map_or("", RingId::as_str);
    let rows = change.all(OF_TICKET, params![scope.org(), ticket, also]).await?;
    rows.iter().map(ring).collect()
}

fn ring(row: &Row) -> Result<Ring> {
    let invitation = words::read_opt(row, "purpose")?.zip(row.opt_id("invited_by")?);
    Ok(Ring {
        invitation: invitation.map(|(purpose, by)| Invitation { by, purpose }),
        id: row.id("id")?,
        agent: row.id("person_id")?,
        started_at: row.time("started_at")?,
        due_at: row.time("due_at")?,
        ended_at: row.opt_time("ended_at")?,
        state: state(row)?,
    })
}

fn state(row: &Row) -> Result<RingState> {
    match row.text("state")? {
        "sent" => Ok(RingState::Sent),
        "shown" => Ok(RingState::Shown),
        _ => Ok(RingState::Ended(words::read(row, "state")?)),
    }
}

/// The rings of the current rounds of a queue's waiting tickets, and those that ask into its calls, the oldest first.
pub(crate) async fn of_rounds(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<(TicketId, Asked)>> {
    snapshot.all(OF_ROUND, params![scope.org(), queue]).await?.iter().map(asked).collect()
}

/// The same of one ticket.
pub(crate) async fn of_round(snapshot: &mut Snapshot<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<(TicketId, Asked)>> {
    snapshot.all(OF_ROUND_OF_ONE, params![scope.org(), ticket]).await?.iter().map(asked).collect()
}

fn asked(row: &Row) -> Result<(TicketId, Asked)> {
    let Ring { id, agent, invitation, started_at, due_at, ended_at, state } = ring(row)?;
    Ok((row.id("ticket_id")?, Asked { ring: id, agent, invitation, state, started_at, due_at, ended_at }))
}

/// The ticket of this agent's ring.
pub(crate) async fn ticket_of(reader: &Reader, scope: &Scope, ring: &RingId, agent: &PersonId) -> Result<Option<TicketId>> {
    reader.optional(TICKET_OF, params![scope.org(), ring, agent]).await?.map(|row| row.id("ticket_id")).transpose()
}

/// The ticket for which the agent is being rung.
pub(crate) async fn live_of(reader: &Reader, scope: &Scope, agent: &PersonId) -> Result<Option<TicketId>> {
    reader.optional(LIVE_OF, params![scope.org(), agent]).await?.map(|row| row.id("ticket_id")).transpose()
}

/// How this agent's ring ended, and the name of who took the ticket. `None` while it rings.
pub(crate) async fn fate(reader: &Reader, scope: &Scope, ring: &RingId, agent: &PersonId) -> Result<Option<(RingOutcome, Option<String>)>> {
    let Some(row) = reader.optional(FATE, params![scope.org(), ring, agent]).await? else { return Ok(None) };
    match state(&row)? {
        RingState::Ended(outcome) => Ok(Some((outcome, row.opt_text("name")?.map(str::to_owned)))),
        RingState::Sent | RingState::Shown => Ok(None),
    }
}

/// How an agent's asking another into the call ended, and the other's name. `None` while it goes on.
pub(crate) async fn invitation_end(reader: &Reader, scope: &Scope, ring: &RingId, by: &PersonId) -> Result<Option<(RingOutcome, String)>> {
    let Some(row) = reader.optional(INVITATION, params![scope.org(), ring, by]).await? else { return Ok(None) };
    match state(&row)? {
        RingState::Ended(outcome) => Ok(Some((outcome, row.text("name")?.to_owned()))),
        RingState::Sent | RingState::Shown => Ok(None),
    }
}

/// Tickets with a ring that is missed or that no desk has shown in time. Rings older than `since` are let be.
pub(crate) async fn due(reader: &Reader, now: Timestamp, since: Timestamp) -> Result<Vec<(Scope, TicketId)>> {
    let rows = reader.all(DUE, params![now, now - ACKNOWLEDGE_WITHIN, since]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?))).collect()
}

/// Live rings of agents who are gone or no longer take calls. Rings older than `since` are let be.
pub(crate) async fn deserted(reader: &Reader, now: Timestamp, since: Timestamp) -> Result<Vec<(Scope, TicketId, PersonId)>> {
    let rows = reader.all(DESERTED, params![now, since]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?, row.id("person_id")?))).collect()
}
