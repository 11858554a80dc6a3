//! What a page can count of products and the cart, in names of our own and in GA4's.

use serde::{Deserialize, Serialize};

/// A product, as it is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Good {
    /// The variation.
    pub sku: String,
    /// What people call it.
    pub name: String,
    /// What one costs, in whole units of the currency; `None` where that was not told.
    pub price: Option<f64>,
    /// Of what, ISO 4217.
    pub currency: Option<String>,
}

/// A change of the cart, as it is counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CartNews {
    /// Of what.
    #[serde(flatten)]
    pub good: Good,
    /// How many there are now.
    pub quantity: u32,
    /// How many there were.
    pub previous_quantity: u32,
}

/// What GA4 takes for an ecommerce event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ecommerce {
    /// The currency of the value and of all items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What all of it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What it is about.
    pub items: Vec<EcommerceItem>,
}

/// An item of an ecommerce event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EcommerceItem {
    /// The SKU.
    pub item_id: String,
    /// What people call it.
    pub item_name: String,
    /// What one costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// How many.
    pub quantity: u32,
}

impl Ecommerce {
    /// So many of some goods. Their value is told where all have a price in one currency.
    pub fn of(goods: impl IntoIterator<Item = (Good, u32)>) -> Self {
        let goods: Vec<_> = goods.into_iter().collect();
        let first = goods.first().and_then(|(good, _)| good.currency.clone());
        let is_one = goods.iter().all(|(good, _)| good.price.is_some() && good.currency == first);
        let value = goods.iter().filter_map(|(good, count)| Some(good.price? * f64::from(*count))).sum::<f64>();
        Self {
            // Sums of prices with two digits have two digits.
            value: (is_one && first.is_some()).then(|| (value * 1_000.0).round() / 1_000.0),
            currency: first.filter(|_| is_one),
            items: goods
                .into_iter()
                .map(|(good, quantity)| EcommerceItem { item_id: good.sku, item_name: good.name, price: good.price, quantity })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(sku: &str, price: Option<f64>, currency: &str) -> Good {
        Good { sku: sku.into(), name: sku.into(), price, currency: price.map(|_| currency.to_owned()) }
    }

    #[test]
    fn the_value_is_that_of_all_items_where_they_have_one() {
        let value = |goods: Vec<(Good, u32)>| {
            let ecommerce = Ecommerce::of(goods);
            (ecommerce.value, ecommerce.currency, ecommerce.items.len())
        };
        assert_eq!(value(vec![(good("a", Some(0.1), "EUR"), 3), (good("b", Some(2.0), "EUR"), 1)]), (Some(2.3), Some("EUR".into()), 2));
        assert_eq!(value(vec![(good("a", Some(1.0), "EUR"), 1), (good("b", Some(1.0), "SEK"), 1)]), (None, None, 2));
        assert_eq!(value(vec![(good("a", None, "EUR"), 1)]), (None, None, 1));
    }
}
