//! What a page knows of what is shown and bought, and what a person does about it.

use std::{collections::HashMap, rc::Rc, sync::Arc};

use domain::{
    CartChangeId, ProductId,
    cart::{CartChange, CartLine, ChangeState},
    product::{Product, Sku},
    wire::{CartWish, ItemState, ProductNews, Shopping, Spotlight},
};
use leptos::prelude::*;

use crate::client::fresh_id;

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Wishes so many of something.
    Change(CartWish),
    /// Goes to pay.
    Checkout,
}

/// What does what a person wishes.
type Run = Rc<dyn Fn(Act)>;

/// What is shown and bought, as this page knows it. A copy is the same.
#[derive(Clone, Copy)]
pub struct ShoppingModel {
    /// All of it but the products.
    pub state: RwSignal<Shopping>,
    products: RwSignal<HashMap<ProductId, Arc<Product>>>,
    act: StoredValue<Option<Run>, LocalStorage>,
}

impl std::fmt::Debug for ShoppingModel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ShoppingModel").finish_non_exhaustive()
    }
}

/// Nothing is shown yet.
impl Default for ShoppingModel {
    fn default() -> Self {
        Self { state: RwSignal::default(), products: RwSignal::default(), act: StoredValue::new_local(None) }
    }
}

impl ShoppingModel {
    /// From now on this does what the person wishes.
    pub fn listen(self, act: impl Fn(Act) + 'static) {
        self.act.set_value(Some(Rc::new(act)));
    }

    /// The server tells all of it.
    pub fn take(self, state: Shopping) {
        self.products.update(|products| products.retain(|id, _| state.items.iter().any(|item| item.id == *id)));
        self.state.set(state);
    }

    /// Reads the state; not reactive.
    pub fn with_state<T>(self, read: impl FnOnce(&Shopping) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// The server tells a product, before it says that it is there.
    pub fn take_product(self, news: ProductNews) {
        self.products.update(|products| {
            products.insert(news.item, Arc::new(news.product));
        });
    }

    /// Nothing is shown any more.
    pub fn clear(self) {
        if self.state.with_untracked(|state| *state != Shopping::default()) {
            self.state.set(Shopping::default());
            self.products.set(HashMap::new());
        }
    }

    /// A product of the tray; reactive.
    pub fn product(self, item: &ProductId) -> Option<Arc<Product>> {
        self.products.with(|products| products.get(item).cloned())
    }

    /// The products that are there, in the order in which they came; reactive.
    pub fn shown(self) -> Vec<(ProductId, Arc<Product>)> {
        let is_shown = |state: &ItemState| matches!(state, ItemState::Shown { .. });
        let ids: Vec<_> =
            self.state.with(|state| state.items.iter().filter(|item| is_shown(&item.state)).map(|item| item.id.clone()).collect());
        ids.into_iter().filter_map(|id| self.product(&id).map(|product| (id, product))).collect()
    }

    /// What the agent points at; reactive.
    pub fn spotlight(self) -> Option<Spotlight> {
        self.state.with(|state| state.spotlight.clone())
    }

    /// The line of the cart of this SKU; reactive.
    pub fn line(self, sku: &Sku) -> Option<CartLine> {
        self.state.with(|state| state.line(sku).cloned())
    }

    /// The latest wish about this SKU that is not fulfilled; reactive.
    pub fn wish_about(self, sku: &Sku) -> Option<CartChange> {
        self.state.with(|state| state.change(sku).cloned())
    }

    /// Whether the shop is being asked about this SKU; reactive.
    pub fn is_asking(self, sku: &Sku) -> bool {
        self.state.with(|state| state.change(sku).is_some_and(|wish| wish.state == ChangeState::Asked))
    }

    /// Wishes so many of something. While the shop is asked about it, nothing happens.
    pub fn wish(self, sku: &Sku, quantity: u32) {
        if untrack(|| self.is_asking(sku)) {
            return;
        }
        self.act(Act::Change(CartWish { id: fresh_id(CartChangeId::from_random), sku: sku.clone(), quantity }));
    }

    /// Goes to pay.
    pub fn check_out(self) {
        self.act(Act::Checkout);
    }

    fn act(self, act: Act) {
        if let Some(run) = self.act.try_get_value().flatten() {
            run(act);
        }
    }
}
