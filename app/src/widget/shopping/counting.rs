//! What the page is told to count of products and the cart.

use std::sync::Arc;

use domain::{
    ProductId,
    cart::{CartLine, ShopLine},
    product::{Product, Sku},
    wire::{ItemState, Pointed, Shopping},
};

use leptos::prelude::{UpdateValue, untrack};

use super::super::visit::Visit;
use crate::frame::{CartNews, Ecommerce, Good, Goods, Sale, ToPage, Track};

/// What has been counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// How it was last. What is found first, the page before this one has told.
    before: Option<Shopping>,
    /// How the products that are counted are called, so that their going can be.
    goods: Vec<(ProductId, Good)>,
    /// What the shop has told of its own cart, which it has counted itself: how many there will be of what.
    told: Vec<(Sku, u32)>,
}

/// The most things told by the shop that are waited for.
const MOST_TOLD: usize = 100;

/// Finds a product.
type Find<'a> = &'a dyn Fn(&ProductId) -> Option<Arc<Product>>;

impl Counted {
    /// The shop has told this itself: what changes by it is not counted here.
    pub fn leave_out(&mut self, line: &ShopLine) {
        self.told.retain(|(sku, _)| *sku != line.sku);
        if self.told.len() < MOST_TOLD {
            self.told.push((line.sku.clone(), line.quantity));
        }
    }

    /// Whether the shop told that there are so many now; asked once.
    fn was_told(&mut self, sku: &Sku, quantity: u32) -> bool {
        let place = self.told.iter().position(|told| told.0 == *sku && told.1 == quantity);
        place.map(|place| self.told.swap_remove(place)).is_some()
    }

    /// What there is to count now that the server says this.
    pub fn follow(&mut self, now: &Shopping, find: Find<'_>) -> Vec<Track> {
        let is_first = self.before.is_none();
        let before = self.before.replace(now.clone()).unwrap_or_default();
        let mut tracks = self.follow_tray(now, find);
        for line in &now.cart {
            let previous = before.line(&line.sku).map_or(0, |before| before.quantity);
            if previous != line.quantity && !self.was_told(&line.sku, line.quantity) {
                tracks.extend(of_line(line, previous, line.quantity));
            }
        }
        for gone in before.cart.iter().filter(|line| now.line(&line.sku).is_none()) {
            if !self.was_told(&gone.sku, 0) {
                tracks.extend(of_line(gone, gone.quantity, 0));
            }
        }
        if is_first { vec![] } else { tracks }
    }

    fn follow_tray(&mut self, now: &Shopping, find: Find<'_>) -> Vec<Track> {
        let mut tracks = vec![];
        let is_there = |id: &ProductId| now.items.iter().any(|item| item.id == *id);
        for (_, good) in self.goods.extract_if(.., |(id, _)| !is_there(id)) {
            tracks.push(Track::ProductRemoved(Goods { products: vec![good] }));
        }
        // Not what the shopper found alone: nobody showed it.
        for item in now.items.iter().filter(|item| !item.is_shoppers && matches!(item.state, ItemState::Shown { .. })) {
            if self.goods.iter().all(|(id, _)| *id != item.id)
                && let Some(good) = find(&item.id).and_then(|product| good(&product, None))
            {
                tracks.push(Track::ProductAdded(Goods { products: vec![good.clone()] }));
                self.goods.push((item.id.clone(), good));
            }
        }
        tracks
    }
}

fn of_line(line: &CartLine, previous: u32, quantity: u32) -> Vec<Track> {
    let good = of_cart(line);
    let news = CartNews { good: good.clone(), quantity, previous_quantity: previous };
    let sale = |count| Sale { ecommerce: Ecommerce::of([(good, count)]) };
    match (previous, quantity) {
        (0, _) => vec![Track::CartItemAdded(news), Track::AddToCart(sale(quantity))],
        (_, 0) => vec![Track::CartItemRemoved(news), Track::RemoveFromCart(sale(previous))],
        _ if quantity > previous => vec![Track::CartItemUpdated(news), Track::AddToCart(sale(quantity - previous))],
        _ if quantity < previous => vec![Track::CartItemUpdated(news), Track::RemoveFromCart(sale(previous - quantity))],
        _ => vec![],
    }
}

fn of_cart(line: &CartLine) -> Good {
    Good {
        sku: line.sku.to_string(),
        name: line.card.name.clone(),
        price: line.card.price.and_then(|price| price.decimal().parse().ok()),
        currency: line.card.price.map(|price| price.currency.to_string()),
    }
}

/// A variation of a product, the first one shown where none is named.
fn good(product: &Product, sku: Option<&Sku>) -> Option<Good> {
    let variation = sku.and_then(|sku| product.variation(sku)).or_else(|| product.shown_first())?;
    let price = variation.price.current;
    Some(Good {
        sku: variation.sku.to_string(),
        name: product.title().to_owned(),
        price: price.decimal().parse().ok(),
        currency: Some(price.currency.to_string()),
    })
}

impl Visit {
    /// The server said something new.
    pub(super) fn count_shopping(self, now: &Shopping) {
        let find = |id: &ProductId| untrack(|| self.shopping.product(id));
        let tracks = self.counted.try_update_value(|counted| counted.follow(now, &find));
        self.count(tracks.into_iter().flatten());
    }

    /// The shopper looks at something, by the own wish or because an agent points at it.
    pub(super) fn count_view(self, item: &ProductId, sku: &Sku, is_own_wish: bool) {
        let product = untrack(|| self.shopping.product(item));
        let Some(good) = product.and_then(|product| good(&product, Some(sku))) else { return };
        let sale = Sale { ecommerce: Ecommerce::of([(good.clone(), 1)]) };
        let own = is_own_wish.then(|| Track::SelectItem(sale.clone()));
        self.count(own.into_iter().chain([Track::ProductViewed(Goods { products: vec![good] }), Track::ViewItem(sale)]));
    }

    /// The shopper compares.
    pub(super) fn count_comparison(self, at: &[Pointed]) {
        let find = |one: &Pointed| good(&*untrack(|| self.shopping.product(&one.item))?, Some(&one.sku));
        let products: Vec<Good> = at.iter().filter_map(find).collect();
        let sale = Sale { ecommerce: Ecommerce::of(products.iter().cloned().map(|good| (good, 1))) };
        self.count([Track::ProductCompared(Goods { products }), Track::ViewItemList(sale)]);
    }

    /// The shopper looks at the cart.
    pub(super) fn count_cart_view(self) {
        self.count([Track::ViewCart(self.sale_of_cart())]);
    }

    /// The shopper goes to pay.
    pub(super) fn count_checkout(self) {
        let news = |line: &CartLine| CartNews { good: of_cart(line), quantity: line.quantity, previous_quantity: line.quantity };
        let items = self.shopping.with_state(|state| state.cart.iter().map(news).collect());
        self.count([Track::CheckoutClicked { items }, Track::BeginCheckout(self.sale_of_cart())]);
    }

    fn sale_of_cart(self) -> Sale {
        let goods = self.shopping.with_state(|state| state.cart.iter().map(|line| (of_cart(line), line.quantity)).collect::<Vec<_>>());
        Sale { ecommerce: Ecommerce::of(goods) }
    }

    fn count(self, tracks: impl IntoIterator<Item = Track>) {
        tracks.into_iter().for_each(|track| self.post(ToPage::Track(track)));
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        cart::LineCard,
        product::{Money, Wanted, read_product},
        wire::TrayItem,
    };
    use serde_json::{Value, json};

    use super::*;

    fn lamp() -> Arc<Product> {
        let built = json!({ "currency": "EUR", "locale": "en-IE", "product": { "name": "Lamp", "variations": [
            { "sku": "W", "name": "White", "price": { "current": "12.50" } },
        ] } });
        Arc::new(read_product(&built).expect("a product"))
    }

    fn item(number: u8, version: Option<u32>) -> TrayItem {
        let state = version.map_or(ItemState::Asked { due_at: domain::Timestamp::default() }, |version| ItemState::Shown { version });
        TrayItem {
            id: ProductId::from_random([number; 20]),
            wanted: Wanted::typed("LAMP").expect("a reference"),
            state,
            is_shoppers: false,
        }
    }

    fn line(quantity: u32) -> CartLine {
        let price = Money::parse("12.50", "EUR".parse().expect("a currency")).ok();
        let card = LineCard { name: "Lamp".into(), which: "White".into(), image: None, price, locale: None };
        CartLine { sku: "W".parse().expect("a SKU"), quantity, card }
    }

    fn told(counted: &mut Counted, items: Vec<TrayItem>, cart: Vec<CartLine>) -> Vec<(String, Value)> {
        let now = Shopping { items, cart, ..Shopping::default() };
        let tracks = counted.follow(&now, &|_| Some(lamp()));
        let pair = |track: &Track| {
            let json = serde_json::to_value(track).expect("json");
            (json["name"].as_str().unwrap_or_default().to_owned(), json["data"].clone())
        };
        tracks.iter().map(pair).collect()
    }

    fn names(told: &[(String, Value)]) -> Vec<&str> {
        told.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn what_comes_and_goes_is_counted_once() {
        let mut counted = Counted::default();
        assert_eq!(names(&told(&mut counted, vec![], vec![])), [""; 0]);
        assert_eq!(names(&told(&mut counted, vec![item(1, None)], vec![])), [""; 0]);
        let added = told(&mut counted, vec![item(1, Some(1))], vec![]);
        assert_eq!(
            added,
            [("product_added".into(), json!({ "products": [{ "sku": "W", "name": "Lamp", "price": 12.5, "currency": "EUR" }] }))]
        );
        assert_eq!(names(&told(&mut counted, vec![item(1, Some(2))], vec![])), [""; 0]);
        assert_eq!(names(&told(&mut counted, vec![], vec![])), ["product_removed"]);
    }

    #[test]
    fn the_cart_is_counted_by_what_the_shop_confirmed() {
        let mut counted = Counted::default();
        told(&mut counted, vec![], vec![]);
        let added = told(&mut counted, vec![], vec![line(1)]);
        let good = json!({ "sku": "W", "name": "Lamp", "price": 12.5, "currency": "EUR", "quantity": 1, "previousQuantity": 0 });
        let items = json!([{ "item_id": "W", "item_name": "Lamp", "price": 12.5, "quantity": 1 }]);
        let ecommerce = json!({ "ecommerce": { "currency": "EUR", "value": 12.5, "items": items } });
        assert_eq!(added, [("cart_item_added".into(), good), ("add_to_cart".into(), ecommerce)]);
        let more = told(&mut counted, vec![], vec![line(4)]);
        assert_eq!(names(&more), ["cart_item_updated", "add_to_cart"]);
        assert_eq!(more[1].1["ecommerce"]["value"], json!(37.5));
        assert_eq!(names(&told(&mut counted, vec![], vec![line(2)])), ["cart_item_updated", "remove_from_cart"]);
        assert_eq!(names(&told(&mut counted, vec![], vec![line(2)])), [""; 0]);
        let gone = told(&mut counted, vec![], vec![]);
        assert_eq!(
            (names(&gone), gone[1].1["ecommerce"]["items"][0]["quantity"].as_u64()),
            (vec!["cart_item_removed", "remove_from_cart"], Some(2))
        );
    }

    #[test]
    fn what_the_shop_told_itself_is_not_counted_and_what_follows_is() {
        let mut counted = Counted::default();
        told(&mut counted, vec![], vec![]);
        let says = |quantity| ShopLine { sku: line(1).sku, name: "Lamp".into(), price: None, quantity };
        counted.leave_out(&says(2));
        assert_eq!(names(&told(&mut counted, vec![], vec![line(2)])), [""; 0]);
        assert_eq!(names(&told(&mut counted, vec![], vec![line(3)])), ["cart_item_updated", "add_to_cart"]);
        counted.leave_out(&says(0));
        assert_eq!(names(&told(&mut counted, vec![], vec![])), [""; 0]);
        assert_eq!(names(&told(&mut counted, vec![], vec![line(2)])), ["cart_item_added", "add_to_cart"]);
        let looked_at = TrayItem { is_shoppers: true, ..item(1, Some(1)) };
        assert_eq!(names(&told(&mut counted, vec![looked_at], vec![line(2)])), [""; 0]);
    }

    #[test]
    fn a_page_that_was_loaded_again_does_not_count_again() {
        let mut counted = Counted::default();
        assert_eq!(names(&told(&mut counted, vec![item(1, Some(1))], vec![line(2)])), [""; 0]);
        assert_eq!(names(&told(&mut counted, vec![item(1, Some(1)), item(2, Some(1))], vec![line(2)])), ["product_added"]);
    }
}
