//! What a shop's page says without being asked: what is in its own cart, and which product the shopper looks at.

use domain::{
    ProductId,
    cart::{ChangeState, ShopLine, Told},
    product::{Sku, Wanted, goes},
    wire::{ItemState, MOST_ITEMS, ProductFailure, TrayItem},
};

use super::{ANSWER_WITHIN, By, cart::card_of, hint, tray};
use crate::{
    Result,
    front_desk::hub::Hub,
    store::{
        Change,
        retention::KEPT_FOR,
        shopping::{
            self, Turn, cart,
            tray::{self as rows, Reason},
        },
    },
};

/// So many of something are in the shop's cart: confirmed by that, and shown to both at once.
pub(in super::super) async fn in_cart(hub: &Hub, by: &By<'_>, line: ShopLine) -> Result<()> {
    let Some(line) = &line.clean() else {
        tracing::info!(org = %by.scope.org(), ticket = %by.ticket, "a shop has something in its cart that is no product");
        return Ok(());
    };
    hub.store.change(&by.actor, |change| Box::pin(in_cart_in(change, by, line))).await
}

async fn in_cart_in(change: &mut Change<'_>, by: &By<'_>, line: &ShopLine) -> Result<()> {
    let Some(turn) = turn_in_call(change, by).await? else { return Ok(()) };
    let (sku, until) = (&line.sku, change.now + KEPT_FOR);
    match line.told(&cart::lines_now(change, by.scope, by.ticket).await?) {
        Told::Same => return Ok(()),
        Told::Full => {
            tracing::info!(org = %by.scope.org(), ticket = %by.ticket, "a cart is full");
            return Ok(());
        }
        Told::Put => {
            // What an agent has shown has a picture, and says which one it is.
            let card = card_of(change, by, sku).await?.unwrap_or_else(|| line.card());
            cart::put(change, by.scope, by.ticket, (sku, line.quantity, &card), until).await?;
        }
        Told::TakenOut => cart::take_out(change, by.scope, (by.ticket, sku)).await?,
    }
    // A no from before is no longer true; what the shop is asked for it will answer.
    let kept = cart::changes_now(change, by.scope, by.ticket).await?;
    if kept.iter().any(|kept| kept.wish.sku == *sku && kept.wish.state != ChangeState::Asked) {
        cart::forget(change, by.scope, (by.ticket, sku)).await?;
    }
    change.event(by.scope.org(), "cart_told", &[("ticket", by.ticket.as_str())]).await?;
    hint(change, by, &turn);
    Ok(())
}

/// The shopper looks at a product: it comes into the tray, where it is not there yet, in the place of the oldest one that came so.
pub(in super::super) async fn looks(hub: &Hub, by: &By<'_>, item: &ProductId, wanted: &Wanted) -> Result<()> {
    hub.store.change(&by.actor, |change| Box::pin(looks_in(change, by, item, wanted))).await
}

async fn looks_in(change: &mut Change<'_>, by: &By<'_>, item: &ProductId, wanted: &Wanted) -> Result<()> {
    let Some(turn) = turn_in_call(change, by).await? else { return Ok(()) };
    let items = rows::items_now(change, by.scope, by.ticket).await?;
    if is_there(change, by, &items, wanted).await? {
        return Ok(());
    }
    let of_shopper: Vec<_> = items.iter().filter(|one| one.is_shoppers).map(|one| &one.id).collect();
    let pointed: Vec<_> = turn.spotlight.iter().flat_map(|spotlight| &spotlight.at).map(|one| &one.item).collect();
    match goes(&of_shopper, &pointed) {
        Some(oldest) => drop(rows::remove(change, by.scope, (by.ticket, oldest)).await?),
        None if items.len() >= MOST_ITEMS => {
            tracing::info!(org = %by.scope.org(), ticket = %by.ticket, "a tray is full");
            return Ok(());
        }
        None => {}
    }
    let times = (change.now, change.now + ANSWER_WITHIN, change.now + KEPT_FOR);
    if rows::insert(change, by.scope, (by.ticket, item), (wanted, Reason::Look), times).await? {
        if !turn.can.products {
            rows::fail(change, by.scope, (by.ticket, item), &ProductFailure::NotAsked).await?;
        }
        tray::event(change, by, "product_looked_at", item).await?;
    }
    hint(change, by, &turn);
    Ok(())
}

/// Whether the tray has it, or is about to: by what was asked for, or as a variation of what is there.
async fn is_there(change: &mut Change<'_>, by: &By<'_>, items: &[TrayItem], wanted: &Wanted) -> Result<bool> {
    let is_coming = |one: &TrayItem| one.wanted == *wanted && (one.is_shoppers || !matches!(one.state, ItemState::Failed(_)));
    if items.iter().any(is_coming) {
        return Ok(true);
    }
    let Ok(sku) = wanted.reference().parse::<Sku>() else { return Ok(false) };
    let products = rows::products(change, by.scope, by.ticket).await?;
    Ok(products.iter().any(|(_, product)| product.variation(&sku).is_some()))
}

/// The next turn of a ticket that is in a call; before and after it a shop tells nothing.
async fn turn_in_call(change: &mut Change<'_>, by: &By<'_>) -> Result<Option<Turn>> {
    Ok(shopping::turn(change, by.scope, by.ticket).await?.filter(|turn| turn.is_in_call))
}
