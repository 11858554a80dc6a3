//! The tray: what agents put there, and what the page tells of it.

use domain::{
    Duration, ProductId, TicketId,
    product::{Product, Wanted, read_product},
    text,
    wire::{AgentShopping, MOST_COMPARED, MOST_ITEMS, Pointed, ProductFailure, ShopperShopping, Spotlight},
};

use super::{ANSWER_WITHIN, By, hint};
use crate::{
    Result, catalogue,
    front_desk::hub::Hub,
    random,
    store::{
        Change, Scope,
        retention::KEPT_FOR,
        shopping::{self, tray::Reason},
    },
};

/// The longest words of a page, in characters.
const MAX_WORDS: usize = 300;

/// An agent shows something, takes it away, or points at it.
pub(in super::super) async fn act(hub: &Hub, by: &By<'_>, action: &AgentShopping) -> Result<()> {
    hub.store.change(&by.actor, |change| Box::pin(act_in(change, by, action))).await
}

async fn act_in(change: &mut Change<'_>, by: &By<'_>, action: &AgentShopping) -> Result<()> {
    let Some(turn) = shopping::turn(change, by.scope, by.ticket).await? else { return Ok(()) };
    let of = |item| (by.ticket, item);
    let due_at = change.now + ANSWER_WITHIN;
    match action {
        AgentShopping::Show { item, wanted } if turn.can.products || catalogue::answers(change, by.scope).await? => {
            if shopping::tray::ids(change, by.scope, by.ticket).await?.len() >= MOST_ITEMS {
                tracing::info!(org = %by.scope.org(), ticket = %by.ticket, "a tray is full");
                return Ok(());
            }
            let (delete_after, reason) = (change.now + KEPT_FOR, by.agent.map_or(Reason::Brought, Reason::Agent));
            if shopping::tray::insert(change, by.scope, of(item), (wanted, reason), (change.now, due_at, delete_after)).await? {
                event(change, by, "product_asked", item).await?;
                if !turn.can.products {
                    tell_from_catalogue(change, by, item, wanted).await?;
                }
            }
        }
        AgentShopping::AskAgain { item } => {
            if shopping::tray::ask_again(change, by.scope, of(item), due_at).await?
                && !turn.can.products
                && let Some(wanted) = shopping::tray::still_wanted(change, by.scope, of(item)).await?
            {
                tell_from_catalogue(change, by, item, &wanted).await?;
            }
        }
        AgentShopping::Remove { item } => {
            if shopping::tray::remove(change, by.scope, of(item)).await? {
                event(change, by, "product_removed", item).await?;
            }
        }
        AgentShopping::Point { at } => {
            let tray = shopping::tray::ids(change, by.scope, by.ticket).await?;
            let at: Vec<Pointed> = at.iter().filter(|one| tray.contains(&one.item)).take(MOST_COMPARED).cloned().collect();
            let spotlight = (!at.is_empty()).then_some(Spotlight { turn: turn.number, at });
            shopping::put_spotlight(change, by.scope, by.ticket, spotlight.as_ref()).await?;
        }
        AgentShopping::Show { .. } | AgentShopping::Change(_) | AgentShopping::TellRecent | AgentShopping::Find { .. } => return Ok(()),
    }
    hint(change, by, &turn);
    Ok(())
}

/// Puts what the call of a fresh ticket brings along into its tray, to be asked for. What its page does something about is not known
/// yet; what nothing answers is late as any other product is.
pub(in super::super) async fn bring(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, brought: &[Wanted]) -> Result<()> {
    if brought.is_empty() {
        return Ok(());
    }
    let by = &By { actor: change.actor().clone(), scope, ticket, agent: None };
    let Some(turn) = shopping::turn(change, scope, ticket).await? else { return Ok(()) };
    let (due_at, delete_after) = (change.now + ANSWER_WITHIN, change.now + KEPT_FOR);
    let mut added_at = change.now;
    for wanted in brought {
        let item = random::id(ProductId::from_random)?;
        shopping::tray::insert(change, scope, (ticket, &item), (wanted, Reason::Brought), (added_at, due_at, delete_after)).await?;
        event(change, by, "product_asked", &item).await?;
        // They stay in the page's order.
        added_at = added_at + Duration::from_micros(1);
    }
    hint(change, by, &turn);
    Ok(())
}

/// The catalogue answers at once for a page that tells no products.
async fn tell_from_catalogue(change: &mut Change<'_>, by: &By<'_>, item: &ProductId, wanted: &Wanted) -> Result<()> {
    if !fill_in(change, by, item, wanted).await? {
        shopping::tray::fail(change, by.scope, (by.ticket, item), &ProductFailure::NotInCatalogue).await?;
        event(change, by, "product_failed", item).await?;
    }
    Ok(())
}

/// The catalogue's product in the place of one that the page does not tell; `false` where it has none either.
async fn fill_in(change: &mut Change<'_>, by: &By<'_>, item: &ProductId, wanted: &Wanted) -> Result<bool> {
    let now = change.now;
    let Some(product) = catalogue::product_in(change, by.scope, wanted, now).await? else { return Ok(false) };
    if shopping::tray::tell(change, by.scope, (by.ticket, item), &product).await? {
        event(change, by, "product_shown", item).await?;
    }
    Ok(true)
}

/// What the page has not told in time comes from the catalogue, or does not come; how many did not.
pub(super) async fn end_waits(change: &mut Change<'_>, by: &By<'_>) -> Result<u64> {
    for (item, wanted) in &shopping::tray::late(change, by.scope, by.ticket).await? {
        fill_in(change, by, item, wanted).await?;
    }
    shopping::tray::fail_late(change, by.scope, by.ticket).await
}

/// What a page tells of a product that it was asked for, or tells anew; whatever else it says is not for the tray.
pub(in super::super) async fn tell(hub: &Hub, by: &By<'_>, told: &ShopperShopping) -> Result<()> {
    let (item, said) = match told {
        ShopperShopping::Product { item, built } => match read_product(built) {
            Ok(product) => (item, Said::Product(Box::new(product))),
            Err(problem) => {
                tracing::info!(org = %by.scope.org(), ticket = %by.ticket, %problem, "a page told no product");
                (item, Said::Failure(ProductFailure::Unusable(problem.to_string())))
            }
        },
        ShopperShopping::NoProduct { item, words } => {
            (item, Said::Failure(ProductFailure::Page(text::line(words, MAX_WORDS).unwrap_or_default())))
        }
        _ => return Ok(()),
    };
    hub.store.change(&by.actor, |change| Box::pin(tell_in(change, by, item, &said))).await
}

enum Said {
    Product(Box<Product>),
    Failure(ProductFailure),
}

async fn tell_in(change: &mut Change<'_>, by: &By<'_>, item: &ProductId, said: &Said) -> Result<()> {
    let Some(turn) = shopping::turn(change, by.scope, by.ticket).await? else { return Ok(()) };
    let is_news = match &said {
        Said::Product(product) => shopping::tray::tell(change, by.scope, (by.ticket, item), product).await?,
        // What was told before stays: a page that cannot tell it anew has not taken it back. What it never told the catalogue may.
        Said::Failure(failure) => {
            if let Some(wanted) = shopping::tray::still_wanted(change, by.scope, (by.ticket, item)).await?
                && fill_in(change, by, item, &wanted).await?
            {
                hint(change, by, &turn);
                return Ok(());
            }
            shopping::tray::fail(change, by.scope, (by.ticket, item), failure).await?
        }
    };
    if is_news {
        event(change, by, if matches!(said, Said::Product(_)) { "product_shown" } else { "product_failed" }, item).await?;
        hint(change, by, &turn);
    }
    Ok(())
}

pub(super) async fn event(change: &mut Change<'_>, by: &By<'_>, kind: &'static str, item: &ProductId) -> Result<()> {
    change.event(by.scope.org(), kind, &[("ticket", by.ticket.as_str()), ("product", item.as_str())]).await
}
