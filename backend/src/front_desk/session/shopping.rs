//! What a session's client has been told of what is shown and bought: after each turn the whole, and each product once for each version.

use std::collections::{HashMap, HashSet};

use domain::{
    CartChangeId, ProductId, TicketId, Timestamp,
    cart::ChangeState,
    wire::{ItemState, PageAsk, ProductNews, Shopping},
};

use super::super::hub::Hub;
use crate::{
    Result,
    store::{
        Actor, Scope,
        shopping::{self, cart, tray},
    },
};

/// What a client has been told.
#[derive(Default)]
pub(super) struct Told {
    ticket: Option<TicketId>,
    turn: u32,
    versions: HashMap<ProductId, u32>,
    /// Products that the page was asked for, and until when.
    asked: HashMap<ProductId, Timestamp>,
    /// Wishes that the page was asked for.
    handed: HashSet<CartChangeId>,
}

/// What there is to tell.
pub(super) struct News {
    ticket: TicketId,
    /// Whether it is only for this side to remember.
    pub is_quiet: bool,
    pub shopping: Shopping,
    /// Products that the client does not have, or has in another version.
    pub products: Vec<ProductNews>,
    /// What the page of this session is to be asked.
    pub asks: Vec<PageAsk>,
}

impl Told {
    /// What there is to tell an agent of a ticket at this turn. Changes nothing here, so that it may be given up on.
    pub async fn news(&self, hub: &Hub, scope: &Scope, ticket: &TicketId, turn: u32) -> Result<Option<News>> {
        let is_known = self.ticket.as_ref() == Some(ticket);
        if is_known && self.turn >= turn {
            return Ok(None);
        }
        let shopping = shopping::read(&hub.store, scope, ticket).await?;
        let mut products = vec![];
        for item in &shopping.items {
            let ItemState::Shown { version } = item.state else { continue };
            let has = is_known.then(|| self.versions.get(&item.id)).flatten();
            if has.is_none_or(|has| *has < version) {
                products.extend(tray::product(&hub.store.reader(), scope, &item.id).await?);
            }
        }
        // Of a page that says nothing, agents only need to know that there is a catalogue.
        let is_quiet = turn == 0 && !shopping.has_catalogue;
        Ok(Some(News { ticket: ticket.clone(), is_quiet, shopping, products, asks: vec![] }))
    }

    /// As [`Told::news`], with what the page of this load is to be asked. A wish is given to one load only.
    pub async fn news_and_asks(&self, hub: &Hub, scope: &Scope, (ticket, turn): (&TicketId, u32), page: &str) -> Result<Option<News>> {
        if turn == 0 {
            return Ok(None);
        }
        let Some(mut news) = self.news(hub, scope, ticket, turn).await? else { return Ok(None) };
        let is_known = self.ticket.as_ref() == Some(ticket);
        for item in &news.shopping.items {
            let ItemState::Asked { due_at } = item.state else { continue };
            if !is_known || self.asked.get(&item.id) != Some(&due_at) {
                news.asks.push(PageAsk::Product { item: item.id.clone(), wanted: item.wanted.clone() });
            }
        }
        for wish in &news.shopping.changes {
            if wish.state == ChangeState::Asked && !self.handed.contains(&wish.id) && take(hub, scope, (ticket, &wish.id), page).await? {
                let (change, sku, quantity, previous) = (wish.id.clone(), wish.sku.clone(), wish.quantity, wish.previous);
                news.asks.push(PageAsk::Cart { change, sku, quantity, previous });
            }
        }
        Ok(Some(news))
    }

    /// The client is told this now.
    pub fn take(&mut self, news: &News) {
        if self.ticket.as_ref() != Some(&news.ticket) {
            *self = Self { ticket: Some(news.ticket.clone()), ..Self::default() };
        }
        self.turn = news.shopping.turn;
        self.versions.extend(news.products.iter().map(|product| (product.item.clone(), product.version)));
        let asked = news.shopping.items.iter().filter_map(|item| match item.state {
            ItemState::Asked { due_at } => Some((item.id.clone(), due_at)),
            ItemState::Shown { .. } | ItemState::Failed(_) => None,
        });
        self.asked = asked.collect();
        for ask in &news.asks {
            if let PageAsk::Cart { change, .. } = ask {
                self.handed.insert(change.clone());
            }
        }
    }
}

/// Whether this load of the page has the wish: nobody had it, or this load had it over an earlier socket.
async fn take(hub: &Hub, scope: &Scope, (ticket, wish): (&TicketId, &CartChangeId), page: &str) -> Result<bool> {
    let actor = Actor::Shopper { ticket: Some(ticket.clone()) };
    let handed = hub.store.change(&actor, |change| {
        Box::pin(async move {
            if cart::hand(change, scope, (ticket, wish), page).await? {
                return Ok(true);
            }
            let kept = cart::changes_now(change, scope, ticket).await?;
            Ok(!page.is_empty() && kept.iter().any(|kept| kept.wish.id == *wish && kept.page.as_deref() == Some(page)))
        })
    });
    handed.await
}
