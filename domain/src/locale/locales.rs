//! The languages there are texts in, and those of them that an organisation has enabled.

use serde::{Deserialize, Serialize};

use super::{Direction, Language};

/// The most tags an organisation can enable.
const MOST: usize = 20;

/// The languages there are texts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English.
    English,
    /// Swedish.
    Swedish,
    /// The right-to-left pseudo-locale, `ar-XB`.
    Pseudo,
}

impl Locale {
    const ALL: [Self; 3] = [Self::English, Self::Swedish, Self::Pseudo];

    /// The locale that has texts for a tag: `sv-FI` is told in Swedish. Arabic has none but the pseudo-locale's very own tag.
    pub fn of(tag: &Language) -> Option<Self> {
        let speaks = |locale: &Self| match locale {
            Self::English | Self::Swedish => locale.language().as_str() == tag.primary(),
            Self::Pseudo => locale.language() == *tag,
        };
        Self::ALL.into_iter().find(speaks)
    }

    /// The locale for a tag that somebody asked for; English for anything there are no texts for.
    pub fn choose(tag: Option<&str>) -> Self {
        tag.and_then(|tag| tag.parse().ok()).and_then(|tag| Self::of(&tag)).unwrap_or(Self::English)
    }

    /// Its tag.
    pub fn language(self) -> Language {
        let tag = match self {
            Self::English => "en",
            Self::Swedish => "sv",
            Self::Pseudo => "ar-XB",
        };
        tag.parse().unwrap_or_default()
    }

    /// Which way it runs.
    pub const fn direction(self) -> Direction {
        match self {
            Self::English | Self::Swedish => Direction::Ltr,
            Self::Pseudo => Direction::Rtl,
        }
    }
}

/// The tags that an organisation has enabled, such as `en-US` and `sv-SE`; the first is its default. There are texts for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Language>", into = "Vec<Language>")]
pub struct Locales(Vec<Language>);

/// Why tags cannot be enabled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLocales {
    /// There is none.
    #[error("at least one locale has to be enabled")]
    Empty,
    /// There are more than twenty.
    #[error("at most 20 locales can be enabled")]
    TooMany,
    /// One is named more than once.
    #[error("the locale {0} is named twice")]
    Twice(Language),
    /// There are no texts in this one.
    #[error("there are no texts in {0}; there are in en, sv and ar-XB")]
    NoTexts(Language),
}

/// What a page's wish for a locale comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// The texts to use.
    pub locale: Locale,
    /// The enabled tag they stand for.
    pub tag: &'a Language,
    /// Whether it is what was asked for: the very tag, or another of the same language.
    pub is_as_asked: bool,
}

impl Locales {
    /// All tags, the default first.
    pub fn tags(&self) -> &[Language] {
        &self.0
    }

    /// What to use for a page that asked for this tag, in its own spelling; the default when it asked for none.
    pub fn choose(&self, asked: Option<&str>) -> Chosen<'_> {
        static ENGLISH: std::sync::LazyLock<Language> = std::sync::LazyLock::new(Language::english);
        let default = self.0.first().unwrap_or(&ENGLISH);
        let wished = asked.and_then(|asked| asked.parse::<Language>().ok());
        let same = wished.as_ref().and_then(|wished| self.0.iter().find(|tag| *tag == wished));
        // A tag with texts of its own, as the pseudo-locale's, is no stand-in for its language.
        let alike = |wished: &Language| self.0.iter().find(|tag| Locale::of(tag).is_some_and(|texts| Locale::of(wished) == Some(texts)));
        let found = same.or_else(|| wished.as_ref().and_then(alike));
        let tag = found.unwrap_or(default);
        Chosen { locale: Locale::of(tag).unwrap_or(Locale::English), tag, is_as_asked: asked.is_none() || found.is_some() }
    }
}

/// American English alone.
impl Default for Locales {
    fn default() -> Self {
        Self("en-US".parse().into_iter().collect())
    }
}

impl TryFrom<Vec<Language>> for Locales {
    type Error = InvalidLocales;

    fn try_from(tags: Vec<Language>) -> Result<Self, InvalidLocales> {
        if tags.is_empty() {
            return Err(InvalidLocales::Empty);
        }
        if tags.len() > MOST {
            return Err(InvalidLocales::TooMany);
        }
        for (place, tag) in tags.iter().enumerate() {
            if tags.iter().take(place).any(|before| before == tag) {
                return Err(InvalidLocales::Twice(tag.clone()));
            }
            if Locale::of(tag).is_none() {
                return Err(InvalidLocales::NoTexts(tag.clone()));
            }
        }
        Ok(Self(tags))
    }
}

impl From<Locales> for Vec<Language> {
    fn from(locales: Locales) -> Self {
        locales.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locales(tags: &[&str]) -> Result<Locales, InvalidLocales> {
        tags.iter().map(|tag| tag.parse().expect("a tag")).collect::<Vec<Language>>().try_into()
    }

    #[test]
    fn texts_are_found_by_language_and_the_pseudo_locale_by_its_tag_alone() {
        let of = |tag: &str| Locale::of(&tag.parse().expect("a tag"));
        assert_eq!(["en", "en-GB", "sv", "sv-FI"].map(of), [Locale::English, Locale::English, Locale::Swedish, Locale::Swedish].map(Some));
        assert_eq!(["ar-XB", "ar", "ar-EG", "de"].map(of), [Some(Locale::Pseudo), None, None, None]);
        assert_eq!(
            [Some("tlh"), Some("ar_xb"), Some("!"), None].map(Locale::choose),
            [Locale::English, Locale::Pseudo, Locale::English, Locale::English]
        );
    }

    #[test]
    fn a_page_gets_the_tag_it_asked_for_or_one_of_the_same_language_or_else_the_default() {
        let enabled = locales(&["sv-SE", "en-GB", "en-US", "ar-XB"]).expect("enabled");
        let chosen = |asked: Option<&str>| {
            let chosen = enabled.choose(asked);
            (chosen.tag.to_string(), chosen.locale, chosen.is_as_asked)
        };
        assert_eq!(chosen(Some("en-US")), ("en-US".into(), Locale::English, true));
        assert_eq!(chosen(Some("en_us")), ("en-US".into(), Locale::English, true));
        assert_eq!(chosen(Some("en-AU")), ("en-GB".into(), Locale::English, true));
        assert_eq!(chosen(Some("sv")), ("sv-SE".into(), Locale::Swedish, true));
        assert_eq!(chosen(Some("ar-XB")), ("ar-XB".into(), Locale::Pseudo, true));
        assert_eq!(chosen(Some("ar")), ("sv-SE".into(), Locale::Swedish, false));
        assert_eq!(chosen(Some("de-DE")), ("sv-SE".into(), Locale::Swedish, false));
        assert_eq!(chosen(Some("<b>")), ("sv-SE".into(), Locale::Swedish, false));
        assert_eq!(chosen(None), ("sv-SE".into(), Locale::Swedish, true));
    }

    #[test]
    fn what_cannot_be_enabled_is_refused_by_name() {
        assert_eq!(locales(&[]), Err(InvalidLocales::Empty));
        assert_eq!(locales(&["en", "en"]).expect_err("twice").to_string(), "the locale en is named twice");
        assert_eq!(
            locales(&["en", "de-DE"]).expect_err("no texts").to_string(),
            "there are no texts in de-DE; there are in en, sv and ar-XB"
        );
        let many: Vec<String> = ('a'..='z').map(|letter| format!("en-{letter}{letter}")).collect();
        assert_eq!(locales(&many.iter().map(String::as_str).collect::<Vec<_>>()), Err(InvalidLocales::TooMany));
    }

    #[test]
    fn without_a_word_american_english_is_enabled() {
        assert_eq!(Locales::default().choose(None).tag.as_str(), "en-US");
    }
}
