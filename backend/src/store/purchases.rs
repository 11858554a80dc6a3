//! What was bought after calls.

use domain::{
    TicketId, Timestamp,
    product::{Currency, Money},
    purchase::Purchase,
};

use super::{Change, Reader, Row, Scope, words};
use crate::{Result, params};

const CALL: &str = "
    SELECT c.ticket_id, c.started_at,
        (SELECT COUNT(*) FROM purchase p WHERE p.org_id = c.org_id AND p.call_id = c.id) AS purchases,
        (SELECT COUNT(*) FROM purchase p WHERE p.org_id = c.org_id AND p.call_id = c.id AND p.order_number = $3) AS known
    FROM call c WHERE c.org_id = $1 AND c.id = $2";
const INSERT: &str = "
    INSERT INTO purchase (org_id, call_id, nth, told_at, minor, currency, is_direct, order_number, products_json, forget_at)
    VALUES ($1, $2, $3, $4, CAST($5 AS BIGINT), CAST($6 AS TEXT), $7, $8, $9, $10)
    ON CONFLICT DO NOTHING";
const OF_TICKET: &str = "
    SELECT p.told_at, p.minor, p.currency, p.is_direct, p.order_number, p.products_json
    FROM call c JOIN purchase p ON p.org_id = c.org_id AND p.call_id = c.id
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY p.told_at, p.call_id, p.nth";

/// A call that something may be counted for.
pub(crate) struct Buyable {
    pub ticket: TicketId,
    pub started_at: Timestamp,
    /// How many purchases are counted for it.
    pub purchases: u32,
    /// Whether this order is among them.
    pub is_known: bool,
}

/// The call that a purchase is told of, if there is one.
pub(crate) async fn call(change: &mut Change<'_>, scope: &Scope, purchase: &Purchase) -> Result<Option<Buyable>> {
    let Some(row) = change.optional(CALL, params![scope.org(), &purchase.call, purchase.order.as_str()]).await? else { return Ok(None) };
    Ok(Some(Buyable {
        ticket: row.id("ticket_id")?,
        started_at: row.time("started_at")?,
        purchases: row.count("purchases")?,
        is_known: row.int("known")? > 0,
    }))
}

/// Counts a purchase for its call, as the `nth`.
///
/// # Errors
/// [`crate::Error::Raced`] when another took this number, or told the same order.
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, purchase: &Purchase, nth: u32, forget_at: Timestamp) -> Result<()> {
    let Purchase { call, order, value, products, is_direct } = purchase;
    let (minor, currency) = (value.map(|value| value.minor), value.map(|value| String::from(value.currency)));
    let row = params![scope.org(), call, nth, change.now, minor, currency, *is_direct, order.as_str(), words::json(products)?, forget_at];
    change.execute_or_raced(INSERT, row).await
}

/// A purchase of a ticket's calls.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub at: Timestamp,
    pub value: Option<Money>,
    pub is_direct: bool,
    /// The number of the order, while it is kept.
    pub order: Option<String>,
    pub products: Vec<String>,
}

/// What was bought after the calls of a ticket, the oldest first.
pub(crate) async fn of_ticket(reader: &Reader, scope: &Scope, ticket: &TicketId) -> Result<Vec<Past>> {
    reader.all(OF_TICKET, params![scope.org(), ticket]).await?.iter().map(past).collect()
}

fn past(row: &Row) -> Result<Past> {
    let value = row.opt_int("minor")?.zip(row.opt_id::<Currency>("currency")?);
    Ok(Past {
        at: row.time("told_at")?,
        value: value.map(|(minor, currency)| Money { minor, currency }),
        is_direct: row.flag("is_direct")?,
        order: row.opt_text("order_number")?.map(str::to_owned),
        products: words::read_json(row, "products_json")?,
    })
}
