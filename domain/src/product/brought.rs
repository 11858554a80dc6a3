//! The products that a page's call brings along.

use super::{Wanted, WantedKind};
use crate::shopper_data::Claim;

/// The key of a page's `data` that lists the products to begin a call with: a list of texts, or one text with commas.
pub const PRODUCTS_KEY: &str = "callProductIds";
/// The most products that a call brings along.
pub const MOST_BROUGHT: usize = 20;

/// The products that a call brings along, as its page said: by SKU or the shop's own number, each once, in the page's order. What
/// cannot be read is left out: a page's mistake must not cost its shopper the call.
pub fn brought(claims: &[Claim]) -> Vec<Wanted> {
    let told = claims.iter().find(|claim| claim.key == PRODUCTS_KEY).map(|claim| claim.value.as_str()).unwrap_or_default();
    let listed: Vec<String> = serde_json::from_str(told).unwrap_or_else(|_| told.split(',').map(str::to_owned).collect());
    let mut all: Vec<Wanted> = vec![];
    for wanted in listed.iter().filter_map(|reference| Wanted::new(WantedKind::ProductReference, reference).ok()) {
        if !all.contains(&wanted) {
            all.push(wanted);
        }
    }
    all.truncate(MOST_BROUGHT);
    all
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::shopper_data::claims;

    fn of(products: Value) -> Vec<String> {
        let (claims, _) = claims(&json!({ "callProductIds": products }));
        brought(&claims).iter().map(|wanted| wanted.reference().to_owned()).collect()
    }

    #[test]
    fn products_are_listed_once_each_in_the_pages_order() {
        assert_eq!(of(json!(["RED", " BLUE ", "RED", ""])), ["RED", "BLUE"]);
        assert_eq!(of(json!("RED, BLUE,,")), ["RED", "BLUE"]);
        assert_eq!(of(json!(["a,b"])), ["a,b"]);
    }

    #[test]
    fn what_is_no_list_of_texts_brings_nothing_that_breaks_and_twenty_is_the_most() {
        assert_eq!(of(json!(null)), [""; 0]);
        assert_eq!(of(json!([])), [""; 0]);
        assert_eq!(of(json!(101)), ["101"]);
        let many: Vec<_> = (0..40).map(|number| format!("P{number}")).collect();
        assert_eq!(of(json!(many)), many[..MOST_BROUGHT]);
        // Over the limit of one key's value, all of it is left out.
        assert_eq!(of(json!(vec!["x".repeat(600); 2])), [""; 0]);
    }
}
