//! Call-backs, and what their shoppers wrote.

use domain::{
    CallBackId, EmailAddress, PersonId, QueueId, TicketId, Timestamp,
    call_back::{CallBackState, Contact, Outcome, Phone},
    wire::{Assignee, CallBackCard, CallBackList, MOST_CALL_BACKS},
};

use super::{Change, Reader, Row, Scope, Snapshot, words};
use crate::{Result, params};

const ARE_TAKEN: &str = "SELECT call_backs FROM queue WHERE org_id = $1 AND id = $2";
const INSERT: &str = "
    INSERT INTO call_back (org_id, id, queue_id, state, secret_hash, visit_hash, created_at, changed_at, version)
    VALUES ($1, $2, $3, 'open', $4, $5, $6, $6, 1)";
const INSERT_DETAIL: &str = "
    INSERT INTO call_back_detail (org_id, call_back_id, name, email, phone, message, preferred_time, language, page_url, page_title,
        delete_after)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const BY_ID: &str = "
    SELECT id, queue_id, state, agent_id, outcome, changed_at, version FROM call_back WHERE org_id = $1 AND id = $2";
const BY_SECRET: &str = "
    SELECT c.id, c.queue_id, c.state, c.agent_id, c.outcome, c.changed_at, c.version
    FROM call_back c JOIN call_back_detail d ON d.org_id = c.org_id AND d.call_back_id = c.id
    WHERE c.org_id = $1 AND c.secret_hash = $2";
const SAVE: &str = "
    UPDATE call_back SET state = $4, agent_id = $5, outcome = $6, changed_at = $7, version = version + 1
    WHERE org_id = $1 AND id = $2 AND version = $3";
const LATELY: &str = "
    SELECT COUNT(*) AS of_organisation, COUNT(CASE WHEN visit_hash = $2 THEN 1 END) AS of_visit
    FROM call_back WHERE org_id = $1 AND created_at > $3";
const PUT_FIRST: &str = "UPDATE ticket SET is_back = 1 WHERE org_id = $1 AND id = $2";
const SERVES: &str = "SELECT person_id FROM queue_agent WHERE org_id = $1 AND queue_id = $2 AND person_id = $3";
const NAME_OF: &str = "SELECT name FROM person WHERE id = $1";
const LIVE: &str = "
    SELECT c.id, c.created_at, q.name AS queue_name, c.agent_id, p.name AS agent_name, d.name, d.email, d.phone, d.message,
        d.preferred_time, d.language, d.page_url, d.page_title, COUNT(*) OVER () AS all_of_them
    FROM call_back c
    JOIN call_back_detail d ON d.org_id = c.org_id AND d.call_back_id = c.id
    JOIN queue q ON q.org_id = c.org_id AND q.id = c.queue_id
    LEFT JOIN person p ON p.id = c.agent_id
    WHERE c.org_id = $1 AND c.queue_id = $2 AND c.state <> 'done'
    ORDER BY c.created_at, c.id LIMIT $3";
const TEAM: &str = "
    SELECT m.person_id FROM membership m
    LEFT JOIN queue_agent a ON a.org_id = m.org_id AND a.person_id = m.person_id AND a.queue_id = $2
    WHERE m.org_id = $1 AND (a.person_id IS NOT NULL OR ((m.is_owner = 1 OR m.is_admin = 1)
        AND NOT EXISTS (SELECT 1 FROM queue_agent s WHERE s.org_id = m.org_id AND s.queue_id = $2)))
    ORDER BY m.person_id LIMIT 50";
const LETTER: &str = "
    SELECT p.email AS recipient, o.name AS org_name, q.name AS queue_name, d.name, d.email, d.phone, d.message, d.preferred_time,
        d.page_url, d.page_title
    FROM call_back c
    JOIN call_back_detail d ON d.org_id = c.org_id AND d.call_back_id = c.id
    JOIN organisation o ON o.id = c.org_id
    JOIN queue q ON q.org_id = c.org_id AND q.id = c.queue_id
    JOIN membership m ON m.org_id = c.org_id AND m.person_id = $3
    JOIN person p ON p.id = m.person_id
    WHERE c.org_id = $1 AND c.id = $2 AND c.state <> 'done'";

/// A call-back's own row.
#[derive(Clone, Debug)]
pub(crate) struct CallBackRow {
    pub id: CallBackId,
    pub queue: QueueId,
    pub state: CallBackState,
    version: i64,
}

/// A call-back to write down.
#[derive(Clone, Debug)]
pub(crate) struct NewCallBack {
    pub id: CallBackId,
    pub secret_hash: String,
    /// A hash of the visit in which it is asked for.
    pub visit_hash: String,
    pub contact: Contact,
    pub language: String,
    pub page_url: Option<String>,
    pub page_title: Option<String>,
}

/// How many were asked for lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lately {
    pub of_visit: u32,
    pub of_organisation: u32,
}

/// What a mail to the team tells.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// Whom it goes to.
    pub recipient: EmailAddress,
    pub org_name: String,
    pub queue_name: String,
    pub contact: Contact,
    pub page_url: Option<String>,
    pub page_title: Option<String>,
}

/// Whether a queue takes call-backs; `None` when it is gone.
pub(crate) async fn are_taken(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<Option<bool>> {
    change.optional(ARE_TAKEN, params![scope.org(), queue]).await?.map(|row| row.flag("call_backs")).transpose()
}

/// Writes one down.
pub(crate) async fn insert(
    change: &mut Change<'_>,
    scope: &Scope,
    new: &NewCallBack,
    queue: &QueueId,
    delete_after: Timestamp,
) -> Result<()> {
    let row = params![scope.org(), &new.id, queue, new.secret_hash.as_str(), new.visit_hash.as_str(), change.now];
    change.execute(INSERT, row).await?;
    let Contact { name, email, phone, message, preferred_time } = &new.contact;
    let detail = params![
        scope.org(),
        &new.id,
        name.as_str(),
        email,
        phone.as_ref().map(Phone::as_str),
        message.as_deref(),
        preferred_time.as_deref(),
        new.language.as_str(),
        new.page_url.as_deref(),
        new.page_title.as_deref(),
        delete_after
    ];
    change.execute(INSERT_DETAIL, detail).await.map(drop)
}

/// The call-back of this id.
pub(crate) async fn load(change: &mut Change<'_>, scope: &Scope, id: &CallBackId) -> Result<Option<CallBackRow>> {
    change.optional(BY_ID, params![scope.org(), id]).await?.map(|row| read(&row)).transpose()
}

/// The call-back that this secret belongs to, until what its shopper wrote is deleted.
pub(crate) async fn by_secret(change: &mut Change<'_>, scope: &Scope, secret_hash: &str) -> Result<Option<CallBackRow>> {
    change.optional(BY_SECRET, params![scope.org(), secret_hash]).await?.map(|row| read(&row)).transpose()
}

fn read(row: &Row) -> Result<CallBackRow> {
    let agent: Option<PersonId> = row.opt_id("agent_id")?;
    let state = match (row.text("state")?, agent) {
        ("done", by) => CallBackState::Done { by, outcome: words::read(row, "outcome")?, at: row.time("changed_at")? },
        (_, Some(agent)) => CallBackState::Assigned(agent),
        (_, None) => CallBackState::Open,
    };
    Ok(CallBackRow { id: row.id("id")?, queue: row.id("queue_id")?, state, version: row.int("version")? })
}

/// Moves a call-back to another state, unless somebody else was first.
pub(crate) async fn save(change: &mut Change<'_>, scope: &Scope, row: &CallBackRow, state: &CallBackState) -> Result<()> {
    let (word, agent, outcome): (_, _, Option<&Outcome>) = match state {
        CallBackState::Open => ("open", None, None),
        CallBackState::Assigned(agent) => ("assigned", Some(agent), None),
        CallBackState::Done { by, outcome, .. } => ("done", by.as_ref(), Some(outcome)),
    };
    let outcome = outcome.map(words::name).transpose()?;
    change.execute_or_raced(SAVE, params![scope.org(), &row.id, row.version, word, agent, outcome, change.now]).await
}

/// Puts the ticket of a shopper who has come back at the front of its line.
pub(crate) async fn put_first(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<()> {
    change.execute(PUT_FIRST, params![scope.org(), ticket]).await.map(drop)
}

/// How many were asked for since, in this visit and in the whole organisation.
pub(crate) async fn lately(change: &mut Change<'_>, scope: &Scope, visit_hash: &str, since: Timestamp) -> Result<Lately> {
    let row = change.one(LATELY, params![scope.org(), visit_hash, since]).await?;
    Ok(Lately { of_visit: row.count("of_visit")?, of_organisation: row.count("of_organisation")? })
}

/// Whether an agent serves a queue.
pub(crate) async fn serves(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, agent: &PersonId) -> Result<bool> {
    Ok(change.optional(SERVES, params![scope.org(), queue, agent]).await?.is_some())
}

/// An agent's name.
pub(crate) async fn name_of(change: &mut Change<'_>, agent: &PersonId) -> Result<String> {
    Ok(change.one(NAME_OF, params![agent]).await?.text("name")?.to_owned())
}

/// What is still to be done in a queue, the oldest first.
pub(crate) async fn live(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<CallBackList> {
    let most = i64::try_from(MOST_CALL_BACKS).unwrap_or(i64::MAX);
    let rows = snapshot.all(LIVE, params![scope.org(), queue, most]).await?;
    let all = rows.first().map_or(Ok(0), |row| row.count("all_of_them"))?;
    let shown = rows.iter().map(card).collect::<Result<Vec<_>>>()?;
    let more = all.saturating_sub(u32::try_from(shown.len()).unwrap_or(u32::MAX));
    Ok(CallBackList { shown, more })
}

fn card(row: &Row) -> Result<CallBackCard> {
    let Contact { name, email, phone, message, preferred_time } = contact(row)?;
    let assignee = match row.opt_id("agent_id")? {
        Some(person) => Some(Assignee { person, name: row.text("agent_name")?.to_owned() }),
        None => None,
    };
    Ok(CallBackCard {
        call_back: row.id("id")?,
        queue: row.text("queue_name")?.to_owned(),
        since: row.time("created_at")?,
        name,
        email,
        phone,
        message,
        preferred_time,
        language: row.text("language")?.to_owned(),
        page_url: row.opt_text("page_url")?.map(str::to_owned),
        page_title: row.opt_text("page_title")?.map(str::to_owned),
        assignee,
    })
}

fn contact(row: &Row) -> Result<Contact> {
    Ok(Contact {
        name: row.text("name")?.to_owned(),
        email: row.opt_id("email")?,
        phone: row.opt_id("phone")?,
        message: row.opt_text("message")?.map(str::to_owned),
        preferred_time: row.opt_text("preferred_time")?.map(str::to_owned),
    })
}

/// Who gets a mail about a call-back of this queue: its agents; where it has none, who runs the organisation.
pub(crate) async fn team(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<PersonId>> {
    change.all(TEAM, params![scope.org(), queue]).await?.iter().map(|row| row.id("person_id")).collect()
}

/// What to write to a member about a call-back; `None` when there is nothing to write any more: it is done or deleted, or the
/// member has left.
pub(crate) async fn letter(reader: &Reader, scope: &Scope, id: &CallBackId, to: &PersonId) -> Result<Option<Letter>> {
    let Some(row) = reader.optional(LETTER, params![scope.org(), id, to]).await? else { return Ok(None) };
    Ok(Some(Letter {
        recipient: row.id("recipient")?,
        org_name: row.text("org_name")?.to_owned(),
        queue_name: row.text("queue_name")?.to_owned(),
        contact: contact(&row)?,
        page_url: row.opt_text("page_url")?.map(str::to_owned),
        page_title: row.opt_text("page_title")?.map(str::to_owned),
    }))
}
