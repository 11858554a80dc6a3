//! What the agent has picked in the tray: a variation of each product, and which products to compare.

use std::collections::HashMap;

use domain::{
    ProductId,
    product::{Product, Sku, Variation, Wanted, WantedKind},
    wire::{MOST_COMPARED, Pointed, TrayItem},
};
use leptos::prelude::*;

use crate::shopping::ShoppingModel;

/// The picks of one call. A copy is the same picks.
#[derive(Clone, Copy, Debug)]
pub struct Picks {
    variations: RwSignal<HashMap<ProductId, Sku>>,
    ticked: RwSignal<Vec<ProductId>>,
}

impl Picks {
    /// Nothing is picked.
    pub fn new() -> Self {
        Self { variations: RwSignal::default(), ticked: RwSignal::default() }
    }

    /// The variation of a product that the agent is about; reactive.
    pub fn variation<'a>(self, item: &TrayItem, product: &'a Product) -> Option<&'a Variation> {
        self.variations.with(|variations| variation(variations.get(&item.id), &item.wanted, product))
    }

    /// From now on it is this one.
    pub fn pick(self, item: ProductId, sku: Sku) {
        self.variations.update(|variations| drop(variations.insert(item, sku)));
    }

    /// Whether a product is ticked; reactive.
    pub fn is_ticked(self, item: &ProductId) -> bool {
        self.ticked.with(|ticked| ticked.contains(item))
    }

    /// Whether a product can be ticked, or is; reactive.
    pub fn may_tick(self, item: &ProductId, shopping: ShoppingModel) -> bool {
        self.is_ticked(item) || self.to_compare(shopping).len() < MOST_COMPARED
    }

    /// Ticks a product or no longer.
    pub fn tick(self, item: &ProductId, is_ticked: bool) {
        self.ticked.update(|ticked| {
            ticked.retain(|one| one != item);
            if is_ticked {
                ticked.push(item.clone());
            }
        });
    }

    /// What is to be compared, in the order of the tray; reactive. What was taken out meanwhile is not.
    pub fn to_compare(self, shopping: ShoppingModel) -> Vec<Pointed> {
        let items = shopping.state.with(|state| state.items.clone());
        let ticked = items.into_iter().filter(|item| self.is_ticked(&item.id));
        ticked
            .filter_map(|item| {
                let product = shopping.product(&item.id)?;
                let sku = self.variation(&item, &product)?.sku.clone();
                Some(Pointed { item: item.id, sku })
            })
            .collect()
    }
}

/// The variation that was picked; else the one that was asked for, by its SKU or its own address; else the product's first.
fn variation<'a>(picked: Option<&Sku>, wanted: &Wanted, product: &'a Product) -> Option<&'a Variation> {
    let is_wanted = |one: &&Variation| match wanted.kind() {
        WantedKind::Url => one.url.as_deref() == Some(wanted.reference()),
        WantedKind::ProductReference | WantedKind::ScannedCode => one.sku.as_str() == wanted.reference(),
    };
    picked.and_then(|sku| product.variation(sku)).or_else(|| product.variations.iter().find(is_wanted)).or_else(|| product.shown_first())
}

/// Whether so many can be compared.
pub fn is_comparison(count: usize) -> bool {
    (2..=MOST_COMPARED).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn the_picked_variation_comes_before_the_wanted_one_and_that_before_the_first() {
        let product = samples::lamp();
        let of = |picked: Option<&str>, wanted: &str| {
            let picked = picked.map(|sku| sku.parse::<Sku>().expect("a SKU"));
            let wanted = Wanted::typed(wanted).expect("a product");
            variation(picked.as_ref(), &wanted, &product).map(|one| one.sku.to_string()).expect("a variation")
        };
        assert_eq!(of(Some("LC-W"), "LC-G"), "LC-W");
        assert_eq!(of(None, "LC-G"), "LC-G");
        assert_eq!(of(None, "https://shop.example/lamp?green"), "LC-G");
        assert_eq!(of(None, "https://shop.example/lamp"), "LC-W");
        // The page told the product anew, without it.
        assert_eq!(of(Some("gone"), "LC-G"), "LC-G");
    }

    #[test]
    fn two_to_four_can_be_compared() {
        assert_eq!([0, 1, 2, 4, 5].map(is_comparison), [false, false, true, true, false]);
    }

    #[test]
    fn a_fifth_cannot_be_ticked_until_one_is_unticked_or_taken_out() {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let (shopping, picks) = (ShoppingModel::default(), Picks::new());
            samples::fill(shopping, samples::many(5));
            let id = samples::id;
            (1..=4).for_each(|number| picks.tick(&id(number), true));
            assert!(picks.may_tick(&id(4), shopping) && !picks.may_tick(&id(5), shopping));
            picks.tick(&id(2), false);
            assert!(picks.may_tick(&id(5), shopping));
            picks.tick(&id(2), true);
            assert_eq!(picks.to_compare(shopping).into_iter().map(|one| one.item).collect::<Vec<_>>(), [1, 2, 3, 4].map(id));
            shopping.state.update(|state| state.items.retain(|item| item.id != id(1)));
            assert!(picks.may_tick(&id(5), shopping));
        });
        owner.cleanup();
    }
}
