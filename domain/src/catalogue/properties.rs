//! Whatever a feed holds, it is read without a panic and within its limits.

use proptest::prelude::*;

use super::*;
use crate::Timestamp;

fn columns() -> Vec<Column> {
    let names = [
        "id",
        "sku",
        "external_id",
        "gtin",
        "item_group_id",
        "title",
        "description",
        "link",
        "image_link",
        "additional_image_link",
        "price",
        "sale_price",
        "sale_price_effective_date",
        "currency",
        "availability",
        "brand",
        "locale",
        "color",
        "size",
    ];
    names.iter().filter_map(|name| Column::named(name)).collect()
}

proptest! {
    #[test]
    fn any_rows_make_items_that_can_be_shown_and_kept(
        rows in prop::collection::vec(prop::collection::vec((0..19_usize, ".{0,40}"), 0..19), 0..40),
        currency in prop::option::of("[A-Z]{3}"),
    ) {
        let columns = columns();
        let defaults = Defaults { locale: "en".parse().expect("a language"), currency: currency.and_then(|code| code.parse().ok()) };
        let mut gathering = Gathering::new(defaults);
        for (line, values) in (1..).zip(&rows) {
            let mut row = Row::default();
            for (column, value) in values {
                row.put(columns[*column].clone(), value);
            }
            // Whatever else, these may be items.
            row.put(Column::Id, &(line % 7).to_string());
            row.put(Column::Title, "A");
            row.put(Column::Price, "1 EUR");
            gathering.row(line, &row);
        }
        match gathering.done() {
            Ok(Gathered { items, tally }) => {
                let mut skus: Vec<_> = items.iter().map(|item| item.sku.clone()).collect();
                skus.sort();
                skus.dedup();
                prop_assert_eq!(skus.len(), items.len());
                prop_assert_eq!(usize::try_from(tally.taken).ok(), Some(items.len()));
                for item in &items {
                    let product = product_of(std::slice::from_ref(item), None, Timestamp::default()).expect("a product");
                    prop_assert_eq!(&product.variations[0].sku, &item.sku);
                    let json = serde_json::to_string(item).expect("json");
                    prop_assert_eq!(&serde_json::from_str::<Item>(&json).expect("an item"), item);
                    prop_assert!(item.search_text().chars().count() <= 600);
                }
            }
            Err(NothingFits(tally)) => prop_assert_eq!(tally.taken, 0),
        }
    }

    #[test]
    fn any_address_and_any_words_are_taken(text in ".{0,200}") {
        if let Some(key) = PageKey::of(&text) {
            prop_assert!(key.whole.starts_with(&key.path));
        }
        prop_assert!(words(&text).len() <= MOST_WORDS);
    }
}
