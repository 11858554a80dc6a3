//! What a shop's page says to a wish to change the cart.

use serde::{Deserialize, Serialize};

use crate::text;

/// The longest words of a shop, in characters.
pub const MAX_WORDS: usize = 300;

/// What the page said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is in the shop's cart.
    Done,
    /// It is not.
    Refused(Refusal),
}

/// Why a wish was not fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is none left; perhaps in the shop's words.
    OutOfStock(Option<String>),
    /// In the shop's words.
    Words(String),
    /// The page gave no reason.
    Failed,
    /// The page did not answer in time; its shop may have done it all the same.
    NoAnswer,
}

impl Verdict {
    /// The verdict with its words made harmless. Only the server finds that a page did not answer, so who says so failed.
    #[must_use]
    pub fn clean(self) -> Self {
        let line = |words: &str| text::line(words, MAX_WORDS);
        match self {
            Self::Done => Self::Done,
            Self::Refused(Refusal::OutOfStock(words)) => Self::Refused(Refusal::OutOfStock(words.as_deref().and_then(line))),
            Self::Refused(Refusal::Words(words)) => Self::Refused(line(&words).map_or(Refusal::Failed, Refusal::Words)),
            Self::Refused(Refusal::Failed | Refusal::NoAnswer) => Self::Refused(Refusal::Failed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shop_are_one_line_and_not_long() {
        let words = |words: &str| Verdict::Refused(Refusal::Words(words.to_owned())).clean();
        assert_eq!(words(" Only 2\u{202e} left\n"), Verdict::Refused(Refusal::Words("Only 2 left".into())));
        assert_eq!(words(" \n"), Verdict::Refused(Refusal::Failed));
        assert_eq!(words(&"x".repeat(1_000)), Verdict::Refused(Refusal::Words("x".repeat(MAX_WORDS))));
        let sold = |words: Option<&str>| Verdict::Refused(Refusal::OutOfStock(words.map(str::to_owned))).clean();
        assert_eq!((sold(Some(" ")), sold(Some(" Back in May "))), (sold(None), sold(Some("Back in May"))));
        assert_eq!(Verdict::Refused(Refusal::NoAnswer).clean(), Verdict::Refused(Refusal::Failed));
    }
}
