//! Products, trays and carts to test with.

use domain::{
    Duration, ProductId,
    cart::{CartLine, CartSkills, LineCard},
    product::{Product, SearchResults, Wanted, read_product, read_results},
    wire::{Abilities, ItemState, ProductNews, RecentProduct, Shopping, TrayItem},
};
use serde_json::{Value, json};

use crate::{desk::samples::NOW, shopping::ShoppingModel};

/// A page that does all there is.
pub const ALL: Abilities =
    Abilities { products: true, search: true, checkout: true, cart: CartSkills { add: true, update: true }, scanning: true };

/// An id that is the same for the same number.
pub fn id(number: u8) -> ProductId {
    ProductId::from_random([number; 20])
}

/// What an agent typed.
pub fn wanted(typed: &str) -> Wanted {
    Wanted::typed(typed).expect("a product")
}

/// Something in the tray.
pub fn item(number: u8, typed: &str, state: ItemState) -> TrayItem {
    TrayItem { id: id(number), wanted: wanted(typed), state, is_shoppers: false }
}

/// The page was asked just now.
pub fn asked() -> ItemState {
    ItemState::Asked { due_at: NOW + Duration::from_secs(10) }
}

/// It is there.
pub fn shown() -> ItemState {
    ItemState::Shown { version: 1 }
}

/// All that is possible, and this in the tray.
pub fn with(items: Vec<TrayItem>) -> Shopping {
    Shopping { can: ALL, items, ..Shopping::default() }
}

/// So many products that are there.
pub fn many(count: u8) -> Shopping {
    with((1..=count).map(|number| item(number, "LC-W", shown())).collect())
}

/// So many of something in the cart.
pub fn line(sku: &str, quantity: u32) -> CartLine {
    let card = LineCard { name: "Reading lamp".into(), which: "White".into(), image: None, price: None, locale: None };
    CartLine { sku: sku.parse().expect("a SKU"), quantity, card }
}

/// Tells a page a state, and the lamp for whatever is there.
pub fn fill(shopping: ShoppingModel, state: Shopping) {
    for item in state.items.iter().filter(|item| matches!(item.state, ItemState::Shown { .. })) {
        shopping.take_product(ProductNews { item: item.id.clone(), version: 1, product: lamp() });
    }
    shopping.take(state);
}

/// A lamp in white and, sold out and in a sale, in green.
pub fn lamp() -> Product {
    let variation = |sku: &str, colour: &str, in_stock: bool, price: Value| {
        json!({
            "sku": sku, "name": format!("Reading lamp, {colour}"), "inStock": in_stock, "price": price,
            "url": format!("https://shop.example/lamp?{colour}"), "imageUrls": ["https://shop.example/lamp.jpg"],
            "attributes": [{ "id": "colour", "name": "Colour", "option": colour }],
            "relatedProducts": [{ "sku": "BULB", "title": "Warm <bulb>", "price": { "current": 4 } }],
            "details": [{ "kind": "BULLETS", "content": ["Bends where you like."] }],
        })
    };
    let built = json!({
        "currency": "EUR", "locale": "en-IE",
        "product": {
            "name": "Reading <lamp>", "brandName": "Ljus", "description": "Lights the page.",
            "attributes": [{ "id": "colour", "name": "Colour", "options": [{ "id": "white", "name": "white" }, { "id": "green", "name": "green" }] }],
            "variations": [
                variation("LC-W", "white", true, json!({ "current": 149 })),
                variation("LC-G", "green", false, json!({ "current": 99, "original": 149 })),
            ],
        },
    });
    read_product(&built).expect("a product")
}

/// The second of three pages of lamps.
pub fn results() -> SearchResults {
    let built = json!({
        "currency": "EUR", "locale": "en-IE",
        "products": [
            { "sku": "LC-W", "name": "Reading <lamp>", "price": { "current": 149 } },
            { "sku": "LC-2", "name": "Floor lamp", "price": { "current": 99, "original": 199 } },
        ],
        "pagination": { "totalPages": 3, "totalMatches": 25, "currentPageIndex": 2 },
    });
    read_results(&built, 2, None).expect("results")
}

/// Two that were shown lately.
pub fn recent() -> Vec<RecentProduct> {
    let recent = |typed: &str, title: &str| RecentProduct { wanted: wanted(typed), title: title.into(), image: None };
    vec![recent("LC-W", "Reading lamp"), recent("https://shop.example/chair", "Chair & stool")]
}
