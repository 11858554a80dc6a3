//! Guests: the links that agents made, and who came by them.

use domain::{
    CallId, ParticipantId, QueueId, TicketId, Timestamp,
    call::{Guest, GuestEnd, GuestState, Participant},
};

use super::{Change, Reader, Row, Scope, Snapshot, words};
use crate::{Result, front_desk::floor::LiveGuest, params};

const INSERT: &str = "
    INSERT INTO guest (org_id, id, call_id, invited_by, state, made_at, due_at, epoch) VALUES ($1, $2, $3, $4, 'invited', $5, $6, 0)";
const SET_TOKEN: &str = "UPDATE guest SET token_hash = $3 WHERE org_id = $1 AND id = $2";
const KNOCK: &str = "UPDATE guest SET state = 'knocking' WHERE org_id = $1 AND id = $2 AND state = 'invited'";
const SET_CLAIM: &str = "UPDATE guest SET claim_hash = $3 WHERE org_id = $1 AND id = $2";
const PUT_NAME: &str = "INSERT INTO guest_detail (org_id, guest_id, name, delete_after) VALUES ($1, $2, $3, $4)";
const ADMIT: &str = "UPDATE guest SET state = 'admitted' WHERE org_id = $1 AND id = $2 AND state = 'knocking'";
const INSERT_PARTICIPANT: &str = "
    INSERT INTO participant (org_id, id, call_id, role, epoch, joined_at, page)
    SELECT g.org_id, g.id, g.call_id, 'guest', 1, CAST($3 AS BIGINT), g.page FROM guest g WHERE g.org_id = $1 AND g.id = $2";
const END: &str = "
    UPDATE guest SET state = 'ended', end_reason = $3, ended_at = $4, absent_due_at = NULL
    WHERE org_id = $1 AND id = $2 AND ended_at IS NULL";
const LEAVE: &str = "UPDATE participant SET left_at = $3 WHERE org_id = $1 AND id = $2 AND left_at IS NULL";
const OF_TICKET: &str = "
    SELECT g.id, g.invited_by, g.state, g.due_at, g.epoch, g.claim_hash, g.absent_due_at
    FROM call c JOIN guest g ON g.org_id = c.org_id AND g.call_id = c.id AND g.ended_at IS NULL
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY g.made_at, g.id";
// CROSS JOIN has SQLite begin with the guests, of whom there are the fewest.
const LIVE: &str = "
    SELECT g.id, g.call_id, g.invited_by, g.state, g.due_at, g.epoch, d.name
    FROM guest g CROSS JOIN call c CROSS JOIN ticket t
    LEFT JOIN guest_detail d ON d.org_id = g.org_id AND d.guest_id = g.id
    WHERE g.org_id = $1 AND g.ended_at IS NULL AND c.org_id = g.org_id AND c.id = g.call_id
        AND t.org_id = c.org_id AND t.id = c.ticket_id AND t.queue_id = $2
    ORDER BY g.made_at, g.id";
const ATTACH: &str = "
    UPDATE guest SET epoch = epoch + 1, page = $3, absent_due_at = NULL WHERE org_id = $1 AND id = $2 AND ended_at IS NULL";
const OF_TOKEN: &str = "
    SELECT g.id, c.ticket_id FROM guest g JOIN call c ON c.org_id = g.org_id AND c.id = g.call_id
    WHERE g.org_id = $1 AND g.token_hash = $2";
const TICKET_OF: &str = "
    SELECT c.ticket_id FROM guest g JOIN call c ON c.org_id = g.org_id AND c.id = g.call_id WHERE g.org_id = $1 AND g.id = $2";
const FATE: &str = "SELECT end_reason FROM guest WHERE org_id = $1 AND id = $2";
const DUE: &str = "
    SELECT DISTINCT g.org_id, c.ticket_id FROM guest g JOIN call c ON c.org_id = g.org_id AND c.id = g.call_id
    WHERE g.state = 'invited' AND g.due_at <= $1";
const MARK_ABSENT: &str = "
    UPDATE guest SET absent_due_at = $3
    WHERE org_id = $1 AND id = $2 AND state IN ('knocking', 'admitted') AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = guest.org_id AND k.guest_id = guest.id AND n.lease_until > $4)";
const IS_BACK: &str = "
    UPDATE guest SET absent_due_at = NULL
    WHERE org_id = $1 AND id = $2 AND EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = guest.org_id AND k.guest_id = guest.id AND n.lease_until > $3)";
const UNATTENDED: &str = "
    SELECT g.org_id, g.id FROM guest g
    WHERE g.ended_at IS NULL AND g.state IN ('knocking', 'admitted') AND g.absent_due_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM connection k JOIN node n ON n.id = k.node_id
        WHERE k.org_id = g.org_id AND k.guest_id = g.id AND n.lease_until > $1)";
const LOST: &str = "
    SELECT g.org_id, g.id, c.ticket_id FROM guest g JOIN call c ON c.org_id = g.org_id AND c.id = g.call_id
    WHERE g.ended_at IS NULL AND g.absent_due_at <= $1";

/// A guest's row beyond what the rules know.
#[derive(Clone, Debug)]
pub(crate) struct GuestRow {
    pub guest: Guest,
    pub epoch: u32,
    /// A hash of the secret of the browser that used the link.
    pub claim_hash: Option<String>,
    pub absent_due_at: Option<Timestamp>,
}

/// Keeps a seat. The link follows with [`set_token`].
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, call: &CallId, guest: &Guest) -> Result<()> {
    let Guest { id, by, due_at, .. } = guest;
    change.execute(INSERT, params![scope.org(), id, call, by, change.now, *due_at]).await.map(drop)
}

/// The link of a seat, as a hash.
pub(crate) async fn set_token(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId, hash: &str) -> Result<()> {
    change.execute(SET_TOKEN, params![scope.org(), guest, hash]).await.map(drop)
}

/// The link was used. Who did so follows with [`tell`].
pub(crate) async fn knock(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId) -> Result<()> {
    change.execute_or_raced(KNOCK, params![scope.org(), guest]).await
}

/// Who used the link: a hash of a secret of that browser, and the name, which is kept until `delete_after`.
pub(crate) async fn tell(
    change: &mut Change<'_>,
    scope: &Scope,
    guest: &ParticipantId,
    (claim_hash, name): (&str, &str),
    delete_after: Timestamp,
) -> Result<()> {
    change.execute(SET_CLAIM, params![scope.org(), guest, claim_hash]).await?;
    change.execute(PUT_NAME, params![scope.org(), guest, name, delete_after]).await.map(drop)
}

/// The guest is in the call from now on.
pub(crate) async fn admit(change: &mut Change<'_>, scope: &Scope, part: &Participant) -> Result<()> {
    change.execute_or_raced(ADMIT, params![scope.org(), &part.id]).await?;
    change.execute_or_raced(INSERT_PARTICIPANT, params![scope.org(), &part.id, change.now]).await
}

/// The link is dead, or the guest is gone and, if in the call, no longer is.
pub(crate) async fn end(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId, end: GuestEnd) -> Result<()> {
    let now = change.now;
    change.execute_or_raced(END, params![scope.org(), guest, words::name(&end)?, now]).await?;
    change.execute(LEAVE, params![scope.org(), guest, now]).await.map(drop)
}

/// The guests of a ticket's running call, in the order of their links.
pub(crate) async fn of_ticket(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<GuestRow>> {
    let guest = |row: &Row| -> Result<_> {
        Ok(GuestRow {
            guest: Guest { id: row.id("id")?, by: row.id("invited_by")?, due_at: row.time("due_at")?, state: words::read(row, "state")? },
            epoch: row.count("epoch")?,
            claim_hash: row.opt_text("claim_hash")?.map(str::to_owned),
            absent_due_at: row.opt_time("absent_due_at")?,
        })
    };
    change.all(OF_TICKET, params![scope.org(), ticket]).await?.iter().map(guest).collect()
}

/// The guests of all running calls of a queue, in the order of their links.
pub(crate) async fn live(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<(CallId, LiveGuest)>> {
    let guest = |row: &Row| -> Result<_> {
        let guest = LiveGuest {
            id: row.id("id")?,
            by: row.id("invited_by")?,
            state: words::read::<GuestState>(row, "state")?,
            name: row.opt_text("name")?.map(str::to_owned),
            due_at: row.time("due_at")?,
            epoch: row.count("epoch")?,
        };
        Ok((row.id("call_id")?, guest))
    };
    snapshot.all(LIVE, params![scope.org(), queue]).await?.iter().map(guest).collect()
}

/// A socket of the guest's page: an older one is over.
pub(crate) async fn attach(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId, page: Option<&str>) -> Result<()> {
    change.execute_or_raced(ATTACH, params![scope.org(), guest, page]).await
}

/// The seat that a link is for, and the ticket of its call.
pub(crate) async fn of_token(reader: &Reader, scope: &Scope, hash: &str) -> Result<Option<(ParticipantId, TicketId)>> {
    let row = reader.optional(OF_TOKEN, params![scope.org(), hash]).await?;
    row.map(|row| Ok((row.id("id")?, row.id("ticket_id")?))).transpose()
}

/// The ticket of the call that a guest was invited to.
pub(crate) async fn ticket_of(reader: &Reader, scope: &Scope, guest: &ParticipantId) -> Result<Option<TicketId>> {
    reader.optional(TICKET_OF, params![scope.org(), guest]).await?.map(|row| row.id("ticket_id")).transpose()
}

/// Why a guest is gone; `None` while he is not.
pub(crate) async fn fate(reader: &Reader, scope: &Scope, guest: &ParticipantId) -> Result<Option<GuestEnd>> {
    let row = reader.optional(FATE, params![scope.org(), guest]).await?;
    row.map_or(Ok(None), |row| words::read_opt(&row, "end_reason"))
}

/// The tickets with links that were not used in time.
pub(crate) async fn due(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId)>> {
    let rows = reader.all(DUE, params![now]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?))).collect()
}

/// When no page of the guest is connected: he is lost at `due_at` unless one comes back.
pub(crate) async fn mark_absent(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId, due_at: Timestamp) -> Result<()> {
    change.execute(MARK_ABSENT, params![scope.org(), guest, due_at, change.now]).await.map(drop)
}

/// Whether a page is connected after all: its node had merely been silent for a while. The guest then is no longer absent.
pub(crate) async fn is_back(change: &mut Change<'_>, scope: &Scope, guest: &ParticipantId) -> Result<bool> {
    Ok(change.execute(IS_BACK, params![scope.org(), guest, change.now]).await? > 0)
}

/// Guests without a connected page, which nobody has noticed yet.
pub(crate) async fn unattended(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, ParticipantId)>> {
    let rows = reader.all(UNATTENDED, params![now]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("id")?))).collect()
}

/// Guests who have been away for too long, and the tickets of their calls.
pub(crate) async fn lost(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId, ParticipantId)>> {
    let rows = reader.all(LOST, params![now]).await?;
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?, row.id("id")?))).collect()
}
