//! What agents can do, and what a call asks for.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{PersonId, locale::Language, shopper_data::Claim, text};

/// The most tags of an agent, and of a call.
pub const MOST_TAGS: usize = 20;
/// The most characters of a tag.
pub const MAX_TAG_CHARS: usize = 64;
/// The most languages of an agent.
pub const MOST_LANGUAGES: usize = 20;

/// The key of a page's `data` that names the agent whom a call asks for, by id.
pub const AGENT_KEY: &str = "callAgentId";
/// The key of a page's `data` that holds the tags that a call asks for: a list of texts, or one text with commas.
pub const TAGS_KEY: &str = "callTags";
/// The key of a page's `data` that tells the shopper's language.
const LANGUAGE_KEY: &str = "language";

/// A free word for something that an agent knows and a call can ask for, in small letters and without commas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

/// Why a text is no tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tag is a word or a few, at most {MAX_TAG_CHARS} characters and without commas")]
pub struct InvalidTag;

impl Tag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Tag {
    type Err = InvalidTag;

    fn from_str(given: &str) -> Result<Self, InvalidTag> {
        let tag = text::line(given, MAX_TAG_CHARS.saturating_add(1)).ok_or(InvalidTag)?.to_lowercase();
        if tag.chars().count() > MAX_TAG_CHARS || tag.contains(',') { Err(InvalidTag) } else { Ok(Self(tag)) }
    }
}

impl TryFrom<String> for Tag {
    type Error = InvalidTag;

    fn try_from(text: String) -> Result<Self, InvalidTag> {
        text.parse()
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What an agent can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Skills {
    /// What the agent knows; at most [`MOST_TAGS`].
    pub tags: BTreeSet<Tag>,
    /// What the agent speaks; at most [`MOST_LANGUAGES`].
    pub languages: BTreeSet<Language>,
}

impl Skills {
    /// Whether the agent speaks a language. Regions do not count: who speaks `sv-FI` is understood in `sv-SE`.
    pub fn speaks(&self, language: &Language) -> bool {
        self.languages.iter().any(|spoken| spoken.primary() == language.primary())
    }
}

/// What a call asks for, as its page said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asks {
    /// The shopper's language; `None` when the page told none that can be read.
    pub language: Option<Language>,
    /// What the agent should know; at most [`MOST_TAGS`].
    pub tags: BTreeSet<Tag>,
    /// The agent.
    pub agent: Option<PersonId>,
}

impl Asks {
    /// What a page's claims ask for, in the language of its widget unless the page says another one. What cannot be read is left
    /// out: a page's mistake must not cost its shopper the call.
    pub fn of(claims: &[Claim], language: &str) -> Self {
        let told = |key: &str| claims.iter().find(|claim| claim.key == key).map(|claim| claim.value.as_str());
        Self {
            language: told(LANGUAGE_KEY).and_then(|tag| tag.parse().ok()).or_else(|| language.parse().ok()),
            tags: told(TAGS_KEY).map(tags).unwrap_or_default(),
            agent: told(AGENT_KEY).and_then(|id| id.trim().parse().ok()),
        }
    }
}

fn tags(value: &str) -> BTreeSet<Tag> {
    let listed: Vec<String> = serde_json::from_str(value).unwrap_or_else(|_| value.split(',').map(str::to_owned).collect());
    listed.iter().filter_map(|tag| tag.parse().ok()).take(MOST_TAGS).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::shopper_data;

    fn asked(data: &serde_json::Value) -> Asks {
        Asks::of(&shopper_data::claims(data).0, "sv-SE")
    }

    fn tag(text: &str) -> Tag {
        text.parse().expect("a tag")
    }

    #[test]
    fn a_page_asks_for_tags_as_a_list_or_as_a_text_with_commas() {
        let expected: BTreeSet<Tag> = [tag("shoes"), tag("tax free")].into();
        assert_eq!(asked(&json!({ "callTags": ["Shoes", " tax free ", "", "a,b"] })).tags, expected);
        assert_eq!(asked(&json!({ "callTags": "shoes, Tax Free, ," })).tags, expected);
        assert_eq!(asked(&json!({ "callTags": 7 })).tags, [tag("7")].into());
        let many: Vec<_> = (0..40).map(|number| format!("tag{number}")).collect();
        assert_eq!(asked(&json!({ "callTags": many })).tags.len(), MOST_TAGS);
    }

    #[test]
    fn what_a_page_says_of_the_language_goes_before_the_widgets() {
        assert_eq!(asked(&json!({})).language, "sv-SE".parse().ok());
        assert_eq!(asked(&json!({ "language": "de" })).language, "de".parse().ok());
        assert_eq!(asked(&json!({ "language": "Klingon?" })).language, "sv-SE".parse().ok());
    }

    #[test]
    fn an_agent_is_named_by_id_and_anything_else_names_nobody() {
        let person = PersonId::from_random([3; 20]);
        assert_eq!(asked(&json!({ "callAgentId": person.as_str() })).agent, Some(person));
        assert_eq!(asked(&json!({ "callAgentId": "Anna" })).agent, None);
    }

    #[test]
    fn what_a_call_asks_for_is_kept_however_much_else_a_page_tells() {
        let mut data: serde_json::Map<_, _> = (0..60).map(|number| (format!("a{number}"), json!(number))).collect();
        data.insert(TAGS_KEY.into(), json!(["shoes"]));
        assert_eq!(asked(&serde_json::Value::Object(data)).tags, [tag("shoes")].into());
    }

    #[test]
    fn a_region_does_not_keep_people_from_understanding_each_other() {
        let skills = Skills { languages: ["pt-BR".parse().expect("a language")].into(), ..Skills::default() };
        assert!(skills.speaks(&"pt".parse().expect("a language")) && skills.speaks(&"pt-PT".parse().expect("a language")));
        assert!(!skills.speaks(&"es".parse().expect("a language")));
    }

    #[test]
    fn a_text_that_is_empty_too_long_or_several_is_no_tag() {
        for text in ["", "  ", "a,b", &"x".repeat(MAX_TAG_CHARS + 1)] {
            assert_eq!(text.parse::<Tag>(), Err(InvalidTag), "{text}");
        }
        assert_eq!(tag(&"X".repeat(MAX_TAG_CHARS)).as_str(), "x".repeat(MAX_TAG_CHARS));
    }
}
