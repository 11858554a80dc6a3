//! Language tags.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language tag such as `en`, `pt-BR` or `zh-Hant-TW` (BCP 47 without extensions), in its canonical case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Why a text is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a language tag is a language of two or three letters and perhaps a script and a region, such as en or pt-BR")]
pub struct InvalidLanguage;

impl Language {
    /// English, which every text has.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

/// Pages write `en-GB` as well as `en_GB`.
impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, InvalidLanguage> {
        let mut tag = String::with_capacity(text.len());
        for (index, part) in text.trim().split(['-', '_']).enumerate() {
            let is_letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let is_valid = match index {
                0 => is_letters && matches!(part.len(), 2 | 3),
                1..4 => (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                _ => false,
            };
            if !is_valid {
                return Err(InvalidLanguage);
            }
            if index > 0 {
                tag.push('-');
            }
            for (place, letter) in part.chars().enumerate() {
                let is_upper = index > 0 && (part.len() == 2 || (part.len() == 4 && place == 0));
                tag.push(if is_upper { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() });
            }
        }
        Ok(Self(tag))
    }
}

impl TryFrom<String> for Language {
    type Error = InvalidLanguage;

    fn try_from(text: String) -> Result<Self, InvalidLanguage> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_gets_its_canonical_case() {
        for (text, tag) in [("EN", "en"), ("pt_br", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), (" de ", "de"), ("es-419", "es-419")] {
            assert_eq!(text.parse::<Language>().map(String::from), Ok(tag.to_owned()));
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "english", "en-", "en--US", "en-a", "1n", "en<script>", "en-US-x-y-z"] {
            assert_eq!(text.parse::<Language>(), Err(InvalidLanguage), "{text}");
        }
    }
}
