//! Tracking tags: what a page wants its tickets and calls counted by. Nothing in them is about a person, so they outlive what is
//! known of the shopper.

use serde::{Deserialize, Serialize};

use crate::text;

/// The most tags of a ticket.
pub const MOST_TAGS: usize = 20;
/// The longest key, in characters.
const MOST_KEY_CHARS: usize = 100;
/// The longest text, in bytes of UTF-8.
const MOST_BYTES: usize = 1_024;

/// A tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Tag {
    key: String,
    value: TagValue,
}

/// What a tag says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TagValue {
    /// Yes or no.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// At most 1,024 bytes.
    Text(String),
}

/// Why something is no tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tag has a key of 1 to 100 characters and a finite number, a flag or a text of at most 1,024 bytes")]
pub struct InvalidTag;

#[derive(Deserialize)]
struct Raw {
    key: String,
    value: TagValue,
}

impl TryFrom<Raw> for Tag {
    type Error = InvalidTag;

    fn try_from(Raw { key, value }: Raw) -> Result<Self, InvalidTag> {
        Self::new(&key, value)
    }
}

impl Tag {
    /// A tag, its key in one line.
    ///
    /// # Errors
    /// The key or the value is none.
    pub fn new(key: &str, value: TagValue) -> Result<Self, InvalidTag> {
        let is_fitting = match &value {
            TagValue::Flag(_) => true,
            TagValue::Number(number) => number.is_finite(),
            TagValue::Text(text) => text.len() <= MOST_BYTES,
        };
        let is_short = key.chars().count() <= MOST_KEY_CHARS;
        let key = text::line(key, MOST_KEY_CHARS).filter(|_| is_fitting && is_short).ok_or(InvalidTag)?;
        Ok(Self { key, value })
    }

    /// What is counted.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What it says.
    pub const fn value(&self) -> &TagValue {
        &self.value
    }
}

impl std::fmt::Display for TagValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(formatter),
            Self::Number(number) => number.fmt(formatter),
            Self::Text(text) => text.fmt(formatter),
        }
    }
}

/// The tags of a ticket: at most twenty, each key once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Tag>", into = "Vec<Tag>")]
pub struct Tags(Vec<Tag>);

impl Tags {
    /// In the order in which their keys were first named.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Of several tags with one key the last counts, and of too many the first twenty.
impl From<Vec<Tag>> for Tags {
    fn from(given: Vec<Tag>) -> Self {
        let mut tags: Vec<Tag> = vec![];
        for tag in given {
            match tags.iter_mut().find(|known| known.key == tag.key) {
                Some(known) => *known = tag,
                None => tags.push(tag),
            }
        }
        tags.truncate(MOST_TAGS);
        Self(tags)
    }
}

impl From<Tags> for Vec<Tag> {
    fn from(tags: Tags) -> Self {
        tags.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tag(key: &str, value: TagValue) -> Tag {
        Tag::new(key, value).expect("a tag")
    }

    #[test]
    fn of_one_key_the_last_counts_at_its_first_place() {
        let tags = Tags::from(vec![tag("a", TagValue::Flag(true)), tag("b", TagValue::Number(2.0)), tag("a", TagValue::Flag(false))]);
        assert_eq!(Vec::from(tags), [tag("a", TagValue::Flag(false)), tag("b", TagValue::Number(2.0))]);
    }

    #[test]
    fn what_is_no_tag_is_none() {
        let texts = |bytes| TagValue::Text("x".repeat(bytes));
        assert!(Tag::new("a", texts(1_024)).is_ok() && Tag::new("å".repeat(100).as_str(), TagValue::Flag(true)).is_ok());
        for (key, value) in
            [("a", texts(1_025)), ("", TagValue::Flag(true)), (" \n", TagValue::Flag(true)), ("a", TagValue::Number(f64::NAN))]
        {
            assert_eq!(Tag::new(key, value), Err(InvalidTag), "{key:?}");
        }
        assert_eq!(Tag::new(&"a".repeat(101), TagValue::Flag(true)), Err(InvalidTag));
        // An emoji has four bytes.
        assert!(Tag::new("a", TagValue::Text("🦀".repeat(256))).is_ok() && Tag::new("a", TagValue::Text("🦀".repeat(257))).is_err());
    }

    #[test]
    fn tags_travel_as_the_page_writes_them() {
        let json = r#"[{"key":"segment","value":"premium"},{"key":"n","value":2.5},{"key":"back","value":true}]"#;
        let tags: Tags = serde_json::from_str(json).expect("tags");
        assert_eq!(serde_json::to_string(&tags).expect("json"), json);
        assert_eq!(tags.iter().map(|tag| tag.value().to_string()).collect::<Vec<_>>(), ["premium", "2.5", "true"]);
        assert!(serde_json::from_str::<Tags>(r#"[{"key":"","value":1}]"#).is_err());
    }

    proptest! {
        #[test]
        fn there_are_never_more_than_twenty_and_each_key_is_there_once(keys in proptest::collection::vec("[a-f]{1,2}", 0..80)) {
            let tags = Tags::from(keys.iter().map(|key| tag(key, TagValue::Flag(true))).collect::<Vec<_>>());
            let kept: std::collections::BTreeSet<_> = tags.iter().map(Tag::key).collect();
            let given: std::collections::BTreeSet<_> = keys.iter().map(String::as_str).collect();
            prop_assert_eq!(kept.len(), tags.iter().count());
            prop_assert_eq!(kept.len(), given.len().min(MOST_TAGS));
            prop_assert!(kept.is_subset(&given));
        }
    }
}
