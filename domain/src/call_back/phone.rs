//! Telephone numbers, as far as a program can know them to be right without calling.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Five to twenty digits, perhaps with a plus before them and single blanks between.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no telephone number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a telephone number")]
pub struct InvalidPhone;

impl Phone {
    /// The number as it was written, with single blanks.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number for a `tel:` address: without blanks.
    pub fn dialled(&self) -> String {
        self.0.replace(' ', "")
    }
}

impl FromStr for Phone {
    type Err = InvalidPhone;

    fn from_str(text: &str) -> Result<Self, InvalidPhone> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let digits = text.strip_prefix('+').unwrap_or(&text);
        let count = digits.chars().filter(char::is_ascii_digit).count();
        let is_plain = digits.chars().all(|letter| letter.is_ascii_digit() || letter == ' ');
        if is_plain && (5..=20).contains(&count) { Ok(Self(text)) } else { Err(InvalidPhone) }
    }
}

impl TryFrom<String> for Phone {
    type Error = InvalidPhone;

    fn try_from(text: String) -> Result<Self, InvalidPhone> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

/// Shows no number: a debug print may end in a log.
impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Phone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_as_it_was_written_and_dialled_without_blanks() {
        let phone: Phone = " +46  8 123\u{a0}45 ".parse().expect("a number");
        assert_eq!((phone.as_str(), phone.dialled().as_str()), ("+46 8 123 45", "+46812345"));
    }

    #[test]
    fn what_nobody_could_dial_is_refused() {
        for text in ["", "+", "1234", "123456789012345678901", "08-12345", "call me", "+46+812345", "12345;ext=1", "１２３４５"] {
            assert_eq!(text.parse::<Phone>(), Err(InvalidPhone), "{text}");
        }
    }

    #[test]
    fn a_debug_print_does_not_show_the_number() {
        assert_eq!("12345".parse::<Phone>().map(|phone| format!("{phone:?}")), Ok("Phone(…)".into()));
    }
}
