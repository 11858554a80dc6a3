//! The settings file as it is written. Keys that it does not know are refused, with their name and line.

use domain::{
    locale::Locales,
    queue::{Otherwise, Preference, Routing},
    schedule::Schedule,
};
use serde::Deserialize;

use crate::{Error, Result};

/// A whole file. Lists that are there are complete: what they do not name is removed; `people` only ever adds and changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) organisation: Organisation,
    pub(crate) sites: Option<Vec<Site>>,
    pub(crate) queues: Option<Vec<Queue>>,
    /// Without it the catalogue stays as it is.
    pub(crate) catalogue: Option<Catalogue>,
    #[serde(default)]
    pub(crate) people: Vec<Person>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Organisation {
    pub(crate) id: domain::OrgId,
    pub(crate) name: String,
    pub(crate) ring_seconds: Option<i64>,
    #[serde(default)]
    pub(crate) relay_only: bool,
    /// Whether shoppers may call right away; they may.
    pub(crate) drop_in: Option<bool>,
    pub(crate) hours: Option<Schedule>,
    /// Such as `["en-US", "sv-SE"]`, the default first.
    #[serde(default)]
    pub(crate) locales: Locales,
    /// Such as `["https://cdn.shop.example"]`.
    #[serde(default)]
    pub(crate) image_hosts: Vec<domain::Origin>,
    /// At least 32 bytes that only the shop's own server knows too: it signs who a shopper is.
    pub(crate) identity_key: Option<String>,
    /// How pages that know no ids name it.
    pub(crate) slug: Option<domain::Slug>,
    /// The keys that such pages show.
    #[serde(default)]
    pub(crate) page_keys: Vec<domain::PageKey>,
    #[serde(default)]
    pub(crate) terms: Terms,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Terms {
    pub(crate) version: String,
    pub(crate) url: Option<String>,
}

impl Default for Terms {
    fn default() -> Self {
        Self { version: "1".to_owned(), url: None }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Site {
    pub(crate) origin: domain::Origin,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Queue {
    pub(crate) slug: domain::Slug,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) default: bool,
    pub(crate) ring_seconds: Option<i64>,
    /// `"organisation"`, `"always"`, or a table as the organisation has one.
    pub(crate) hours: Option<toml::Value>,
    #[serde(default)]
    pub(crate) routing: Routing,
    pub(crate) when_closed: Option<Otherwise>,
    pub(crate) when_nobody: Option<Otherwise>,
    pub(crate) most_waiting: Option<u32>,
    pub(crate) wrap_up_seconds: Option<u32>,
    pub(crate) call_backs: Option<bool>,
    /// Such as `{ first = "language", only = false, seconds = 30 }`.
    pub(crate) asked_first: Option<Preference>,
    #[serde(default)]
    pub(crate) agents: Vec<domain::EmailAddress>,
}

/// Where products come from: a file beside this one, or an address; with neither there are none.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Catalogue {
    pub(crate) file: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) every_hours: Option<u32>,
    /// The language that the feed is told in; the organisation's own.
    pub(crate) locale: Option<domain::locale::Language>,
    /// The currency of prices that do not say theirs.
    pub(crate) currency: Option<domain::product::Currency>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) email: domain::EmailAddress,
    pub(crate) name: String,
    pub(crate) roles: Vec<Role>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    /// Only for somebody who has none yet.
    pub(crate) password: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Owner,
    Admin,
    Agent,
}

impl File {
    /// The file, or what is wrong with it and where.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error| Error::Invalid(error.to_string().trim_end().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_with_its_name_and_line() {
        let text = "[organisation]\nid = \"demodemodemodemodemo\"\nname = \"Demo\"\ncolour = \"red\"\n";
        let message = File::parse(text).map(drop).unwrap_err().to_string();
        assert!(message.contains("colour") && message.contains("line 4"), "{message}");
    }

    #[test]
    fn what_is_no_site_or_role_is_refused_in_words() {
        let text = "[organisation]\nid = \"demodemodemodemodemo\"\nname = \"Demo\"\n[[sites]]\norigin = \"*\"\n";
        let message = File::parse(text).map(drop).unwrap_err().to_string();
        assert!(message.contains("an origin is"), "{message}");
    }
}
