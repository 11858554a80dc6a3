//! How a page that knows no ids names an organisation, and the key that it shows.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{OrgId, Slug};

/// An organisation as a page names it: `channelId` of the second page API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By its id.
    Id(OrgId),
    /// By its slug.
    Slug(Slug),
}

/// Why a text names no organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a channel is an organisation's id or its slug")]
pub struct InvalidChannel;

impl FromStr for Channel {
    type Err = InvalidChannel;

    /// What has the form of an id is one: no organisation has such a slug ([`may_be_slug`]).
    fn from_str(text: &str) -> Result<Self, InvalidChannel> {
        match (text.parse(), text.parse()) {
            (Ok(id), _) => Ok(Self::Id(id)),
            (_, Ok(slug)) => Ok(Self::Slug(slug)),
            _ => Err(InvalidChannel),
        }
    }
}

/// Whether an organisation may have this slug: one that looks like an id would be taken for one.
pub fn may_be_slug(slug: &Slug) -> bool {
    slug.as_str().parse::<OrgId>().is_err()
}

/// A key that an organisation's pages show: 16 to 64 letters, digits, hyphens and underscores. Everybody who reads the source of such
/// a page knows it, so it keeps no secret; it tells pages that were given it from others, and is taken back by leaving it out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PageKey(String);

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a page key has 16 to 64 letters, digits, hyphens and underscores")]
pub struct InvalidPageKey;

/// The most keys of an organisation.
pub const MOST_PAGE_KEYS: usize = 20;

impl FromStr for PageKey {
    type Err = InvalidPageKey;

    fn from_str(text: &str) -> Result<Self, InvalidPageKey> {
        let is_key = (16..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if is_key { Ok(Self(text.to_owned())) } else { Err(InvalidPageKey) }
    }
}

impl TryFrom<String> for PageKey {
    type Error = InvalidPageKey;

    fn try_from(text: String) -> Result<Self, InvalidPageKey> {
        text.parse()
    }
}

impl From<PageKey> for String {
    fn from(key: PageKey) -> Self {
        key.0
    }
}

impl fmt::Display for PageKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_id_is_one_and_no_organisation_may_have_it_as_its_slug() {
        let id = "demodemodemodemodemo";
        assert_eq!(id.parse(), Ok(Channel::Id(id.parse().expect("an id"))));
        assert_eq!("maison-vitrine".parse(), Ok(Channel::Slug("maison-vitrine".parse().expect("a slug"))));
        assert!(!may_be_slug(&id.parse().expect("a slug")) && may_be_slug(&"maison".parse().expect("a slug")));
        for text in ["", "Maison Vitrine", "../etc", "-a", &"a".repeat(61)] {
            assert_eq!(text.parse::<Channel>(), Err(InvalidChannel), "{text}");
        }
    }

    #[test]
    fn a_key_is_long_enough_not_to_be_met_by_chance_and_plain_enough_for_an_address() {
        for (text, is_key) in [
            ("page-demo-maison-vitrine", true),
            (&"a".repeat(64), true),
            (&"a".repeat(15), false),
            (&"a".repeat(65), false),
            ("page demo maison vitrine", false),
            ("page&demo=maison-vitrine", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<PageKey>().is_ok(), is_key, "{text}");
        }
    }
}
