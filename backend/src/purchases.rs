//! Counts what a shop's order page tells for the last call before it.

use domain::purchase::{self, Counted, MOST_OF_CALL, Purchase};

use crate::{
    Actor, Result,
    accounts::ShopperScope,
    store::{Change, Scope, Store, purchases, retention::KEPT_FOR},
};

/// Counts a purchase for its call: once, however often the page tells of it.
///
/// # Errors
/// The store does not answer.
pub async fn count(store: &Store, shop: &ShopperScope, purchase: &Purchase) -> Result<Counted> {
    store.change(&Actor::Shopper { ticket: None }, |change| Box::pin(count_in(change, shop.scope(), purchase))).await
}

async fn count_in(change: &mut Change<'_>, scope: &Scope, purchase: &Purchase) -> Result<Counted> {
    let Some(call) = purchases::call(change, scope, purchase).await? else { return Ok(Counted::Not) };
    if call.is_known {
        return Ok(Counted::Before);
    }
    if !purchase::counts(call.started_at, change.now) || call.purchases >= MOST_OF_CALL {
        return Ok(Counted::Not);
    }
    let forget_at = change.now + KEPT_FOR;
    purchases::insert(change, scope, purchase, call.purchases.saturating_add(1), forget_at).await?;
    let ids = [("call", purchase.call.as_str()), ("ticket", call.ticket.as_str())];
    change.event(scope.org(), "purchase_counted", &ids).await?;
    Ok(Counted::Now)
}
