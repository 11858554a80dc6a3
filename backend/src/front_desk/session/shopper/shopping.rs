//! What a shopper's page tells and answers, and what the shopper wishes.

use domain::{
    TicketId,
    wire::{Problem, ShopperShopping, ToShopper},
};

use super::{
    super::{
        super::shopping::{self, By},
        internal,
        shopping::{News, Told},
    },
    Place, ShopperSession,
};
use crate::Result;

impl ShopperSession {
    /// What there is to tell of what is shown and bought.
    pub(super) async fn shopping_news(&self, ticket: &TicketId, turn: u32) -> Result<Option<News>> {
        let (scope, page) = (self.scope.scope(), self.page.as_deref().unwrap_or_default());
        match &self.shopping {
            Some(told) => told.news_and_asks(&self.hub, scope, (ticket, turn), page).await,
            None => Told::default().news_and_asks(&self.hub, scope, (ticket, turn), page).await,
        }
    }

    pub(super) async fn shop(&mut self, told: ShopperShopping) -> Result<(), Problem> {
        let Place::Inside { ticket, .. } = &self.place else { return Ok(()) };
        let by = By { actor: self.actor(), scope: self.scope.scope(), ticket, agent: None };
        let done = match told {
            ShopperShopping::Can(can) => shopping::can(&self.hub, &by, can).await,
            ShopperShopping::Product { .. } | ShopperShopping::NoProduct { .. } => shopping::tell(&self.hub, &by, &told).await,
            ShopperShopping::Verdict { change, verdict } => shopping::answer(&self.hub, &by, &change, verdict).await,
            ShopperShopping::Change(wish) => shopping::wish(&self.hub, &by, &wish).await,
            ShopperShopping::InCart(line) => shopping::in_cart(&self.hub, &by, line).await,
            ShopperShopping::Looks { item, wanted } => shopping::looks(&self.hub, &by, &item, &wanted).await,
        };
        done.map_err(internal(self.scope.org(), "shop"))
    }

    /// Tells what is shown and bought: products before what names them, and what the page is to be asked after that.
    pub(super) fn tell_shopping(&mut self, news: News) {
        self.shopping.get_or_insert_default().take(&news);
        let News { shopping, products, asks, .. } = news;
        self.pending.extend(products.into_iter().map(|product| ToShopper::Product(Box::new(product))));
        self.pending.push_back(ToShopper::Shopping(Box::new(shopping)));
        self.pending.extend(asks.into_iter().map(ToShopper::Ask));
    }
}
