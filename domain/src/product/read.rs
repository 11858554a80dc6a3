//! A product as its page built it, made sense of. What a product cannot be without is a problem with a name; of the rest, what is
//! wrong is left out: a missing picture must not cost the shopper the product.

use serde_json::{Map, Value};

use super::{
    Attribute, AttributeOption, Chosen, Currency, Detail, Price, Product, Rating, Related, Variation,
    fields::{colour, items, line, money, number, paragraph, sku, web, whole},
};
use crate::{locale::Language, text};

const MOST_VARIATIONS: usize = 250;
const MOST_ATTRIBUTES: usize = 10;
const MOST_OPTIONS: usize = 250;
const MOST_IMAGES: usize = 20;
const MOST_COMPARABLE: usize = 30;
const MOST_RELATED: usize = 30;
const MOST_DETAILS: usize = 30;
const MOST_BULLETS: usize = 30;
const MAX_NAME_CHARS: usize = 200;
const MAX_SUBTITLE_CHARS: usize = 300;

/// Why what a page built is no product; in words for the agent and for the page's developer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {wanted}")]
pub struct ProductProblem {
    /// Where, such as `variation 2: price`.
    pub at: String,
    /// What was expected there.
    pub wanted: &'static str,
}

pub(super) fn problem<T>(at: impl Into<String>, wanted: &'static str) -> Result<T, ProductProblem> {
    Err(ProductProblem { at: at.into(), wanted })
}

/// Reads `{ currency, locale, product: { …, variations: […] } }`, the fields that the page's factory puts.
///
/// # Errors
/// Something is missing or wrong that a product cannot be without: currency, locale, a variation, and of each variation the SKU, the
/// name and the price.
pub fn read_product(built: &Value) -> Result<Product, ProductProblem> {
    let Some(factory) = built.as_object() else { return problem("product", "an object was expected") };
    let Some(currency) = line(factory, "currency", 3).and_then(|code| code.parse().ok()) else {
        return problem("currency", "three letters of ISO 4217 were expected, such as EUR");
    };
    let Some(locale) = line(factory, "locale", 35).and_then(|tag| tag.parse::<Language>().ok()) else {
        return problem("locale", "a language tag was expected, such as en-US");
    };
    let Some(product) = factory.get("product").and_then(Value::as_object) else {
        return problem("product", "product(…) was expected to be called");
    };
    let attributes = attributes(product);
    let mut variations: Vec<Variation> = vec![];
    for (place, given) in items(product, "variations", MOST_VARIATIONS).enumerate() {
        let variation = variation(given, currency, &attributes)
            .map_err(|problem| ProductProblem { at: format!("variation {}: {}", place + 1, problem.at), ..problem })?;
        if variations.iter().any(|before| before.sku == variation.sku) {
            return problem(format!("variation {}: sku", place + 1), "a SKU of its own was expected; another variation has this one");
        }
        variations.push(variation);
    }
    if variations.is_empty() {
        return problem("variations", "at least one variation was expected");
    }
    let first = product.get("defaultVariationIndex").and_then(whole).unwrap_or(0);
    Ok(Product {
        locale,
        name: line(product, "name", MAX_NAME_CHARS),
        brand: line(product, "brandName", MAX_NAME_CHARS),
        description: paragraph(product.get("description")),
        url: web(product.get("url")),
        attributes,
        default_variation: usize::try_from(first).ok().filter(|place| *place < variations.len()).unwrap_or(0),
        variations,
    })
}

fn variation(given: &Map<String, Value>, currency: Currency, known: &[Attribute]) -> Result<Variation, ProductProblem> {
    let Some(sku) = sku(given) else { return problem("sku", "a text of 1 to 200 characters was expected, or a number") };
    let Some(name) = line(given, "name", MAX_NAME_CHARS) else { return problem("name", "a text was expected") };
    let price = price(given.get("price"), currency)?;
    Ok(Variation {
        sku,
        name,
        subtitle: line(given, "subtitle", MAX_SUBTITLE_CHARS),
        in_stock: given.get("inStock").and_then(Value::as_bool) != Some(false),
        images: given
            .get("imageUrls")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|url| web(Some(url)))
            .take(MOST_IMAGES)
            .collect(),
        url: web(given.get("url")),
        price,
        options: items(given, "attributes", MOST_ATTRIBUTES).filter_map(|given| option_of(given, known)).collect(),
        comparable: items(given, "comparableAttributes", MOST_COMPARABLE).filter_map(chosen).collect(),
        related: items(given, "relatedProducts", MOST_RELATED).filter_map(|given| related(given, currency)).collect(),
        details: items(given, "details", MOST_DETAILS).filter_map(detail).collect(),
        rating: given.get("rating").and_then(rating),
    })
}

pub(super) fn price(given: Option<&Value>, currency: Currency) -> Result<Price, ProductProblem> {
    const WANTED: &str = "current(…) was expected to be given a number, or a text such as \"12.50\"";
    let Some(given) = given.and_then(Value::as_object) else { return problem("price", WANTED) };
    let currency = match given.get("currency") {
        None | Some(Value::Null) => currency,
        Some(own) => match own.as_str().and_then(|code| code.parse().ok()) {
            Some(own) => own,
            None => return problem("price: currency", "three letters of ISO 4217 were expected, such as EUR"),
        },
    };
    let Some(current) = given.get("current").and_then(|amount| money(amount, currency)) else { return problem("price", WANTED) };
    // A price that was not higher is no sale.
    let original = given.get("original").and_then(|amount| money(amount, currency)).filter(|original| original.minor > current.minor);
    Ok(Price { current, original })
}

fn attributes(product: &Map<String, Value>) -> Vec<Attribute> {
    let attribute = |given: &Map<String, Value>| {
        let id = line(given, "id", MAX_NAME_CHARS)?;
        let option = |given: &Map<String, Value>| {
            let id = line(given, "id", MAX_NAME_CHARS)?;
            let colour = given.get("meta").and_then(|meta| meta.get("hexValue")).and_then(Value::as_str).and_then(colour);
            Some(AttributeOption { name: line(given, "name", MAX_NAME_CHARS).unwrap_or_else(|| id.clone()), id, colour })
        };
        let options = items(given, "options", MOST_OPTIONS).filter_map(option).collect();
        Some(Attribute { name: line(given, "name", MAX_NAME_CHARS).unwrap_or_else(|| id.clone()), id, options })
    };
    items(product, "attributes", MOST_ATTRIBUTES).filter_map(attribute).collect()
}

/// Which option of an attribute a variation is; in its own words where the product does not say what there is.
fn option_of(given: &Map<String, Value>, known: &[Attribute]) -> Option<Chosen> {
    let chosen = chosen(given)?;
    let attribute = known.iter().find(|attribute| attribute.id == chosen.id);
    let name = attribute.map_or(chosen.name, |attribute| attribute.name.clone());
    Some(Chosen { name, ..chosen })
}

fn chosen(given: &Map<String, Value>) -> Option<Chosen> {
    let id = line(given, "id", MAX_NAME_CHARS)?;
    let option = line(given, "option", MAX_SUBTITLE_CHARS)?;
    Some(Chosen { name: line(given, "name", MAX_NAME_CHARS).unwrap_or_else(|| id.clone()), id, option })
}

fn related(given: &Map<String, Value>, currency: Currency) -> Option<Related> {
    let sku = sku(given)?;
    Some(Related {
        title: line(given, "title", MAX_NAME_CHARS).unwrap_or_else(|| sku.to_string()),
        image: web(given.get("imageUrl")),
        price: price(given.get("price"), currency).ok().map(|price| price.current),
        sku,
    })
}

fn detail(given: &Map<String, Value>) -> Option<Detail> {
    match line(given, "kind", 20)?.as_str() {
        "BULLETS" => {
            let bullets = given.get("content")?.as_array()?.iter().filter_map(|bullet| text::line(bullet.as_str()?, MAX_SUBTITLE_CHARS));
            let bullets: Vec<_> = bullets.take(MOST_BULLETS).collect();
            (!bullets.is_empty()).then_some(Detail::Bullets(bullets))
        }
        "PARAGRAPH" => paragraph(given.get("content")).map(Detail::Paragraph),
        _ => None,
    }
}

fn rating(given: &Value) -> Option<Rating> {
    let most = number(given.get("maxValue")?).filter(|most| (1.0..=100.0).contains(most))?;
    let value = number(given.get("rating")?).filter(|value| (0.0..=most).contains(value))?;
    let count = given.get("numberOfRatings").and_then(whole).and_then(|count| count.try_into().ok());
    Some(Rating { value, most, count })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn least() -> Value {
        json!({
            "currency": "EUR",
            "locale": "en-IE",
            "product": { "variations": [{ "sku": "LC-101", "name": "Vinge", "price": { "current": "149" } }] },
        })
    }

    fn with(change: impl FnOnce(&mut Value)) -> Result<Product, String> {
        let mut built = least();
        change(&mut built);
        read_product(&built).map_err(|problem| problem.to_string())
    }

    #[test]
    fn little_is_needed_for_a_product() {
        let product = read_product(&least()).expect("a product");
        assert_eq!(product.title(), "Vinge");
        let variation = product.shown_first().expect("a variation");
        assert!(variation.in_stock && variation.images.is_empty());
        assert_eq!((variation.price.current.decimal(), variation.price.original), ("149.00".to_owned(), None));
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |pointer: &str, name: &str| {
            with(|built| {
                let of = built.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object");
                of.remove(name);
            })
            .expect_err(name)
        };
        for (pointer, name, told) in [
            ("", "currency", "currency: three letters"),
            ("", "locale", "locale: a language tag"),
            ("", "product", "product: product(…) was expected"),
            ("/product", "variations", "variations: at least one"),
            ("/product/variations/0", "sku", "variation 1: sku: a text"),
            ("/product/variations/0", "name", "variation 1: name: a text"),
            ("/product/variations/0", "price", "variation 1: price: current(…)"),
            ("/product/variations/0/price", "current", "variation 1: price: current(…)"),
        ] {
            let problem = missing(pointer, name);
            assert!(problem.starts_with(told), "{problem}");
        }
        assert_eq!(read_product(&Value::Null).expect_err("none").at, "product");
        let twice = with(|built| {
            let again = built["product"]["variations"][0].clone();
            built["product"]["variations"].as_array_mut().expect("a list").push(again);
        });
        assert!(twice.expect_err("twice").starts_with("variation 2: sku: a SKU of its own"));
    }

    #[test]
    fn numbers_may_be_texts_and_texts_numbers() {
        let product = with(|built| {
            built["product"]["defaultVariationIndex"] = json!("1");
            built["product"]["variations"] = json!([
                { "sku": 7, "name": 8, "price": { "current": 0.1, "original": "0.3" } },
                { "sku": "b", "name": "B", "price": { "current": "20", "original": 10, "currency": "jpy" }, "rating": { "maxValue": "5", "rating": 4.2, "numberOfRatings": "23" } },
            ]);
        })
        .expect("a product");
        let [first, second] = product.variations.as_slice() else { panic!("two") };
        assert_eq!((first.sku.as_str(), first.name.as_str(), first.price.current.minor), ("7", "8", 10));
        assert_eq!(first.price.original.map(|price| price.minor), Some(30));
        assert_eq!((second.price.current.to_owned().minor, second.price.original), (20, None));
        assert_eq!(second.rating, Some(Rating { value: 4.2, most: 5.0, count: Some(23) }));
        assert_eq!(product.shown_first().map(|shown| shown.sku.as_str()), Some("b"));
    }

    #[test]
    fn what_can_be_done_without_is_left_out_where_it_is_wrong() {
        let product = with(|built| {
            built["product"]["url"] = json!("javascript:alert(1)");
            built["product"]["description"] = json!({ "html": "<b>" });
            built["product"]["attributes"] = json!([{ "id": "colour", "name": "Colour", "options": [{ "id": "red", "meta": { "hexValue": "#F00" } }, { "id": "odd", "meta": { "hexValue": "red;}" } }] }, { "name": "no id" }]);
            let variation = &mut built["product"]["variations"][0];
            variation["imageUrls"] = json!(["https://shop.example/a.jpg", "data:image/png;base64,x", 7, "https://shop.example/a b.jpg"]);
            variation["attributes"] = json!([{ "id": "colour", "option": "red" }, { "id": "size" }, "x"]);
            variation["rating"] = json!({ "maxValue": 5, "rating": 6 });
            variation["details"] = json!([{ "kind": "BULLETS", "content": ["a", 7, ""] }, { "kind": "PARAGRAPH", "content": "b" }, { "kind": "HTML", "content": "<b>" }]);
            variation["relatedProducts"] = json!([{ "sku": "LC-9", "price": { "current": "x" } }, { "title": "no sku" }]);
        })
        .expect("a product");
        assert_eq!((&product.url, &product.description), (&None, &None));
        let [colour] = product.attributes.as_slice() else { panic!("one") };
        let colours: Vec<_> = colour.options.iter().map(|option| option.colour.as_deref()).collect();
        assert_eq!(colours, [Some("#ff0000"), None]);
        let variation = product.shown_first().expect("a variation");
        assert_eq!(variation.images, ["https://shop.example/a.jpg"]);
        assert_eq!(variation.options, [Chosen { id: "colour".into(), name: "Colour".into(), option: "red".into() }]);
        assert_eq!(variation.rating, None);
        assert_eq!(variation.details, [Detail::Bullets(vec!["a".into()]), Detail::Paragraph("b".into())]);
        assert_eq!(variation.related.iter().map(|one| (one.title.as_str(), one.price)).collect::<Vec<_>>(), [("LC-9", None)]);
    }

    #[test]
    fn a_page_cannot_make_it_too_large() {
        let product = with(|built| {
            let variation = |sku: usize| json!({ "sku": sku, "name": "x".repeat(5_000), "price": { "current": 1 }, "imageUrls": vec!["https://shop.example/a.jpg"; 100] });
            built["product"]["variations"] = (0..2_000).map(variation).collect();
        })
        .expect("a product");
        assert_eq!(product.variations.len(), MOST_VARIATIONS);
        assert!(product.variations.iter().all(|one| one.images.len() == MOST_IMAGES && one.name.chars().count() == MAX_NAME_CHARS));
    }

    #[test]
    fn it_reads_the_same_once_it_is_stored() {
        let product = read_product(&least()).expect("a product");
        let stored = serde_json::to_string(&product).expect("json");
        assert_eq!(serde_json::from_str::<Product>(&stored).expect("a product"), product);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,20}".prop_map(Value::from),
        ];
        let keys = prop_oneof![
            Just("currency"),
            Just("locale"),
            Just("product"),
            Just("variations"),
            Just("sku"),
            Just("name"),
            Just("price"),
            Just("current"),
            Just("attributes"),
            Just("options"),
            Just("id"),
            Just("option"),
            Just("details"),
            Just("kind"),
            Just("content"),
            Just("rating"),
        ];
        leaf.prop_recursive(5, 80, 6, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((keys.clone(), inner), 0..6).prop_map(|fields| fields
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_a_page_says_is_a_product_or_a_problem(built in any_json()) {
            if let Ok(product) = read_product(&built) {
                prop_assert!(product.shown_first().is_some());
            }
        }
    }
}
