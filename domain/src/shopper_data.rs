//! What a page tells about its shopper: `data` of the page API. Nobody vouches for it, so it is shown as "claimed".

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    identity::IDENTITY_KEY,
    product::PRODUCTS_KEY,
    queue::{AGENT_KEY, TAGS_KEY},
};

/// The most keys that are kept.
pub const MAX_KEYS: usize = 50;
/// The most bytes of one key's value, as JSON.
pub const MAX_VALUE_BYTES: usize = 1_024;
/// The most characters of a key.
pub const MAX_KEY_CHARS: usize = 80;
/// The largest value that is sent, in bytes of JSON: one that counts, with all its quotes.
const MAX_SENT_VALUE_BYTES: usize = 2_112;
/// The most characters of a key that are sent: those that count, and space around them.
const MAX_SENT_KEY_CHARS: usize = 160;

/// The keys with a meaning of their own, in the order in which the desk shows them (seed "Calls Widget API Reference", `data`).
pub const KNOWN_KEYS: [&str; 6] = ["firstName", "lastName", "email", "phone", "externalId", "language"];

/// The known key by which the shop itself names its shopper.
pub const SUBJECT_KEY: &str = "externalId";

/// The keys that say what a call asks for, and nothing about the shopper.
const CALL_KEYS: [&str; 3] = [AGENT_KEY, TAGS_KEY, PRODUCTS_KEY];

/// Whether a key of a page's `data` says what its call asks for, and nothing about the shopper.
pub fn is_of_call(key: &str) -> bool {
    CALL_KEYS.contains(&key)
}

/// One thing a page told: a key and a value, both plain text to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The key as the page wrote it.
    pub key: String,
    /// The value as text: a string as it is, anything else as JSON.
    pub value: String,
}

/// Why a page's `data` was not taken as it came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataProblem {
    /// It is no object.
    #[error("data must be an object such as {{ firstName: 'Joe' }}")]
    NotAnObject,
    /// Keys beyond the fiftieth were left out.
    #[error("data has more than {MAX_KEYS} keys; the rest is left out")]
    TooManyKeys,
    /// This key's value was left out.
    #[error("the value of data key '{0}' is larger than {MAX_VALUE_BYTES} bytes and is left out")]
    TooLarge(String),
}

/// The claims in a page's `data`, known keys first, then the others by name, and what was left out and why.
/// Never fails: a page's mistake must not cost its shopper the call. An [`crate::identity`] is no claim.
pub fn claims(data: &Value) -> (Vec<Claim>, Vec<DataProblem>) {
    let Some(object) = data.as_object() else {
        let problems = if data.is_null() { vec![] } else { vec![DataProblem::NotAnObject] };
        return (vec![], problems);
    };
    let mut problems = vec![];
    if object.len() > MAX_KEYS {
        problems.push(DataProblem::TooManyKeys);
    }
    let known = KNOWN_KEYS.iter().chain(&CALL_KEYS).filter_map(|key| object.get_key_value(*key));
    let others = object.iter().filter(|(key, _)| !KNOWN_KEYS.contains(&key.as_str()) && !is_of_call(key) && *key != IDENTITY_KEY);
    let mut claims = vec![];
    for (key, value) in known.chain(others).take(MAX_KEYS) {
        let Some(key) = crate::text::line(key, MAX_KEY_CHARS) else { continue };
        match shown(value) {
            Some(value) if value.len() > MAX_VALUE_BYTES => problems.push(DataProblem::TooLarge(key)),
            Some(value) => claims.push(Claim { key, value }),
            None => {}
        }
    }
    (claims, problems)
}

/// What a page tells, no larger than can be sent with a ticket: [`claims`] says the same of it as of the whole.
pub fn bounded(data: Value) -> Value {
    // Whatever is no object is as little one when it is small.
    let Value::Object(object) = data else { return if data.is_null() { data } else { Value::Bool(false) } };
    let is_first = |key: &str| KNOWN_KEYS.contains(&key) || is_of_call(key) || key == IDENTITY_KEY;
    let (first, others): (Vec<_>, Vec<_>) = object.into_iter().partition(|(key, _)| is_first(key));
    let sent = |(key, value): (String, Value)| {
        let is_too_large = value.to_string().len() > MAX_SENT_VALUE_BYTES;
        let key = key.chars().take(MAX_SENT_KEY_CHARS).collect();
        (key, if is_too_large { Value::String("x".repeat(MAX_VALUE_BYTES.saturating_add(1))) } else { value })
    };
    // One more than counts, so that it is seen that there were more.
    Value::Object(first.into_iter().chain(others).take(MAX_KEYS.saturating_add(1)).map(sent).collect())
}

fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => crate::text::paragraph(text, MAX_VALUE_BYTES.saturating_add(1)),
        other => Some(other.to_string()),
    }
}

/// The name a shopper goes by, when the page told one.
pub fn name(claims: &[Claim]) -> Option<String> {
    let of = |key: &str| claims.iter().find(|claim| claim.key == key).map(|claim| claim.value.as_str());
    let full: Vec<&str> = [of("firstName"), of("lastName")].into_iter().flatten().collect();
    crate::text::line(&full.join(" "), 80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn known_keys_come_first_and_any_json_value_is_shown_as_text() {
        let (claims, problems) =
            claims(&json!({ "basket": { "items": 2 }, "vip": true, "lastName": "Doe", "firstName": "Joe", "gone": null }));
        let shown: Vec<_> = claims.iter().map(|claim| (claim.key.as_str(), claim.value.as_str())).collect();
        assert_eq!(shown, [("firstName", "Joe"), ("lastName", "Doe"), ("basket", r#"{"items":2}"#), ("vip", "true")]);
        assert_eq!(problems, []);
        assert_eq!(name(&claims), Some("Joe Doe".into()));
    }

    #[test]
    fn a_value_over_a_kilobyte_and_keys_over_fifty_are_left_out_and_named() {
        let mut data = serde_json::Map::new();
        data.insert("aaa".into(), json!("x".repeat(1_025)));
        for index in 0..60 {
            data.insert(format!("key{index}"), json!(index));
        }
        let (claims, problems) = claims(&Value::Object(data));
        assert_eq!(claims.len(), MAX_KEYS - 1);
        assert_eq!(problems, [DataProblem::TooManyKeys, DataProblem::TooLarge("aaa".into())]);
    }

    #[test]
    fn what_is_sent_is_small_and_says_the_same() {
        let mut data = serde_json::Map::new();
        data.insert("firstName".into(), json!("Joe"));
        data.insert("a-quotes".into(), json!("\"".repeat(1_000)));
        data.insert("a-large".into(), json!("x".repeat(2_000_000)));
        data.insert("a-list".into(), json!(vec!["x"; 1_000_000]));
        data.insert("a".repeat(2_000_000), json!(1));
        for index in 0..200 {
            data.insert(format!("key{index:03}"), json!("y".repeat(1_000)));
        }
        let data = Value::Object(data);
        let sent = bounded(data.clone());
        assert!(sent.to_string().len() < 128 * 1_024, "{}", sent.to_string().len());
        assert_eq!(claims(&sent), claims(&data));
        assert_eq!(claims(&sent).1.len(), 3, "too many keys, and two values that are too large");
        assert_eq!(claims(&bounded(json!(vec![1; 1_000_000]))), claims(&json!([])));
        assert_eq!(bounded(Value::Null), Value::Null);
    }

    #[test]
    fn what_is_no_object_gives_no_claims() {
        assert_eq!(claims(&json!("joe")), (vec![], vec![DataProblem::NotAnObject]));
        assert_eq!(claims(&Value::Null), (vec![], vec![]));
    }
}
