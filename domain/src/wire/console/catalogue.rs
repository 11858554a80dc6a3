//! The page of the catalogue, and its form.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{ConsoleFrame, Fields, FormProblem, LastChange, Wrong};
use crate::{
    Timestamp,
    catalogue::{Defaults, FeedProblem, Tally},
    product::{SearchResults, web_address},
    schedule::Stamp,
    text,
};

/// How many hours there may be between two readings of an address.
pub const HOURS_BETWEEN: RangeInclusive<u32> = 1..=168;
/// How many there are unless somebody says otherwise.
const USUAL_HOURS: u32 = 24;
/// The most characters that a language is shown with when it is none.
const SHOWN_CHARS: usize = 35;

/// The page of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CataloguePage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// What there is.
    pub state: CatalogueState,
    /// What is in it, as far as it was looked for; `None` where there is nothing.
    pub contents: Option<Contents>,
    /// What the fields hold.
    pub form: CatalogueForm,
    /// The version that is changed.
    pub version: i64,
    /// When the form was opened.
    pub opened_at: Timestamp,
    /// The present year, which dates leave out.
    pub year: i16,
    /// Whose clock times are of.
    pub zone: String,
    /// What is wrong.
    pub problems: Vec<FormProblem>,
    /// That somebody else saved meanwhile.
    pub changed: Option<LastChange>,
    /// Whether it was just saved.
    pub is_saved: bool,
    /// Whether the address was just asked to be read.
    pub is_asked: bool,
    /// Whether everything was just removed.
    pub is_removed: bool,
    /// Whether the fields hold what is not saved.
    pub is_unsaved: bool,
}

/// Where a catalogue comes from, and what came of reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueState {
    /// The name of the file that was sent.
    pub file: Option<String>,
    /// The address that is read, and every how many hours.
    pub address: Option<(String, u32)>,
    /// When what is in it was read, or last found to be the same.
    pub read_at: Option<Stamp>,
    /// When it was last tried.
    pub tried_at: Option<Stamp>,
    /// When it is read next.
    pub next_at: Option<Stamp>,
    /// How much of it was of use.
    pub tally: Tally,
    /// Why the last attempt failed, if it did.
    pub failure: Option<FeedProblem>,
}

/// What is in a catalogue, as far as it was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// What was looked for; empty for everything.
    pub term: String,
    /// What was found.
    pub results: SearchResults,
}

/// From where it shall come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CatalogueSource {
    /// From a file that is sent.
    #[default]
    File,
    /// From an address.
    Address,
}

/// What the fields hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueForm {
    /// From where it shall come.
    pub source: CatalogueSource,
    /// The address.
    pub url: String,
    /// How many hours are between two readings.
    pub hours: String,
    /// The language of the feed.
    pub locale: String,
    /// The currency of prices that do not say theirs.
    pub currency: String,
}

/// What the fields mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueDraft {
    /// The address and the hours between two readings; `None` for a file.
    pub address: Option<(String, u32)>,
    /// What the feed does not say of itself.
    pub defaults: Defaults,
}

impl CatalogueSource {
    /// Its value in the form.
    pub const fn value(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Address => "address",
        }
    }
}

impl CatalogueForm {
    /// The fields of what is stored.
    pub fn of(address: Option<&(String, u32)>, Defaults { locale, currency }: &Defaults) -> Self {
        Self {
            source: if address.is_some() { CatalogueSource::Address } else { CatalogueSource::File },
            url: address.map(|(url, _)| url.clone()).unwrap_or_default(),
            hours: address.map_or(USUAL_HOURS, |(_, hours)| *hours).to_string(),
            locale: locale.to_string(),
            currency: currency.map(String::from).unwrap_or_default(),
        }
    }

    /// The fields as they were sent.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        let text = |name| fields.text(name).trim().to_owned();
        let source =
            if fields.text("source") == CatalogueSource::Address.value() { CatalogueSource::Address } else { CatalogueSource::File };
        Self { source, url: text("url"), hours: text("hours"), locale: text("locale"), currency: text("currency") }
    }

    /// What the fields mean, or what is wrong with each. Those of what is not chosen count for nothing.
    ///
    /// # Errors
    /// At least one problem, in the order of the page.
    pub fn read(&self) -> Result<CatalogueDraft, Vec<FormProblem>> {
        let mut problems = vec![];
        let mut address = None;
        if self.source == CatalogueSource::Address {
            let url = web_address(&self.url);
            let hours = self.hours.parse::<u32>().ok().filter(|hours| HOURS_BETWEEN.contains(hours));
            if url.is_none() {
                problems.push(FormProblem::new("url", Wrong::NoAddress));
            }
            if hours.is_none() {
                problems.push(FormProblem::new("hours", Wrong::EveryHours));
            }
            address = url.zip(hours);
        }
        let locale = self.locale.parse();
        if locale.is_err() {
            let shown = text::line(&self.locale, SHOWN_CHARS).unwrap_or_else(|| "?".to_owned());
            problems.push(FormProblem::new("locale", Wrong::NoLanguage(shown)));
        }
        let currency = (!self.currency.is_empty()).then(|| self.currency.parse());
        if matches!(currency, Some(Err(_))) {
            problems.push(FormProblem::new("currency", Wrong::NoCurrency));
        }
        match locale {
            Ok(locale) if problems.is_empty() => {
                Ok(CatalogueDraft { address, defaults: Defaults { locale, currency: currency.and_then(Result::ok) } })
            }
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> CatalogueForm {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        CatalogueForm::from_fields(Fields::new(&pairs))
    }

    #[test]
    fn what_is_chosen_is_read_and_the_rest_counts_for_nothing() {
        let file = form(&[("source", "file"), ("url", "nonsense"), ("hours", "0"), ("locale", "sv-se"), ("currency", "sek")]);
        let draft = file.read().expect("a draft");
        assert_eq!(draft.address, None);
        assert_eq!((draft.defaults.locale.as_str(), draft.defaults.currency.map(String::from)), ("sv-SE", Some("SEK".to_owned())));
        let address = form(&[("source", "address"), ("url", " https://shop.example/feed.xml "), ("hours", "6"), ("locale", "en")]);
        let draft = address.read().expect("a draft");
        assert_eq!(draft.address, Some(("https://shop.example/feed.xml".to_owned(), 6)));
        assert_eq!(draft.defaults.currency, None);
        assert_eq!(CatalogueForm::of(draft.address.as_ref(), &draft.defaults).read(), Ok(draft));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let fields = |pairs: &[(&str, &str)]| {
            let problems = form(pairs).read().expect_err("problems");
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields(&[]), ["locale"]);
        let all = [("source", "address"), ("url", "ftp://x"), ("hours", "169"), ("locale", "???"), ("currency", "EURO")];
        assert_eq!(fields(&all), ["url", "hours", "locale", "currency"]);
    }
}
