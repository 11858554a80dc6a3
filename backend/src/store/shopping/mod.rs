//! What is shown and bought for a ticket.

pub(crate) mod cart;
pub(crate) mod tray;

use domain::{
    QueueId, TicketId, Timestamp,
    wire::{Abilities, Shopping, Spotlight},
};

use super::{Change, Reader, Row, Scope, Snapshot, Store, catalogue, words};
use crate::{Error, Result, params};

const TURN: &str = "
    UPDATE ticket SET shopping_turn = shopping_turn + 1 WHERE org_id = $1 AND id = $2 AND state <> 'ended'
    RETURNING queue_id, shopping_turn, state, abilities_json, spotlight_json";
const PUT_ABILITIES: &str = "UPDATE ticket SET abilities_json = $3 WHERE org_id = $1 AND id = $2";
const PUT_SPOTLIGHT: &str = "UPDATE ticket SET spotlight_json = $3 WHERE org_id = $1 AND id = $2";
const HEAD: &str = "SELECT shopping_turn, abilities_json, spotlight_json FROM ticket WHERE org_id = $1 AND id = $2";

/// A change of what is shown and bought: nobody else changes it until this one is over.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub queue: QueueId,
    pub number: u32,
    /// Whether the ticket is in a call.
    pub is_in_call: bool,
    pub can: Abilities,
    /// What the agent points at.
    pub spotlight: Option<Spotlight>,
}

/// Begins the next turn of a ticket; `None` when it is over.
pub(crate) async fn turn(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Option<Turn>> {
    let row = change.optional(TURN, params![scope.org(), ticket]).await?;
    row.map(|row| {
        Ok(Turn {
            queue: row.id("queue_id")?,
            number: row.count("shopping_turn")?,
            is_in_call: row.text("state")? == "in_call",
            can: words::read_json(&row, "abilities_json")?,
            spotlight: words::read_opt_json(&row, "spotlight_json")?,
        })
    })
    .transpose()
}

/// What the page does something about.
pub(crate) async fn put_abilities(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, can: Abilities) -> Result<()> {
    change.execute(PUT_ABILITIES, params![scope.org(), ticket, words::json(&can)?]).await.map(drop)
}

/// What the agent points at.
pub(crate) async fn put_spotlight(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, at: Option<&Spotlight>) -> Result<()> {
    let json = at.map(words::json).transpose()?;
    change.execute(PUT_SPOTLIGHT, params![scope.org(), ticket, json]).await.map(drop)
}

/// All of it, as of one state of the store.
pub(crate) async fn read(store: &Store, scope: &Scope, ticket: &TicketId) -> Result<Shopping> {
    store.snapshot(|snapshot| Box::pin(read_in(snapshot, scope, ticket))).await
}

async fn read_in(snapshot: &mut Snapshot<'_>, scope: &Scope, ticket: &TicketId) -> Result<Shopping> {
    let row = snapshot.optional(HEAD, params![scope.org(), ticket]).await?.ok_or(Error::Missing("ticket"))?;
    Ok(Shopping {
        turn: row.count("shopping_turn")?,
        can: words::read_json(&row, "abilities_json")?,
        has_catalogue: catalogue::items::generation(snapshot, scope).await?.is_some(),
        spotlight: words::read_opt_json(&row, "spotlight_json")?,
        items: tray::items(snapshot, scope, ticket).await?,
        cart: cart::lines(snapshot, scope, ticket).await?,
        changes: cart::changes(snapshot, scope, ticket).await?,
    })
}

fn due(rows: &[Row]) -> Result<Vec<(Scope, TicketId)>> {
    rows.iter().map(|row| Ok((Scope::of(row.id("org_id")?), row.id("ticket_id")?))).collect()
}

/// Tickets of which something has waited for the page for too long.
pub(crate) async fn late(reader: &Reader, now: Timestamp) -> Result<Vec<(Scope, TicketId)>> {
    due(&reader.all(LATE, params![now]).await?)
}

const LATE: &str = "
    SELECT org_id, ticket_id FROM tray_item WHERE due_at <= $1
    UNION
    SELECT org_id, ticket_id FROM cart_change WHERE due_at <= $1";
