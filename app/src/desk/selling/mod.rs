//! Showing products and filling the cart.
//!
//! What is decided is decided in plain functions (`entry`, `picks`, `news`); this file speaks to the server and to the shopper's page,
//! the rest shows it.

mod add;
mod entry;
mod failed;
mod found;
mod item;
mod more;
mod news;
mod panel;
mod picks;
mod recent;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
#[cfg(test)]
mod samples;
mod scan;
mod tray;

use domain::{
    ProductId,
    locale::phrase,
    product::{Sku, Wanted, WantedKind},
    wire::{AgentShopping, FoundInCatalogue, FromAgent, ItemState, MOST_ITEMS, Pointed},
};
use leptos::prelude::*;

use super::model::DeskModel;
use crate::{
    client::{Delivery, fresh_id},
    shopping::Act,
};

pub use panel::Selling;

impl DeskModel {
    /// Begins to do what the agent wishes, and forgets what was shown when its call is over.
    pub(super) fn watch_shopping(self) {
        self.shopping.listen(move |act| {
            if let Act::Change(wish) = act {
                self.sell(AgentShopping::Change(wish));
            }
        });
        let call = Memo::new(move |_| self.view.with(|view| view.as_ref()?.call.as_ref().map(|call| call.call.clone())));
        Effect::new(move |before: Option<Option<domain::CallId>>| {
            let now = call.get();
            if before.is_some_and(|before| before != now) && now.is_none() {
                self.shopping.clear();
            }
            now
        });
    }

    /// Tells the server what the agent does about the running call's products and cart.
    fn sell(self, action: AgentShopping) {
        self.send(&FromAgent::Shopping(action), Delivery::Keep);
    }

    /// Puts a product into the tray; whether there was room for it. The server would take it without a word.
    fn show_product(self, wanted: Wanted) -> bool {
        let has_room = self.shopping.state.with_untracked(|state| state.items.len() < MOST_ITEMS);
        if has_room {
            self.sell(AgentShopping::Show { item: fresh_id(ProductId::from_random), wanted });
        } else {
            self.toasts.show(self.texts.text(phrase::Selling::TrayFull));
        }
        has_room
    }

    /// Whether a product is in the tray, or on its way there; reactive.
    fn has_in_tray(self, wanted: &Wanted) -> bool {
        let is_asked_for = self
            .shopping
            .state
            .with(|state| state.items.iter().any(|item| item.wanted == *wanted && !matches!(item.state, ItemState::Failed(_))));
        let sku = || wanted.reference().parse::<Sku>().ok().filter(|_| wanted.kind() != WantedKind::Url);
        is_asked_for || sku().is_some_and(|sku| self.shopping.shown().iter().any(|(_, product)| product.variation(&sku).is_some()))
    }

    /// Opens a product before the shopper, or several to compare; of nothing, points no more.
    fn point(self, at: Vec<Pointed>) {
        self.sell(AgentShopping::Point { at });
    }

    /// Has the shopper's page search, or where it does not, looks into the catalogue.
    fn search(self, term: &str, page: u32) {
        let by_page = self.shopping.state.with_untracked(|state| state.can.search);
        let id = self.room.with_untracked(|room| {
            let room = room.as_ref()?;
            if by_page {
                room.search(term, page);
                return None;
            }
            Some(room.search_catalogue(term, page))
        });
        if let Some(id) = id {
            self.sell(AgentShopping::Find { id, term: term.to_owned(), page });
        }
    }

    /// The catalogue has answered.
    pub(super) fn hear_found(self, FoundInCatalogue { id, results }: FoundInCatalogue) {
        self.room.with_untracked(|room| {
            if let Some(room) = room {
                room.found_in_catalogue(id, results);
            }
        });
    }

    /// Puts the results of the last search away.
    fn close_search(self) {
        self.room.with_untracked(|room| {
            if let Some(room) = room {
                room.clear_search();
            }
        });
    }
}

/// How the page is asked for what it names by a SKU. Every SKU can be asked for.
fn by_sku(sku: &Sku) -> Option<Wanted> {
    Wanted::new(WantedKind::ProductReference, sku.as_str()).ok()
}
