//! The organisation's catalogue: what admins send, and what is found in it.

use backend::{
    Error,
    accounts::AgentScope,
    catalogue::{self, Source},
    settings::{self, SaveError, remove_catalogue, upload_catalogue},
};
use domain::{
    catalogue::{Defaults, FeedProblem, Tally},
    product::{Product, Wanted, WantedKind},
    wire::console::Wrong,
};

use super::{at, elsewhere, fill, member, member_of, problem};
use crate::{
    on_every_store,
    support::{NOW, TestStore},
};

on_every_store! {
    a_product_is_found_by_all_that_names_it_and_by_nothing_else;
    words_find_each_product_once_and_page_by_page;
    a_new_feed_takes_the_place_of_the_old_one_and_leaves_nothing_of_it;
    a_feed_of_no_use_leaves_what_was_there;
    a_save_over_a_newer_catalogue_is_refused_and_leaves_nothing_behind;
    everything_is_removed_that_was_looked_at_and_nothing_newer;
    only_owners_and_admins_change_it_and_only_their_own;
    sales_count_while_they_are_on;
}

const FEED: &str = "\
sku,id,gtin,item_group_id,title,link,image_link,price,sale_price,color\n\
LC-W,77,4006381333931,LC,\"Reading lamp, white\",https://shop.example/lamp?v=w,https://cdn.example/w.jpg,149 EUR,99 EUR,White\n\
LC-M,78,,LC,\"Reading lamp, moss\",https://shop.example/lamp?v=m,,149 EUR,,Moss\n\
CH-1,LC-W,,,Chair 100%,https://www.shop.example/chair/,,20 EUR,,\n\
P1,,,,First,https://shop.example/index.php?id=1,,1 EUR,,\n\
P2,,,,Second,https://shop.example/index.php?id=2,,2 EUR,,\n";

fn defaults() -> Defaults {
    Defaults { locale: "en-IE".parse().expect("a language"), currency: None }
}

async fn upload(test: &TestStore, admin: &AgentScope, version: i64, feed: &str) -> Result<Tally, SaveError> {
    let file = ("feed.csv".to_owned(), feed.as_bytes().to_vec());
    upload_catalogue(&test.store, admin, (version, NOW), defaults(), file).await
}

async fn product(test: &TestStore, admin: &AgentScope, kind: WantedKind, reference: &str) -> Option<Product> {
    let wanted = Wanted::new(kind, reference).expect("a reference");
    catalogue::product(&test.store, admin, &wanted).await.expect("an answer")
}

/// The title of what was found, the variation shown first, and how many there are.
async fn found(test: &TestStore, admin: &AgentScope, kind: WantedKind, reference: &str) -> Option<(String, String, usize)> {
    let product = product(test, admin, kind, reference).await?;
    let first = product.shown_first().expect("a variation");
    Some((product.title().to_owned(), first.sku.to_string(), product.variations.len()))
}

async fn skus(test: &TestStore, admin: &AgentScope, term: &str, page: u32) -> (Vec<String>, u32, Option<u32>) {
    let results = catalogue::find(&test.store, admin, term, page).await.expect("an answer");
    (results.hits.iter().map(|hit| hit.sku.to_string()).collect(), results.pages, results.matches)
}

async fn rows(test: &TestStore) -> i64 {
    let row = test.store.reader().one("SELECT COUNT(*) AS rows_there FROM catalogue_item", vec![]).await.expect("a row");
    row.int("rows_there").expect("a number")
}

async fn a_product_is_found_by_all_that_names_it_and_by_nothing_else(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    assert_eq!(found(&test, &adam, WantedKind::ProductReference, "LC-W").await, None);
    let tally = upload(&test, &adam, 0, FEED).await.expect("saved");
    assert_eq!((tally.taken, tally.products, tally.left_out), (5, 4, 0));
    let lamp = |sku: &str| Some(("Reading lamp, white".to_owned(), sku.to_owned(), 2));
    let chair = Some(("Chair 100%".to_owned(), "CH-1".to_owned(), 1));
    for (kind, reference, expected) in [
        // What is a SKU of one thing and a number of another is a SKU.
        (WantedKind::ProductReference, "LC-W", lamp("LC-W")),
        (WantedKind::ProductReference, "LC-M", lamp("LC-M")),
        (WantedKind::ProductReference, "78", lamp("LC-M")),
        (WantedKind::ScannedCode, "4006381333931", lamp("LC-W")),
        (WantedKind::ScannedCode, "CH-1", chair.clone()),
        (WantedKind::Url, "http://shop.example/lamp/?v=m&utm_source=x#top", lamp("LC-M")),
        // The page without a choice is that of the product.
        (WantedKind::Url, "https://shop.example/lamp", lamp("LC-W")),
        (WantedKind::Url, "https://shop.example/lamp?v=gone", lamp("LC-W")),
        (WantedKind::Url, "https://shop.example/chair?ref=1", chair),
        (WantedKind::Url, "https://shop.example/index.php?id=2", Some(("Second".to_owned(), "P2".to_owned(), 1))),
        // Here the query is all that tells products apart.
        (WantedKind::Url, "https://shop.example/index.php?id=3", None),
        (WantedKind::Url, "https://shop.example/", None),
        (WantedKind::ProductReference, "lc-w", None),
        (WantedKind::ProductReference, "LC", None),
        (WantedKind::ProductReference, "%", None),
    ] {
        assert_eq!(found(&test, &adam, kind, reference).await, expected, "{kind:?} {reference}");
    }
    let lamp = product(&test, &adam, WantedKind::ProductReference, "LC-M").await.expect("a product");
    assert_eq!(lamp.choices(&"LC-M".parse().expect("a SKU"))[0].options.len(), 2);
    assert_eq!(lamp.variations[0].price.original.map(|price| price.minor), Some(14_900));
}

async fn words_find_each_product_once_and_page_by_page(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    upload(&test, &adam, 0, FEED).await.expect("saved");
    for (term, expected) in [
        ("lamp", vec!["LC-W"]),
        ("  MOSS   reading ", vec!["LC-M"]),
        ("lc-", vec!["LC-W", "CH-1"]),
        ("100%", vec!["CH-1"]),
        ("%", vec!["CH-1"]),
        ("_", vec![]),
        ("!", vec![]),
        ("lamp chair", vec![]),
        ("", vec!["LC-W", "CH-1", "P1", "P2"]),
    ] {
        let (found, _, matches) = skus(&test, &adam, term, 1).await;
        let count = u32::try_from(expected.len()).ok();
        assert_eq!((found, matches), (expected.into_iter().map(str::to_owned).collect(), count), "{term}");
    }
    let many: String = (0..45).map(|number| format!("S{number:02},Stool {number},5 EUR\n")).collect();
    upload(&test, &adam, 1, &["sku,title,price\n", &many].concat()).await.expect("saved");
    let (first, pages, matches) = skus(&test, &adam, "stool", 1).await;
    assert_eq!((first.len(), pages, matches), (20, 3, Some(45)));
    let (last, ..) = skus(&test, &adam, "stool", 3).await;
    assert_eq!(last, ["S40", "S41", "S42", "S43", "S44"]);
    assert_eq!(skus(&test, &adam, "stool", 4).await.0, Vec::<String>::new());
    assert_eq!(skus(&test, &adam, "stool", u32::MAX).await.0, Vec::<String>::new());
    assert_eq!(skus(&test, &adam, "stool", 0).await.0, first);
}

async fn a_new_feed_takes_the_place_of_the_old_one_and_leaves_nothing_of_it(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let many: String = (0..450).map(|number| format!("S{number},Stool,5 EUR\n")).collect();
    upload(&test, &adam, 0, &["sku,title,price\n", &many].concat()).await.expect("saved");
    upload(&test, &adam, 1, FEED).await.expect("saved");
    assert_eq!(rows(&test).await, 5);
    assert_eq!(found(&test, &adam, WantedKind::ProductReference, "S1").await, None);
    assert_eq!(skus(&test, &adam, "stool", 1).await.2, Some(0));
    let (_, feed) = settings::catalogue(&test.store, &adam).await.expect("the catalogue");
    assert_eq!((feed.version, feed.source.clone(), feed.read_at), (2, Source::File { name: "feed.csv".into() }, Some(NOW)));
    assert_eq!((feed.tally.taken, feed.due_at, feed.failure), (5, None, None));
}

async fn a_feed_of_no_use_leaves_what_was_there(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    upload(&test, &adam, 0, FEED).await.expect("saved");
    let outcome = upload(&test, &adam, 1, "sku,title\nA,B\n").await;
    assert_eq!(problem(outcome), at("file", Wrong::NoFeed(FeedProblem::Columns("price".into()))));
    let (_, feed) = settings::catalogue(&test.store, &adam).await.expect("the catalogue");
    assert_eq!((feed.version, feed.tally.taken, rows(&test).await), (1, 5, 5));
}

async fn a_save_over_a_newer_catalogue_is_refused_and_leaves_nothing_behind(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    upload(&test, &adam, 0, FEED).await.expect("saved");
    match upload(&test, &olga, 0, "sku,title,price\nX,X,1 EUR\n").await {
        Err(SaveError::Changed(last)) => assert_eq!((last.by.as_deref(), last.minutes_ago), (Some("Adam"), Some(0))),
        other => panic!("{other:?}"),
    }
    assert_eq!((rows(&test).await, found(&test, &olga, WantedKind::ProductReference, "X").await), (5, None));
    let follow = settings::follow_catalogue(&test.store, &olga, (0, NOW), &defaults(), ("https://shop.example/feed", 24)).await;
    assert!(matches!(follow, Err(SaveError::Changed(_))), "{follow:?}");
}

async fn everything_is_removed_that_was_looked_at_and_nothing_newer(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    upload(&test, &adam, 0, FEED).await.expect("saved");
    assert!(matches!(remove_catalogue(&test.store, &adam, 0).await, Err(Error::Raced)));
    assert_eq!(rows(&test).await, 5);
    remove_catalogue(&test.store, &adam, 1).await.expect("removed");
    assert_eq!((rows(&test).await, found(&test, &adam, WantedKind::ProductReference, "LC-W").await), (0, None));
    let (_, feed) = settings::catalogue(&test.store, &adam).await.expect("the catalogue");
    assert_eq!((feed.source.clone(), feed.has_items(), feed.version), (Source::Nothing, false, 2));
    upload(&test, &adam, 2, FEED).await.expect("saved again");
    assert_eq!(rows(&test).await, 5);
}

async fn only_owners_and_admins_change_it_and_only_their_own(test: TestStore) {
    fill(&test).await;
    let their_org = elsewhere(&test).await;
    let (anna, adam) = (member(&test, "anna").await, member(&test, "adam").await);
    let outcome = upload(&test, &anna, 0, FEED).await;
    assert!(matches!(outcome, Err(SaveError::Store(Error::Forbidden(_)))), "{outcome:?}");
    assert!(matches!(settings::catalogue(&test.store, &anna).await, Err(Error::Forbidden(_))));
    assert!(matches!(remove_catalogue(&test.store, &anna, 0).await, Err(Error::Forbidden(_))));
    assert!(matches!(settings::read_catalogue_now(&test.store, &anna).await, Err(Error::Forbidden(_))));
    let otto = member_of(&test, &their_org, "otto").await;
    upload(&test, &otto, 0, FEED).await.expect("saved");
    assert_eq!(found(&test, &adam, WantedKind::ProductReference, "LC-W").await, None);
    assert_eq!(skus(&test, &adam, "lamp", 1).await.2, Some(0));
    assert!(found(&test, &otto, WantedKind::ProductReference, "LC-W").await.is_some());
}

async fn sales_count_while_they_are_on(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let feed = "sku,title,price,sale_price,sale_price_effective_date\nA,Lamp,10 EUR,8 EUR,2026-01-01T01:00Z/2026-01-01T02:00Z\n";
    upload(&test, &adam, 0, feed).await.expect("saved");
    let mut costs = vec![];
    for _ in 0..3 {
        let lamp = product(&test, &adam, WantedKind::ProductReference, "A").await.expect("a product");
        costs.push(lamp.variations[0].price.current.minor);
        test.store.clock().advance(domain::Duration::from_secs(3_600));
    }
    assert_eq!(costs, [1_000, 800, 1_000]);
}
