//! The page's texts, within reach of every component.

use domain::locale::{Key, Phrases};
use leptos::prelude::*;

/// The page's texts. A copy is the same texts.
#[derive(Clone, Copy, Debug)]
pub struct Texts(StoredValue<Phrases>);

impl Texts {
    /// The text of a key without a blank.
    pub fn text(&self, key: impl Key) -> String {
        self.0.with_value(|phrases| phrases.text(key).to_owned())
    }

    /// The text of a key with its blank filled.
    pub fn with(&self, key: impl Key, value: &str) -> String {
        self.0.with_value(|phrases| phrases.with(key, value))
    }

    /// The language of the texts, such as `en`.
    pub fn language(&self) -> String {
        self.0.with_value(|phrases| phrases.language().as_str().to_owned())
    }

    /// The form of a text that goes with a number.
    pub fn count(&self, key: impl Key, count: u32) -> String {
        self.0.with_value(|phrases| phrases.count(key, count))
    }
}

/// Makes the texts known to everything below. A page's root does this once.
pub fn provide_texts(phrases: Phrases) -> Texts {
    let texts = Texts(StoredValue::new(phrases));
    provide_context(texts);
    texts
}

/// The page's texts. Ask for them while a component is made, not in its events.
pub fn texts() -> Texts {
    use_context().unwrap_or_else(|| Texts(StoredValue::new(Phrases::default())))
}
