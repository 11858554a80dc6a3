//! The cart: wishes, and what the shop says to them.

use domain::{
    CartChangeId,
    cart::{CartChange, ChangeState, LineCard, NotAsked, Refusal, Verdict, change_of},
    product::{Product, Sku},
    wire::CartWish,
};

use super::{ANSWER_WITHIN, By, hint};
use crate::{
    Result,
    front_desk::hub::Hub,
    store::{
        Change,
        retention::KEPT_FOR,
        shopping::{self, cart},
    },
};

/// Somebody wishes so many of something. What is not asked of the shop changes nothing; whoever looks sees that.
pub(in super::super) async fn wish(hub: &Hub, by: &By<'_>, wish: &CartWish) -> Result<()> {
    hub.store.change(&by.actor, |change| Box::pin(wish_in(change, by, wish))).await
}

async fn wish_in(change: &mut Change<'_>, by: &By<'_>, CartWish { id, sku, quantity }: &CartWish) -> Result<()> {
    let Some(turn) = shopping::turn(change, by.scope, by.ticket).await? else { return Ok(()) };
    let lines = cart::lines_now(change, by.scope, by.ticket).await?;
    let kept = cart::changes_now(change, by.scope, by.ticket).await?;
    if kept.iter().any(|kept| kept.wish.id == *id) {
        return Ok(());
    }
    let changes: Vec<_> = kept.into_iter().map(|kept| kept.wish).collect();
    let asked = change_of(&lines, &changes, turn.can.cart, sku, *quantity);
    let card = match lines.iter().find(|line| line.sku == *sku) {
        Some(line) => Some(line.card.clone()),
        None => card_of(change, by, sku).await?,
    };
    // What nobody has shown cannot be bought here.
    let ((quantity, previous), card) = match (asked, card) {
        (Ok(asked), Some(card)) => (asked, card),
        (refused, card) => {
            let reason = refused.err().unwrap_or(NotAsked::Impossible);
            tracing::info!(org = %by.scope.org(), ticket = %by.ticket, ?reason, is_shown = card.is_some(), "a wish was not asked of the shop");
            return Ok(());
        }
    };
    let is_shoppers = by.agent.is_none();
    let wish = CartChange { id: id.clone(), sku: sku.clone(), quantity, previous, is_shoppers, state: ChangeState::Asked };
    let until = (change.now + ANSWER_WITHIN, change.now + KEPT_FOR);
    if cart::ask(change, by.scope, by.ticket, (&wish, &card, by.agent), until).await? {
        event(change, by, "cart_wished", id).await?;
    }
    hint(change, by, &turn);
    Ok(())
}

/// How a line of this SKU would look, where something in the tray tells.
pub(super) async fn card_of(change: &mut Change<'_>, by: &By<'_>, sku: &Sku) -> Result<Option<LineCard>> {
    let products = shopping::tray::products(change, by.scope, by.ticket).await?;
    Ok(products.iter().find_map(|(_, product)| card(product, sku)))
}

fn card(product: &Product, sku: &Sku) -> Option<LineCard> {
    let variation = product.variation(sku)?;
    let has_others = product.variations.len() > 1 && product.name.is_some() && product.name.as_ref() != Some(&variation.name);
    Some(LineCard {
        name: product.name.clone().unwrap_or_else(|| variation.name.clone()),
        which: if has_others { variation.name.clone() } else { String::new() },
        image: variation.images.first().cloned(),
        price: Some(variation.price.current),
        locale: Some(product.locale.to_string()),
    })
}

/// What the shop said to a wish: only a yes moves the cart. An answer after the time is taken as well, since it is the truth.
pub(in super::super) async fn answer(hub: &Hub, by: &By<'_>, id: &CartChangeId, verdict: Verdict) -> Result<()> {
    let verdict = &verdict.clean();
    hub.store.change(&by.actor, |change| Box::pin(answer_in(change, by, id, verdict))).await
}

async fn answer_in(change: &mut Change<'_>, by: &By<'_>, id: &CartChangeId, verdict: &Verdict) -> Result<()> {
    let Some(turn) = shopping::turn(change, by.scope, by.ticket).await? else { return Ok(()) };
    let kept = cart::changes_now(change, by.scope, by.ticket).await?;
    let is_open = |state: &ChangeState| matches!(state, ChangeState::Asked | ChangeState::Refused(Refusal::NoAnswer));
    // Answered already, or another wish has taken its place.
    let Some(kept) = kept.into_iter().find(|kept| kept.wish.id == *id && is_open(&kept.wish.state)) else { return Ok(()) };
    match verdict {
        Verdict::Done => {
            cart::settle(change, by.scope, by.ticket, &kept, change.now + KEPT_FOR).await?;
            event(change, by, "cart_changed", id).await?;
        }
        Verdict::Refused(refusal) => {
            cart::refuse(change, by.scope, (by.ticket, id), refusal).await?;
            event(change, by, "cart_refused", id).await?;
        }
    }
    hint(change, by, &turn);
    Ok(())
}

async fn event(change: &mut Change<'_>, by: &By<'_>, kind: &'static str, wish: &CartChangeId) -> Result<()> {
    change.event(by.scope.org(), kind, &[("ticket", by.ticket.as_str()), ("wish", wish.as_str())]).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn product(built: &serde_json::Value) -> Product {
        domain::product::read_product(built).expect("a product")
    }

    #[test]
    fn a_line_says_which_one_it_is_where_there_are_several() {
        let variation = |sku: &str, name: &str| json!({ "sku": sku, "name": name, "price": { "current": 5 } });
        let lamp = |name: Option<&str>, variations: serde_json::Value| {
            product(&json!({ "currency": "EUR", "locale": "en-IE", "product": { "name": name, "variations": variations } }))
        };
        let of = |product: &Product, sku: &str| {
            let card = card(product, &sku.parse().expect("a SKU"))?;
            Some((card.name, card.which, card.price.map(|price| price.decimal())))
        };
        let two = lamp(Some("Lamp"), json!([variation("a", "White"), variation("b", "Moss")]));
        assert_eq!(of(&two, "b"), Some(("Lamp".into(), "Moss".into(), Some("5.00".into()))));
        assert_eq!(of(&lamp(Some("Lamp"), json!([variation("a", "White")])), "a").map(|card| card.1), Some(String::new()));
        assert_eq!(of(&lamp(None, json!([variation("a", "White"), variation("b", "Moss")])), "b").map(|card| card.0), Some("Moss".into()));
        assert_eq!(of(&two, "c"), None);
    }
}
