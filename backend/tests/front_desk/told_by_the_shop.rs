//! What a shop says in a call without being asked: what is in its cart, and what its shopper looks at.

use domain::{
    cart::{ChangeState, Refusal, ShopLine, Verdict},
    product::{MOST_LOOKED_AT, Money, Wanted, WantedKind},
    wire::{Abilities, AgentShopping, FromShopper, ItemState, PageAsk, Pointed, ProductFailure, ShopperShopping},
};
use serde_json::json;

use crate::{
    shopping::{ALL, cart, change, item, sells, states, talk, talk_of_a_lamp, tells, wish},
    support::*,
};

fn in_shop(sku: &str, quantity: u32) -> FromShopper {
    let price = Money::parse("7.50", "EUR".parse().unwrap()).ok();
    tells(ShopperShopping::InCart(ShopLine { sku: sku.parse().unwrap(), name: "Gift wrap".into(), price, quantity }))
}

fn looks(number: u8, reference: &str) -> FromShopper {
    tells(ShopperShopping::Looks { item: item(number), wanted: Wanted::new(WantedKind::ProductReference, reference).unwrap() })
}

#[tokio::test]
async fn what_the_shop_says_to_have_in_its_cart_is_confirmed_by_that() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        shopper.say(in_shop("wrap", 2)).await;
        // Told twice it is there once, and nothing was asked of the page for it.
        shopper.say(in_shop("wrap", 2)).await;
        shop.clock.advance(domain::Duration::from_secs(1));
        shopper.say(in_shop("W", 1)).await;
        let shopping = anna.until_shopping(|shopping| shopping.cart.len() == 2).await;
        assert_eq!((cart(&shopping), shopping.changes.len()), (vec![("wrap".to_owned(), 2), ("W".to_owned(), 1)], 0));
        let cards: Vec<_> = shopping.cart.iter().map(|line| (line.card.name.as_str(), line.card.price.map(|price| price.minor))).collect();
        assert_eq!(cards, [("Gift wrap", Some(750)), ("Lamp", Some(1_000))], "what an agent has shown looks as it was shown");
        shopper.until_shopping(|shopping| shopping.cart.len() == 2).await;
        assert_eq!(shopper.asks.len(), 1);

        // A no from before is over, and a wish that waits goes on.
        anna.say(sells(AgentShopping::Change(wish(1, "wrap", 5)))).await;
        shopper.until_asked(2).await;
        shopper.say(tells(ShopperShopping::Verdict { change: change(1), verdict: Verdict::Refused(Refusal::Failed) })).await;
        anna.until_shopping(|shopping| shopping.changes.iter().any(|wish| wish.state != ChangeState::Asked)).await;
        anna.say(sells(AgentShopping::Change(wish(2, "W", 4)))).await;
        shopper.until_asked(3).await;
        shopper.say(in_shop("wrap", 5)).await;
        shopper.say(in_shop("W", 2)).await;
        let shopping = anna.until_shopping(|shopping| cart(shopping) == [("wrap".to_owned(), 5), ("W".to_owned(), 2)]).await;
        assert_eq!(shopping.changes.iter().map(|wish| wish.id.clone()).collect::<Vec<_>>(), [change(2)]);
        shopper.say(in_shop("wrap", 0)).await;
        shopper.say(tells(ShopperShopping::Verdict { change: change(2), verdict: Verdict::Done })).await;
        anna.until_shopping(|shopping| cart(shopping) == [("W".to_owned(), 4)] && shopping.changes.is_empty()).await;
    })
    .await;
}

#[tokio::test]
async fn a_shop_tells_nothing_before_a_call_or_of_what_is_no_product() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut early = Shopper::join(shop, &front_desk).await;
        early.say(tells(ShopperShopping::Can(ALL))).await;
        early.say(in_shop("a", 1)).await;
        early.say(looks(1, "LAMP")).await;
        early.say(FromShopper::Leave).await;
        let (_anna, mut shopper) = talk(shop, &front_desk).await;
        let line = |name: &str, quantity| ShopLine { sku: "a".parse().unwrap(), name: name.into(), price: None, quantity };
        for line in [line(" \n", 1), line("A", 1_000)] {
            shopper.say(tells(ShopperShopping::InCart(line))).await;
        }
        assert_eq!(shop.number("SELECT COUNT(*) FROM cart_line").await, 0);
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_the_shopper_looks_at_is_asked_of_the_page_and_marked_as_the_shoppers() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        // What is in the tray already, by what was asked for or as one of its variations, does not come twice.
        shopper.say(looks(2, "LAMP")).await;
        shopper.say(looks(3, "M")).await;
        shopper.say(looks(4, "CHAIR")).await;
        shopper.say(looks(4, "CHAIR")).await;
        let wanted = Wanted::new(WantedKind::ProductReference, "CHAIR").unwrap();
        assert_eq!(*shopper.until_asked(2).await, PageAsk::Product { item: item(4), wanted });
        let chair = json!({
            "currency": "EUR", "locale": "en-IE",
            "product": { "name": "Chair", "description": "", "variations": [{ "sku": "C", "name": "Chair", "price": { "current": 5 } }] },
        });
        shopper.say(tells(ShopperShopping::Product { item: item(4), built: chair })).await;
        let shopping = anna.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 1 }; 2]).await;
        assert_eq!(shopping.items.iter().map(|item| item.is_shoppers).collect::<Vec<_>>(), [false, true]);
        anna.say(sells(AgentShopping::Remove { item: item(4) })).await;
        anna.until_shopping(|shopping| shopping.items.len() == 1).await;
    })
    .await;
}

#[tokio::test]
async fn only_the_last_products_that_the_shopper_looked_at_stay_and_those_of_agents_all() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        // A page that tells no products: what is known is the number, and the page is not asked.
        let can = Abilities { products: false, ..ALL };
        shopper.say(tells(ShopperShopping::Can(can))).await;
        for number in 2..=9_u8 {
            shop.clock.advance(domain::Duration::from_secs(1));
            shopper.say(looks(number, &format!("P{number}"))).await;
            if number == 5 {
                let at = vec![Pointed { item: item(5), sku: "P5".parse().unwrap() }];
                anna.say(sells(AgentShopping::Point { at })).await;
            }
        }
        let shopping = anna.until_shopping(|shopping| shopping.items.iter().any(|one| one.id == item(9))).await;
        let shown: Vec<_> = shopping.items.iter().map(|one| one.wanted.reference()).collect();
        assert_eq!(shown, ["LAMP", "P5", "P6", "P7", "P8", "P9"]);
        assert_eq!(shopping.items.iter().filter(|one| one.is_shoppers).count(), MOST_LOOKED_AT);
        assert_eq!(shopping.items[1].state, ItemState::Failed(ProductFailure::NotAsked));
        shop.clock.advance(domain::Duration::from_secs(1));
        shopper.say(looks(10, "P10")).await;
        let shopping = anna.until_shopping(|shopping| shopping.items.iter().any(|one| one.id == item(10))).await;
        assert!(shopping.items.iter().any(|one| one.id == item(5)), "what an agent points at stays");
        assert_eq!(shopper.asks.len(), 1);
    })
    .await;
}
