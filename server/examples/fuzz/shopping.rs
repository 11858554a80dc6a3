//! Valid messages about what is shown and bought.

use domain::{
    CartChangeId, ProductId,
    cart::{CartSkills, Refusal, ShopLine, Verdict},
    product::{Money, Sku, Wanted, WantedKind},
    wire::{Abilities, AgentShopping, CartWish, Pointed, ShopperShopping},
};
use serde_json::{Value, json};

use crate::dice::Dice;

/// From the widget.
pub fn of_shopper(dice: &mut Dice) -> ShopperShopping {
    match dice.below(8) {
        0 => ShopperShopping::Can(Abilities {
            products: dice.chance(90),
            search: dice.chance(50),
            checkout: dice.chance(50),
            cart: CartSkills { add: dice.chance(90), update: dice.chance(90) },
            scanning: dice.chance(50),
        }),
        1 | 2 => ShopperShopping::Product { item: item(dice), built: lamp(dice) },
        3 => ShopperShopping::NoProduct { item: item(dice), words: "Größe L\u{202e} ".repeat(dice.below(60)) },
        4 => {
            let refusals = [Refusal::OutOfStock(None), Refusal::Words("Only 2".into()), Refusal::Failed, Refusal::NoAnswer];
            let verdict = if dice.chance(50) { Verdict::Done } else { Verdict::Refused(dice.pick(&refusals).clone()) };
            ShopperShopping::Verdict { change: change(dice), verdict }
        }
        5 => ShopperShopping::InCart(in_cart(dice)),
        6 => match Wanted::new(WantedKind::ProductReference, dice.pick::<&str>(&["a", "b", "LAMP"])) {
            Ok(wanted) => ShopperShopping::Looks { item: item(dice), wanted },
            Err(_) => ShopperShopping::Change(wish(dice)),
        },
        _ => ShopperShopping::Change(wish(dice)),
    }
}

/// What the shop has: sane for the most part, and sometimes of a name or a number that none has.
#[expect(clippy::expect_used, reason = "a letter is a SKU, and EUR a currency")]
fn in_cart(dice: &mut Dice) -> ShopLine {
    let minor = *dice.pick(&[0, 1_250, -1, i64::MAX]);
    ShopLine {
        sku: sku(dice).expect("a SKU"),
        name: "Lamp\u{202e} ".repeat(dice.below(60)),
        price: dice.chance(80).then(|| Money { minor, currency: "EUR".parse().expect("a currency") }),
        quantity: u32::try_from(dice.below(1_100)).unwrap_or(1),
    }
}

/// From the desk.
pub fn of_agent(dice: &mut Dice) -> AgentShopping {
    match dice.below(8) {
        0 | 1 => {
            let kind = *dice.pick(&[WantedKind::Url, WantedKind::ProductReference, WantedKind::ScannedCode]);
            match Wanted::new(kind, "https://shop.example/lamp") {
                Ok(wanted) => AgentShopping::Show { item: item(dice), wanted },
                Err(_) => AgentShopping::TellRecent,
            }
        }
        2 => AgentShopping::AskAgain { item: item(dice) },
        3 => AgentShopping::Remove { item: item(dice) },
        4 => {
            let at = (0..dice.below(7)).filter_map(|_| Some(Pointed { item: item(dice), sku: sku(dice)? })).collect();
            AgentShopping::Point { at }
        }
        5 => AgentShopping::TellRecent,
        6 => AgentShopping::Find { id: 1, term: (*dice.pick(&["lamp", "%_!", "a b c d e f g", ""])).to_owned(), page: u32::MAX },
        _ => AgentShopping::Change(wish(dice)),
    }
}

/// Of few, so that messages are about the same ones.
fn item(dice: &mut Dice) -> ProductId {
    ProductId::from_random([*dice.pick(&[1, 2, 3]); 20])
}

fn change(dice: &mut Dice) -> CartChangeId {
    CartChangeId::from_random([*dice.pick(&[1, 2, 3, 4, 5, 6]); 20])
}

fn sku(dice: &mut Dice) -> Option<Sku> {
    dice.pick(&["a", "b", "c"]).parse().ok()
}

#[expect(clippy::expect_used, reason = "a letter is a SKU")]
fn wish(dice: &mut Dice) -> CartWish {
    let sku = sku(dice).expect("a SKU");
    CartWish { id: change(dice), sku, quantity: u32::try_from(dice.below(120)).unwrap_or(1) }
}

fn lamp(dice: &mut Dice) -> Value {
    let variation =
        |sku: &str| json!({ "sku": sku, "name": "Lamp", "price": { "current": "12.50" }, "imageUrls": ["https://shop.example/a.jpg"] });
    let variations: Vec<_> = ["a", "b", "c"].iter().take(1 + dice.below(3)).map(|sku| variation(sku)).collect();
    json!({ "currency": "EUR", "locale": "en-IE", "product": { "name": "Lamp".repeat(1 + dice.below(400)), "variations": variations } })
}
