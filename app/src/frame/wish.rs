//! What the page wants of the widget before and beside a call: heeded by the start screen and by the whole widget.

use domain::{cart::CartSkills, text, wire::Abilities};
use serde::Deserialize;

use super::host::is_spoken;

/// The longest texts of a card.
const MAX_TITLE_CHARS: usize = 120;
const MAX_SUBTITLE_CHARS: usize = 300;
const MAX_BUTTON_CHARS: usize = 60;

/// What the page wants the cards of the start screen to say and do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Cards {
    /// The one for a call right away.
    #[serde(rename = "drop-in-card")]
    pub drop_in: Card,
}

/// What a card is to say and do; what is missing, the widget says by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Card {
    /// Its button cannot be pressed.
    pub disabled: bool,
    /// Its heading.
    pub title: Option<String>,
    /// What stands under the heading; empty: nothing does.
    pub subtitle: Option<String>,
    /// The words on its button.
    pub button_text: Option<String>,
}

impl Cards {
    /// As the widget shows them.
    pub(super) fn tidy(self) -> Self {
        Self { drop_in: self.drop_in.tidy() }
    }
}

/// What the start screen heeds of what the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// What the cards are to say and do.
    Cards(Cards),
    /// What the page does something about.
    Listens(Listens),
}

/// What the page does something about: nothing else is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listens {
    /// Shoppers who would rather write.
    pub chat: bool,
    /// What an agent shows and buys.
    pub can: Abilities,
}

impl Wish {
    /// Reads a message, as [`FromPage::decode`] does: the start screen needs no more of it.
    pub fn decode(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Message {
            v: u64,
            cards: Option<Cards>,
            names: Option<Vec<String>>,
        }
        let Message { v, cards, names } = serde_json::from_str(text).ok()?;
        let listens = || names.map(|names| Self::Listens(Listens::to(names.iter().map(String::as_str))));
        if is_spoken(v) { cards.map(|cards| Self::Cards(cards.tidy())).or_else(listens) } else { None }
    }
}

impl Listens {
    /// What a page does something about that listens to these events.
    pub(super) fn to<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        let does = |name: &str| names.contains(&name);
        let can = Abilities {
            products: does("provide-product-data"),
            search: does("provide-search-data"),
            checkout: does("goto-checkout"),
            cart: CartSkills { add: does("should-add-item-to-cart"), update: does("should-update-item-in-cart") },
            // An option, and no event: see `Carried`.
            scanning: false,
        };
        Self { chat: does("goto-chat"), can }
    }
}

impl Card {
    /// As the widget shows it: one line each, no longer than there is room for.
    fn tidy(self) -> Self {
        let line = |text: Option<String>, most| text.as_deref().and_then(|text| text::line(text, most));
        Self {
            disabled: self.disabled,
            title: line(self.title, MAX_TITLE_CHARS),
            // Empty is a wish as well.
            subtitle: self.subtitle.map(|subtitle| text::line(&subtitle, MAX_SUBTITLE_CHARS).unwrap_or_default()),
            button_text: line(self.button_text, MAX_BUTTON_CHARS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::FromPage, *};

    #[test]
    fn the_start_screen_reads_what_it_heeds_as_the_whole_widget_does() {
        let cards = r#"{"v":1,"type":"cards","cards":{"drop-in-card":{"disabled":true,"buttonText":"Later"}}}"#;
        let listens = r#"{"v":1,"type":"listens","names":["goto-checkout","goto-chat"]}"#;
        let as_message = |wish| match wish {
            Wish::Cards(cards) => FromPage::Cards(cards),
            Wish::Listens(listens) => FromPage::Listens(listens),
        };
        for text in [cards, listens] {
            assert_eq!(Wish::decode(text).map(as_message), FromPage::decode(text), "{text}");
        }
        assert_eq!(
            Wish::decode(listens),
            Some(Wish::Listens(Listens { chat: true, can: Abilities { checkout: true, ..Abilities::default() } }))
        );
        for text in [r#"{"v":9,"cards":{}}"#, r#"{"v":1,"type":"show"}"#, ""] {
            assert_eq!(Wish::decode(text), None, "{text}");
        }
    }
}
