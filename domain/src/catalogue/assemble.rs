//! The product that items make, as it is shown.

use std::collections::HashSet;

use super::Item;
use crate::{
    Timestamp,
    product::{Attribute, AttributeOption, Chosen, Hit, Product, Sku, Variation},
};

/// The largest product, in characters of its texts: below what a page may tell, so that a message has room for it.
const MOST_CHARS: usize = 120_000;

/// The product that these items of one group make, in their order, at this time. The variation of `first` is shown first. Where it would be larger
/// than any product that a page may tell, pictures are left out and then variations, and never the one that is shown first. `None`
/// without any items.
pub fn product_of(items: &[Item], first: Option<&Sku>, now: Timestamp) -> Option<Product> {
    let lead = items.first()?;
    let shown = first.and_then(|sku| items.iter().find(|item| item.sku == *sku)).unwrap_or(lead);
    let are_several = items.len() > 1;
    let mut left = MOST_CHARS.saturating_sub(size(shown) + lead.description.as_deref().map_or(0, str::len));
    let mut variations = vec![];
    for item in items {
        let is_shown = item.sku == shown.sku;
        let needs = size(item);
        if !is_shown {
            if needs > left {
                continue;
            }
            left -= needs;
        }
        variations.push(variation(item, are_several, now, &mut left));
    }
    Some(Product {
        locale: lead.locale.clone(),
        name: Some(lead.title.clone()),
        brand: lead.brand.clone(),
        description: shown.description.clone().or_else(|| lead.description.clone()),
        url: shown.url.clone().or_else(|| lead.url.clone()),
        attributes: if are_several { attributes(items) } else { vec![] },
        default_variation: variations.iter().position(|variation| variation.sku == shown.sku).unwrap_or(0),
        variations,
    })
}

/// An item as it is found, at this time.
pub fn hit_of(item: &Item, now: Timestamp) -> Hit {
    Hit {
        sku: item.sku.clone(),
        name: item.title.clone(),
        image: item.images.first().cloned(),
        url: item.url.clone(),
        price: Some(item.price_at(now)),
    }
}

/// How many characters a variation has at least.
fn size(item: &Item) -> usize {
    let options: usize = item.options.iter().map(|option| 2 * option.name.len() + option.value.len()).sum();
    // Names of fields, prices and the like.
    400 + item.sku.as_str().len() + item.title.len() + item.url.as_deref().map_or(0, str::len) + options
}

fn variation(item: &Item, are_several: bool, now: Timestamp, left: &mut usize) -> Variation {
    let options: Vec<_> = item
        .options
        .iter()
        .map(|option| Chosen { id: option.name.to_lowercase(), name: option.name.clone(), option: option.value.clone() })
        .collect();
    let values = options.iter().map(|option| option.option.as_str()).collect::<Vec<_>>().join(", ");
    let mut images = vec![];
    for image in &item.images {
        if image.len() <= *left {
            *left -= image.len();
            images.push(image.clone());
        }
    }
    Variation {
        sku: item.sku.clone(),
        name: if are_several && !values.is_empty() { values } else { item.title.clone() },
        subtitle: None,
        in_stock: item.in_stock,
        images,
        url: item.url.clone(),
        price: item.price_at(now),
        options,
        comparable: vec![],
        related: vec![],
        details: vec![],
        rating: None,
    }
}

/// In what the items differ, in the order in which that is first said.
fn attributes(items: &[Item]) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = vec![];
    let mut known = HashSet::new();
    for option in items.iter().flat_map(|item| &item.options) {
        if !known.insert((&option.name, &option.value)) {
            continue;
        }
        let new = AttributeOption { id: option.value.clone(), name: option.value.clone(), colour: None };
        match attributes.iter_mut().find(|attribute| attribute.name == option.name) {
            Some(attribute) => attribute.options.push(new),
            None => attributes.push(Attribute { id: option.name.to_lowercase(), name: option.name.clone(), options: vec![new] }),
        }
    }
    attributes
}

#[cfg(test)]
mod tests {
    use super::{super::ItemOption, *};
    use crate::{product::Money, wire::MOST_ANSWER_BYTES};

    fn item(sku: &str, options: &[(&str, &str)]) -> Item {
        Item {
            sku: sku.parse().expect("a SKU"),
            group: Some("lamp".into()),
            number: None,
            code: None,
            title: format!("Lamp {sku}"),
            brand: Some("Vinge".into()),
            description: None,
            url: Some(format!("https://shop.example/lamp?v={sku}")),
            images: vec![format!("https://shop.example/{sku}.jpg")],
            price: Money { minor: 100, currency: "EUR".parse().expect("a currency") },
            sale: None,
            in_stock: true,
            options: options.iter().map(|(name, value)| ItemOption { name: (*name).into(), value: (*value).into() }).collect(),
            locale: "en".parse().expect("a language"),
        }
    }

    #[test]
    fn the_items_of_a_group_are_variations_to_choose_among() {
        let items = [
            item("ws", &[("Colour", "White"), ("Size", "S")]),
            item("ms", &[("Colour", "Moss"), ("Size", "S")]),
            item("ml", &[("Colour", "Moss"), ("Size", "L")]),
        ];
        let asked = items[1].sku.clone();
        let product = product_of(&items, Some(&asked), Timestamp::default()).expect("a product");
        assert_eq!((product.title(), product.shown_first().map(|shown| &shown.sku)), ("Lamp ws", Some(&asked)));
        assert_eq!(product.variations.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["White, S", "Moss, S", "Moss, L"]);
        let choices = product.choices(&asked);
        let colour: Vec<_> = choices[0].options.iter().map(|option| (option.name.as_str(), option.sku.as_str())).collect();
        assert_eq!(colour, [("White", "ws"), ("Moss", "ms")]);
        let size: Vec<_> = choices[1].options.iter().map(|option| (option.name.as_str(), option.sku.as_str())).collect();
        assert_eq!(size, [("S", "ms"), ("L", "ml")]);
    }

    #[test]
    fn one_item_is_a_product_without_a_choice() {
        let product = product_of(&[item("a", &[("Colour", "White")])], None, Timestamp::default()).expect("a product");
        assert_eq!((product.variations[0].name.as_str(), product.choices(&product.variations[0].sku).len()), ("Lamp a", 0));
        assert_eq!(product_of(&[], None, Timestamp::default()), None);
    }

    #[test]
    fn a_product_has_room_in_a_message_and_what_was_asked_for_is_in_it() {
        let long = "x".repeat(2_000);
        let big = |sku: String| Item {
            images: (0..10).map(|number| format!("https://shop.example/{number}{long}")).collect(),
            url: Some(format!("https://shop.example/{long}")),
            description: Some("d".repeat(4_000)),
            ..item(&sku, &[("Colour", &sku)])
        };
        let items: Vec<_> = (0..250).map(|number| big(format!("sku-{number}"))).collect();
        let asked = items[249].sku.clone();
        let product = product_of(&items, Some(&asked), Timestamp::default()).expect("a product");
        let bytes = serde_json::to_string(&product).expect("json").len();
        assert!(bytes < MOST_ANSWER_BYTES, "{bytes}");
        assert_eq!(product.shown_first().map(|shown| &shown.sku), Some(&asked));
    }

    #[test]
    fn a_hit_is_what_one_looks_at_first() {
        let hit = hit_of(&item("a", &[]), Timestamp::default());
        assert_eq!((hit.name.as_str(), hit.image.as_deref()), ("Lamp a", Some("https://shop.example/a.jpg")));
    }
}
