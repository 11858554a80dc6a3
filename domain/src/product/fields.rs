//! Reading what a page put into its factory's fields: texts, numbers, addresses and money, each of a bounded size.

use serde_json::{Map, Value};

use super::{Currency, Money, Sku};
use crate::text;

const MAX_TEXT_CHARS: usize = 4_000;
const MAX_URL_CHARS: usize = 2_048;

/// The objects of a list, which may be none.
pub(super) fn items<'a>(of: &'a Map<String, Value>, name: &str, most: usize) -> impl Iterator<Item = &'a Map<String, Value>> {
    of.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object).take(most)
}

/// A text in one line; pages pass numbers for texts.
pub(super) fn line(of: &Map<String, Value>, name: &str, most: usize) -> Option<String> {
    match of.get(name)? {
        Value::String(given) => text::line(given, most),
        Value::Number(number) => text::line(&number.to_string(), most),
        _ => None,
    }
}

pub(super) fn sku(of: &Map<String, Value>) -> Option<Sku> {
    match of.get("sku")? {
        Value::String(given) => given.parse().ok(),
        Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

pub(super) fn paragraph(given: Option<&Value>) -> Option<String> {
    text::paragraph(given?.as_str()?, MAX_TEXT_CHARS)
}

/// An address of the web; anything else is none.
pub(super) fn web(given: Option<&Value>) -> Option<String> {
    web_address(given?.as_str()?)
}

/// An address of the web, as it is kept; `None` for anything else, and for one that is longer than 2,048 characters.
pub fn web_address(text: &str) -> Option<String> {
    let url = text.trim();
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    // One that is cut would lead elsewhere.
    (is_web && url.chars().count() <= MAX_URL_CHARS && !url.contains(|letter: char| letter.is_whitespace() || letter.is_control()))
        .then(|| url.to_owned())
}

pub(super) fn money(amount: &Value, currency: Currency) -> Option<Money> {
    match amount {
        Value::String(given) => Money::parse(given, currency).ok(),
        // As it was written, not as a binary fraction.
        Value::Number(number) => Money::parse(&number.to_string(), currency).ok(),
        _ => None,
    }
}

pub(super) fn number(given: &Value) -> Option<f64> {
    given.as_f64().or_else(|| given.as_str()?.trim().parse().ok()).filter(|number: &f64| number.is_finite())
}

pub(super) fn whole(given: &Value) -> Option<u64> {
    given.as_u64().or_else(|| given.as_str()?.trim().parse().ok())
}

pub(super) fn colour(hex: &str) -> Option<String> {
    let digits = hex.trim().strip_prefix('#')?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        6 => Some(format!("#{}", digits.to_lowercase())),
        3 => {
            Some(digits.to_lowercase().chars().fold(String::from("#"), |made, digit| [made, digit.to_string(), digit.to_string()].concat()))
        }
        _ => None,
    }
}
