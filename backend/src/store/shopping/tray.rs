//! The products of a tray.

use domain::{
    PersonId, ProductId, TicketId, Timestamp,
    product::{Product, Wanted, WantedKind},
    wire::{ItemState, ProductFailure, ProductNews, RecentProduct, TrayItem},
};

use super::super::{Change, Reader, Row, Scope, Snapshot, words};
use crate::{Error, Result, params};

const ITEMS: &str = "
    SELECT id, wanted_kind, wanted_reference, is_look, due_at, version, failure_json
    FROM tray_item WHERE org_id = $1 AND ticket_id = $2
    ORDER BY added_at, id";
const IDS: &str = "SELECT id FROM tray_item WHERE org_id = $1 AND ticket_id = $2";
const INSERT: &str = "
    INSERT INTO tray_item (org_id, id, ticket_id, wanted_kind, wanted_reference, added_by, is_look, added_at, due_at, delete_after)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (org_id, id) DO NOTHING";
const ASK_AGAIN: &str = "
    UPDATE tray_item SET due_at = $4, failure_json = NULL WHERE org_id = $1 AND ticket_id = $2 AND id = $3 AND version = 0";
const TELL: &str = "
    UPDATE tray_item SET version = version + 1, title = $4, image = $5, product_json = $6, due_at = NULL, failure_json = NULL
    WHERE org_id = $1 AND ticket_id = $2 AND id = $3";
const FAIL: &str = "
    UPDATE tray_item SET due_at = NULL, failure_json = $4 WHERE org_id = $1 AND ticket_id = $2 AND id = $3 AND version = 0";
const REMOVE: &str = "DELETE FROM tray_item WHERE org_id = $1 AND ticket_id = $2 AND id = $3";
const FAIL_LATE: &str = "
    UPDATE tray_item SET due_at = NULL, failure_json = $4 WHERE org_id = $1 AND ticket_id = $2 AND due_at <= $3";
const WANTED: &str = "
    SELECT wanted_kind, wanted_reference FROM tray_item WHERE org_id = $1 AND ticket_id = $2 AND id = $3 AND version = 0";
const LATE: &str = "
    SELECT id, wanted_kind, wanted_reference FROM tray_item WHERE org_id = $1 AND ticket_id = $2 AND due_at <= $3";
const PRODUCT: &str = "SELECT version, product_json FROM tray_item WHERE org_id = $1 AND id = $2 AND version > 0";
const PRODUCTS: &str = "
    SELECT id, version, product_json FROM tray_item WHERE org_id = $1 AND ticket_id = $2 AND version > 0 ORDER BY added_at DESC, id";
const RECENT: &str = "
    SELECT wanted_kind, wanted_reference, title, image, MAX(added_at) AS latest
    FROM tray_item WHERE org_id = $1 AND added_by = $2 AND version > 0
    GROUP BY wanted_kind, wanted_reference, title, image
    ORDER BY latest DESC LIMIT $3";

/// Why a product is in a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason<'a> {
    /// An agent put it there.
    Agent(&'a PersonId),
    /// The page brought it along with the call.
    Brought,
    /// The shopper looks at it in the shop.
    Look,
}

/// What is in the tray, in the order in which it came.
pub(super) async fn items(snapshot: &mut Snapshot<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<TrayItem>> {
    snapshot.all(ITEMS, params![scope.org(), ticket]).await?.iter().map(item).collect()
}

/// As [`items`], in a change.
pub(crate) async fn items_now(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<TrayItem>> {
    change.all(ITEMS, params![scope.org(), ticket]).await?.iter().map(item).collect()
}

fn item(row: &Row) -> Result<TrayItem> {
    let failure: Option<ProductFailure> = words::read_opt_json(row, "failure_json")?;
    let state = match (row.count("version")?, row.opt_time("due_at")?, failure) {
        (0, _, Some(failure)) => ItemState::Failed(failure),
        (0, Some(due_at), None) => ItemState::Asked { due_at },
        (0, None, None) => ItemState::Failed(ProductFailure::NoAnswer),
        (version, ..) => ItemState::Shown { version },
    };
    Ok(TrayItem { id: row.id("id")?, wanted: wanted(row)?, state, is_shoppers: row.flag("is_look")? })
}

fn wanted(row: &Row) -> Result<Wanted> {
    let kind: WantedKind = words::read(row, "wanted_kind")?;
    Wanted::new(kind, row.text("wanted_reference")?).map_err(|error| Error::Invalid(error.to_string()))
}

/// What the tray holds, by name.
pub(crate) async fn ids(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<ProductId>> {
    change.all(IDS, params![scope.org(), ticket]).await?.iter().map(|row| row.id("id")).collect()
}

/// Puts something into the tray, to be asked for; `false` when there is one of this name.
pub(crate) async fn insert(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, item): (&TicketId, &ProductId),
    (wanted, reason): (&Wanted, Reason<'_>),
    (added_at, due_at, delete_after): (Timestamp, Timestamp, Timestamp),
) -> Result<bool> {
    let kind = words::name(&wanted.kind())?;
    let by = match reason {
        Reason::Agent(agent) => Some(agent),
        Reason::Brought | Reason::Look => None,
    };
    let is_look = reason == Reason::Look;
    let row = params![scope.org(), item, ticket, kind, wanted.reference(), by, is_look, added_at, due_at, delete_after];
    Ok(change.execute(INSERT, row).await? > 0)
}

/// Asks for it once more; `false` when it is there, or not in the tray.
pub(crate) async fn ask_again(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, item): (&TicketId, &ProductId),
    due_at: Timestamp,
) -> Result<bool> {
    Ok(change.execute(ASK_AGAIN, params![scope.org(), ticket, item, due_at]).await? > 0)
}

/// Keeps what the page told of it; `false` when it is not in the tray.
pub(crate) async fn tell(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, item): (&TicketId, &ProductId),
    product: &Product,
) -> Result<bool> {
    let image = product.shown_first().and_then(|variation| variation.images.first());
    let row = params![scope.org(), ticket, item, product.title(), image.map(String::as_str), words::json(product)?];
    Ok(change.execute(TELL, row).await? > 0)
}

/// It does not come; `false` when it is there already, or not in the tray.
pub(crate) async fn fail(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, item): (&TicketId, &ProductId),
    failure: &ProductFailure,
) -> Result<bool> {
    Ok(change.execute(FAIL, params![scope.org(), ticket, item, words::json(failure)?]).await? > 0)
}

/// What was asked for, while it is not there; `None` when it is, or is not in the tray.
pub(crate) async fn still_wanted(
    change: &mut Change<'_>,
    scope: &Scope,
    (ticket, item): (&TicketId, &ProductId),
) -> Result<Option<Wanted>> {
    change.optional(WANTED, params![scope.org(), ticket, item]).await?.as_ref().map(wanted).transpose()
}

/// What the page has not told in time.
pub(crate) async fn late(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<(ProductId, Wanted)>> {
    let rows = change.all(LATE, params![scope.org(), ticket, change.now]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, wanted(row)?))).collect()
}

/// Takes it out of the tray; `false` when it is not there.
pub(crate) async fn remove(change: &mut Change<'_>, scope: &Scope, (ticket, item): (&TicketId, &ProductId)) -> Result<bool> {
    Ok(change.execute(REMOVE, params![scope.org(), ticket, item]).await? > 0)
}

/// The page did not answer in time; how often.
pub(crate) async fn fail_late(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<u64> {
    change.execute(FAIL_LATE, params![scope.org(), ticket, change.now, words::json(&ProductFailure::NoAnswer)?]).await
}

/// What the page told of something; `None` when it has not, or when it is no longer in the tray.
pub(crate) async fn product(reader: &Reader, scope: &Scope, item: &ProductId) -> Result<Option<ProductNews>> {
    let Some(row) = reader.optional(PRODUCT, params![scope.org(), item]).await? else { return Ok(None) };
    Ok(Some(ProductNews { item: item.clone(), version: row.count("version")?, product: words::read_json(&row, "product_json")? }))
}

/// All that the page told, the latest first.
pub(crate) async fn products(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Vec<(ProductId, Product)>> {
    let rows = change.all(PRODUCTS, params![scope.org(), ticket]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, words::read_json(row, "product_json")?))).collect()
}

/// What an agent has shown lately, the latest first.
pub(crate) async fn recent(reader: &Reader, scope: &Scope, agent: &PersonId, most: u32) -> Result<Vec<RecentProduct>> {
    let rows = reader.all(RECENT, params![scope.org(), agent, most]).await?;
    rows.iter()
        .map(|row| {
            Ok(RecentProduct {
                wanted: wanted(row)?,
                title: row.opt_text("title")?.unwrap_or_default().to_owned(),
                image: row.opt_text("image")?.map(str::to_owned),
            })
        })
        .collect()
}
