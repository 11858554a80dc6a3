//! One thing that can be bought, as a feed says it.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    locale::Language,
    product::{Money, Price, Sku},
};

/// One thing that can be bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Names it everywhere; unique in its feed.
    pub sku: Sku,
    /// What the variations of its product have in common; `None` for a product of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The shop's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number of its bar code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What people call it.
    pub title: String,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// In the shop's words; lines may be many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its page in the shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its pictures, the first shown first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// What it costs outside of any sale.
    pub price: Money,
    /// What it costs in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sale: Option<Sale>,
    /// Whether it can be bought now.
    pub in_stock: bool,
    /// In what it differs from the others of its group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ItemOption>,
    /// The language it is told in.
    pub locale: Language,
}

/// A lower price, perhaps for a while only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// What it costs then.
    pub price: Money,
    /// Since when; `None` for ever since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until when, exclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// In what an item differs from the others of its group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOption {
    /// Such as `Colour`.
    pub name: String,
    /// Such as `Moss`.
    pub value: String,
}

impl Item {
    /// What it costs at this time. A price that is not lower, or in another currency, is no sale.
    pub fn price_at(&self, now: Timestamp) -> Price {
        let is_on = |sale: &&Sale| sale.from.is_none_or(|from| from <= now) && sale.until.is_none_or(|until| now < until);
        let is_lower = |sale: &&Sale| sale.price.currency == self.price.currency && sale.price.minor < self.price.minor;
        match self.sale.as_ref().filter(is_on).filter(is_lower) {
            Some(sale) => Price { current: sale.price, original: Some(self.price) },
            None => Price { current: self.price, original: None },
        }
    }

    /// Names its product: the same for all variations of one, and for nothing else.
    pub fn product_key(&self) -> String {
        match &self.group {
            Some(group) => ["g:", group].concat(),
            None => ["s:", self.sku.as_str()].concat(),
        }
    }
}
