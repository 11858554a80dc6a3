//! What a shop's page says of the shop's own cart without being asked.

use serde::{Deserialize, Serialize};

use super::{CartLine, LineCard, MOST_LINES};
use crate::{
    product::{Money, Sku},
    text,
};

/// The most of one thing that a shop can say to have in its cart.
pub const MOST_TOLD: u32 = 999;
/// The longest name of a product, in characters.
const MOST_NAME_CHARS: usize = 200;

/// So many of one thing are in the shop's cart now. Told twice, it is as true as told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopLine {
    /// Of what.
    pub sku: Sku,
    /// What people call it.
    pub name: String,
    /// What one costs, where that was told.
    #[serde(default)]
    pub price: Option<Money>,
    /// How many; none is no longer in the cart.
    pub quantity: u32,
}

/// What becomes of the shared cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is so already.
    Same,
    /// There are so many from now on.
    Put,
    /// It is taken out.
    TakenOut,
    /// The cart has no room for another line.
    Full,
}

impl ShopLine {
    /// The line made harmless; `None` where it has no name or there cannot be so many.
    #[must_use]
    pub fn clean(self) -> Option<Self> {
        let name = text::line(&self.name, MOST_NAME_CHARS)?;
        (self.quantity <= MOST_TOLD).then_some(Self { name, price: self.price.filter(Money::is_sane), ..self })
    }

    /// What becomes of the shared cart.
    pub fn told(&self, lines: &[CartLine]) -> Told {
        match (lines.iter().find(|line| line.sku == self.sku), self.quantity) {
            (None, 0) => Told::Same,
            (Some(line), quantity) if line.quantity == quantity => Told::Same,
            (Some(_), 0) => Told::TakenOut,
            (None, _) if lines.len() >= MOST_LINES => Told::Full,
            _ => Told::Put,
        }
    }

    /// How a line looks of which nothing else is known.
    pub fn card(&self) -> LineCard {
        LineCard { name: self.name.clone(), which: String::new(), image: None, price: self.price, locale: None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(sku: &str, quantity: u32) -> ShopLine {
        ShopLine { sku: sku.parse().expect("a SKU"), name: "Lamp".into(), price: None, quantity }
    }

    fn line(sku: &str, quantity: u32) -> CartLine {
        CartLine { sku: sku.parse().expect("a SKU"), quantity, card: told(sku, quantity).card() }
    }

    #[test]
    fn the_cart_is_what_the_shop_says() {
        let lines = [line("a", 2)];
        for (sku, quantity, wanted) in
            [("a", 2, Told::Same), ("a", 3, Told::Put), ("a", 0, Told::TakenOut), ("b", 1, Told::Put), ("b", 0, Told::Same)]
        {
            assert_eq!(told(sku, quantity).told(&lines), wanted, "{sku} {quantity}");
        }
    }

    #[test]
    fn a_full_cart_takes_no_other_line_and_changes_those_it_has() {
        let lines: Vec<_> = (0..MOST_LINES).map(|number| line(&format!("s{number}"), 1)).collect();
        assert_eq!(
            (told("new", 1).told(&lines), told("s1", 2).told(&lines), told("s1", 0).told(&lines)),
            (Told::Full, Told::Put, Told::TakenOut)
        );
    }

    #[test]
    fn a_line_has_a_name_and_is_not_of_too_many() {
        let clean = |name: &str, quantity, minor| {
            let price = Some(Money { minor, currency: "EUR".parse().expect("a currency") });
            ShopLine { name: name.into(), price, ..told("a", quantity) }.clean()
        };
        assert_eq!(clean(" Lamp\u{202e}\n", MOST_TOLD, 5).map(|line| line.name), Some("Lamp".into()));
        assert_eq!((clean(" \n", 1, 5), clean("Lamp", MOST_TOLD + 1, 5)), (None, None));
        assert_eq!(clean("Lamp", 1, -1).and_then(|line| line.price), None);
        assert_eq!(clean("Lamp", 1, i64::MAX).and_then(|line| line.price), None);
    }

    proptest! {
        #[test]
        fn told_twice_is_told_once(tellings in proptest::collection::vec((0_u8..4, 0_u32..5), 0..40)) {
            let mut lines: Vec<CartLine> = vec![];
            for (number, quantity) in tellings {
                let sku = format!("s{number}");
                let news = told(&sku, quantity);
                match news.told(&lines) {
                    Told::Put => {
                        lines.retain(|line| line.sku != news.sku);
                        lines.push(line(&sku, quantity));
                    }
                    Told::TakenOut => lines.retain(|line| line.sku != news.sku),
                    Told::Same | Told::Full => {}
                }
                prop_assert_eq!(news.told(&lines), Told::Same);
                prop_assert_eq!(lines.iter().find(|line| line.sku == news.sku).map_or(0, |line| line.quantity), quantity);
            }
        }
    }
}
