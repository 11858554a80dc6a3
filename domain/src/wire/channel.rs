//! What a page that names an organisation as a channel is told of it. Read by `embed/src/flux/channel.ts`.

use serde::{Deserialize, Serialize};

use crate::{
    OrgId,
    locale::{Direction, Language, Phrases, phrase::ShopCard},
};

/// The version this code speaks.
pub const CHANNEL_VERSION: u16 = 1;

/// Stands in a text for the name of the agent, as it does in the texts that a page gives.
const NAME: &str = "{{name}}";

/// An organisation as its channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelCard {
    /// The version.
    pub v: u16,
    /// The organisation.
    pub org_id: OrgId,
    /// The language of the words.
    pub language: Language,
    /// Which way they run.
    pub direction: Direction,
    /// What the card in the page says where the page says nothing else.
    pub words: ChannelWords,
}

/// The words of the card; `{{name}}` stands for the agent's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelWords {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// What the button says.
    pub call: String,
    /// What it says instead of text and button while nobody can be called.
    pub nobody: String,
}

impl ChannelCard {
    /// The channel of an organisation in these words.
    pub fn new(org_id: OrgId, phrases: &Phrases, direction: Direction) -> Self {
        let words = ChannelWords {
            title: phrases.text(ShopCard::Title).to_owned(),
            text: phrases.with(ShopCard::Text, NAME),
            call: phrases.with(ShopCard::Call, NAME),
            nobody: phrases.text(ShopCard::Nobody).to_owned(),
        };
        Self { v: CHANNEL_VERSION, org_id, language: phrases.language().clone(), direction, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn card(locale: Locale) -> ChannelCard {
        ChannelCard::new(OrgId::from_random([0; 20]), &Phrases::shop_card(locale), locale.direction())
    }

    #[test]
    fn a_channel_reads_as_the_page_script_reads_it() {
        let text = r#"{"v":1,"orgId":"AAAAAAAAAAAAAAAAAAAA","language":"en","direction":"ltr","words":{"title":"Talk to us face to face","text":"{{name}} is here for you, by video.","call":"Call {{name}}","nobody":"Nobody can be called right now."}}"#;
        assert_eq!(serde_json::to_string(&card(Locale::English)).ok().as_deref(), Some(text));
    }

    #[test]
    fn words_keep_the_place_of_the_name_in_every_language() {
        for locale in [Locale::English, Locale::Swedish, Locale::Pseudo] {
            let ChannelCard { words, direction, .. } = card(locale);
            assert_eq!(direction, locale.direction());
            assert!(words.text.contains(NAME) && words.call.contains(NAME), "{words:?}");
            assert!(!words.title.contains('{') && !words.nobody.contains('{'), "{words:?}");
        }
        assert_eq!(card(Locale::Swedish).words.call, "Ring {{name}}");
    }
}
