//! What a product is.

use serde::{Deserialize, Serialize};

use super::{Money, Sku};
use crate::locale::Language;

/// A product: what is the same in all its variations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The language it is told in.
    pub locale: Language,
    /// Its name; without one, its first variation's is.
    pub name: Option<String>,
    /// Who makes it.
    pub brand: Option<String>,
    /// In the shop's words; lines may be many.
    pub description: Option<String>,
    /// Its page in the shop.
    pub url: Option<String>,
    /// In what its variations differ.
    pub attributes: Vec<Attribute>,
    /// What can be bought; at least one.
    pub variations: Vec<Variation>,
    /// The place of the variation that is shown first.
    pub default_variation: usize,
}

/// In what variations differ, such as a colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it can be.
    pub options: Vec<AttributeOption>,
}

/// What an attribute can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeOption {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The colour of a swatch, `#rrggbb`.
    pub colour: Option<String>,
}

/// What can be bought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variation {
    /// Names it everywhere.
    pub sku: Sku,
    /// What people call it.
    pub name: String,
    /// Stands under the price.
    pub subtitle: Option<String>,
    /// Whether it can be bought now.
    pub in_stock: bool,
    /// Its pictures, the first shown first.
    pub images: Vec<String>,
    /// Its own page in the shop.
    pub url: Option<String>,
    /// What it costs.
    pub price: Price,
    /// Which option it is of each attribute: the attribute's id and the option's.
    pub options: Vec<Chosen>,
    /// What it can be compared by.
    pub comparable: Vec<Chosen>,
    /// What goes with it.
    pub related: Vec<Related>,
    /// What there is to know.
    pub details: Vec<Detail>,
    /// What others found.
    pub rating: Option<Rating>,
}

/// What something costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Now.
    pub current: Money,
    /// Before the sale; more than now.
    pub original: Option<Money>,
}

/// A name and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What it says.
    pub option: String,
}

/// What goes with a variation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// With it the page is asked for more.
    pub sku: Sku,
    /// What people call it.
    pub title: String,
    /// Its picture.
    pub image: Option<String>,
    /// What it costs.
    pub price: Option<Money>,
}

/// Something to know of a variation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A list.
    Bullets(Vec<String>),
    /// A text.
    Paragraph(String),
}

/// What others found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// From zero to `most`.
    pub value: f64,
    /// The best there is; 1 to 100.
    pub most: f64,
    /// How many said so.
    pub count: Option<u32>,
}

impl Product {
    /// The variation that is shown first.
    pub fn shown_first(&self) -> Option<&Variation> {
        self.variations.get(self.default_variation).or_else(|| self.variations.first())
    }

    /// The variation of this SKU.
    pub fn variation(&self, sku: &Sku) -> Option<&Variation> {
        self.variations.iter().find(|variation| variation.sku == *sku)
    }

    /// What people call it.
    pub fn title(&self) -> &str {
        let of_variation = || self.shown_first().map_or("", |variation| variation.name.as_str());
        self.name.as_deref().unwrap_or_else(of_variation)
    }
}
