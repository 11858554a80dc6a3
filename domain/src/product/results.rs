//! What a shop's page found when an agent searched.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    Currency, Money, Price, ProductProblem, Sku,
    fields::{items, line, sku, web, whole},
    read::{price, problem},
};
use crate::locale::Language;

/// The most products of a page of results.
const MOST_HITS: usize = 60;
const MAX_NAME_CHARS: usize = 200;

/// A page of search results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The language that prices are told in, where the page says so.
    pub locale: Option<Language>,
    /// What was found, the best first.
    pub hits: Vec<Hit>,
    /// Which page it is; 1 is the first.
    pub page: u32,
    /// How many pages there are; at least `page`.
    pub pages: u32,
    /// How many products were found on all of them, where the page says so.
    pub matches: Option<u32>,
}

/// A product that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// With it the page is asked for the product.
    pub sku: Sku,
    /// What people call it.
    pub name: String,
    /// Its picture.
    pub image: Option<String>,
    /// Its page in the shop.
    pub url: Option<String>,
    /// What it costs.
    pub price: Option<Price>,
}

/// Reads `{ currency, locale, products: […], pagination: {…} }`, the fields that the page's factory puts; `asked` is the page that was
/// asked for, `usual` the currency of prices of which the page says none, such as those of plain objects. What has no SKU is left out,
/// since it could not be shown.
///
/// # Errors
/// It is no object with a list of products.
pub fn read_results(built: &Value, asked: u32, usual: Option<Currency>) -> Result<SearchResults, ProductProblem> {
    let Some(factory) = built.as_object() else { return problem("results", "an object was expected") };
    if !factory.get("products").is_some_and(Value::is_array) {
        return problem("results", "products(…) was expected to be called");
    }
    let currency = line(factory, "currency", 3).and_then(|code| code.parse().ok()).or(usual);
    let hits = items(factory, "products", MOST_HITS).filter_map(|given| hit(given, currency)).collect();
    let pagination = factory.get("pagination").and_then(Value::as_object);
    let told = |name: &str| pagination?.get(name).and_then(whole).and_then(|count| u32::try_from(count).ok());
    let page = told("currentPageIndex").filter(|page| *page > 0).unwrap_or(asked).max(1);
    Ok(SearchResults {
        locale: line(factory, "locale", 35).and_then(|tag| tag.parse().ok()),
        hits,
        page,
        pages: told("totalPages").unwrap_or(page).max(page),
        matches: told("totalMatches"),
    })
}

fn hit(given: &Map<String, Value>, currency: Option<Currency>) -> Option<Hit> {
    let sku = sku(given)?;
    Some(Hit {
        name: line(given, "name", MAX_NAME_CHARS).unwrap_or_else(|| sku.to_string()),
        image: web(given.get("imageUrl")),
        url: web(given.get("url")),
        price: own_currency(given).or(currency).and_then(|currency| price(given.get("price"), currency).ok()),
        sku,
    })
}

/// A hit may say its own currency when the results say none.
fn own_currency(given: &Map<String, Value>) -> Option<Currency> {
    line(given.get("price")?.as_object()?, "currency", 3)?.parse().ok()
}

impl Hit {
    /// What it costs now.
    pub fn cost(&self) -> Option<Money> {
        self.price.map(|price| price.current)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn results_are_read_with_their_pages() {
        let built = json!({
            "currency": "SEK", "locale": "sv-SE",
            "products": [
                { "sku": 7, "name": "Vinge", "imageUrl": "https://shop.example/a.jpg", "url": "javascript:x", "price": { "current": "149", "original": 199 } },
                { "sku": "b" },
                { "name": "without a SKU" },
                "x",
            ],
            "pagination": { "totalPages": "3", "totalMatches": 25, "currentPageIndex": 2 },
        });
        let results = read_results(&built, 2, None).expect("results");
        assert_eq!((results.page, results.pages, results.matches), (2, 3, Some(25)));
        let [first, second] = results.hits.as_slice() else { panic!("two") };
        assert_eq!((first.sku.as_str(), first.url.as_deref(), first.cost().map(|cost| cost.minor)), ("7", None, Some(14_900)));
        assert_eq!((second.name.as_str(), second.price), ("b", None));
    }

    #[test]
    fn plain_objects_say_their_own_currency_or_the_usual_one_is_meant() {
        let built = json!({ "products": [{ "sku": "a", "price": { "current": "5", "currency": "EUR" } }, { "sku": "b", "price": { "current": 5 } }] });
        let results = read_results(&built, 4, None).expect("results");
        assert_eq!(results.hits.iter().map(|hit| hit.cost().map(|cost| cost.decimal())).collect::<Vec<_>>(), [Some("5.00".into()), None]);
        assert_eq!((results.page, results.pages, results.matches), (4, 4, None));
        let usual = read_results(&built, 4, "SEK".parse().ok()).expect("results");
        let currencies: Vec<_> = usual.hits.iter().filter_map(Hit::cost).map(|cost| cost.currency.to_string()).collect();
        assert_eq!(currencies, ["EUR", "SEK"]);
    }

    #[test]
    fn pages_that_cannot_be_are_mended_and_too_much_is_cut() {
        let hits: Vec<_> = (0..500).map(|sku| json!({ "sku": sku })).collect();
        let built = json!({ "products": hits, "pagination": { "totalPages": 1, "currentPageIndex": 3, "totalMatches": -1 } });
        let results = read_results(&built, 1, None).expect("results");
        assert_eq!((results.hits.len(), results.page, results.pages, results.matches), (MOST_HITS, 3, 3, None));
        for built in [json!(null), json!([]), json!({}), json!({ "products": {} })] {
            assert!(read_results(&built, 1, None).is_err(), "{built}");
        }
    }
}
