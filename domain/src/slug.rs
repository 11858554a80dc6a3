//! Slugs: the part of an address that names a thing for people.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One to sixty characters of `a-z 0-9 -`, with no hyphen at either end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a slug has 1 to 60 characters out of a-z, 0-9 and inner hyphens, such as shop-floor")]
pub struct InvalidSlug;

/// The longest slug.
const MAX_CHARS: usize = 60;

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A slug that a name suggests: its letters and digits in lower case, Latin ones without their accents, with a hyphen for
    /// everything between. `None` for a name that has none of these.
    pub fn proposed(name: &str) -> Option<Self> {
        let mut slug = String::new();
        for letter in name.chars().flat_map(char::to_lowercase) {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter);
            } else if let Some(plain) = without_accent(letter) {
                slug.push_str(plain);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        // Only ASCII is in it, so there is a boundary at every byte.
        slug.truncate(MAX_CHARS);
        slug.trim_end_matches('-').parse().ok()
    }
}

/// What people write for a letter of the Latin alphabets of Europe where they have only 26.
fn without_accent(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' | 'ă' | 'ā' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' | 'ė' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' | 'į' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ř' => "r",
        'ß' => "ss",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' | 'ū' | 'ų' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let is_valid = (1..=MAX_CHARS).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if is_valid { Ok(Self(text.to_owned())) } else { Err(InvalidSlug) }
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lower_case_words_joined_by_hyphens_are_slugs() {
        assert!("shop-floor".parse::<Slug>().is_ok());
        for text in ["", "-a", "a-", "Shop", "a b", "a_b", "ä", &"a".repeat(61)] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_name_suggests_a_slug() {
        let proposed = |name: &str| Slug::proposed(name).map(String::from);
        assert_eq!(proposed("Shop floor").as_deref(), Some("shop-floor"));
        assert_eq!(proposed("  Möbel & Ärger – Straße 2! ").as_deref(), Some("moebel-aerger-strasse-2"));
        assert_eq!(proposed("修理"), None);
        assert_eq!(proposed(&"ab ".repeat(30)).map(|slug| slug.len()), Some(59));
        assert_eq!(proposed(&"x".repeat(200)).map(|slug| slug.len()), Some(60));
    }
}
