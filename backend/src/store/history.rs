//! Tickets that have been, and are, as the history lists them and tells of each.

use domain::{
    CallId, Duration, QueueId, TicketId, Timestamp,
    call::{CallEnd, RingOutcome, Role, TicketEnd, TicketState},
    history::{self, MISSED_AFTER, Outcome},
    identity::Identity,
    shopper_data::Claim,
    tracking::Tags,
    wire::console::HistoryQuery,
};

use super::{Param, Reader, Row, Scope, tickets, words};
use crate::{Result, params};

// The row of a ticket's latest call goes along. The two conditions on $3 are one upper end: the first is what the index can use.
// CROSS JOIN has SQLite begin with the ticket's calls: from all calls that an agent was ever in, a page would take minutes.
const PAGE: &str = "
    SELECT t.id, t.state, t.end_reason, t.joined_at, t.ended_at, q.name AS queue_name, n.name AS agent_name, r.stars,
        l.started_at AS call_started_at, l.ended_at AS call_ended_at, l.end_reason AS call_end,
        (SELECT MIN(c.started_at) FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id) AS answered_at,
        (SELECT COUNT(*) FROM call c JOIN purchase b ON b.org_id = c.org_id AND b.call_id = c.id
            WHERE c.org_id = t.org_id AND c.ticket_id = t.id) AS purchases
    FROM ticket t
    JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id
    LEFT JOIN call l ON l.org_id = t.org_id AND l.id = (
        SELECT c.id FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id ORDER BY c.started_at DESC, c.id LIMIT 1)
    LEFT JOIN participant p ON p.org_id = l.org_id AND p.id = (
        SELECT a.id FROM participant a
        WHERE a.org_id = l.org_id AND a.call_id = l.id AND a.role = 'agent' ORDER BY a.joined_at, a.id LIMIT 1)
    LEFT JOIN person n ON n.id = p.person_id
    LEFT JOIN rating r ON r.org_id = l.org_id AND r.call_id = l.id
    WHERE t.org_id = $1 AND t.joined_at >= $2 AND t.joined_at <= $3 AND (t.joined_at < $3 OR t.id < $4)
        AND ($5 = '' OR t.queue_id = $5)
        AND ($6 = '' OR EXISTS (SELECT 1 FROM ring g WHERE g.org_id = t.org_id AND g.ticket_id = t.id AND g.person_id = $6)
            OR EXISTS (SELECT 1 FROM call c CROSS JOIN participant a
                WHERE c.org_id = t.org_id AND c.ticket_id = t.id AND a.org_id = c.org_id AND a.call_id = c.id AND a.person_id = $6))
        AND ($7 = '' OR EXISTS (SELECT 1 FROM ring g WHERE g.org_id = t.org_id AND g.ticket_id = t.id AND g.person_id = $7)
            OR EXISTS (SELECT 1 FROM call c CROSS JOIN participant a
                WHERE c.org_id = t.org_id AND c.ticket_id = t.id AND a.org_id = c.org_id AND a.call_id = c.id AND a.person_id = $7))
        AND ($8 = '' OR ($8 = 'live' AND t.state <> 'ended')
            OR ($8 <> 'live' AND t.state = 'ended' AND $8 = CASE
                WHEN EXISTS (SELECT 1 FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id) THEN 'answered'
                WHEN t.ended_at - t.joined_at > $9 THEN 'missed' ELSE 'left' END))
    ORDER BY t.joined_at DESC, t.id DESC LIMIT $10";
const FIGURES: &str = "
    SELECT t.state, t.end_reason, t.joined_at, t.ended_at,
        (SELECT MIN(c.started_at) FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id) AS answered_at
    FROM ticket t
    WHERE t.org_id = $1 AND t.joined_at >= $2 AND t.joined_at <= $3 AND (t.joined_at < $3 OR t.id < $4)
        AND ($5 = '' OR t.queue_id = $5)
        AND ($6 = '' OR EXISTS (SELECT 1 FROM ring g WHERE g.org_id = t.org_id AND g.ticket_id = t.id AND g.person_id = $6)
            OR EXISTS (SELECT 1 FROM call c CROSS JOIN participant a
                WHERE c.org_id = t.org_id AND c.ticket_id = t.id AND a.org_id = c.org_id AND a.call_id = c.id AND a.person_id = $6))
        AND ($7 = '' OR EXISTS (SELECT 1 FROM ring g WHERE g.org_id = t.org_id AND g.ticket_id = t.id AND g.person_id = $7)
            OR EXISTS (SELECT 1 FROM call c CROSS JOIN participant a
                WHERE c.org_id = t.org_id AND c.ticket_id = t.id AND a.org_id = c.org_id AND a.call_id = c.id AND a.person_id = $7))
        AND ($8 = '' OR ($8 = 'live' AND t.state <> 'ended')
            OR ($8 <> 'live' AND t.state = 'ended' AND $8 = CASE
                WHEN EXISTS (SELECT 1 FROM call c WHERE c.org_id = t.org_id AND c.ticket_id = t.id) THEN 'answered'
                WHEN t.ended_at - t.joined_at > $9 THEN 'missed' ELSE 'left' END))
    ORDER BY t.joined_at DESC, t.id DESC LIMIT $10";
const TICKET: &str = "
    SELECT t.id, q.name AS queue_name, t.state, t.end_reason, t.joined_at, t.moved_at, t.ended_at, t.tags_json, d.data_json, d.identity_json,
        d.page_url, d.page_title, d.delete_after
    FROM ticket t
    JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id
    LEFT JOIN shopper_detail d ON d.org_id = t.org_id AND d.ticket_id = t.id AND d.delete_after > $4
    WHERE t.org_id = $1 AND t.id = $2
        AND ($3 = '' OR EXISTS (SELECT 1 FROM ring g WHERE g.org_id = t.org_id AND g.ticket_id = t.id AND g.person_id = $3)
            OR EXISTS (SELECT 1 FROM call c CROSS JOIN participant a
                WHERE c.org_id = t.org_id AND c.ticket_id = t.id AND a.org_id = c.org_id AND a.call_id = c.id AND a.person_id = $3))";
const RINGS: &str = "
    SELECT n.name, r.state, r.started_at, r.ended_at FROM ring r JOIN person n ON n.id = r.person_id
    WHERE r.org_id = $1 AND r.ticket_id = $2
    ORDER BY r.started_at, n.name, r.id LIMIT $3";
const CALLS: &str = "
    SELECT c.id, c.end_reason, c.started_at, c.ended_at, c.outcome, r.stars, r.created_at AS rated_at, m.comment
    FROM call c
    LEFT JOIN rating r ON r.org_id = c.org_id AND r.call_id = c.id
    LEFT JOIN rating_comment m ON m.org_id = c.org_id AND m.call_id = c.id AND m.delete_after > $3
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY c.started_at, c.id";
const WRITTEN: &str = "
    SELECT w.call_id, n.name, w.note
    FROM call c
    JOIN call_note w ON w.org_id = c.org_id AND w.call_id = c.id AND w.delete_after > $3
    JOIN person n ON n.id = w.person_id
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY w.changed_at, n.name";
const PARTS: &str = "
    SELECT p.call_id, p.role, COALESCE(n.name, d.name) AS name, p.joined_at, p.left_at
    FROM call c
    JOIN participant p ON p.org_id = c.org_id AND p.call_id = c.id
    LEFT JOIN person n ON n.id = p.person_id
    LEFT JOIN guest_detail d ON d.org_id = p.org_id AND d.guest_id = p.id AND d.delete_after > $3
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY p.joined_at, p.role DESC, p.id";

/// A ticket of the list, with its latest call.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub id: TicketId,
    pub queue: String,
    pub joined_at: Timestamp,
    pub outcome: Outcome,
    pub waited: Duration,
    pub end: Option<TicketEnd>,
    pub agent: Option<String>,
    /// When the latest call began and, if it has, ended and why.
    pub call: Option<(Timestamp, Option<(Timestamp, CallEnd)>)>,
    pub stars: Option<u8>,
    /// How many orders followed its calls.
    pub purchases: u32,
}

/// One ticket.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub id: TicketId,
    pub queue_name: String,
    pub state: TicketState,
    pub joined_at: Timestamp,
    pub moved_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// What the page wanted it counted by.
    pub tags: Tags,
    /// What the page told, while it is kept.
    pub detail: Option<Detail>,
}

/// What the page told of a shopper.
#[derive(Clone, Debug)]
pub(crate) struct Detail {
    pub identity: Option<Identity>,
    pub claims: Vec<Claim>,
    pub page_url: Option<String>,
    pub page_title: Option<String>,
    pub delete_after: Timestamp,
}

/// A ring of a ticket.
#[derive(Clone, Debug)]
pub(crate) struct PastRing {
    pub agent: String,
    pub started_at: Timestamp,
    pub ended: Option<(Timestamp, RingOutcome)>,
}

/// A call of a ticket.
#[derive(Clone, Debug)]
pub(crate) struct PastCall {
    pub id: CallId,
    pub started_at: Timestamp,
    pub ended: Option<(Timestamp, CallEnd)>,
    /// How it went, as its agent saw it.
    pub outcome: Option<domain::call::Outcome>,
    /// Stars, when they were given, and words while they are kept.
    pub rating: Option<(u8, Timestamp, Option<String>)>,
}

/// A part in a call of a ticket.
#[derive(Clone, Debug)]
pub(crate) struct PastPart {
    pub call: CallId,
    pub role: Role,
    pub name: Option<String>,
    pub joined_at: Timestamp,
    pub left_at: Option<Timestamp>,
}

fn values(scope: &Scope, query: &HistoryQuery, only: &str, most: u32) -> Vec<Param> {
    // Nothing is less than the empty text: without a page the end itself is left out.
    let (until, before) = match &query.before {
        Some(place) if place.at < query.until => (place.at, place.ticket.as_str()),
        _ => (query.until, ""),
    };
    let text = |id: Option<&str>| id.unwrap_or_default().to_owned();
    let queue = text(query.queue.as_ref().map(QueueId::as_str));
    let agent = text(query.agent.as_ref().map(domain::PersonId::as_str));
    let outcome = query.outcome.map_or("", history::Sought::as_str);
    params![scope.org(), query.from, until, before, queue, agent, only, outcome, MISSED_AFTER.as_micros(), most]
}

fn state(row: &Row) -> Result<TicketState> {
    match row.text("state")? {
        "waiting" => Ok(TicketState::Waiting),
        "in_call" => Ok(TicketState::InCall),
        _ => Ok(TicketState::Ended(words::read(row, "end_reason")?)),
    }
}

/// What became of a ticket, whether it ever had a call, and how long it waited.
fn fate(row: &Row, now: Timestamp) -> Result<(Outcome, bool, Duration)> {
    let answered_at = row.opt_time("answered_at")?;
    let waited = history::waited(row.time("joined_at")?, answered_at, row.opt_time("ended_at")?, now);
    Ok((Outcome::of(state(row)?, answered_at.is_some(), waited), answered_at.is_some(), waited))
}

fn stars(row: &Row) -> Result<Option<u8>> {
    Ok(row.opt_int("stars")?.and_then(|stars| u8::try_from(stars).ok()))
}

/// At most so many tickets, the newest first. `only` limits them to those that rang this person or that he was in a call of; the
/// empty text does not.
pub(crate) async fn page(
    reader: &Reader,
    scope: &Scope,
    query: &HistoryQuery,
    only: &str,
    most: u32,
    now: Timestamp,
) -> Result<Vec<Listed>> {
    let listed = |row: &Row| -> Result<_> {
        let (outcome, _, waited) = fate(row, now)?;
        let ended = row.opt_time("call_ended_at")?.zip(words::read_opt(row, "call_end")?);
        Ok(Listed {
            id: row.id("id")?,
            queue: row.text("queue_name")?.to_owned(),
            joined_at: row.time("joined_at")?,
            outcome,
            waited,
            end: words::read_opt(row, "end_reason")?,
            agent: row.opt_text("agent_name")?.map(str::to_owned),
            call: row.opt_time("call_started_at")?.map(|started_at| (started_at, ended)),
            stars: stars(row)?,
            purchases: row.count("purchases")?,
        })
    };
    reader.all(PAGE, values(scope, query, only, most)).await?.iter().map(listed).collect()
}

/// What became of at most so many tickets, the newest ones, whatever page is asked for.
pub(crate) async fn figures(
    reader: &Reader,
    scope: &Scope,
    query: &HistoryQuery,
    only: &str,
    most: u32,
    now: Timestamp,
) -> Result<Vec<(Outcome, bool, Duration)>> {
    let all = HistoryQuery { before: None, ..query.clone() };
    reader.all(FIGURES, values(scope, &all, only, most)).await?.iter().map(|row| fate(row, now)).collect()
}

/// One ticket; `only` as in [`page`].
pub(crate) async fn ticket(reader: &Reader, scope: &Scope, id: &TicketId, only: &str, now: Timestamp) -> Result<Option<Told>> {
    let Some(row) = reader.optional(TICKET, params![scope.org(), id, only, now]).await? else { return Ok(None) };
    let text = |column| row.opt_text(column).map(|text| text.map(str::to_owned));
    let detail = match row.opt_time("delete_after")? {
        Some(delete_after) => Some(Detail {
            identity: words::read_opt_json(&row, "identity_json")?,
            claims: tickets::claims(&row)?,
            page_url: text("page_url")?,
            page_title: text("page_title")?,
            delete_after,
        }),
        None => None,
    };
    Ok(Some(Told {
        id: row.id("id")?,
        queue_name: row.text("queue_name")?.to_owned(),
        state: state(&row)?,
        joined_at: row.time("joined_at")?,
        moved_at: row.opt_time("moved_at")?,
        ended_at: row.opt_time("ended_at")?,
        tags: words::read_json(&row, "tags_json")?,
        detail,
    }))
}

/// At most so many rings of a ticket, the oldest first.
pub(crate) async fn rings(reader: &Reader, scope: &Scope, ticket: &TicketId, most: u32) -> Result<Vec<PastRing>> {
    let ring = |row: &Row| -> Result<_> {
        let ended = match row.opt_time("ended_at")? {
            Some(at) => Some((at, words::read(row, "state")?)),
            None => None,
        };
        Ok(PastRing { agent: row.text("name")?.to_owned(), started_at: row.time("started_at")?, ended })
    };
    reader.all(RINGS, params![scope.org(), ticket, most]).await?.iter().map(ring).collect()
}

/// The calls of a ticket, the oldest first.
pub(crate) async fn calls(reader: &Reader, scope: &Scope, ticket: &TicketId, now: Timestamp) -> Result<Vec<PastCall>> {
    let call = |row: &Row| -> Result<_> {
        let rating = stars(row)?.zip(row.opt_time("rated_at")?);
        let comment = row.opt_text("comment")?.map(str::to_owned);
        Ok(PastCall {
            id: row.id("id")?,
            started_at: row.time("started_at")?,
            ended: row.opt_time("ended_at")?.zip(words::read_opt(row, "end_reason")?),
            outcome: words::read_opt(row, "outcome")?,
            rating: rating.map(|(stars, at)| (stars, at, comment)),
        })
    };
    reader.all(CALLS, params![scope.org(), ticket, now]).await?.iter().map(call).collect()
}

/// What agents wrote down of the calls of a ticket, while that is kept: the call, the agent's name and the words.
pub(crate) async fn written(reader: &Reader, scope: &Scope, ticket: &TicketId, now: Timestamp) -> Result<Vec<(CallId, String, String)>> {
    let written = |row: &Row| -> Result<_> { Ok((row.id("call_id")?, row.text("name")?.to_owned(), row.text("note")?.to_owned())) };
    reader.all(WRITTEN, params![scope.org(), ticket, now]).await?.iter().map(written).collect()
}

/// Who was in the calls of a ticket; guests with their names while these are kept.
pub(crate) async fn parts(reader: &Reader, scope: &Scope, ticket: &TicketId, now: Timestamp) -> Result<Vec<PastPart>> {
    let part = |row: &Row| -> Result<_> {
        Ok(PastPart {
            call: row.id("call_id")?,
            role: words::read(row, "role")?,
            name: row.opt_text("name")?.map(str::to_owned),
            joined_at: row.time("joined_at")?,
            left_at: row.opt_time("left_at")?,
        })
    };
    reader.all(PARTS, params![scope.org(), ticket, now]).await?.iter().map(part).collect()
}
