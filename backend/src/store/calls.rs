//! Calls and who is in them.

use domain::{
    CallId, ParticipantId, PersonId, QueueId, TicketId, Timestamp,
    call::{Call, CallEnd, CallState, Held, Hold, Participant, Role},
    wire::PartEnd,
};

use super::{Change, Reader, Row, Scope, Snapshot, guests, snapshots, tickets::TicketRow, words};
use crate::{
    Result,
    front_desk::floor::{LiveCall, Part},
    params,
};

const INSERT: &str = "INSERT INTO call (org_id, id, ticket_id, state, started_at) VALUES ($1, $2, $3, 'running', $4)";
const INSERT_PARTICIPANT: &str = "
    INSERT INTO participant (org_id, id, call_id, role, person_id, device, epoch, joined_at, page) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)";
const TURN_HOLD: &str = "
    UPDATE call SET hold_turn = $3, held_by = $4, held_since = $5 WHERE org_id = $1 AND id = $2 AND state = 'running' AND hold_turn < $3";
const END: &str = "UPDATE call SET state = 'ended', end_reason = $3, ended_at = $4 WHERE org_id = $1 AND id = $2 AND state = 'running'";
const ALL_LEAVE: &str = "
    UPDATE participant SET left_at = $3, absent_due_at = NULL WHERE org_id = $1 AND call_id = $2 AND left_at IS NULL";
const OF_TICKET: &str = "
    SELECT c.id AS call_id, c.state, c.end_reason, c.started_at, c.hold_turn, c.held_by, c.held_since, p.id, p.role, p.person_id,
        p.device, p.page, p.epoch, p.absent_due_at
    FROM call c JOIN participant p ON p.org_id = c.org_id AND p.call_id = c.id
    WHERE c.org_id = $1 AND c.id = (
        SELECT l.id FROM call l WHERE l.org_id = $1 AND l.ticket_id = $2 ORDER BY l.started_at DESC, l.id LIMIT 1)
        AND (p.left_at IS NULL OR p.left_at = c.ended_at)
    ORDER BY p.joined_at, p.id";
const RUNNING: &str = "
    SELECT c.id AS call_id, c.ticket_id, c.started_at, c.hold_turn, c.held_by, c.held_since, p.id, p.role, p.person_id, p.device,
        p.epoch, COALESCE(n.name, d.name) AS name
    FROM call c
    JOIN ticket t ON t.org_id = c.org_id AND t.id = c.ticket_id
    JOIN participant p ON p.org_id = c.org_id AND p.call_id = c.id
    LEFT JOIN person n ON n.id = p.person_id
    LEFT JOIN guest_detail d ON d.org_id = p.org_id AND d.guest_id = p.id
    WHERE c.org_id = $1 AND t.queue_id = $2 AND t.state = 'in_call' AND c.state = 'running' AND p.left_at IS NULL
    ORDER BY c.started_at, c.id, CASE p.role WHEN 'shopper' THEN 0 WHEN 'agent' THEN 1 ELSE 2 END, p.joined_at, p.id";
const OF_AGENT: &str = "
    SELECT c.ticket_id FROM participant p JOIN call c ON c.org_id = p.org_id AND c.id = p.call_id
    WHERE p.org_id = $1 AND p.person_id = $2 AND p.role = 'agent' AND p.left_at IS NULL";
// Of an agent who came twice, the last time counts; nobody's is told who is in it.
const FATE: &str = "
    SELECT c.end_reason, CASE WHEN p.left_at = c.ended_at THEN 1 ELSE 0 END AS is_with_call,
        (SELECT MIN(n.name) FROM ring r JOIN person n ON n.id = r.person_id
            WHERE r.org_id = c.org_id AND r.ticket_id = c.ticket_id AND r.invited_by = p.person_id AND r.purpose = 'hand_over'
                AND r.state = 'accepted' AND r.ended_at = p.left_at) AS handed_to
    FROM participant p JOIN call c ON c.org_id = p.org_id AND c.id = p.call_id
    WHERE p.org_id = $1 AND p.call_id = $2 AND p.role = 'agent' AND p.person_id = $3 AND p.left_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM participant o
        WHERE o.org_id = p.org_id AND o.call_id = p.call_id AND o.role = 'agent' AND o.person_id = p.person_id AND o.left_at IS NULL)
    ORDER BY p.left_at DESC LIMIT 1";
const LEAVE: &str = "
    UPDATE participant SET left_at = $3, absent_due_at = NULL WHERE org_id = $1 AND id = $2 AND left_at IS NULL";
const HOLD: &str = "
    UPDATE participant
    SET epoch = CASE WHEN page = $4 THEN epoch ELSE epoch + 1 END, device = $3, page = $4, absent_due_at = NULL
    WHERE org_id = $1 AND id = $2 AND left_at IS NULL";
const MARK_ABSENT: &str = "
    UPDATE participant SET absent_due_at = $3
    WHERE org_id = $1 AND person_id = $2 AND role = 'agent' AND left_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = participant.org_id AND k.person_id = participant.person_id AND k.device = participant.device
            AND n.lease_until > $4)";
const IS_BACK: &str = "
    UPDATE participant SET absent_due_at = NULL
    WHERE org_id = $1 AND person_id = $2 AND role = 'agent' AND left_at IS NULL AND EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = participant.org_id AND k.person_id = participant.person_id AND k.device = participant.device
            AND n.lease_until > $3)";
const UNATTENDED: &str = "
    SELECT p.org_id, p.person_id FROM participant p
    WHERE p.role = 'agent' AND p.left_at IS NULL AND p.absent_due_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = p.org_id AND k.person_id = p.person_id AND k.device = p.device AND n.lease_until > $1)";
const LOST: &str = "
    SELECT p.org_id, c.ticket_id, p.person_id
    FROM participant p JOIN call c ON c.org_id = p.org_id AND c.id = p.call_id
    WHERE p.role = 'agent' AND p.left_at IS NULL AND p.absent_due_at <= $1";

/// A participant's row beyond what the rules know.
#[derive(Clone, Debug)]
pub(crate) struct PartRow {
    pub id: ParticipantId,
    pub role: Role,
    pub person: Option<PersonId>,
    pub device: Option<String>,
    /// Names the load of the page from which the part is played.
    pub page: Option<String>,
    pub epoch: u32,
    pub absent_due_at: Option<Timestamp>,
}

/// The tab from which an agent acts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tab<'a> {
    /// Its name over reloads.
    pub device: &'a str,
    /// The name of this load of its page.
    pub page: Option<&'a str>,
}

impl PartRow {
    /// The epoch once this page holds the part: a new one for a new page.
    pub fn epoch_from(&self, page: Option<&str>) -> u32 {
        if page.is_some() && self.page.as_deref() == page { self.epoch } else { self.epoch.saturating_add(1) }
    }
}

/// Starts a call; `tab` holds the agent's side.
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, ticket: &TicketRow, call: &Call, tab: Option<Tab<'_>>) -> Result<()> {
    change.execute(INSERT, params![scope.org(), &call.id, &ticket.id, call.started_at]).await?;
    for participant in &call.participants {
        join(change, scope, ticket, &call.id, participant, tab).await?;
    }
    Ok(())
}

/// Somebody is in a call from now on; `tab` holds it when that is an agent.
pub(crate) async fn join(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketRow,
    call: &CallId,
    Participant { id, role, person }: &Participant,
    tab: Option<Tab<'_>>,
) -> Result<()> {
    let tab = tab.filter(|_| *role == Role::Agent);
    let page = if *role == Role::Shopper { ticket.page.as_deref() } else { tab.and_then(|tab| tab.page) };
    let row = params![scope.org(), id, call, words::name(role)?, person, tab.map(|tab| tab.device), change.now, page];
    change.execute(INSERT_PARTICIPANT, row).await.map(drop)
}

/// Somebody is no longer in a call, which goes on.
pub(crate) async fn leave(change: &mut Change<'_>, scope: &Scope, part: &ParticipantId) -> Result<()> {
    change.execute_or_raced(LEAVE, params![scope.org(), part, change.now]).await
}

/// Ends a call for everybody in it.
pub(crate) async fn end(change: &mut Change<'_>, scope: &Scope, call: &CallId, reason: CallEnd) -> Result<()> {
    let (org, now) = (scope.org(), change.now);
    change.execute_or_raced(END, params![org, call, words::name(&reason)?, now]).await?;
    change.execute(ALL_LEAVE, params![org, call, now]).await.map(drop)
}

/// The latest call of a ticket, running or ended, with the rows of who is in it, or was at its end.
pub(crate) async fn of_ticket(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Option<(Call, Vec<PartRow>)>> {
    let rows = change.all(OF_TICKET, params![scope.org(), ticket]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let parts: Vec<PartRow> = rows.iter().map(part_row).collect::<Result<_>>()?;
    let state = match first.text("state")? {
        "running" => CallState::Running,
        _ => CallState::Ended(words::read(first, "end_reason")?),
    };
    let participant = |part: &PartRow| Participant { id: part.id.clone(), role: part.role, person: part.person.clone() };
    let participants = parts.iter().map(participant).collect();
    let call = Call { id: first.id("call_id")?, participants, state, started_at: first.time("started_at")?, hold: hold_row(first)? };
    Ok(Some((call, parts)))
}

fn hold_row(row: &Row) -> Result<Hold<PersonId>> {
    let held = row.opt_id("held_by")?.zip(row.opt_time("held_since")?);
    Ok(Hold { turn: row.count("hold_turn")?, on: held.map(|(by, since)| Held { by, since }) })
}

/// The shopper of a running call is on hold, or back.
pub(crate) async fn turn_hold(change: &mut Change<'_>, scope: &Scope, call: &CallId, hold: &Hold<PersonId>) -> Result<()> {
    let (by, since) = hold.on.as_ref().map(|held| (&held.by, held.since)).unzip();
    change.execute_or_raced(TURN_HOLD, params![scope.org(), call, hold.turn, by, since]).await
}

fn part_row(row: &Row) -> Result<PartRow> {
    Ok(PartRow {
        id: row.id("id")?,
        role: words::read(row, "role")?,
        person: row.opt_id("person_id")?,
        device: row.opt_text("device")?.map(str::to_owned),
        page: row.opt_text("page")?.map(str::to_owned),
        epoch: row.count("epoch")?,
        absent_due_at: row.opt_time("absent_due_at")?,
    })
}

/// The running calls of a queue with who is in them, the shopper first and guests last.
pub(crate) async fn running(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<(TicketId, LiveCall)>> {
    let mut calls: Vec<(TicketId, LiveCall)> = vec![];
    for row in &snapshot.all(RUNNING, params![scope.org(), queue]).await? {
        let id: CallId = row.id("call_id")?;
        let part = Part {
            id: row.id("id")?,
            role: words::read(row, "role")?,
            person: row.opt_id("person_id")?,
            name: row.opt_text("name")?.map(str::to_owned),
            device: row.opt_text("device")?.map(str::to_owned),
            epoch: row.count("epoch")?,
        };
        match calls.last_mut().filter(|(_, call)| call.id == id) {
            Some((_, call)) => call.participants.push(part),
            None => {
                let started_at = row.time("started_at")?;
                let call = LiveCall { id, started_at, participants: vec![part], guests: vec![], hold: hold_row(row)?, snapshots: vec![] };
                calls.push((row.id("ticket_id")?, call));
            }
        }
    }
    if !calls.is_empty() {
        for (of, card) in snapshots::of_running(snapshot, scope, queue).await? {
            calls.iter_mut().filter(|(_, call)| call.id == of).for_each(|(_, call)| call.snapshots.push(card.clone()));
        }
        for (of, guest) in guests::live(snapshot, scope, queue).await? {
            calls.iter_mut().filter(|(_, call)| call.id == of).for_each(|(_, call)| call.guests.push(guest.clone()));
        }
    }
    Ok(calls)
}

/// The ticket of the agent's running call.
pub(crate) async fn of_agent(reader: &Reader, scope: &Scope, agent: &PersonId) -> Result<Option<TicketId>> {
    reader.optional(OF_AGENT, params![scope.org(), agent]).await?.map(|row| row.id("ticket_id")).transpose()
}

/// The same, within a change.
pub(crate) async fn held_by(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) -> Result<Option<TicketId>> {
    change.optional(OF_AGENT, params![scope.org(), agent]).await?.map(|row| row.id("ticket_id")).transpose()
}

/// Why this call ended for the agent, who was in it. `None` while he is. Of a call that goes on without him it is said that it was
/// hung up, which is all that a desk of version 1 understands.
pub(crate) async fn fate(reader: &Reader, scope: &Scope, call: &CallId, agent: &PersonId) -> Result<Option<(CallEnd, PartEnd)>> {
    let Some(row) = reader.optional(FATE, params![scope.org(), call, agent]).await? else { return Ok(None) };
    let end = words::read_opt(&row, "end_reason")?.filter(|_| row.flag("is_with_call").unwrap_or_default());
    Ok(Some(match (end, row.opt_text("handed_to")?) {
        (Some(CallEnd::Transferred), _) => (CallEnd::AgentHungUp, PartEnd::PassedOn),
        (Some(end), _) => (end, PartEnd::WithCall),
        (None, Some(to)) => (CallEnd::AgentHungUp, PartEnd::HandedOver { to: to.to_owned() }),
        (None, None) => (CallEnd::AgentHungUp, PartEnd::Left),
    }))
}

/// A page (of the shopper) or a tab (of the agent, `device`) holds this part from now on: a new epoch, unless the page is the same.
pub(crate) async fn hold(
    change: &mut Change<'_>,
    scope: &Scope,
    part: &ParticipantId,
    device: Option<&str>,
    page: Option<&str>,
) -> Result<()> {
    change.execute_or_raced(HOLD, params![scope.org(), part, device, page]).await
}

/// When no tab holds the agent's call: it ends at `due_at` unless one comes back or takes over.
pub(crate) async fn mark_absent(change: &mut Change<'_>, scope: &Scope, agent: &PersonId, due_at: Timestamp) -> Result<()> {
    change.execute(MARK_ABSENT, params![scope.org(), agent, due_at, change.now]).await.map(drop)
}

/// Whether a tab holds the agent's call after all: its node had merely been silent for a while. The agent then is no longer absent.
pub(crate) async fn is_back(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) -> Result<bool> {
    Ok(change.execute(IS_BACK, params![scope.org(), agent, change.now]).await? > 0)
}

/// Agents in a call that no tab holds, which nobody has noticed yet.
pub(crate) async fn unattended(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, PersonId)>> {
    let rows = reader.all(UNATTENDED, params![now]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("person_id")?))).collect()
}

/// Calls whose agents have been away for too long.
pub(crate) async fn lost(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId, PersonId)>> {
    let rows = reader.all(LOST, params![now]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?, row.id("person_id")?))).collect()
}
