//! The texts of one page in one language.

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{
    Category, Direction, Group, Key, Language, Locale, categories, category, english::all_english, pseudo::pseudo, swedish::all_swedish,
};

/// The texts of one page in one language. Made on the server only ([`Phrases::widget`] and its like hold the English table);
/// the browser reads it from the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    language: Language,
    direction: Direction,
    /// One list for each group, empty for a group the page does not show. A text with several forms has one a line.
    groups: Arc<Vec<Vec<String>>>,
}

impl Phrases {
    /// What the widget says. Put together once for each locale: a shop's rush asks for it thousands of times a second.
    pub fn widget(locale: Locale) -> Self {
        use Group::{Call, CallBack, Common, Preview, Problems, Shopping, Start, Thanks, Times, Waiting};
        static ENGLISH: OnceLock<Phrases> = OnceLock::new();
        static SWEDISH: OnceLock<Phrases> = OnceLock::new();
        static PSEUDO: OnceLock<Phrases> = OnceLock::new();
        let phrases = match locale {
            Locale::English => &ENGLISH,
            Locale::Swedish => &SWEDISH,
            Locale::Pseudo => &PSEUDO,
        };
        phrases
            .get_or_init(|| Self::of(locale, &[Common, Start, Preview, Waiting, Call, Thanks, Problems, Times, CallBack, Shopping]))
            .clone()
    }

    /// What a guest's page says.
    pub fn guest(locale: Locale) -> Self {
        use Group::{Call, Common, Guest, Preview, Problems};
        Self::of(locale, &[Common, Preview, Call, Problems, Guest])
    }

    /// What the desk says.
    pub fn desk(locale: Locale) -> Self {
        use Group::{Blocks, Call, CallBacks, Common, Desk, Earlier, Preview, Problems, Scanning, Selling, Shopping, Times};
        Self::of(locale, &[Common, Preview, Call, Problems, Desk, CallBacks, Times, Blocks, Earlier, Shopping, Selling, Scanning])
    }

    /// What the console's pages say.
    pub fn console(locale: Locale) -> Self {
        use Group::{Blocks, Board, Catalogue, Common, Console, Desk, History, Hours, People, Queues, Times};
        Self::of(locale, &[Common, Desk, Times, Console, Queues, Hours, People, Board, History, Blocks, Catalogue])
    }

    /// What the card in a shop's page says.
    pub fn shop_card(locale: Locale) -> Self {
        Self::of(locale, &[Group::ShopCard])
    }

    /// What the sign-in page says.
    pub fn sign_in(locale: Locale) -> Self {
        Self::of(locale, &[Group::Common, Group::SignIn])
    }

    /// What mails to an organisation's people say.
    pub fn mail(locale: Locale) -> Self {
        Self::of(locale, &[Group::CallBacks])
    }

    fn of(locale: Locale, groups: &[Group]) -> Self {
        let language = locale.language();
        let own = match locale {
            Locale::Swedish => all_swedish().into(),
            Locale::English | Locale::Pseudo => vec![],
        };
        let texts = all_english().into_iter().map(|(group, english)| {
            let translated = own.iter().find(|(of, _)| *of == group).map(|(_, texts)| texts);
            match translated {
                _ if !groups.contains(&group) => vec![],
                Some(texts) => texts.iter().map(|forms| forms.join("\n")).collect(),
                None => english.iter().map(|forms| from_english(locale, &language, forms)).collect(),
            }
        });
        Self { groups: Arc::new(texts.collect()), language, direction: locale.direction() }
    }

    /// The language of the texts.
    pub const fn language(&self) -> &Language {
        &self.language
    }

    /// The text of a key that has neither a blank nor several forms.
    pub fn text(&self, key: impl Key) -> &str {
        let text = self.raw(key.index(), group_of(key));
        debug_assert!(!text.contains(['{', '\n']), "this text wants a value: {text}");
        text
    }

    /// The text of a key with its blank filled.
    pub fn with(&self, key: impl Key, value: &str) -> String {
        let text = self.raw(key.index(), group_of(key));
        match self.direction {
            Direction::Ltr => fill(text, value),
            // First strong isolate: a name in Latin letters must not turn the words around it (UAX 9).
            Direction::Rtl => fill(text, &["\u{2068}", value, "\u{2069}"].concat()),
        }
    }

    /// The form of a text that goes with a number, with the number filled in.
    pub fn count(&self, key: impl Key, count: u32) -> String {
        let forms = self.raw(key.index(), group_of(key));
        let wanted = category(&self.language, count);
        let place = categories(&self.language).iter().position(|category| *category == wanted).unwrap_or(0);
        fill(forms.lines().nth(place).unwrap_or(forms), &count.to_string())
    }

    fn raw(&self, index: usize, group: usize) -> &str {
        self.groups.get(group).and_then(|texts| texts.get(index)).map_or("", String::as_str)
    }
}

fn group_of<K: Key>(_: K) -> usize {
    K::GROUP.index()
}

fn fill(text: &str, value: &str) -> String {
    match text.split_once('{').and_then(|(before, rest)| rest.split_once('}').map(|(_, after)| (before, after))) {
        Some((before, after)) => [before, value, after].concat(),
        None => text.to_owned(),
    }
}

/// The English text as a locale says it, one form a line in the order of its language's categories.
fn from_english(locale: Locale, language: &Language, forms: &[&str]) -> String {
    let say = |form: &str| match locale {
        Locale::English | Locale::Swedish => form.to_owned(),
        Locale::Pseudo => pseudo(form),
    };
    match forms {
        [one, other] => {
            let all: Vec<_> =
                categories(language).iter().map(|category| say(if *category == Category::One { one } else { other })).collect();
            all.join("\n")
        }
        _ => say(forms.first().copied().unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::phrase;

    #[test]
    fn a_page_carries_only_the_groups_it_shows() {
        let phrases = Phrases::sign_in(Locale::English);
        assert_eq!(phrases.text(phrase::Start::Close), "");
        assert_ne!(phrases.text(phrase::SignIn::Heading), "");
    }

    #[test]
    fn every_group_stands_at_its_own_place() {
        let groups = all_english();
        assert_eq!(groups.len(), Group::COUNT);
        for (place, (group, texts)) in groups.into_iter().enumerate() {
            assert_eq!(group.index(), place);
            assert!(!texts.is_empty(), "{group:?}");
        }
    }

    #[test]
    fn every_text_has_words_and_at_most_one_blank() {
        for (group, texts) in all_english() {
            for forms in texts {
                assert!(forms.len() <= 2, "{group:?}: {forms:?}");
                for form in *forms {
                    assert!(!form.trim().is_empty() && !form.contains('\n'), "{group:?}: {form:?}");
                    let blanks = (form.matches('{').count(), form.matches('}').count());
                    assert!(matches!(blanks, (0, 0) | (1, 1)), "{group:?}: {form:?}");
                }
            }
        }
    }

    #[test]
    fn a_number_picks_its_form() {
        let english = Phrases::widget(Locale::English);
        assert_eq!(english.count(phrase::Waiting::Ahead, 1), "1 person is ahead of you");
        assert_eq!(english.count(phrase::Waiting::Ahead, 3), "3 people are ahead of you");
        let pseudo = Phrases::widget(Locale::Pseudo);
        assert!(pseudo.count(phrase::Waiting::Ahead, 1).contains("peersoon"));
        assert!(pseudo.count(phrase::Waiting::Ahead, 11).starts_with("11"));
    }

    #[test]
    fn a_blank_is_filled_with_what_is_said_even_when_that_has_braces() {
        let phrases = Phrases::widget(Locale::English);
        assert_eq!(phrases.with(phrase::Waiting::CallWith, "{x}"), "Video call with {x}");
    }

    #[test]
    fn what_fills_a_blank_does_not_turn_the_words_around_it() {
        assert!(Phrases::widget(Locale::Pseudo).with(phrase::Waiting::CallWith, "Anna").ends_with("\u{2068}Anna\u{2069}"));
    }

    #[test]
    fn every_translation_has_the_forms_of_its_language_and_the_blanks_of_the_english_text() {
        let blank = |form: &str| form.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name.to_owned());
        let forms = categories(&Locale::Swedish.language()).len();
        for (group, texts) in all_swedish() {
            let (_, english) = all_english().into_iter().find(|(of, _)| *of == group).expect("a group");
            assert_eq!(texts.len(), english.len(), "{group:?}");
            for (said, in_english) in texts.iter().zip(english) {
                assert_eq!(said.len(), if in_english.len() == 1 { 1 } else { forms }, "{said:?}");
                for form in *said {
                    assert!(!form.trim().is_empty() && !form.contains('\n'), "{group:?}: {form:?}");
                    assert_eq!(blank(form), in_english.first().and_then(|english| blank(english)), "{group:?}: {form:?}");
                }
            }
        }
    }

    #[test]
    fn a_translation_speaks_its_language_and_what_it_lacks_is_english() {
        let swedish = Phrases::widget(Locale::Swedish);
        assert_eq!(swedish.language().as_str(), "sv");
        assert_eq!(swedish.text(phrase::Start::CardTitle), "Prata med oss nu");
        assert_eq!(swedish.count(phrase::Waiting::Ahead, 1), "1 person står före dig");
        assert_eq!(swedish.count(phrase::Waiting::Ahead, 2), "2 personer står före dig");
        assert_eq!(Phrases::sign_in(Locale::Swedish).text(phrase::SignIn::Heading), "Sign in");
    }

    #[test]
    fn phrases_survive_the_page() {
        let phrases = Phrases::widget(Locale::Pseudo);
        let json = serde_json::to_string(&phrases).expect("phrases are plain");
        assert_eq!(serde_json::from_str::<Phrases>(&json).expect("the same"), phrases);
    }
}
