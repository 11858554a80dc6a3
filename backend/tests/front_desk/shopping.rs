//! What is shown and bought in a call.

use backend::front_desk::FrontDesk;
use domain::{
    CartChangeId, ProductId,
    cart::{CartSkills, ChangeState, Refusal, Verdict},
    product::{Wanted, WantedKind},
    wire::{
        Abilities, AgentShopping, CartWish, FromAgent, FromShopper, ItemState, MOST_ITEMS, PageAsk, Pointed, ProductFailure,
        ShopperShopping, Shopping,
    },
};
use serde_json::{Value, json};

use crate::support::*;

pub const ALL: Abilities =
    Abilities { products: true, search: true, checkout: true, cart: CartSkills { add: true, update: true }, scanning: true };

pub fn item(number: u8) -> ProductId {
    ProductId::from_random([number; 20])
}

pub fn change(number: u8) -> CartChangeId {
    CartChangeId::from_random([number; 20])
}

pub fn sells(action: AgentShopping) -> FromAgent {
    FromAgent::Shopping(action)
}

pub fn tells(told: ShopperShopping) -> FromShopper {
    FromShopper::Shopping(Box::new(told))
}

fn show(number: u8, reference: &str) -> FromAgent {
    sells(AgentShopping::Show { item: item(number), wanted: Wanted::new(WantedKind::ProductReference, reference).unwrap() })
}

pub fn wish(number: u8, sku: &str, quantity: u32) -> CartWish {
    CartWish { id: change(number), sku: sku.parse().unwrap(), quantity }
}

fn lamp(price: &str) -> Value {
    json!({
        "currency": "EUR", "locale": "en-IE",
        "product": { "name": "Lamp", "variations": [
            { "sku": "W", "name": "White", "imageUrls": ["https://shop.test/w.jpg"], "price": { "current": price } },
            { "sku": "M", "name": "Moss", "price": { "current": "20" }, "inStock": false },
        ] },
    })
}

pub fn states(shopping: &Shopping) -> Vec<&ItemState> {
    shopping.items.iter().map(|item| &item.state).collect()
}

pub fn cart(shopping: &Shopping) -> Vec<(String, u32)> {
    shopping.cart.iter().map(|line| (line.sku.to_string(), line.quantity)).collect()
}

/// Anna's call with a shopper whose page does everything; both have been told.
pub async fn talk(shop: &Shop, front_desk: &FrontDesk) -> (Desk, Shopper) {
    let mut anna = Desk::available(front_desk, &shop.agent("anna").await).await;
    let mut shopper = Shopper::attach_page(shop, front_desk, None, &"p".repeat(20)).await;
    shopper.say(FromShopper::Join(Box::new(join_request()))).await;
    shopper.until(|stage| matches!(stage, domain::wire::ShopperStage::Waiting { .. })).await;
    anna.take().await;
    shopper.in_call().await;
    shopper.say(tells(ShopperShopping::Can(ALL))).await;
    anna.until_shopping(|shopping| shopping.can == ALL).await;
    (anna, shopper)
}

/// As [`talk`], with a lamp that both see.
pub async fn talk_of_a_lamp(shop: &Shop, front_desk: &FrontDesk) -> (Desk, Shopper) {
    let (mut anna, mut shopper) = talk(shop, front_desk).await;
    anna.say(show(1, "LAMP")).await;
    shopper.until_asked(1).await;
    shopper.say(tells(ShopperShopping::Product { item: item(1), built: lamp("10") })).await;
    anna.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 1 }]).await;
    shopper.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 1 }]).await;
    (anna, shopper)
}

#[tokio::test]
async fn a_product_is_asked_of_the_page_and_shown_to_both() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        anna.say(show(1, "LAMP")).await;
        let asked = shopper.until_asked(1).await;
        let wanted = Wanted::new(WantedKind::ProductReference, "LAMP").unwrap();
        assert_eq!(*asked, PageAsk::Product { item: item(1), wanted });
        let waiting = anna.until_shopping(|shopping| !shopping.items.is_empty()).await;
        assert_eq!(states(&waiting), [&ItemState::Asked { due_at: START + domain::Duration::from_secs(30) }]);

        shopper.say(tells(ShopperShopping::Product { item: item(1), built: lamp("10") })).await;
        shopper.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 1 }]).await;
        anna.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 1 }]).await;
        for products in [&anna.products, &shopper.products] {
            assert_eq!(products.iter().map(|news| (news.version, news.product.title())).collect::<Vec<_>>(), [(1, "Lamp")]);
        }

        // Told anew, and what is no product the second time takes nothing away.
        shopper.say(tells(ShopperShopping::Product { item: item(1), built: lamp("8") })).await;
        anna.until_shopping(|shopping| states(shopping) == [&ItemState::Shown { version: 2 }]).await;
        assert_eq!(anna.products.last().unwrap().product.variations[0].price.current.minor, 800);
        shopper.say(tells(ShopperShopping::NoProduct { item: item(1), words: "Gone".into() })).await;
        anna.say(sells(AgentShopping::Remove { item: item(1) })).await;
        anna.until_shopping(|shopping| shopping.items.is_empty()).await;
        // An answer for what is no longer there.
        shopper.say(tells(ShopperShopping::Product { item: item(1), built: lamp("8") })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_an_agent_scans_is_asked_of_the_page_as_a_code_and_a_page_may_do_without() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        let wanted = Wanted::scanned("4006381333931").unwrap();
        anna.say(sells(AgentShopping::Show { item: item(1), wanted: wanted.clone() })).await;
        assert_eq!(*shopper.until_asked(1).await, PageAsk::Product { item: item(1), wanted: wanted.clone() });
        let shopping = anna.until_shopping(|shopping| !shopping.items.is_empty()).await;
        assert_eq!((&shopping.items[0].wanted, shopping.offered().scanning), (&wanted, true));

        // The shopper has gone on to a page that has nobody scan.
        shopper.say(tells(ShopperShopping::Can(Abilities { scanning: false, ..ALL }))).await;
        anna.until_shopping(|shopping| !shopping.offered().scanning).await;
    })
    .await;
}

#[tokio::test]
async fn why_a_product_does_not_come_is_told_and_it_can_be_asked_for_again() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk).await;
        for (number, told) in [
            (1, ShopperShopping::NoProduct { item: item(1), words: " We do not\n sell that ".into() }),
            (2, ShopperShopping::Product { item: item(2), built: json!({ "currency": "EUR" }) }),
        ] {
            anna.say(show(number, "X")).await;
            shopper.until_asked(number.into()).await;
            shopper.say(tells(told)).await;
        }
        let failed = |state: &ItemState| matches!(state, ItemState::Failed(_));
        let shopping = anna.until_shopping(|shopping| states(shopping).len() == 2 && states(shopping).into_iter().all(failed)).await;
        assert_eq!(shopping.items[0].state, ItemState::Failed(ProductFailure::Page("We do not sell that".into())));
        let ItemState::Failed(ProductFailure::Unusable(problem)) = &shopping.items[1].state else { panic!("{shopping:?}") };
        assert!(problem.starts_with("locale:"), "{problem}");

        shop.clock.advance(domain::Duration::from_secs(1));
        anna.say(sells(AgentShopping::AskAgain { item: item(2) })).await;
        shopper.until_asked(3).await;
        shopper.say(tells(ShopperShopping::Product { item: item(2), built: lamp("10") })).await;
        anna.until_shopping(|shopping| shopping.items[1].state == ItemState::Shown { version: 1 }).await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_does_not_answer_is_not_waited_for_and_may_still_answer() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        anna.say(show(2, "LATE")).await;
        anna.say(sells(AgentShopping::Change(wish(1, "W", 1)))).await;
        shopper.until_asked(3).await;
        shop.pass(31, 1).await;
        let late = |shopping: &Shopping| {
            let is_refused = shopping.changes.iter().any(|change| change.state == ChangeState::Refused(Refusal::NoAnswer));
            is_refused && shopping.items[1].state == ItemState::Failed(ProductFailure::NoAnswer)
        };
        let shopping = anna.until_shopping(late).await;
        assert_eq!(cart(&shopping), []);
        shopper.say(tells(ShopperShopping::Product { item: item(2), built: lamp("10") })).await;
        shopper.say(tells(ShopperShopping::Verdict { change: change(1), verdict: Verdict::Done })).await;
        let is_there = |shopping: &Shopping| shopping.changes.is_empty() && matches!(shopping.items[1].state, ItemState::Shown { .. });
        let shopping = anna.until_shopping(is_there).await;
        assert_eq!(cart(&shopping), [("W".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test]
async fn the_cart_is_what_the_shop_confirmed_whoever_wished_for_it() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        anna.say(sells(AgentShopping::Change(wish(1, "W", 7)))).await;
        let asked = shopper.until_asked(2).await;
        let sku: domain::product::Sku = "W".parse().unwrap();
        assert_eq!(*asked, PageAsk::Cart { change: change(1), sku: sku.clone(), quantity: 1, previous: None });
        // While the shop is asked, nobody asks about the same thing, and the same wish twice is one.
        for message in [wish(1, "W", 7), wish(2, "W", 1)] {
            anna.say(sells(AgentShopping::Change(message))).await;
        }
        shopper.say(tells(ShopperShopping::Verdict { change: change(1), verdict: Verdict::Done })).await;
        let shopping = anna.until_shopping(|shopping| !shopping.cart.is_empty()).await;
        assert_eq!((cart(&shopping), shopping.changes.len()), (vec![("W".to_owned(), 1)], 0));
        let card = &shopping.cart[0].card;
        assert_eq!((card.name.as_str(), card.which.as_str(), card.price.map(|price| price.minor)), ("Lamp", "White", Some(1_000)));

        // The shopper wishes three, and the shop has two.
        shopper.say(tells(ShopperShopping::Change(wish(3, "W", 3)))).await;
        assert_eq!(*shopper.until_asked(3).await, PageAsk::Cart { change: change(3), sku, quantity: 3, previous: Some(1) });
        let refusal = Refusal::Words("Only 2 left".into());
        shopper.say(tells(ShopperShopping::Verdict { change: change(3), verdict: Verdict::Refused(refusal.clone()) })).await;
        let shopping = anna.until_shopping(|shopping| shopping.changes.iter().any(|wish| wish.state != ChangeState::Asked)).await;
        assert_eq!((cart(&shopping), shopping.changes[0].is_shoppers), (vec![("W".to_owned(), 1)], true));
        assert_eq!(shopping.changes[0].state, ChangeState::Refused(refusal));
        // A second answer changes nothing.
        shopper.say(tells(ShopperShopping::Verdict { change: change(3), verdict: Verdict::Done })).await;

        anna.say(sells(AgentShopping::Change(wish(4, "W", 0)))).await;
        shopper.until_asked(4).await;
        shopper.say(tells(ShopperShopping::Verdict { change: change(4), verdict: Verdict::Done })).await;
        let shopping =
            shopper.until_shopping(|shopping| shopping.cart.is_empty() && shopping.changes.is_empty() && shopping.turn > 3).await;
        assert_eq!(cart(&shopping), []);
        // What nobody has shown cannot be bought.
        anna.say(sells(AgentShopping::Change(wish(5, "elsewhere", 1)))).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM cart_change").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_loaded_again_sees_all_of_it_and_is_not_asked_for_a_wish_twice() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        anna.say(show(2, "SLOW")).await;
        anna.say(sells(AgentShopping::Change(wish(1, "W", 1)))).await;
        shopper.until_asked(3).await;

        // The same load over another socket: what it was given it is given again, and knows.
        let mut again = Shopper::attach_page(shop, &front_desk, shopper.resume.clone(), &"p".repeat(20)).await;
        again.until_asked(2).await;
        assert!(
            again.asks.contains(&PageAsk::Product { item: item(2), wanted: Wanted::new(WantedKind::ProductReference, "SLOW").unwrap() })
        );
        assert!(again.asks.iter().any(|ask| matches!(ask, PageAsk::Cart { .. })));

        // Another load: it is asked for the product, and not to put in what perhaps is there.
        let mut next = Shopper::attach_page(shop, &front_desk, again.resume.clone(), &"q".repeat(20)).await;
        let shopping = next.until_shopping(|shopping| shopping.items.len() == 2).await;
        assert_eq!((next.products.len(), shopping.changes.len()), (1, 1));
        next.until_asked(1).await;
        next.say(tells(ShopperShopping::Product { item: item(2), built: lamp("10") })).await;
        next.until_shopping(|shopping| shopping.items.iter().all(|item| matches!(item.state, ItemState::Shown { .. }))).await;
        assert!(!next.asks.iter().any(|ask| matches!(ask, PageAsk::Cart { .. })), "{:?}", next.asks);
        // Without an answer it ends, and can be wished for again.
        shop.pass(31, 1).await;
        anna.until_shopping(|shopping| shopping.changes.iter().any(|wish| wish.state == ChangeState::Refused(Refusal::NoAnswer))).await;
        anna.say(sells(AgentShopping::Change(wish(2, "W", 1)))).await;
        next.until_asked(2).await;
        assert!(next.asks.iter().any(|ask| matches!(ask, PageAsk::Cart { change: id, .. } if *id == change(2))));
    })
    .await;
}

#[tokio::test]
async fn what_the_page_does_nothing_about_is_not_asked() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        let can = Abilities { products: false, cart: CartSkills { add: false, update: true }, ..ALL };
        shopper.say(tells(ShopperShopping::Can(can))).await;
        anna.until_shopping(|shopping| shopping.can == can).await;
        anna.say(show(2, "X")).await;
        anna.say(sells(AgentShopping::Change(wish(1, "W", 1)))).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM cart_change").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_agent_points_at_what_is_in_the_tray_and_at_nothing_else() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        let at = |number: u8| Pointed { item: item(number), sku: "M".parse().unwrap() };
        anna.say(sells(AgentShopping::Point { at: vec![at(1), at(9)] })).await;
        let shopping = shopper.until_shopping(|shopping| shopping.spotlight.is_some()).await;
        let spotlight = shopping.spotlight.unwrap();
        assert_eq!((spotlight.one(), spotlight.turn), (Some(&at(1)), shopping.turn));
        anna.say(sells(AgentShopping::Point { at: vec![] })).await;
        shopper.until_shopping(|shopping| shopping.spotlight.is_none()).await;
    })
    .await;
}

#[tokio::test]
async fn a_tray_is_full_at_some_time_and_what_was_shown_lately_is_told() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, shopper) = talk_of_a_lamp(shop, &front_desk).await;
        for number in 2..60 {
            anna.say(show(number, "X")).await;
        }
        anna.say(show(3, "X")).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, i64::try_from(MOST_ITEMS).unwrap());
        anna.say(sells(AgentShopping::TellRecent)).await;
        while anna.recent.is_none() {
            anna.hear().await;
        }
        let recent = anna.recent.unwrap();
        assert_eq!(recent.iter().map(|one| (one.title.as_str(), one.wanted.reference())).collect::<Vec<_>>(), [("Lamp", "LAMP")]);
        assert_eq!(recent[0].image.as_deref(), Some("https://shop.test/w.jpg"));
        drop(shopper);
    })
    .await;
}

#[tokio::test]
async fn only_who_is_in_the_call_shows_and_buys_and_the_next_agent_finds_it_all() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk_of_a_lamp(shop, &front_desk).await;
        let mut bruno = Desk::available(&front_desk, &shop.agent("bruno").await).await;
        bruno.say(show(5, "X")).await;
        bruno.say(sells(AgentShopping::Remove { item: item(1) })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, 1);
        let view = anna.until(|view| view.call.as_ref().is_some_and(|call| !call.company.colleagues.is_empty())).await;
        let agent = view.call.unwrap().company.colleagues[0].person.clone();
        anna.say(FromAgent::Invite { agent, purpose: domain::call::Purpose::HandOver }).await;
        bruno.take().await;
        bruno.until_shopping(|shopping| !shopping.items.is_empty()).await;
        assert_eq!(bruno.products.len(), 1);
        bruno.say(show(2, "SECOND")).await;
        shopper.until_asked(2).await;

        // After the end nothing is shown any more.
        shopper.say(FromShopper::Leave).await;
        shopper.until(|stage| matches!(stage, domain::wire::ShopperStage::Over { .. })).await;
        bruno.say(show(3, "X")).await;
        shopper.say(tells(ShopperShopping::Product { item: item(2), built: lamp("10") })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item WHERE version > 0").await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM tray_item").await, 2);
    })
    .await;
}

#[tokio::test]
async fn products_that_a_call_brings_along_are_in_the_tray_from_the_start_and_asked_of_the_page_in_its_order() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = Shopper::attach_page(shop, &front_desk, None, &"p".repeat(20)).await;
        let many: Vec<_> = (0..30).map(|number| format!("P{number}")).collect();
        let request = domain::wire::JoinRequest { data: json!({ "callProductIds": many, "basket": 2 }), ..join_request() };
        shopper.say(FromShopper::Join(Box::new(request))).await;
        let tray = shopper.until_shopping(|shopping| !shopping.items.is_empty()).await;
        let wanted: Vec<_> = tray.items.iter().map(|item| item.wanted.reference().to_owned()).collect();
        assert_eq!(wanted, many[..20]);
        assert!(tray.items.iter().all(|item| item.wanted.kind() == WantedKind::ProductReference));
        shopper.until_asked(20).await;
        let call = anna.take().await;
        assert_eq!(call.shopper.claims.iter().map(|claim| claim.key.as_str()).collect::<Vec<_>>(), ["basket"]);
        let first = tray.items[0].id.clone();
        shopper.say(tells(ShopperShopping::Product { item: first, built: lamp("10") })).await;
        let seen = anna.until_shopping(|shopping| matches!(states(shopping)[0], ItemState::Shown { .. })).await;
        assert_eq!(seen.items.len(), 20);
        shop.pass(31, 1).await;
        let late = anna.until_shopping(|shopping| *states(shopping)[1] == ItemState::Failed(ProductFailure::NoAnswer)).await;
        assert!(matches!(states(&late)[0], ItemState::Shown { .. }));
    })
    .await;
}
