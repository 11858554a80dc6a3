//! What the page tells of its shop during a call.

use domain::{
    cart::ShopLine,
    product::{Currency, Money, Sku, Wanted},
};
use serde::Deserialize;
use serde_json::Value;

/// What happened in the shop.
#[derive(Clone, Debug, PartialEq)]
pub enum ShopNews {
    /// So many of something are in its cart now.
    InCart(ShopLine),
    /// The shopper looks at a product.
    Looks(Wanted),
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Raw {
    Cart {
        sku: Sku,
        name: String,
        quantity: u32,
        price: Option<String>,
        currency: Option<Currency>,
    },
    Look {
        #[serde(rename = "ref")]
        reference: String,
    },
}

impl ShopNews {
    /// Reads news; `None` for what is none. A price that cannot be read is left out.
    pub(super) fn read(news: Value) -> Option<Self> {
        Some(match serde_json::from_value(news).ok()? {
            Raw::Cart { sku, name, quantity, price, currency } => {
                let price = price.zip(currency).and_then(|(price, currency)| Money::parse(&price, currency).ok());
                Self::InCart(ShopLine { sku, name, price, quantity }.clean()?)
            }
            Raw::Look { reference } => Self::Looks(Wanted::typed(&reference).ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::product::WantedKind;
    use serde_json::json;

    use super::*;

    #[test]
    fn news_read_as_the_page_script_writes_them() {
        let line = |price: Value| {
            let news = json!({ "kind": "cart", "sku": "LC-101", "name": " Vinge ", "quantity": 2, "price": price, "currency": "EUR" });
            let Some(ShopNews::InCart(line)) = ShopNews::read(news) else { panic!("no news") };
            (line.name, line.quantity, line.price.map(|price| price.decimal()))
        };
        assert_eq!(line(json!("149.0000")), ("Vinge".into(), 2, Some("149.00".into())));
        assert_eq!(line(json!("soon")), ("Vinge".into(), 2, None));
        assert_eq!(line(json!(null)), ("Vinge".into(), 2, None));
        let looks = |reference: &str| ShopNews::read(json!({ "kind": "look", "ref": reference }));
        assert_eq!(looks("LC-101"), Wanted::new(WantedKind::ProductReference, "LC-101").ok().map(ShopNews::Looks));
        assert_eq!(looks("https://shop.example/a"), Wanted::new(WantedKind::Url, "https://shop.example/a").ok().map(ShopNews::Looks));
    }

    #[test]
    fn what_is_no_news_is_none() {
        let cart = |change: fn(&mut Value)| {
            let mut news = json!({ "kind": "cart", "sku": "a", "name": "A", "quantity": 1 });
            change(&mut news);
            ShopNews::read(news)
        };
        assert!(cart(|_| ()).is_some());
        let changes: [fn(&mut Value); 6] = [
            |news| news["sku"] = json!(""),
            |news| news["name"] = json!(" "),
            |news| news["quantity"] = json!(-1),
            |news| news["quantity"] = json!(1_000),
            |news| news["currency"] = json!("euros"),
            |news| news["kind"] = json!("dance"),
        ];
        for change in changes {
            assert_eq!(cart(change), None);
        }
        for news in [json!(null), json!([]), json!({ "kind": "look" }), json!({ "kind": "look", "ref": " " })] {
            assert_eq!(ShopNews::read(news.clone()), None, "{news}");
        }
    }
}
