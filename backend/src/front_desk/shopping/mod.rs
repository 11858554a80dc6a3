//! What is shown and bought for a ticket: agents put products into the tray, its page tells what they are, and both sides wish for
//! changes of the cart that the shop grants or refuses. Each change is a turn of the ticket, so that whoever looks reads again only then.

mod cart;
mod shop;
mod tray;

pub(super) use cart::{answer, wish};
pub(super) use shop::{in_cart, looks};
pub(super) use tray::{act, bring, tell};

use domain::{
    Duration, PersonId, TicketId, Timestamp, text,
    wire::{Abilities, FoundInCatalogue, MOST_RECENT, RecentProduct},
};

use super::{drive, hub::Hub};
use crate::{
    Result, catalogue,
    store::{
        Actor, Change, Scope,
        shopping::{self, Turn},
    },
};

/// How long a page may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// The longest term that is looked for, in characters.
const MAX_TERM_CHARS: usize = 200;

/// Who shows or buys.
pub(super) struct By<'a> {
    pub actor: Actor,
    pub scope: &'a Scope,
    pub ticket: &'a TicketId,
    /// The agent; the shopper else.
    pub agent: Option<&'a PersonId>,
}

/// Keeps what the page does something about.
pub(super) async fn can(hub: &Hub, by: &By<'_>, can: Abilities) -> Result<()> {
    let change = hub.store.change(&by.actor, |change| {
        Box::pin(async move {
            let Some(turn) = shopping::turn(change, by.scope, by.ticket).await? else { return Ok(()) };
            shopping::put_abilities(change, by.scope, by.ticket, can).await?;
            hint(change, by, &turn);
            Ok(())
        })
    });
    change.await
}

/// What an agent has shown lately.
pub(super) async fn recent(hub: &Hub, scope: &Scope, agent: &PersonId) -> Result<Vec<RecentProduct>> {
    shopping::tray::recent(&hub.store.reader(), scope, agent, MOST_RECENT).await
}

/// What the organisation's catalogue has of something.
pub(super) async fn find(hub: &Hub, scope: &Scope, (id, term, page): (u32, &str, u32)) -> Result<FoundInCatalogue> {
    let term = text::line(term, MAX_TERM_CHARS).unwrap_or_default();
    Ok(FoundInCatalogue { id, results: catalogue::find(&hub.store, scope, &term, page).await? })
}

/// Nothing more is waited for of a page that took too long.
pub(super) async fn end_waits(hub: &Hub, now: Timestamp) -> Result<()> {
    for (scope, ticket) in &shopping::late(&hub.store.reader(), now).await? {
        let by = &By { actor: Actor::System, scope, ticket, agent: None };
        let end = hub.store.change(&Actor::System, |change| Box::pin(end_in(change, by)));
        end.await?;
    }
    Ok(())
}

async fn end_in(change: &mut Change<'_>, by: &By<'_>) -> Result<()> {
    let turn = shopping::turn(change, by.scope, by.ticket).await?;
    let products = tray::end_waits(change, by).await?;
    let wishes = shopping::cart::refuse_late(change, by.scope, by.ticket).await?;
    if products + wishes > 0 {
        tracing::info!(org = %by.scope.org(), ticket = %by.ticket, products, wishes, "a shop's page did not answer in time");
    }
    if let Some(turn) = turn {
        hint(change, by, &turn);
    }
    Ok(())
}

fn hint(change: &mut Change<'_>, by: &By<'_>, turn: &Turn) {
    drive::hint_ticket(change, by.scope, &turn.queue, by.ticket);
}
