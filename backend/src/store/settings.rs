//! What an organisation configures.

use std::collections::BTreeMap;

use domain::{
    EmailAddress, OrgId, Origin, PersonId, QueueId, Timestamp,
    queue::{Rules, Skills},
};

use super::{Change, Param, Reader, Row, Scope, change::ids_json, channels, people::roles, words};
use crate::{
    Error, Result,
    accounts::Roles,
    params, random,
    settings::{Organisation, Queue},
};

const ORGANISATIONS: &str = "SELECT id FROM organisation ORDER BY id";
const RELAY_ONLY: &str = "SELECT id FROM organisation WHERE relay_only = 1 ORDER BY id";
const ORGANISATION: &str = "
    SELECT id, name, terms_version, terms_url, ring_seconds, relay_only, drop_in, schedule_json, locales_json, image_hosts_json,
        slug, page_keys_json, version
    FROM organisation WHERE id = $1";
const INSERT_ORGANISATION: &str = "
    INSERT INTO organisation (id, name, terms_version, terms_url, ring_seconds, relay_only, drop_in, schedule_json, locales_json,
        image_hosts_json, version, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)";
const UPDATE_ORGANISATION: &str = "
    UPDATE organisation
    SET name = $3, terms_version = $4, terms_url = $5, ring_seconds = $6, relay_only = $7, drop_in = $8, schedule_json = $9,
        locales_json = $10, image_hosts_json = $11, version = version + 1
    WHERE id = $1 AND version = $2";

const SITES: &str = "SELECT origin FROM site WHERE org_id = $1 ORDER BY origin";
const INSERT_SITE: &str = "INSERT INTO site (org_id, id, origin, created_at) VALUES ($1, $2, $3, $4)";
const DELETE_SITE: &str = "DELETE FROM site WHERE org_id = $1 AND origin = $2";

const MEMBERS: &str = "
    SELECT m.person_id, p.email, m.is_owner, m.is_admin, m.is_agent, m.skills_json
    FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.org_id = $1
    ORDER BY m.person_id";
const PUT_MEMBER: &str = "
    INSERT INTO membership (org_id, person_id, is_owner, is_admin, is_agent, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (org_id, person_id) DO UPDATE SET is_owner = $3, is_admin = $4, is_agent = $5";
const PUT_SKILLS: &str = "UPDATE membership SET skills_json = $3 WHERE org_id = $1 AND person_id = $2";
const DELETE_MEMBER: &str = "DELETE FROM membership WHERE org_id = $1 AND person_id = $2";

const QUEUES: &str = "
    SELECT id, slug, name, is_default, ring_seconds, hours_json, routing, when_closed, when_nobody, most_waiting,
        wrap_up_seconds, call_backs, asked_first_json, position, version
    FROM queue WHERE org_id = $1 ORDER BY position, slug";
const INSERT_QUEUE: &str = "
    INSERT INTO queue (org_id, id, slug, name, is_default, ring_seconds, position, hours_json, routing, when_closed, when_nobody,
        most_waiting, wrap_up_seconds, call_backs, asked_first_json, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)";
const UPDATE_QUEUE: &str = "
    UPDATE queue SET slug = $3, name = $4, is_default = $5, ring_seconds = $6, position = $7, hours_json = $8, routing = $9,
        when_closed = $10, when_nobody = $11, most_waiting = $12, wrap_up_seconds = $13, call_backs = $14,
        asked_first_json = $15, version = version + 1
    WHERE org_id = $1 AND id = $2 AND version = $16";
const PLACE_QUEUE: &str = "UPDATE queue SET position = $3 WHERE org_id = $1 AND id = $2";
const TOUCH_QUEUE: &str = "UPDATE queue SET version = version + 1 WHERE org_id = $1 AND id = $2";
const HAS_TICKETS: &str = "SELECT id FROM ticket WHERE org_id = $1 AND queue_id = $2 LIMIT 1";
const DELETE_QUEUE: &str = "DELETE FROM queue WHERE org_id = $1 AND id = $2";

const QUEUE_AGENTS: &str = "
    SELECT a.person_id, p.email FROM queue_agent a JOIN person p ON p.id = a.person_id
    WHERE a.org_id = $1 AND a.queue_id = $2";
const QUEUE_NAMES_OF_AGENT: &str = "
    SELECT q.name FROM queue_agent a JOIN queue q ON q.org_id = a.org_id AND q.id = a.queue_id
    WHERE a.org_id = $1 AND a.person_id = $2
    ORDER BY q.position, q.slug";
const SERVING: &str = "SELECT queue_id, person_id FROM queue_agent WHERE org_id = $1";
const INSERT_QUEUE_AGENT: &str = "INSERT INTO queue_agent (org_id, queue_id, person_id) VALUES ($1, $2, $3)";
const DELETE_QUEUE_AGENT: &str = "DELETE FROM queue_agent WHERE org_id = $1 AND queue_id = $2 AND person_id = $3";
const DELETE_AGENT_FROM_QUEUES: &str = "DELETE FROM queue_agent WHERE org_id = $1 AND person_id = $2";

const LOCK_ORGANISATION: &str = "UPDATE organisation SET name = name WHERE id = $1";
const LAST_CHANGE: &str = "
    SELECT a.at, p.name FROM audit a LEFT JOIN person p ON p.id = a.actor_id
    WHERE a.org_id = $1 AND a.at >= $4 AND (a.action = 'settings.apply' OR (a.action = $2 AND a.ids_json = $3))
    ORDER BY CASE WHEN a.action = $2 THEN 0 ELSE 1 END, a.seq DESC
    LIMIT 1";

/// A member of an organisation.
pub(crate) struct Member {
    pub(crate) person: PersonId,
    pub(crate) email: EmailAddress,
    pub(crate) roles: Roles,
    pub(crate) skills: Skills,
}

/// A queue as it is in the store.
pub(crate) struct PresentQueue {
    pub(crate) queue: Queue,
    pub(crate) position: i64,
    pub(crate) version: i64,
}

/// The ids of all organisations.
pub(crate) async fn organisations(reader: &Reader) -> Result<Vec<OrgId>> {
    reader.all(ORGANISATIONS, params![]).await?.iter().map(|row| row.id("id")).collect()
}

/// The ids of the organisations whose calls go through relays only.
pub(crate) async fn relay_only(reader: &Reader) -> Result<Vec<OrgId>> {
    reader.all(RELAY_ONLY, params![]).await?.iter().map(|row| row.id("id")).collect()
}

/// The organisation of this id, if there is one.
pub(crate) async fn organisation(reader: &Reader, org: &OrgId) -> Result<Option<Organisation>> {
    reader.optional(ORGANISATION, params![org]).await?.map(read_organisation).transpose()
}

/// As [`organisation`], within a change.
pub(crate) async fn organisation_in(change: &mut Change<'_>, org: &OrgId) -> Result<Option<Organisation>> {
    change.optional(ORGANISATION, params![org]).await?.map(read_organisation).transpose()
}

fn read_organisation(row: Row) -> Result<Organisation> {
    Ok(Organisation {
        id: row.id("id")?,
        name: row.text("name")?.to_owned(),
        terms_version: row.text("terms_version")?.to_owned(),
        terms_url: row.opt_text("terms_url")?.map(str::to_owned),
        ring_seconds: row.int("ring_seconds")?,
        relay_only: row.flag("relay_only")?,
        drop_in: row.flag("drop_in")?,
        schedule: words::read_opt_json(&row, "schedule_json")?,
        locales: words::read_json(&row, "locales_json")?,
        image_hosts: words::read_json(&row, "image_hosts_json")?,
        slug: row.opt_id("slug")?,
        page_keys: words::read_json(&row, "page_keys_json")?,
        version: row.int("version")?,
    })
}

pub(crate) async fn insert_organisation(change: &mut Change<'_>, new: &Organisation) -> Result<()> {
    let schedule = new.schedule.as_ref().map(words::json).transpose()?;
    let (locales, images) = (words::json(&new.locales)?, words::json(&new.image_hosts)?);
    let Organisation { id, name, terms_version, terms_url, ring_seconds, relay_only, drop_in, .. } = new;
    let row = params![id, name, terms_version, terms_url, *ring_seconds, *relay_only, *drop_in, schedule, locales, images, change.now];
    change.execute(INSERT_ORGANISATION, row).await?;
    channels::put(change, id, new.slug.as_ref(), &new.page_keys).await
}

/// Changes an organisation whose version is still this one.
pub(crate) async fn update_organisation(change: &mut Change<'_>, new: &Organisation, version: i64) -> Result<()> {
    let schedule = new.schedule.as_ref().map(words::json).transpose()?;
    let (locales, images) = (words::json(&new.locales)?, words::json(&new.image_hosts)?);
    let Organisation { id, name, terms_version, terms_url, ring_seconds, relay_only, drop_in, .. } = new;
    let row = params![id, version, name, terms_version, terms_url, *ring_seconds, *relay_only, *drop_in, schedule, locales, images];
    change.execute_or_raced(UPDATE_ORGANISATION, row).await?;
    channels::put(change, id, new.slug.as_ref(), &new.page_keys).await
}

/// The sites that may frame the widget.
pub(crate) async fn sites(reader: &Reader, scope: &Scope) -> Result<Vec<Origin>> {
    reader.all(SITES, params![scope.org()]).await?.iter().map(|row| row.id("origin")).collect()
}

/// As [`sites`], within a change.
pub(crate) async fn sites_in(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<Origin>> {
    change.all(SITES, params![scope.org()]).await?.iter().map(|row| row.id("origin")).collect()
}

pub(crate) async fn insert_site(change: &mut Change<'_>, scope: &Scope, origin: &Origin) -> Result<()> {
    let id = random::id(domain::SiteId::from_random)?;
    change.execute(INSERT_SITE, params![scope.org(), id, origin, change.now]).await.map(drop)
}

pub(crate) async fn delete_site(change: &mut Change<'_>, scope: &Scope, origin: &Origin) -> Result<()> {
    change.execute(DELETE_SITE, params![scope.org(), origin]).await.map(drop)
}

/// Everybody in the organisation.
pub(crate) async fn members(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<Member>> {
    let rows = change.all(MEMBERS, params![scope.org()]).await?;
    let member = |row: &Row| -> Result<_> {
        let skills = words::read_json(row, "skills_json")?;
        Ok(Member { person: row.id("person_id")?, email: row.id("email")?, roles: roles(row)?, skills })
    };
    rows.iter().map(member).collect()
}

/// Says what a member knows and speaks.
pub(crate) async fn put_skills(change: &mut Change<'_>, scope: &Scope, person: &PersonId, skills: &Skills) -> Result<()> {
    change.execute(PUT_SKILLS, params![scope.org(), person, words::json(skills)?]).await.map(drop)
}

/// Makes somebody a member, or gives a member other roles.
pub(crate) async fn put_member(change: &mut Change<'_>, scope: &Scope, person: &PersonId, roles: Roles) -> Result<()> {
    let row = params![scope.org(), person, roles.is_owner, roles.is_admin, roles.is_agent, change.now];
    change.execute(PUT_MEMBER, row).await.map(drop)
}

pub(crate) async fn delete_member(change: &mut Change<'_>, scope: &Scope, person: &PersonId) -> Result<()> {
    change.execute(DELETE_MEMBER, params![scope.org(), person]).await.map(drop)
}

/// The queues in their order.
pub(crate) async fn queues(reader: &Reader, scope: &Scope) -> Result<Vec<Queue>> {
    reader.all(QUEUES, params![scope.org()]).await?.iter().map(|row| Ok(read_queue(row)?.queue)).collect()
}

/// As [`queues`], within a change and with what is needed to change them.
pub(crate) async fn queues_in(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<PresentQueue>> {
    change.all(QUEUES, params![scope.org()]).await?.iter().map(read_queue).collect()
}

fn read_queue(row: &Row) -> Result<PresentQueue> {
    let queue = Queue {
        id: row.id("id")?,
        slug: row.id("slug")?,
        name: row.text("name")?.to_owned(),
        is_default: row.flag("is_default")?,
        ring_seconds: row.opt_int("ring_seconds")?,
        hours: words::read_json(row, "hours_json")?,
        rules: rules(row)?,
    };
    Ok(PresentQueue { queue, position: row.int("position")?, version: row.int("version")? })
}

/// How a queue's row says that it treats its tickets.
pub(crate) fn rules(row: &Row) -> Result<Rules> {
    Ok(Rules {
        routing: words::read(row, "routing")?,
        when_closed: words::read(row, "when_closed")?,
        when_nobody: words::read(row, "when_nobody")?,
        most_waiting: row.opt_count("most_waiting")?,
        wrap_up_seconds: row.count("wrap_up_seconds")?,
        call_backs: row.flag("call_backs")?,
        asked_first: words::read_json(row, "asked_first_json")?,
    })
}

/// A queue's columns, in the order of both statements.
fn columns(scope: &Scope, queue: &Queue, position: i64) -> Result<Vec<Param>> {
    let Rules { routing, when_closed, when_nobody, most_waiting, wrap_up_seconds, call_backs, asked_first } = &queue.rules;
    let [when_closed, when_nobody] = [words::name(when_closed)?, words::name(when_nobody)?];
    Ok(params![
        scope.org(),
        &queue.id,
        &queue.slug,
        &queue.name,
        queue.is_default,
        queue.ring_seconds,
        position,
        words::json(&queue.hours)?,
        words::name(routing)?,
        when_closed,
        when_nobody,
        *most_waiting,
        *wrap_up_seconds,
        *call_backs,
        words::json(asked_first)?,
    ])
}

pub(crate) async fn insert_queue(change: &mut Change<'_>, scope: &Scope, new: &Queue, position: i64) -> Result<()> {
    change.execute(INSERT_QUEUE, columns(scope, new, position)?).await.map(drop)
}

/// Changes a queue whose version is still this one.
pub(crate) async fn update_queue(change: &mut Change<'_>, scope: &Scope, new: &Queue, position: i64, version: i64) -> Result<()> {
    let mut row = columns(scope, new, position)?;
    row.push(version.into());
    change.execute_or_raced(UPDATE_QUEUE, row).await
}

/// Whether anybody ever waited in the queue: then its history keeps it.
pub(crate) async fn has_tickets(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<bool> {
    Ok(change.optional(HAS_TICKETS, params![scope.org(), queue]).await?.is_some())
}

pub(crate) async fn delete_queue(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<()> {
    change.execute(DELETE_QUEUE, params![scope.org(), queue]).await.map(drop)
}

/// Who serves a queue.
pub(crate) async fn queue_agents(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<BTreeMap<EmailAddress, PersonId>> {
    let rows = change.all(QUEUE_AGENTS, params![scope.org(), queue]).await?;
    rows.iter().map(|row| Ok((row.id("email")?, row.id("person_id")?))).collect()
}

/// The names of the queues an agent serves, in their order.
pub(crate) async fn queue_names_of_agent(reader: &Reader, scope: &Scope, person: &PersonId) -> Result<Vec<String>> {
    let rows = reader.all(QUEUE_NAMES_OF_AGENT, params![scope.org(), person]).await?;
    rows.iter().map(|row| row.text("name").map(str::to_owned)).collect()
}

pub(crate) async fn insert_queue_agent(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, person: &PersonId) -> Result<()> {
    change.execute(INSERT_QUEUE_AGENT, params![scope.org(), queue, person]).await.map(drop)
}

pub(crate) async fn delete_queue_agent(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, person: &PersonId) -> Result<()> {
    change.execute(DELETE_QUEUE_AGENT, params![scope.org(), queue, person]).await.map(drop)
}

/// Takes somebody out of all queues.
pub(crate) async fn delete_agent_from_queues(change: &mut Change<'_>, scope: &Scope, person: &PersonId) -> Result<()> {
    change.execute(DELETE_AGENT_FROM_QUEUES, params![scope.org(), person]).await.map(drop)
}

/// As [`queues_in`], outside of a change.
pub(crate) async fn present_queues(reader: &Reader, scope: &Scope) -> Result<Vec<PresentQueue>> {
    reader.all(QUEUES, params![scope.org()]).await?.iter().map(read_queue).collect()
}

/// Who serves which queue.
pub(crate) async fn serving(reader: &Reader, scope: &Scope) -> Result<Vec<(QueueId, PersonId)>> {
    reader.all(SERVING, params![scope.org()]).await?.iter().map(read_serving).collect()
}

/// As [`serving`], within a change.
pub(crate) async fn serving_in(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<(QueueId, PersonId)>> {
    change.all(SERVING, params![scope.org()]).await?.iter().map(read_serving).collect()
}

fn read_serving(row: &Row) -> Result<(QueueId, PersonId)> {
    Ok((row.id("queue_id")?, row.id("person_id")?))
}

/// Puts a queue at another place. That is no change of the queue itself, so its version stays.
pub(crate) async fn place_queue(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, position: i64) -> Result<()> {
    change.execute(PLACE_QUEUE, params![scope.org(), queue, position]).await.map(drop)
}

/// Raises a queue's version: something that its form shows has changed.
pub(crate) async fn touch_queue(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<()> {
    change.execute(TOUCH_QUEUE, params![scope.org(), queue]).await.map(drop)
}

/// One after the other, whoever changes what concerns the organisation as a whole, such as that it keeps an owner: what is read
/// after this holds until the change ends.
pub(crate) async fn lock_organisation(change: &mut Change<'_>, scope: &Scope) -> Result<()> {
    match change.execute(LOCK_ORGANISATION, params![scope.org()]).await? {
        0 => Err(Error::Missing("organisation")),
        _ => Ok(()),
    }
}

/// When this was last done since then, and by whom if it was a person: a change of this very thing, or else a settings file.
pub(crate) async fn last_change(
    change: &mut Change<'_>,
    scope: &Scope,
    action: &str,
    ids: &[(&str, &str)],
    since: Timestamp,
) -> Result<Option<(Timestamp, Option<String>)>> {
    let row = change.optional(LAST_CHANGE, params![scope.org(), action, ids_json(ids), since]).await?;
    row.map(|row| Ok((row.time("at")?, row.opt_text("name")?.map(str::to_owned)))).transpose()
}
