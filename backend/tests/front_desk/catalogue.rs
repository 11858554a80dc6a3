//! The organisation's catalogue answers where the shopper's page does not, and what the page tells wins.

use backend::{front_desk::FrontDesk, settings};
use domain::{
    ProductId,
    product::{Wanted, WantedKind},
    wire::{Abilities, AgentShopping, FromAgent, FromShopper, ItemState, ProductFailure, ShopperShopping, ShopperStage, Shopping},
};
use serde_json::{Value, json};

use crate::support::*;

const FEED: &str = "\
sku,title,link,image_link,price,item_group_id,color\n\
W,Catalogue lamp,https://shop.test/lamp?v=w,https://shop.test/w.jpg,10 EUR,LAMP,White\n\
M,Catalogue lamp,https://shop.test/lamp?v=m,,12 EUR,LAMP,Moss\n";
const TELLS: Abilities = Abilities {
    products: true,
    search: true,
    checkout: false,
    cart: domain::cart::CartSkills { add: false, update: false },
    scanning: false,
};

fn item(number: u8) -> ProductId {
    ProductId::from_random([number; 20])
}

fn show(number: u8, reference: &str) -> FromAgent {
    let wanted = Wanted::new(WantedKind::ProductReference, reference).unwrap();
    FromAgent::Shopping(AgentShopping::Show { item: item(number), wanted })
}

fn tells(told: ShopperShopping) -> FromShopper {
    FromShopper::Shopping(Box::new(told))
}

fn of_page(name: &str) -> Value {
    let variation = json!({ "sku": "W", "name": name, "price": { "current": 99 } });
    json!({ "currency": "EUR", "locale": "en-IE", "product": { "name": name, "variations": [variation] } })
}

fn is_shown(shopping: &Shopping, place: usize) -> bool {
    shopping.items.get(place).is_some_and(|item| matches!(item.state, ItemState::Shown { .. }))
}

fn titles(desk: &Desk) -> Vec<&str> {
    desk.products.iter().map(|news| news.product.title()).collect()
}

async fn fill(shop: &Shop) {
    let anna = shop.agent("anna").await;
    let defaults = domain::catalogue::Defaults { locale: "en-IE".parse().unwrap(), currency: None };
    let file = ("feed.csv".to_owned(), FEED.as_bytes().to_vec());
    settings::upload_catalogue(&shop.store, &anna, (0, START), defaults, file).await.unwrap();
}

/// Anna's call with a shopper whose page does this, or says nothing at all.
async fn talk(shop: &Shop, front_desk: &FrontDesk, can: Option<Abilities>) -> (Desk, Shopper) {
    let mut anna = Desk::available(front_desk, &shop.agent("anna").await).await;
    let mut shopper = Shopper::attach_page(shop, front_desk, None, &"p".repeat(20)).await;
    shopper.say(FromShopper::Join(Box::new(join_request()))).await;
    shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;
    anna.take().await;
    shopper.in_call().await;
    if let Some(can) = can {
        shopper.say(tells(ShopperShopping::Can(can))).await;
        anna.until_shopping(|shopping| shopping.can == can).await;
    }
    (anna, shopper)
}

#[tokio::test]
async fn on_a_page_that_says_nothing_the_agent_shows_what_is_in_the_catalogue() {
    on_each_store(async |shop| {
        fill(shop).await;
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk, None).await;
        let offered = anna.until_shopping(|shopping| shopping.has_catalogue).await.offered();
        assert!(offered.products && offered.search && !offered.cart.add);

        anna.say(FromAgent::Shopping(AgentShopping::Find { id: 7, term: "moss LAMP".into(), page: 1 })).await;
        while anna.found.is_none() {
            anna.hear().await;
        }
        let found = anna.found.take().unwrap();
        let hits: Vec<_> = found.results.hits.iter().map(|hit| (hit.sku.as_str(), hit.name.as_str())).collect();
        assert_eq!((found.id, hits), (7, vec![("M", "Catalogue lamp")]));

        anna.say(show(1, "M")).await;
        let shown = anna.until_shopping(|shopping| is_shown(shopping, 0)).await;
        assert_eq!(shown.items[0].state, ItemState::Shown { version: 1 });
        shopper.until_shopping(|shopping| is_shown(shopping, 0)).await;
        for products in [&anna.products, &shopper.products] {
            let [news] = products.as_slice() else { panic!("{products:?}") };
            assert_eq!((news.product.title(), news.product.variations.len()), ("Catalogue lamp", 2));
            assert_eq!(news.product.shown_first().unwrap().sku.as_str(), "M");
        }
        assert!(shopper.asks.is_empty(), "a page that tells no products is not asked: {:?}", shopper.asks);
        anna.say(show(2, "nothing")).await;
        let failed = anna.until_shopping(|shopping| shopping.items.len() == 2).await;
        assert_eq!(failed.items[1].state, ItemState::Failed(ProductFailure::NotInCatalogue));
        anna.say(FromAgent::Shopping(AgentShopping::AskAgain { item: item(2) })).await;
        let again = anna.until_shopping(|shopping| shopping.turn > failed.turn).await;
        assert_eq!(again.items[1].state, ItemState::Failed(ProductFailure::NotInCatalogue));
    })
    .await;
}

#[tokio::test]
async fn what_the_page_tells_wins_and_what_it_does_not_know_the_catalogue_may() {
    on_each_store(async |shop| {
        fill(shop).await;
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk, Some(TELLS)).await;
        anna.say(show(1, "W")).await;
        shopper.until_asked(1).await;
        shopper.say(tells(ShopperShopping::Product { item: item(1), built: of_page("Page lamp") })).await;
        anna.until_shopping(|shopping| is_shown(shopping, 0)).await;
        assert_eq!(titles(&anna), ["Page lamp"]);

        anna.say(show(2, "M")).await;
        shopper.until_asked(2).await;
        shopper.say(tells(ShopperShopping::NoProduct { item: item(2), words: "Unknown".into() })).await;
        anna.until_shopping(|shopping| is_shown(shopping, 1)).await;
        assert_eq!(titles(&anna), ["Page lamp", "Catalogue lamp"]);
        // The page may still tell it, and wins then too.
        shopper.say(tells(ShopperShopping::Product { item: item(2), built: of_page("Page lamp, late") })).await;
        anna.until_shopping(|shopping| shopping.items[1].state == ItemState::Shown { version: 2 }).await;
        assert_eq!(titles(&anna).last(), Some(&"Page lamp, late"));

        anna.say(show(3, "elsewhere")).await;
        shopper.until_asked(3).await;
        shopper.say(tells(ShopperShopping::NoProduct { item: item(3), words: "Unknown".into() })).await;
        let shopping =
            anna.until_shopping(|shopping| matches!(shopping.items.get(2).map(|item| &item.state), Some(ItemState::Failed(_)))).await;
        assert_eq!(shopping.items[2].state, ItemState::Failed(ProductFailure::Page("Unknown".into())));
    })
    .await;
}

#[tokio::test]
async fn for_a_page_that_does_not_answer_in_time_the_catalogue_does() {
    on_each_store(async |shop| {
        fill(shop).await;
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk, Some(TELLS)).await;
        anna.say(show(1, "W")).await;
        anna.say(show(2, "elsewhere")).await;
        shopper.until_asked(2).await;
        shop.pass(31, 1).await;
        let shopping = anna.until_shopping(|shopping| is_shown(shopping, 0)).await;
        assert_eq!(shopping.items[1].state, ItemState::Failed(ProductFailure::NoAnswer));
        assert_eq!(titles(&anna), ["Catalogue lamp"]);
    })
    .await;
}

#[tokio::test]
async fn without_a_catalogue_and_without_a_page_that_tells_them_nothing_is_shown() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (mut anna, mut shopper) = talk(shop, &front_desk, None).await;
        anna.say(show(1, "W")).await;
        shopper.say(tells(ShopperShopping::Can(Abilities { search: true, ..Abilities::default() }))).await;
        let shopping = anna.until_shopping(|shopping| shopping.can.search).await;
        assert!(shopping.items.is_empty() && !shopping.has_catalogue);
    })
    .await;
}
