//! Tickets, and what their shoppers told.

use std::sync::Arc;

use domain::{
    Duration, PersonId, QueueId, TicketId, Timestamp,
    call::{CallEnd, TicketState},
    identity::Identity,
    queue::OpeningHours,
    schedule::Schedule,
    shopper_data::Claim,
};

use super::{Change, Reader, Row, Scope, Snapshot, settings, words};
use crate::{
    Error, Result,
    front_desk::{floor::QueueFacts, views::shopper::Fate},
    params,
};

const QUEUES: &str = "
    SELECT q.id, q.slug, q.name, q.is_default, COALESCE(q.ring_seconds, o.ring_seconds) AS ring_seconds, o.relay_only, o.drop_in,
        o.schedule_json, q.hours_json, q.routing, q.when_closed, q.when_nobody, q.most_waiting, q.wrap_up_seconds, q.call_backs,
        q.asked_first_json
    FROM queue q JOIN organisation o ON o.id = q.org_id
    WHERE q.org_id = $1
    ORDER BY q.position, q.id";
const QUEUE: &str = "
    SELECT q.id, q.slug, q.name, q.is_default, COALESCE(q.ring_seconds, o.ring_seconds) AS ring_seconds, o.relay_only, o.drop_in,
        o.schedule_json, q.hours_json, q.routing, q.when_closed, q.when_nobody, q.most_waiting, q.wrap_up_seconds, q.call_backs,
        q.asked_first_json
    FROM queue q JOIN organisation o ON o.id = q.org_id
    WHERE q.org_id = $1 AND q.id = $2";
const TAKE_QUEUE: &str = "UPDATE queue SET version = version WHERE org_id = $1 AND id = $2";
const WAITING: &str = "
    SELECT COUNT(*) AS waiting FROM ticket WHERE org_id = $1 AND queue_id = $2 AND state <> 'ended' AND state = 'waiting'";
const INSERT: &str = "
    INSERT INTO ticket (org_id, id, queue_id, state, joined_at, epoch, resume_hash, round_started_at, language, has_camera,
        has_microphone, terms_version, terms_accepted_at, version, page)
    VALUES ($1, $2, $3, 'waiting', $4, 1, $5, $4, $6, $7, $8, $9, $4, 1, $10)";
const INSERT_DETAIL: &str = "
    INSERT INTO shopper_detail (org_id, ticket_id, data_json, page_url, page_title, visit_hash, delete_after, identity_json)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const TICKET: &str = "
    SELECT id, queue_id, state, end_reason, epoch, version, resume_hash, page, absent_due_at
    FROM ticket WHERE org_id = $1 AND id = $2";
const BUMP: &str = "UPDATE ticket SET version = version + 1 WHERE org_id = $1 AND id = $2 AND version = $3";
const MOVE: &str = "
    UPDATE ticket SET state = $3, end_reason = $4, ended_at = $5, absent_due_at = CASE WHEN $3 = 'ended' THEN NULL ELSE absent_due_at END
    WHERE org_id = $1 AND id = $2 AND state <> 'ended'";
const RETURN: &str = "
    UPDATE ticket SET state = 'waiting', lost_agent_id = $3, passed_on_by = NULL, round_started_at = $4
    WHERE org_id = $1 AND id = $2 AND state = 'in_call'";
const NEW_ROUND: &str = "UPDATE ticket SET round_started_at = $3 WHERE org_id = $1 AND id = $2";
const ATTACH: &str = "
    UPDATE ticket SET epoch = epoch + 1, resume_hash = $4, page = $5, absent_due_at = NULL, version = version + 1
    WHERE org_id = $1 AND id = $2 AND version = $3";
const MARK_ABSENT: &str = "
    UPDATE ticket SET absent_due_at = $3
    WHERE org_id = $1 AND id = $2 AND state <> 'ended' AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = ticket.org_id AND k.ticket_id = ticket.id AND n.lease_until > $4)";
const IS_BACK: &str = "
    UPDATE ticket SET absent_due_at = NULL
    WHERE org_id = $1 AND id = $2 AND EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = ticket.org_id AND k.ticket_id = ticket.id AND n.lease_until > $3)";
const FATE: &str = "
    SELECT t.state, t.end_reason, c.end_reason AS call_end, n.name AS agent_name, r.stars
    FROM ticket t
    LEFT JOIN call c ON c.org_id = t.org_id AND c.id = (
        SELECT l.id FROM call l WHERE l.org_id = t.org_id AND l.ticket_id = t.id ORDER BY l.started_at DESC, l.id LIMIT 1)
    LEFT JOIN participant p ON p.org_id = c.org_id AND p.call_id = c.id AND p.role = 'agent'
    LEFT JOIN person n ON n.id = p.person_id
    LEFT JOIN rating r ON r.org_id = c.org_id AND r.call_id = c.id
    WHERE t.org_id = $1 AND t.id = $2
    ORDER BY p.left_at DESC, p.joined_at, p.id";
// The first condition is that of the index.
const WITH_WAITING: &str = "SELECT DISTINCT org_id, queue_id FROM ticket WHERE state <> 'ended' AND state = 'waiting'";
const UNATTENDED: &str = "
    SELECT t.org_id, t.id FROM ticket t
    WHERE t.state <> 'ended' AND t.absent_due_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = t.org_id AND k.ticket_id = t.id AND n.lease_until > $1)";
const LOST: &str = "SELECT org_id, id FROM ticket WHERE state <> 'ended' AND absent_due_at <= $1";
const NUMBERS: &str = "
    SELECT (SELECT COUNT(*) FROM ticket WHERE state <> 'ended' AND state = 'waiting') AS waiting,
        (SELECT COUNT(*) FROM call WHERE state = 'running') AS calls,
        (SELECT COUNT(*) FROM ring WHERE ended_at IS NULL) AS rings";

/// A ticket's own row.
#[derive(Clone, Debug)]
pub(crate) struct TicketRow {
    pub id: TicketId,
    pub queue: QueueId,
    pub state: TicketState,
    pub epoch: u32,
    pub version: i64,
    pub resume_hash: String,
    /// Names the load of the shopper's page.
    pub page: Option<String>,
    pub absent_due_at: Option<Timestamp>,
}

/// A ticket to draw.
#[derive(Clone, Debug)]
pub(crate) struct NewTicket {
    pub id: TicketId,
    pub queue: QueueId,
    pub resume_hash: String,
    /// Names the load of the shopper's page.
    pub page: Option<String>,
    pub terms: String,
    /// A hash of the visit that draws it.
    pub visit_hash: String,
    pub told: Told,
    pub delete_after_stay: Duration,
}

/// What a shopper brought along or the page told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub claims: Vec<Claim>,
    /// What the shop's own server says of the shopper.
    pub identity: Option<Identity>,
    pub page_url: Option<String>,
    pub page_title: Option<String>,
    pub language: String,
    pub has_camera: bool,
    pub has_microphone: bool,
}

impl TicketRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.id("id")?,
            queue: row.id("queue_id")?,
            state: state(row)?,
            epoch: row.count("epoch")?,
            version: row.int("version")?,
            resume_hash: row.text("resume_hash")?.to_owned(),
            page: row.opt_text("page")?.map(str::to_owned),
            absent_due_at: row.opt_time("absent_due_at")?,
        })
    }
}

fn state(row: &Row) -> Result<TicketState> {
    match row.text("state")? {
        "waiting" => Ok(TicketState::Waiting),
        "in_call" => Ok(TicketState::InCall),
        _ => Ok(TicketState::Ended(words::read(row, "end_reason")?)),
    }
}

/// The organisation's queues in their order.
pub(crate) async fn queues(reader: &Reader, scope: &Scope) -> Result<Vec<QueueFacts>> {
    reader.all(QUEUES, params![scope.org()]).await?.iter().map(|row| facts(scope, row)).collect()
}

/// One queue.
pub(crate) async fn queue(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Option<QueueFacts>> {
    snapshot.optional(QUEUE, params![scope.org(), queue]).await?.map(|row| facts(scope, &row)).transpose()
}

/// One queue, whose line nobody else may grow until the change is over.
pub(crate) async fn take_queue(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<Option<QueueFacts>> {
    change.execute(TAKE_QUEUE, params![scope.org(), queue]).await?;
    change.optional(QUEUE, params![scope.org(), queue]).await?.map(|row| facts(scope, &row)).transpose()
}

/// How many wait in a queue.
pub(crate) async fn waiting(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<u32> {
    let row = change.optional(WAITING, params![scope.org(), queue]).await?;
    row.map_or(Ok(0), |row| row.count("waiting"))
}

fn facts(scope: &Scope, row: &Row) -> Result<QueueFacts> {
    let hours: OpeningHours = words::read_json(row, "hours_json")?;
    let of_organisation: Option<Schedule> = words::read_opt_json(row, "schedule_json")?;
    Ok(QueueFacts {
        org: scope.org().clone(),
        id: row.id("id")?,
        slug: row.id("slug")?,
        name: row.text("name")?.to_owned(),
        is_default: row.flag("is_default")?,
        ring_time: Duration::from_secs(row.int("ring_seconds")?),
        relay_only: row.flag("relay_only")?,
        drop_in: row.flag("drop_in")?,
        schedule: hours.schedule(of_organisation.as_ref()).cloned().map(Arc::new),
        rules: settings::rules(row)?,
    })
}

/// Draws a ticket.
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, ticket: &NewTicket) -> Result<()> {
    let (org, now, told) = (scope.org(), change.now, &ticket.told);
    let row = params![
        org,
        &ticket.id,
        &ticket.queue,
        now,
        ticket.resume_hash.as_str(),
        told.language.as_str(),
        told.has_camera,
        told.has_microphone,
        ticket.terms.as_str(),
        ticket.page.as_deref()
    ];
    change.execute(INSERT, row).await?;
    let page = (told.page_url.as_deref(), told.page_title.as_deref());
    let (claims, identity) = (claims_json(&told.claims), told.identity.as_ref().map(words::json).transpose()?);
    let (visit, delete_after) = (ticket.visit_hash.as_str(), now + ticket.delete_after_stay);
    let detail = params![org, &ticket.id, claims, page.0, page.1, visit, delete_after, identity];
    change.execute(INSERT_DETAIL, detail).await.map(drop)
}

pub(super) fn claims_json(claims: &[Claim]) -> String {
    serde_json::to_string(claims).unwrap_or_else(|_| "[]".to_owned())
}

/// One ticket, ended or not.
pub(crate) async fn load(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Option<TicketRow>> {
    change.optional(TICKET, params![scope.org(), ticket]).await?.map(|row| TicketRow::read(&row)).transpose()
}

/// What the page claimed, as a row holds it in `data_json`.
pub(super) fn claims(row: &Row) -> Result<Vec<Claim>> {
    match row.opt_text("data_json")? {
        // Where the JSON breaks is told, none of its text.
        Some(json) => serde_json::from_str(json).map_err(|error| Error::Unreadable {
            column: "data_json".to_owned(),
            problem: format!("no list of claims at column {}", error.column()),
        }),
        None => Ok(vec![]),
    }
}

/// Takes the ticket for this change: from here on nobody else moves it. [`Error::Raced`] when somebody did.
pub(crate) async fn take(change: &mut Change<'_>, scope: &Scope, ticket: &TicketRow) -> Result<()> {
    change.execute_or_raced(BUMP, params![scope.org(), &ticket.id, ticket.version]).await
}

/// Moves a ticket to another state.
pub(crate) async fn move_to(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, state: TicketState) -> Result<()> {
    let (name, reason, ended_at) = match state {
        TicketState::Waiting => ("waiting", None, None),
        TicketState::InCall => ("in_call", None, None),
        TicketState::Ended(reason) => ("ended", Some(words::name(&reason)?), Some(change.now)),
    };
    change.execute_or_raced(MOVE, params![scope.org(), ticket, name, reason, ended_at]).await
}

/// Puts a ticket whose agent was lost back at the front of its line, where all agents may be asked anew.
pub(crate) async fn put_back(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, lost: &PersonId) -> Result<()> {
    change.execute_or_raced(RETURN, params![scope.org(), ticket, lost, change.now]).await
}

/// All agents may be asked anew.
pub(crate) async fn begin_round(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<()> {
    change.execute(NEW_ROUND, params![scope.org(), ticket, change.now]).await.map(drop)
}

/// A widget comes back to its ticket: a new epoch and a new secret.
pub(crate) async fn attach(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketRow,
    resume_hash: &str,
    page: Option<&str>,
) -> Result<()> {
    change.execute_or_raced(ATTACH, params![scope.org(), &ticket.id, ticket.version, resume_hash, page]).await
}

/// When no widget is attached: the ticket ends at `due_at` unless one comes back.
pub(crate) async fn mark_absent(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, due_at: Timestamp) -> Result<()> {
    change.execute(MARK_ABSENT, params![scope.org(), ticket, due_at, change.now]).await.map(drop)
}

/// Whether a widget is attached after all: its node had merely been silent for a while. The ticket then is no longer absent.
pub(crate) async fn is_back(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<bool> {
    Ok(change.execute(IS_BACK, params![scope.org(), ticket, change.now]).await? > 0)
}

/// How a ticket ended; `None` while it is live.
pub(crate) async fn fate(reader: &Reader, scope: &Scope, ticket: &TicketId) -> Result<Option<Fate>> {
    let Some(row) = reader.optional(FATE, params![scope.org(), ticket]).await? else {
        return Err(Error::Missing("ticket"));
    };
    let TicketState::Ended(reason) = state(&row)? else { return Ok(None) };
    let call: Option<CallEnd> = words::read_opt(&row, "call_end")?;
    let agent_name = row.opt_text("agent_name")?.map(str::to_owned);
    Ok(Some(Fate { reason, call, agent_name, is_rated: row.opt_int("stars")?.is_some() }))
}

/// The queues in which somebody waits.
pub(crate) async fn queues_with_waiting(reader: &Reader) -> Result<Vec<(Scope, QueueId)>> {
    let rows = reader.all(WITH_WAITING, params![]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("queue_id")?))).collect()
}

/// Live tickets without an attached widget that nobody has noticed yet.
pub(crate) async fn unattended(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId)>> {
    found(&reader.all(UNATTENDED, params![now]).await?)
}

/// Live tickets whose widgets have been away for too long.
pub(crate) async fn lost(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId)>> {
    found(&reader.all(LOST, params![now]).await?)
}

fn found(rows: &[Row]) -> Result<Vec<(Scope, TicketId)>> {
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("id")?))).collect()
}

/// Tickets in line, running calls and live rings, over all organisations.
pub(crate) async fn numbers(reader: &Reader) -> Result<[u32; 3]> {
    let row = reader.one(NUMBERS, params![]).await?;
    Ok([row.count("waiting")?, row.count("calls")?, row.count("rings")?])
}

#[cfg(test)]
mod tests {
    use domain::call::TicketEnd;

    use super::*;

    #[test]
    fn the_store_knows_the_words_of_the_rules() {
        for (reason, word) in [(TicketEnd::Left, "left"), (TicketEnd::Lost, "lost"), (TicketEnd::Served, "served")] {
            assert_eq!(words::name(&reason).ok().as_deref(), Some(word));
        }
    }
}
