//! A purchase that follows a call: what an order page tells of it, and until when it counts for the call.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    CallId, Duration, Timestamp,
    product::{Currency, Money},
    text,
};

/// How long after its start a call has what is bought counted for it.
pub const COUNTS_FOR: Duration = Duration::from_secs(30 * 24 * 3_600);
/// The most purchases of a call: what is beyond is a page that repeats itself.
pub const MOST_OF_CALL: u32 = 100;
/// The longest order number, and the longest name of a product, in characters.
pub const MAX_NUMBER_CHARS: usize = 100;
/// The most products of an order that are kept; further ones only count.
pub const MOST_PRODUCTS: usize = 100;

/// What an order page tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// The last call before it.
    pub call: CallId,
    /// The shop's number of the order.
    pub order: String,
    /// What it was worth; `None` when the page does not say.
    pub value: Option<Money>,
    /// What was bought, as the shop names it.
    pub products: Vec<String>,
    /// Whether the shopper went to pay out of the call's cart.
    pub is_direct: bool,
}

/// Why something is no purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPurchase {
    /// It is not of the form.
    #[error("A purchase has a call, an order number, and may have a value, a currency and products.")]
    Malformed,
    /// The order number is missing or too long.
    #[error("An order number has 1 to 100 characters.")]
    Order,
    /// The value is none, or has no currency.
    #[error("A value is a number such as 123.4, zero or more, with a currency such as EUR.")]
    Value,
}

/// As it comes from the page's script.
#[derive(Deserialize)]
struct Raw {
    call: CallId,
    order: String,
    #[serde(default)]
    value: Option<Value>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    products: Vec<String>,
    #[serde(default)]
    direct: bool,
}

impl Purchase {
    /// What the JSON of a page says: `{ call, order, value?, currency?, products?, direct? }`. The value may be a number or its text.
    ///
    /// # Errors
    /// The text is no such JSON, or a field makes no sense.
    pub fn read(json: &[u8]) -> Result<Self, InvalidPurchase> {
        let raw: Raw = serde_json::from_slice(json).map_err(|_| InvalidPurchase::Malformed)?;
        // One that is cut would be another's.
        if raw.order.trim().chars().count() > MAX_NUMBER_CHARS {
            return Err(InvalidPurchase::Order);
        }
        let order = text::line(&raw.order, MAX_NUMBER_CHARS).ok_or(InvalidPurchase::Order)?;
        let value = match raw.value {
            None | Some(Value::Null) => None,
            Some(Value::Number(number)) => Some(money(&number.to_string(), raw.currency.as_deref())?),
            Some(Value::String(number)) => Some(money(&number, raw.currency.as_deref())?),
            Some(_) => return Err(InvalidPurchase::Value),
        };
        let products = raw.products.iter().filter_map(|product| text::line(product, MAX_NUMBER_CHARS)).take(MOST_PRODUCTS).collect();
        Ok(Self { call: raw.call, order, value, products, is_direct: raw.direct })
    }
}

fn money(number: &str, currency: Option<&str>) -> Result<Money, InvalidPurchase> {
    let currency: Currency = currency.and_then(|code| code.parse().ok()).ok_or(InvalidPurchase::Value)?;
    Money::parse(number, currency).map_err(|_| InvalidPurchase::Value)
}

/// Whether what is bought now counts for a call that began then.
pub fn counts(started_at: Timestamp, now: Timestamp) -> bool {
    now < started_at + COUNTS_FOR
}

/// What became of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It counts for the call from now on.
    Now,
    /// It did already.
    Before,
    /// There is no such call, it was too long ago, or it has as many purchases as it may.
    Not,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn call() -> CallId {
        CallId::from_random([3; 20])
    }

    fn read(mut fields: Value) -> Result<Purchase, InvalidPurchase> {
        if let Some(fields) = fields.as_object_mut() {
            fields.entry("call").or_insert_with(|| call().as_str().into());
        }
        Purchase::read(fields.to_string().as_bytes())
    }

    #[test]
    fn a_purchase_has_a_number_and_perhaps_a_value_and_products() {
        let told = read(json!({ "order": " A-17 ", "value": 123.4, "currency": "sek", "products": ["a", " ", "b"], "direct": true }));
        let sek = "SEK".parse().ok().map(|currency| Money { minor: 12_340, currency });
        let products = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(told, Ok(Purchase { call: call(), order: "A-17".into(), value: sek, products, is_direct: true }));
        assert_eq!(read(json!({ "order": "1", "value": "123.40", "currency": "SEK" })).map(|told| told.value), Ok(sek));
        assert_eq!(read(json!({ "order": "1", "value": null })).map(|told| (told.value, told.is_direct)), Ok((None, false)));
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_nothing_is_cut_that_names_an_order() {
        for (fields, problem) in [
            (json!({ "order": "" }), InvalidPurchase::Order),
            (json!({ "order": "\u{202e} " }), InvalidPurchase::Order),
            (json!({ "order": "x".repeat(MAX_NUMBER_CHARS + 1) }), InvalidPurchase::Order),
            (json!({ "order": "1", "value": -1, "currency": "EUR" }), InvalidPurchase::Value),
            (json!({ "order": "1", "value": 1 }), InvalidPurchase::Value),
            (json!({ "order": "1", "value": true, "currency": "EUR" }), InvalidPurchase::Value),
            (json!({ "order": "1", "value": "1,5", "currency": "EUR" }), InvalidPurchase::Value),
            (json!({ "order": 1 }), InvalidPurchase::Malformed),
            (json!({ "order": "1", "call": "x" }), InvalidPurchase::Malformed),
            (json!([]), InvalidPurchase::Malformed),
        ] {
            assert_eq!(read(fields.clone()), Err(problem), "{fields}");
        }
        let many: Vec<_> = (0..MOST_PRODUCTS + 5).map(|number| number.to_string()).collect();
        assert_eq!(read(json!({ "order": "1", "products": many })).map(|told| told.products.len()), Ok(MOST_PRODUCTS));
    }

    #[test]
    fn a_call_counts_for_thirty_days() {
        let began = Timestamp::from_micros(0);
        let last = began + COUNTS_FOR;
        assert!(counts(began, Timestamp::from_micros(last.as_micros() - 1)) && !counts(began, last));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".{0,200}", order in ".{0,120}", value in ".{0,20}") {
            prop_assert!(Purchase::read(text.as_bytes()).is_err());
            if let Ok(told) = read(json!({ "order": order, "value": value, "currency": "EUR" })) {
                prop_assert!(!told.order.is_empty() && told.order.chars().count() <= MAX_NUMBER_CHARS);
                prop_assert!(told.value.is_some_and(|value| value.is_sane()));
            }
        }
    }
}
