//! What is shown and bought in a call. Since version 2.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    CartChangeId, ProductId, Timestamp,
    cart::{CartChange, CartLine, CartSkills, ShopLine, Verdict},
    product::{Product, SearchResults, Sku, Wanted},
};

/// The most products of a tray.
pub const MOST_ITEMS: usize = 40;
/// The most products that are compared.
pub const MOST_COMPARED: usize = 4;
/// The most products that an agent is told to have shown lately.
pub const MOST_RECENT: u32 = 12;
/// The largest answer of a page, in bytes of JSON.
pub const MOST_ANSWER_BYTES: usize = 200_000;

/// What the page does something about. What it does not is not offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Abilities {
    /// It tells products.
    pub products: bool,
    /// It searches.
    pub search: bool,
    /// It leads to the checkout.
    pub checkout: bool,
    /// What it does about its cart.
    pub cart: CartSkills,
    /// It has agents scan codes.
    pub scanning: bool,
}

/// All that is shown and bought, as of one state of the store. The products themselves come in messages of their own, before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shopping {
    /// Counts the changes.
    pub turn: u32,
    /// What the page does something about.
    pub can: Abilities,
    /// Whether the organisation's catalogue tells what the page does not.
    #[serde(default)]
    pub has_catalogue: bool,
    /// What is in the tray, in the order in which it came.
    pub items: Vec<TrayItem>,
    /// What the agent points at.
    pub spotlight: Option<Spotlight>,
    /// The cart, as the shop confirmed it.
    pub cart: Vec<CartLine>,
    /// Wishes to change it that wait for the shop's answer, and those that were refused last.
    pub changes: Vec<CartChange>,
}

/// Something in the tray.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrayItem {
    /// Names it.
    pub id: ProductId,
    /// What was asked for.
    pub wanted: Wanted,
    /// How far it is.
    pub state: ItemState,
    /// Whether it is there because the shopper looked at it; else an agent put it there.
    #[serde(default)]
    pub is_shoppers: bool,
}

/// How far something in the tray is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// The page has been asked; it is late from then on.
    Asked {
        /// When.
        due_at: Timestamp,
    },
    /// It is there, in this version.
    Shown {
        /// Counts what the page has told of it.
        version: u32,
    },
    /// It does not come.
    Failed(ProductFailure),
}

/// Why a product does not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductFailure {
    /// The page did not answer in time.
    NoAnswer,
    /// The page said so, in its words.
    Page(String),
    /// What the page told is no product: where, and what was expected.
    Unusable(String),
    /// The page tells no products: all that is known is what the shopper looks at.
    NotAsked,
    /// The page tells no products, and the organisation's catalogue does not know it.
    NotInCatalogue,
}

/// What an agent points at: one product, or several to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spotlight {
    /// The turn with which it was pointed at: a higher one is news.
    pub turn: u32,
    /// What; never empty, at most [`MOST_COMPARED`].
    pub at: Vec<Pointed>,
}

/// A variation of something in the tray.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    /// The product.
    pub item: ProductId,
    /// Which one of it.
    pub sku: Sku,
}

/// A product of the tray.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProductNews {
    /// Names it.
    pub item: ProductId,
    /// Counts what the page has told of it.
    pub version: u32,
    /// What it is.
    pub product: Product,
}

/// Something that an agent has shown lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentProduct {
    /// How to ask for it.
    pub wanted: Wanted,
    /// What people call it.
    pub title: String,
    /// Its picture.
    pub image: Option<String>,
}

/// From the widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopperShopping {
    /// What the page does something about; again whenever that changes.
    Can(Abilities),
    /// What the page tells of a product that it was asked for, or tells anew: what its factory put.
    Product {
        /// Which.
        item: ProductId,
        /// What its factory put.
        built: Value,
    },
    /// The page has no such product, or cannot tell it.
    NoProduct {
        /// Which.
        item: ProductId,
        /// In the page's words.
        words: String,
    },
    /// What the shop said to a wish.
    Verdict {
        /// Which wish.
        change: CartChangeId,
        /// What.
        verdict: Verdict,
    },
    /// The shopper wishes so many of something.
    Change(CartWish),
    /// What the shop's own cart has, said without being asked. In a call only.
    InCart(ShopLine),
    /// The shopper looks at a product in the shop. In a call only.
    Looks {
        /// Names it in the tray; made by the widget, so that one that is sent twice is one.
        item: ProductId,
        /// What.
        wanted: Wanted,
    },
}

/// A wish to change the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartWish {
    /// Names it; made by who wishes.
    pub id: CartChangeId,
    /// Of what.
    pub sku: Sku,
    /// How many; none takes it out.
    pub quantity: u32,
}

/// From the desk, about the running call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentShopping {
    /// Put something into the tray.
    Show {
        /// Names it; made by the desk.
        item: ProductId,
        /// What.
        wanted: Wanted,
    },
    /// Ask the page once more for something that did not come.
    AskAgain {
        /// What.
        item: ProductId,
    },
    /// Take it out of the tray.
    Remove {
        /// What.
        item: ProductId,
    },
    /// Point at it, or at nothing.
    Point {
        /// What; at most [`MOST_COMPARED`].
        at: Vec<Pointed>,
    },
    /// The agent wishes so many of something.
    Change(CartWish),
    /// Tell what the agent has shown lately.
    TellRecent,
    /// Look into the organisation's catalogue, since the page does not search.
    Find {
        /// Names the question; made by the desk.
        id: u32,
        /// What is looked for; longer than 200 characters it is cut.
        term: String,
        /// Which page of results; 1 is the first.
        page: u32,
    },
}

/// What the organisation's catalogue has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundInCatalogue {
    /// Names the question.
    pub id: u32,
    /// What was found.
    pub results: SearchResults,
}

/// What the page is to be asked, by the widget of this load of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageAsk {
    /// For a product.
    Product {
        /// Names it.
        item: ProductId,
        /// What.
        wanted: Wanted,
    },
    /// To change the cart. Never asked of two loads of the page: the shop would do it twice.
    Cart {
        /// Names it.
        change: CartChangeId,
        /// Of what.
        sku: Sku,
        /// How many there shall be.
        quantity: u32,
        /// How many there were; `None` where it is new.
        previous: Option<u32>,
    },
}

impl Spotlight {
    /// What is pointed at when it is one.
    pub fn one(&self) -> Option<&Pointed> {
        match self.at.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl Shopping {
    /// What an agent is offered: what the page does, and products and a search also where the catalogue has them. What is scanned is asked
    /// for as a product.
    pub fn offered(&self) -> Abilities {
        let products = self.can.products || self.has_catalogue;
        Abilities { products, search: self.can.search || self.has_catalogue, scanning: self.can.scanning && products, ..self.can }
    }

    /// The line of the cart of this SKU.
    pub fn line(&self, sku: &Sku) -> Option<&CartLine> {
        self.cart.iter().find(|line| line.sku == *sku)
    }

    /// The latest wish about this SKU that is not fulfilled.
    pub fn change(&self, sku: &Sku) -> Option<&CartChange> {
        self.changes.iter().find(|change| change.sku == *sku)
    }

    /// How many things are in the cart.
    pub fn count(&self) -> u32 {
        self.cart.iter().map(|line| line.quantity).sum()
    }

    /// What the cart costs, where all of it is in one currency.
    pub fn total(&self) -> Option<crate::product::Money> {
        let mut sums = self.cart.iter().map(|line| line.card.price.map(|price| price.times(line.quantity)));
        let first = sums.next()??;
        sums.try_fold(first, |sum, next| sum.plus(next?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_agents_scan_where_a_product_can_be_asked_for() {
        let offers = |scanning, products, has_catalogue| {
            Shopping { can: Abilities { scanning, products, ..Abilities::default() }, has_catalogue, ..Shopping::default() }
                .offered()
                .scanning
        };
        assert!(offers(true, true, false) && offers(true, false, true));
        assert!(!offers(true, false, false), "nobody would answer");
        assert!(!offers(false, true, true), "the page would rather not");
    }

    #[test]
    fn a_release_that_knows_less_or_more_of_pages_is_understood() {
        let older: Abilities = serde_json::from_str(r#"{"products":true,"search":false,"checkout":false,"cart":{}}"#).expect("abilities");
        assert_eq!(older, Abilities { products: true, ..Abilities::default() });
        let newer: Abilities = serde_json::from_str(r#"{"scanning":true,"dancing":true}"#).expect("abilities");
        assert_eq!(newer, Abilities { scanning: true, ..Abilities::default() });
    }
}
