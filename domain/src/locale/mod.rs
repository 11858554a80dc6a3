//! What people read: typed keys, the English texts, plural rules and a right-to-left pseudo-locale.
//!
//! Keys are enums, one for each screen ([`phrase`]); a key without an English text does not compile. The texts themselves are
//! resolved on the server and travel in the page ([`Phrases`]), so the browser's module holds keys only.

mod direction;
mod english;
mod key;
mod language;
mod locales;
mod phrases;
mod plural;
mod pseudo;
mod swedish;
mod translation;

pub use direction::Direction;
pub use english::phrase;
pub use key::{Group, Key};
pub use language::{InvalidLanguage, Language};
pub use locales::{Chosen, InvalidLocales, Locale, Locales};
pub use phrases::Phrases;
pub use plural::{Category, categories, category};
