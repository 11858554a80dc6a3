//! What may be asked of the shop, and what its answer does.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::{
    CartChangeId,
    product::{Money, Sku},
};

/// The most lines of a cart.
pub const MOST_LINES: usize = 100;
/// The most of one thing.
pub const MOST_OF_ONE: u32 = 99;

/// So many of one thing, as the shop confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartLine {
    /// Of what.
    pub sku: Sku,
    /// How many; one or more.
    pub quantity: u32,
    /// How it looks.
    pub card: LineCard,
}

/// How a line of the cart looks: as the product was told when the line was made, so that it stands without the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCard {
    /// What people call the product.
    pub name: String,
    /// Which one of it, such as "White, large"; empty where there is but one.
    #[serde(default)]
    pub which: String,
    /// Its picture.
    #[serde(default)]
    pub image: Option<String>,
    /// What one costs, where that was told.
    #[serde(default)]
    pub price: Option<Money>,
    /// The language tag that its price is written by.
    #[serde(default)]
    pub locale: Option<String>,
}

/// A wish to change the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartChange {
    /// Names it; made by who wishes, so that one that is sent twice is one.
    pub id: CartChangeId,
    /// Of what.
    pub sku: Sku,
    /// How many there shall be; none takes it out.
    pub quantity: u32,
    /// How many there were; `None` where it was not in the cart.
    pub previous: Option<u32>,
    /// Whether the shopper wishes it; else an agent does.
    pub is_shoppers: bool,
    /// How far it is.
    pub state: ChangeState,
}

impl CartChange {
    /// Whether a yes takes the thing out of the cart.
    pub const fn takes_out(&self) -> bool {
        self.quantity == 0
    }
}

/// How far a wish is. One that was fulfilled is a line of the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// The page has been asked.
    Asked,
    /// It will not be.
    Refused(Refusal),
}

/// Why the shop is not asked at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAsked {
    /// It is so already.
    Same,
    /// Another wish about the same thing waits for the shop's answer.
    Busy,
    /// The page does nothing about it, the cart is full, or there may not be so many.
    Impossible,
}

/// What the page can do about its cart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CartSkills {
    /// It puts something in.
    #[serde(default)]
    pub add: bool,
    /// It changes how many there are, and takes out.
    #[serde(default)]
    pub update: bool,
}

/// How many of a thing the shop is asked for, and how many there were before. What is new comes in one by one: a page that puts
/// something in is not told a number.
///
/// # Errors
/// Why the shop is not asked.
pub fn change_of(
    lines: &[CartLine],
    changes: &[CartChange],
    skills: CartSkills,
    sku: &Sku,
    quantity: u32,
) -> Result<(u32, Option<u32>), NotAsked> {
    let previous = lines.iter().find(|line| line.sku == *sku).map(|line| line.quantity);
    if changes.iter().any(|change| change.sku == *sku && change.state == ChangeState::Asked) {
        return Err(NotAsked::Busy);
    }
    match previous {
        _ if quantity > MOST_OF_ONE => Err(NotAsked::Impossible),
        None if quantity == 0 => Err(NotAsked::Same),
        None if !skills.add || lines.len() >= MOST_LINES => Err(NotAsked::Impossible),
        None => Ok((1, None)),
        Some(previous) if previous == quantity => Err(NotAsked::Same),
        Some(_) if !skills.update => Err(NotAsked::Impossible),
        Some(previous) => Ok((quantity, Some(previous))),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Verdict, *};

    /// The cart after the shop's answer to a change; `card` is how a new line looks.
    fn settled(mut lines: Vec<CartLine>, change: &CartChange, verdict: &Verdict, card: LineCard) -> Vec<CartLine> {
        if *verdict != Verdict::Done {
            return lines;
        }
        let place = lines.iter().position(|line| line.sku == change.sku);
        match place {
            Some(place) if change.takes_out() => drop(lines.remove(place)),
            Some(place) => lines.iter_mut().skip(place).take(1).for_each(|line| line.quantity = change.quantity),
            None if change.quantity > 0 => lines.push(CartLine { sku: change.sku.clone(), quantity: change.quantity, card }),
            None => {}
        }
        lines
    }

    const ALL: CartSkills = CartSkills { add: true, update: true };

    fn sku(name: &str) -> Sku {
        name.parse().expect("a SKU")
    }

    fn card(name: &str) -> LineCard {
        LineCard { name: name.to_owned(), which: String::new(), image: None, price: None, locale: None }
    }

    fn line(name: &str, quantity: u32) -> CartLine {
        CartLine { sku: sku(name), quantity, card: card(name) }
    }

    fn wish(name: &str, quantity: u32, previous: Option<u32>, state: ChangeState) -> CartChange {
        CartChange { id: CartChangeId::from_random([7; 20]), sku: sku(name), quantity, previous, is_shoppers: false, state }
    }

    #[test]
    fn what_is_new_is_put_in_once_and_what_is_there_is_changed() {
        let lines = [line("a", 2)];
        let of = |name: &str, quantity| change_of(&lines, &[], ALL, &sku(name), quantity);
        assert_eq!(of("b", 1), Ok((1, None)));
        assert_eq!(of("b", 5), Ok((1, None)));
        assert_eq!(of("a", 3), Ok((3, Some(2))));
        assert_eq!(of("a", 0), Ok((0, Some(2))));
        assert_eq!((of("a", 2), of("b", 0)), (Err(NotAsked::Same), Err(NotAsked::Same)));
        assert_eq!(of("a", MOST_OF_ONE + 1), Err(NotAsked::Impossible));
    }

    #[test]
    fn what_the_page_does_nothing_about_is_not_asked() {
        let lines = [line("a", 2)];
        let of = |add, update, name: &str| change_of(&lines, &[], CartSkills { add, update }, &sku(name), 1);
        assert_eq!((of(true, false, "a"), of(true, false, "b")), (Err(NotAsked::Impossible), Ok((1, None))));
        assert_eq!((of(false, true, "a"), of(false, true, "b")), (Ok((1, Some(2))), Err(NotAsked::Impossible)));
    }

    #[test]
    fn one_wish_about_a_thing_at_a_time() {
        let of = |state| change_of(&[], &[wish("a", 1, None, state)], ALL, &sku("a"), 1);
        assert_eq!(of(ChangeState::Asked), Err(NotAsked::Busy));
        assert_eq!(of(ChangeState::Refused(Refusal::Failed)), Ok((1, None)));
        assert_eq!(change_of(&[], &[wish("a", 1, None, ChangeState::Asked)], ALL, &sku("b"), 1), Ok((1, None)));
    }

    #[test]
    fn a_full_cart_takes_nothing_new() {
        let lines: Vec<_> = (0..MOST_LINES).map(|number| line(&format!("s{number}"), 1)).collect();
        assert_eq!(change_of(&lines, &[], ALL, &sku("new"), 1), Err(NotAsked::Impossible));
        assert_eq!(change_of(&lines, &[], ALL, &sku("s1"), 2), Ok((2, Some(1))));
    }

    #[test]
    fn only_a_yes_moves_a_line() {
        let after = |name: &str, quantity, verdict: Verdict| {
            let lines = settled(vec![line("a", 2)], &wish(name, quantity, None, ChangeState::Asked), &verdict, card(name));
            lines.into_iter().map(|line| (line.sku.to_string(), line.quantity)).collect::<Vec<_>>()
        };
        let is = |expected: &[(&str, u32)]| expected.iter().map(|(name, quantity)| ((*name).to_owned(), *quantity)).collect::<Vec<_>>();
        assert_eq!(after("a", 5, Verdict::Done), is(&[("a", 5)]));
        assert_eq!(after("a", 0, Verdict::Done), is(&[]));
        assert_eq!(after("b", 1, Verdict::Done), is(&[("a", 2), ("b", 1)]));
        assert_eq!(after("b", 0, Verdict::Done), is(&[("a", 2)]));
        for refusal in [Refusal::OutOfStock(None), Refusal::Words("x".into()), Refusal::Failed, Refusal::NoAnswer] {
            assert_eq!(after("a", 5, Verdict::Refused(refusal)), is(&[("a", 2)]));
        }
    }

    proptest! {
        #[test]
        fn the_cart_is_what_the_shop_said_yes_to(wishes in proptest::collection::vec((0_u8..4, 0_u32..120, any::<bool>()), 0..60)) {
            let mut lines: Vec<CartLine> = vec![];
            let mut shop = std::collections::BTreeMap::<String, u32>::new();
            for (number, quantity, is_yes) in wishes {
                let name = format!("s{number}");
                let Ok((asked, previous)) = change_of(&lines, &[], ALL, &sku(&name), quantity) else { continue };
                prop_assert_eq!(previous, shop.get(&name).copied());
                let verdict = if is_yes { Verdict::Done } else { Verdict::Refused(Refusal::Failed) };
                if is_yes && asked == 0 {
                    shop.remove(&name);
                } else if is_yes {
                    shop.insert(name.clone(), asked);
                }
                lines = settled(lines, &wish(&name, asked, previous, ChangeState::Asked), &verdict, card(&name));
                let mut seen: Vec<_> = lines.iter().map(|line| (line.sku.to_string(), line.quantity)).collect();
                seen.sort();
                prop_assert_eq!(seen, shop.clone().into_iter().collect::<Vec<_>>());
            }
        }
    }
}
