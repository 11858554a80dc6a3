//! Who is there: nodes with their leases, connections, and whether agents take calls.

use std::collections::HashSet;

use domain::{
    ConnectionId, NodeId, ParticipantId, PersonId, QueueId, TicketId, Timestamp,
    queue::Skills,
    wire::{Availability, AwayReason},
};

use super::{Change, Reader, Row, Scope, Snapshot, faces, words};
use crate::{Result, front_desk::floor::FloorAgent, params};

const RENEW: &str = "UPDATE node SET lease_until = $2 WHERE id = $1 AND lease_until > $3";
const REGISTER: &str = "
    INSERT INTO node (id, started_at, lease_until) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until";
const FORGET_CONNECTIONS: &str = "DELETE FROM connection WHERE node_id IN (SELECT id FROM node WHERE lease_until <= $1)";
const FORGET_NODES: &str = "DELETE FROM node WHERE lease_until <= $1";
const CONNECT: &str = "
    INSERT INTO connection (org_id, id, node_id, kind, person_id, ticket_id, device, created_at, guest_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT DO NOTHING";
const DISCONNECT: &str = "DELETE FROM connection WHERE org_id = $1 AND id = $2";
const REPLACE_DEVICE: &str = "DELETE FROM connection WHERE org_id = $1 AND person_id = $2 AND device = $3";
const REPLACE_TICKET: &str = "DELETE FROM connection WHERE org_id = $1 AND ticket_id = $2";
const REPLACE_GUEST: &str = "DELETE FROM connection WHERE org_id = $1 AND guest_id = $2";
const OF_NODE: &str = "SELECT id FROM connection WHERE node_id = $1";
const SET_AVAILABILITY: &str = "
    INSERT INTO agent_status (org_id, person_id, availability, changed_at, version) VALUES ($1, $2, $3, $4, 1)
    ON CONFLICT (org_id, person_id) DO UPDATE
    SET availability = excluded.availability, changed_at = excluded.changed_at, away_reason = NULL, version = agent_status.version + 1";
const SEND_AWAY: &str = "
    UPDATE agent_status SET availability = 'away', away_reason = $3, changed_at = $4, version = version + 1
    WHERE org_id = $1 AND person_id = $2 AND availability = 'available' AND $5 <= (
        SELECT COUNT(*) FROM (
            SELECT r.state FROM ring r
            WHERE r.org_id = agent_status.org_id AND r.person_id = agent_status.person_id AND r.started_at >= agent_status.changed_at
                AND r.state IN ('accepted', 'declined', 'missed', 'unreachable')
            ORDER BY r.ended_at DESC, r.id LIMIT $5) AS latest
        WHERE latest.state IN ('missed', 'unreachable'))";
const AVAILABILITY: &str = "SELECT availability FROM agent_status WHERE org_id = $1 AND person_id = $2";
const TAKE: &str = "
    UPDATE agent_status SET version = version + 1 WHERE org_id = $1 AND person_id = $2";
const IS_FREE: &str = "
    SELECT 1 AS one FROM agent_status s
    WHERE s.org_id = $1 AND s.person_id = $2 AND s.availability = 'available' AND COALESCE(s.wraps_until, $3) <= $3
        AND EXISTS (SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
            WHERE k.org_id = s.org_id AND k.person_id = s.person_id AND n.lease_until > $3)
        AND NOT EXISTS (SELECT 1 FROM participant p
            WHERE p.org_id = s.org_id AND p.person_id = s.person_id AND p.role = 'agent' AND p.left_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM ring r WHERE r.org_id = s.org_id AND r.person_id = s.person_id AND r.ended_at IS NULL)";
const AGENTS: &str = "
    SELECT q.person_id, n.name, COALESCE(s.availability, 'away') AS availability,
        CASE WHEN EXISTS (SELECT 1 FROM connection k JOIN node d ON d.id = k.node_id
            WHERE k.org_id = q.org_id AND k.person_id = q.person_id AND d.lease_until > $3)
            THEN 1 ELSE 0 END AS is_online,
        (SELECT MIN(p.joined_at) FROM participant p
            WHERE p.org_id = q.org_id AND p.person_id = q.person_id AND p.role = 'agent' AND p.left_at IS NULL) AS in_call_since,
        m.skills_json, COALESCE(m.is_public, 0) AS is_public, m.photo_url, s.changed_at, s.away_reason, s.wraps_call_id, s.wraps_until, (SELECT MAX(p.left_at) FROM participant p
            WHERE p.org_id = q.org_id AND p.person_id = q.person_id AND p.role = 'agent') AS left_at,
        CASE WHEN EXISTS (SELECT 1 FROM ring r WHERE r.org_id = q.org_id AND r.person_id = q.person_id AND r.ended_at IS NULL)
            THEN 1 ELSE 0 END AS is_rung
    FROM queue_agent q
    JOIN person n ON n.id = q.person_id
    LEFT JOIN agent_status s ON s.org_id = q.org_id AND s.person_id = q.person_id
    LEFT JOIN membership m ON m.org_id = q.org_id AND m.person_id = q.person_id
    WHERE q.org_id = $1 AND q.queue_id = $2
    ORDER BY n.name, q.person_id";
const ONLINE: &str = "
    SELECT m.skills_json FROM queue_agent q
    LEFT JOIN agent_status s ON s.org_id = q.org_id AND s.person_id = q.person_id
    LEFT JOIN membership m ON m.org_id = q.org_id AND m.person_id = q.person_id
    WHERE q.org_id = $1 AND q.queue_id = $2
        AND EXISTS (SELECT 1 FROM connection k JOIN node d ON d.id = k.node_id
            WHERE k.org_id = q.org_id AND k.person_id = q.person_id AND d.lease_until > $3)
        AND (s.availability = 'available' OR EXISTS (SELECT 1 FROM participant p
            WHERE p.org_id = q.org_id AND p.person_id = q.person_id AND p.role = 'agent' AND p.left_at IS NULL))";
const QUEUES_OF: &str = "
    SELECT queue_id FROM queue_agent WHERE org_id = $1 AND person_id = $2
    UNION
    SELECT t.queue_id FROM participant p
    JOIN call c ON c.org_id = p.org_id AND c.id = p.call_id
    JOIN ticket t ON t.org_id = c.org_id AND t.id = c.ticket_id
    WHERE p.org_id = $1 AND p.person_id = $2 AND p.role = 'agent' AND p.left_at IS NULL
    UNION
    SELECT t.queue_id FROM ring r JOIN ticket t ON t.org_id = r.org_id AND t.id = r.ticket_id
    WHERE r.org_id = $1 AND r.person_id = $2 AND r.ended_at IS NULL
    ORDER BY 1";

/// Whose connection it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// An agent's desk in this tab or device.
    Agent(PersonId, String),
    /// A shopper's widget, with its ticket once there is one.
    Shopper(TicketId),
    /// A guest's page.
    Guest(ParticipantId),
}

/// Prolongs a node's lease; `false` when it had ended.
pub(crate) async fn renew(change: &mut Change<'_>, node: &NodeId, until: Timestamp) -> Result<bool> {
    Ok(change.execute(RENEW, params![node, until, change.now]).await? > 0)
}

/// Says that a node runs.
pub(crate) async fn register(change: &mut Change<'_>, node: &NodeId, until: Timestamp) -> Result<()> {
    change.execute(REGISTER, params![node, change.now, until]).await.map(drop)
}

/// Removes nodes whose leases ended before `before`, with their connections.
pub(crate) async fn forget_nodes(change: &mut Change<'_>, before: Timestamp) -> Result<()> {
    change.execute(FORGET_CONNECTIONS, params![before]).await?;
    change.execute(FORGET_NODES, params![before]).await.map(drop)
}

/// Somebody is connected to this node. An older connection of the same tab, to the same ticket or of the same guest is no longer one.
pub(crate) async fn connect(change: &mut Change<'_>, scope: &Scope, node: &NodeId, connection: &ConnectionId, whose: &Whose) -> Result<()> {
    match whose {
        Whose::Agent(person, device) => change.execute(REPLACE_DEVICE, params![scope.org(), person, device.as_str()]).await?,
        Whose::Shopper(ticket) => change.execute(REPLACE_TICKET, params![scope.org(), ticket]).await?,
        Whose::Guest(guest) => change.execute(REPLACE_GUEST, params![scope.org(), guest]).await?,
    };
    connect_again(change, scope, node, connection, whose).await
}

/// Writes a connection that is there already, should its row have gone.
pub(crate) async fn connect_again(
    change: &mut Change<'_>,
    scope: &Scope,
    node: &NodeId,
    connection: &ConnectionId,
    whose: &Whose,
) -> Result<()> {
    let (kind, person, ticket, device, guest) = match whose {
        Whose::Agent(person, device) => ("agent", Some(person), None, Some(device.as_str()), None),
        Whose::Shopper(ticket) => ("shopper", None, Some(ticket), None, None),
        Whose::Guest(guest) => ("guest", None, None, None, Some(guest)),
    };
    let row = params![scope.org(), connection, node, kind, person, ticket, device, change.now, guest];
    change.execute(CONNECT, row).await.map(drop)
}

/// The connections that a node has in the store.
pub(crate) async fn of_node(reader: &Reader, node: &NodeId) -> Result<HashSet<ConnectionId>> {
    reader.all(OF_NODE, params![node]).await?.iter().map(|row| row.id("id")).collect()
}

/// A connection is gone; `false` when another had replaced it.
pub(crate) async fn disconnect(change: &mut Change<'_>, scope: &Scope, connection: &ConnectionId) -> Result<bool> {
    Ok(change.execute(DISCONNECT, params![scope.org(), connection]).await? > 0)
}

/// Sets whether an agent takes calls.
pub(crate) async fn set_availability(change: &mut Change<'_>, scope: &Scope, agent: &PersonId, availability: Availability) -> Result<()> {
    let row = params![scope.org(), agent, words::name(&availability)?, change.now];
    change.execute(SET_AVAILABILITY, row).await.map(drop)
}

/// Sends an agent away whose latest rings, so many of them, all got no answer since he said that he takes calls; whether it did.
pub(crate) async fn send_away(change: &mut Change<'_>, scope: &Scope, agent: &PersonId, reason: AwayReason, misses: i64) -> Result<bool> {
    let row = params![scope.org(), agent, words::name(&reason)?, change.now, misses];
    Ok(change.execute(SEND_AWAY, row).await? > 0)
}

/// Whether an agent takes calls; away until said otherwise.
pub(crate) async fn availability(reader: &Reader, scope: &Scope, agent: &PersonId) -> Result<Availability> {
    let row = reader.optional(AVAILABILITY, params![scope.org(), agent]).await?;
    row.map_or(Ok(Availability::Away), |row| words::read(&row, "availability"))
}

/// Takes an agent for this change, so that no other change rings or engages him at the same time.
pub(crate) async fn take(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) -> Result<()> {
    change.execute(TAKE, params![scope.org(), agent]).await.map(drop)
}

/// Whether a ring may go to the agent now.
pub(crate) async fn is_free(change: &mut Change<'_>, scope: &Scope, agent: &PersonId) -> Result<bool> {
    Ok(change.optional(IS_FREE, params![scope.org(), agent, change.now]).await?.is_some())
}

/// The agents of a queue, by name.
pub(crate) async fn agents(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId, now: Timestamp) -> Result<Vec<FloorAgent>> {
    let agent = |row: &Row| -> Result<_> {
        Ok(FloorAgent {
            person: row.id("person_id")?,
            name: row.text("name")?.to_owned(),
            availability: words::read(row, "availability")?,
            is_online: row.flag("is_online")?,
            in_call_since: row.opt_time("in_call_since")?,
            is_rung: row.flag("is_rung")?,
            away_reason: words::read_opt(row, "away_reason")?,
            wraps_call: row.opt_id("wraps_call_id")?,
            free_at: row.opt_time("wraps_until")?.filter(|at| *at > now),
            skills: words::read_opt_json(row, "skills_json")?.unwrap_or_default(),
            face: faces::shown(row)?,
            idle_since: row.opt_time("left_at")?.max(row.opt_time("changed_at")?).unwrap_or_default(),
        })
    };
    snapshot.all(AGENTS, params![scope.org(), queue, now]).await?.iter().map(agent).collect()
}

/// What those of a queue's agents can do who are online: with an open desk, and taking calls or in one.
pub(crate) async fn online(change: &mut Change<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<Skills>> {
    let rows = change.all(ONLINE, params![scope.org(), queue, change.now]).await?;
    rows.iter().map(|row| Ok(words::read_opt_json(row, "skills_json")?.unwrap_or_default())).collect()
}

/// The queues an agent serves, and those of the running call and of what rings.
pub(crate) async fn queues_of(reader: &Reader, scope: &Scope, agent: &PersonId) -> Result<Vec<QueueId>> {
    reader.all(QUEUES_OF, params![scope.org(), agent]).await?.iter().map(|row| row.id("queue_id")).collect()
}
