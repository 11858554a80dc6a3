//! Choosing among the variations of a product.

use super::{Product, Sku, Variation};

/// One thing to choose by, such as the colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What people call it; `None` where variations have nothing but their names.
    pub name: Option<String>,
    /// What there is.
    pub options: Vec<ChoiceOption>,
}

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What people call it.
    pub name: String,
    /// The colour of a swatch, `#rrggbb`.
    pub colour: Option<String>,
    /// The variation that choosing it leads to.
    pub sku: Sku,
    /// Whether it is the one that is chosen.
    pub is_chosen: bool,
    /// Whether what it leads to can be bought now.
    pub in_stock: bool,
}

impl Product {
    /// What one can choose by, and where each option leads from this variation: to one that has it and else differs least, of several
    /// to one that can be bought. Nothing to choose from is no choice.
    pub fn choices(&self, from: &Sku) -> Vec<Choice> {
        let Some(from) = self.variation(from).or_else(|| self.shown_first()) else { return vec![] };
        let by_attribute = self.attributes.iter().filter_map(|attribute| {
            let options: Vec<_> = attribute
                .options
                .iter()
                .filter_map(|option| {
                    let to = self.nearest(from, (&attribute.id, &option.id))?;
                    Some(ChoiceOption {
                        name: option.name.clone(),
                        colour: option.colour.clone(),
                        sku: to.sku.clone(),
                        is_chosen: from.option(&attribute.id) == Some(option.id.as_str()),
                        in_stock: to.in_stock,
                    })
                })
                .collect();
            (options.len() > 1).then(|| Choice { name: Some(attribute.name.clone()), options })
        });
        let by_attribute: Vec<_> = by_attribute.collect();
        if !by_attribute.is_empty() && self.are_told_apart() || self.variations.len() < 2 {
            return by_attribute;
        }
        // What attributes do not tell apart, names do.
        let options = self.variations.iter().map(|to| ChoiceOption {
            name: to.name.clone(),
            colour: None,
            sku: to.sku.clone(),
            is_chosen: to.sku == from.sku,
            in_stock: to.in_stock,
        });
        vec![Choice { name: None, options: options.collect() }]
    }

    fn nearest(&self, from: &Variation, (attribute, option): (&str, &str)) -> Option<&Variation> {
        let has = |variation: &&Variation| variation.option(attribute) == Some(option);
        let differs =
            |variation: &Variation| self.attributes.iter().filter(|one| variation.option(&one.id) != from.option(&one.id)).count();
        self.variations.iter().filter(has).min_by_key(|variation| (differs(variation), !variation.in_stock))
    }

    /// Whether no two variations have the same options.
    fn are_told_apart(&self) -> bool {
        let options =
            |variation: &Variation| self.attributes.iter().map(|one| variation.option(&one.id).map(str::to_owned)).collect::<Vec<_>>();
        let mut all: Vec<_> = self.variations.iter().map(options).collect();
        all.sort();
        all.windows(2).all(|pair| pair.first() != pair.last())
    }
}

impl Variation {
    /// Which option it is of an attribute.
    pub fn option(&self, attribute: &str) -> Option<&str> {
        self.options.iter().find(|chosen| chosen.id == attribute).map(|chosen| chosen.option.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::product::read_product;

    fn shirt(variations: &[(&str, &str, &str, bool)]) -> Product {
        let options = |names: &[&str]| names.iter().map(|name| json!({ "id": name, "name": name })).collect::<Vec<_>>();
        let variations: Vec<_> = variations
            .iter()
            .map(|(sku, colour, size, in_stock)| {
                let options: Vec<_> = [("colour", colour), ("size", size)].iter().filter(|(_, option)| !option.is_empty()).map(|(id, option)| json!({ "id": id, "option": option })).collect();
                json!({ "sku": sku, "name": format!("{colour} {size}").trim(), "inStock": in_stock, "price": { "current": 1 }, "attributes": options })
            })
            .collect();
        let attributes = json!([
            { "id": "colour", "name": "Colour", "options": options(&["red", "blue"]) },
            { "id": "size", "name": "Size", "options": options(&["S", "L"]) },
        ]);
        read_product(&json!({ "currency": "EUR", "locale": "en-IE", "product": { "attributes": attributes, "variations": variations } }))
            .expect("a product")
    }

    type Options = Vec<(String, String, bool)>;

    fn leads(product: &Product, from: &str) -> Vec<(String, Options)> {
        let option = |option: ChoiceOption| (option.name, option.sku.to_string(), option.is_chosen);
        let choice = |choice: Choice| (choice.name.unwrap_or_default(), choice.options.into_iter().map(option).collect());
        product.choices(&from.parse().expect("a SKU")).into_iter().map(choice).collect()
    }

    fn are(options: &[(&str, &str, bool)]) -> Options {
        options.iter().map(|(name, sku, is_chosen)| ((*name).to_owned(), (*sku).to_owned(), *is_chosen)).collect()
    }

    #[test]
    fn an_option_leads_to_what_else_stays_the_same() {
        let product = shirt(&[("rs", "red", "S", true), ("rl", "red", "L", true), ("bs", "blue", "S", true), ("bl", "blue", "L", false)]);
        assert_eq!(
            leads(&product, "rl"),
            [
                ("Colour".into(), are(&[("red", "rl", true), ("blue", "bl", false)])),
                ("Size".into(), are(&[("S", "rs", false), ("L", "rl", true)])),
            ]
        );
        assert!(!product.choices(&"rl".parse().expect("a SKU"))[0].options[1].in_stock);
    }

    #[test]
    fn where_nothing_has_both_the_option_wins() {
        let product = shirt(&[("rs", "red", "S", true), ("bl", "blue", "L", true)]);
        assert_eq!(leads(&product, "rs")[0].1, are(&[("red", "rs", true), ("blue", "bl", false)]));
    }

    #[test]
    fn what_attributes_do_not_tell_apart_is_chosen_by_name() {
        let product = shirt(&[("a", "red", "S", true), ("b", "red", "S", true)]);
        assert_eq!(leads(&product, "b"), [(String::new(), are(&[("red S", "a", false), ("red S", "b", true)]))]);
        assert_eq!(leads(&shirt(&[("a", "", "S", true)]), "a"), []);
    }
}
