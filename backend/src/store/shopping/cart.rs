//! The shared cart, and the wishes to change it.

use domain::{
    CartChangeId, PersonId, TicketId, Timestamp,
    cart::{CartChange, CartLine, ChangeState, LineCard, Refusal},
    product::Sku,
};

use super::super::{Change, Row, Scope, Snapshot, words};
use crate::{Result, params};

const LINES: &str = "
    SELECT sku, quantity, card_json FROM cart_line WHERE org_id = $1 AND ticket_id = $2 ORDER BY added_at, sku";
const CHANGES: &str = "
    SELECT id, sku, quantity, previous, by_agent, refusal_json, page, card_json
    FROM cart_change WHERE org_id = $1 AND ticket_id = $2
    ORDER BY asked_at, id";
const FORGET: &str = "DELETE FROM cart_change WHERE org_id = $1 AND ticket_id = $2 AND sku = $3";
const ASK: &str = "
    INSERT INTO cart_change (org_id, id, ticket_id, sku, quantity, previous, by_agent, asked_at, due_at, card_json, delete_after)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (org_id, id) DO NOTHING";
const HAND: &str = "UPDATE cart_change SET page = $4 WHERE org_id = $1 AND ticket_id = $2 AND id = $3 AND page IS NULL";
const REFUSE: &str = "UPDATE cart_change SET due_at = NULL, refusal_json = $4 WHERE org_id = $1 AND ticket_id = $2 AND id = $3";
const REFUSE_LATE: &str = "
    UPDATE cart_change SET due_at = NULL, refusal_json = $4 WHERE org_id = $1 AND ticket_id = $2 AND due_at <= $3";
const PUT: &str = "
    INSERT INTO cart_line (org_id, ticket_id, sku, quantity, card_json, added_at, delete_after) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (org_id, ticket_id, sku) DO UPDATE SET quantity = excluded.quantity";
const TAKE_OUT: &str = "DELETE FROM cart_line WHERE org_id = $1 AND ticket_id = $2 AND sku = $3";

/// A wish as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub wish: CartChange,
    /// The load of the page that was given it.
    pub page: Option<String>,
    /// How a new line would look.
    pub card: LineCard,
}

/// The lines, in the order in which they came.
pub(super) async fn lines(snapshot: &mut Snapshot<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<CartLine>> {
    snapshot.all(LINES, params![scope.org(), ticket]).await?.iter().map(line).collect()
}

/// The wishes, the oldest first.
pub(super) async fn changes(snapshot: &mut Snapshot<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<CartChange>> {
    snapshot.all(CHANGES, params![scope.org(), ticket]).await?.iter().map(|row| kept(row).map(|kept| kept.wish)).collect()
}

/// As [`lines`], in a change.
pub(crate) async fn lines_now(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<CartLine>> {
    change.all(LINES, params![scope.org(), ticket]).await?.iter().map(line).collect()
}

/// The wishes with all that is kept of them, the oldest first.
pub(crate) async fn changes_now(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<Kept>> {
    change.all(CHANGES, params![scope.org(), ticket]).await?.iter().map(kept).collect()
}

fn line(row: &Row) -> Result<CartLine> {
    Ok(CartLine { sku: row.id("sku")?, quantity: row.count("quantity")?, card: words::read_json(row, "card_json")? })
}

fn kept(row: &Row) -> Result<Kept> {
    let refusal: Option<Refusal> = words::read_opt_json(row, "refusal_json")?;
    let wish = CartChange {
        id: row.id("id")?,
        sku: row.id("sku")?,
        quantity: row.count("quantity")?,
        previous: row.opt_count("previous")?,
        is_shoppers: row.opt_text("by_agent")?.is_none(),
        state: refusal.map_or(ChangeState::Asked, ChangeState::Refused),
    };
    Ok(Kept { wish, page: row.opt_text("page")?.map(str::to_owned), card: words::read_json(row, "card_json")? })
}

/// Keeps a wish that the shop is asked for, in the place of the one before it about the same thing; `false` when there is one of this
/// name elsewhere.
pub(crate) async fn ask(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    (wish, card, by): (&CartChange, &LineCard, Option<&PersonId>),
    (due_at, delete_after): (Timestamp, Timestamp),
) -> Result<bool> {
    change.execute(FORGET, params![scope.org(), ticket, wish.sku.as_str()]).await?;
    let row = params![
        scope.org(),
        &wish.id,
        ticket,
        wish.sku.as_str(),
        wish.quantity,
        wish.previous.map(i64::from),
        by,
        change.now,
        due_at,
        words::json(card)?,
        delete_after
    ];
    Ok(change.execute(ASK, row).await? > 0)
}

/// Gives a wish to a load of the page; `false` when another one has it.
pub(crate) async fn hand(change: &mut Change<'_>, scope: &Scope, (ticket, id): (&TicketId, &CartChangeId), page: &str) -> Result<bool> {
    Ok(change.execute(HAND, params![scope.org(), ticket, id, page]).await? > 0)
}

/// The shop says no.
pub(crate) async fn refuse(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, id): (&TicketId, &CartChangeId),
    refusal: &Refusal,
) -> Result<()> {
    change.execute(REFUSE, params![scope.org(), ticket, id, words::json(refusal)?]).await.map(drop)
}

/// The page did not answer in time; how often.
pub(crate) async fn refuse_late(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<u64> {
    change.execute(REFUSE_LATE, params![scope.org(), ticket, change.now, words::json(&Refusal::NoAnswer)?]).await
}

/// The shop says yes: from now on there are so many.
pub(crate) async fn settle(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, kept: &Kept, delete_after: Timestamp) -> Result<()> {
    let CartChange { sku, quantity, .. } = &kept.wish;
    forget(change, scope, (ticket, sku)).await?;
    if kept.wish.takes_out() {
        take_out(change, scope, (ticket, sku)).await
    } else {
        put(change, scope, ticket, (sku, *quantity, &kept.card), delete_after).await
    }
}

/// There are so many from now on; `card` is how a new line looks.
pub(crate) async fn put(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    (sku, quantity, card): (&Sku, u32, &LineCard),
    delete_after: Timestamp,
) -> Result<()> {
    let row = params![scope.org(), ticket, sku.as_str(), quantity, words::json(card)?, change.now, delete_after];
    change.execute(PUT, row).await.map(drop)
}

/// There are none any more.
pub(crate) async fn take_out(change: &mut Change<'_>, scope: &Scope, (ticket, sku): (&TicketId, &Sku)) -> Result<()> {
    change.execute(TAKE_OUT, params![scope.org(), ticket, sku.as_str()]).await.map(drop)
}

/// The wish about a thing is over.
pub(crate) async fn forget(change: &mut Change<'_>, scope: &Scope, (ticket, sku): (&TicketId, &Sku)) -> Result<()> {
    change.execute(FORGET, params![scope.org(), ticket, sku.as_str()]).await.map(drop)
}
