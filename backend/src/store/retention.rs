//! The end of personal data, and of what is only good for a while.

use domain::Duration;
use tokio_util::sync::CancellationToken;

use super::{Actor, Store};
use crate::{Result, params};

/// How long personal data of a shopper is kept after it was told, unless an organisation says otherwise.
pub const KEPT_FOR: Duration = Duration::from_secs(28 * 24 * 3_600);

const DELETE_DETAILS: &str = "DELETE FROM shopper_detail WHERE delete_after <= $1";
const DELETE_COMMENTS: &str = "DELETE FROM rating_comment WHERE delete_after <= $1";
const DELETE_NOTES: &str = "DELETE FROM call_note WHERE delete_after <= $1";
const DELETE_FLIGHTS: &str = "DELETE FROM call_flight WHERE delete_after <= $1";
const DELETE_SOURCES: &str = "DELETE FROM ticket_source WHERE delete_after <= $1";
const DELETE_SNAPSHOTS: &str = "DELETE FROM snapshot WHERE delete_after <= $1";
const DELETE_CALL_BACKS: &str = "DELETE FROM call_back_detail WHERE delete_after <= $1";
const DELETE_GUEST_NAMES: &str = "DELETE FROM guest_detail WHERE delete_after <= $1";
const DELETE_BLOCKS: &str = "DELETE FROM blocked_visit WHERE delete_after <= $1";
const DELETE_TRAY: &str = "DELETE FROM tray_item WHERE delete_after <= $1";
const DELETE_CART: &str = "DELETE FROM cart_line WHERE delete_after <= $1";
const DELETE_CART_CHANGES: &str = "DELETE FROM cart_change WHERE delete_after <= $1";
const FORGET_ORDERS: &str = "
    UPDATE purchase SET order_number = NULL, products_json = '[]', forget_at = NULL WHERE forget_at <= $1";
const DELETE_SESSIONS: &str = "DELETE FROM session WHERE expires_at <= $1";
const DELETE_FAILURES: &str = "DELETE FROM sign_in_attempt WHERE forget_at <= $1";
const DELETE_OUTBOX: &str = "DELETE FROM outbox WHERE done_at <= $1";

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Rows of what shoppers and their pages told and showed, of what was shown to them and bought, of what agents noted, whom they blocked, names of guests, and of what
    /// browsers noted during calls.
    pub personal: u64,
    /// Sessions that were over, failed sign-ins and what was sent long ago, and from where tickets came that no longer count.
    pub expired: u64,
}

/// How often a server looks for what has reached its end.
const EVERY: std::time::Duration = std::time::Duration::from_secs(3_600);

/// Deletes what has reached its end, now and every hour until the shutdown. Several servers may do so on one store.
pub async fn keep(store: Store, shutdown: CancellationToken) {
    loop {
        match purge(&store).await {
            Ok(purged) if purged != Purged::default() => {
                tracing::info!(personal = purged.personal, expired = purged.expired, "deleted what had reached its end");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "what has reached its end could not be deleted"),
        }
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Deletes whatever has reached its end by the store's clock.
pub async fn purge(store: &Store) -> Result<Purged> {
    store
        .change(&Actor::System, |change| {
            Box::pin(async move {
                let now = change.now;
                let mut purged = Purged::default();
                for sql in [
                    DELETE_DETAILS,
                    DELETE_COMMENTS,
                    DELETE_NOTES,
                    DELETE_FLIGHTS,
                    DELETE_SNAPSHOTS,
                    DELETE_CALL_BACKS,
                    DELETE_GUEST_NAMES,
                    DELETE_BLOCKS,
                    DELETE_TRAY,
                    DELETE_CART,
                    DELETE_CART_CHANGES,
                    FORGET_ORDERS,
                ] {
                    purged.personal += change.execute(sql, params![now]).await?;
                }
                for sql in [DELETE_SESSIONS, DELETE_FAILURES, DELETE_SOURCES] {
                    purged.expired += change.execute(sql, params![now]).await?;
                }
                purged.expired += change.execute(DELETE_OUTBOX, params![now - KEPT_FOR]).await?;
                Ok(purged)
            })
        })
        .await
}
