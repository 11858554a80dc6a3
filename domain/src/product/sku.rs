//! What a shop calls a thing that can be bought.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text;

/// The longest SKU, in characters.
const MOST_CHARS: usize = 200;

/// A stock keeping unit: what a shop calls a variation, in one line of 1 to 200 characters. Upper and lower case are not the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sku(String);

/// Why a text is no SKU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SKU is a line of 1 to 200 characters")]
pub struct InvalidSku;

impl Sku {
    /// The SKU as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Sku {
    type Err = InvalidSku;

    fn from_str(given: &str) -> Result<Self, InvalidSku> {
        // One that is cut would be another's.
        if given.trim().chars().count() > MOST_CHARS {
            return Err(InvalidSku);
        }
        text::line(given, MOST_CHARS).map(Self).ok_or(InvalidSku)
    }
}

impl TryFrom<String> for Sku {
    type Error = InvalidSku;

    fn try_from(text: String) -> Result<Self, InvalidSku> {
        text.parse()
    }
}

impl From<Sku> for String {
    fn from(sku: Sku) -> Self {
        sku.0
    }
}

impl fmt::Display for Sku {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sku_is_a_line_of_its_own() {
        assert_eq!(" LC-101/W ".parse::<Sku>().map(String::from), Ok("LC-101/W".to_owned()));
        assert_eq!("å".repeat(200).parse::<Sku>().map(|sku| sku.as_str().chars().count()), Ok(200));
        for text in ["", "  ", "\n", &"x".repeat(201)] {
            assert_eq!(text.parse::<Sku>(), Err(InvalidSku), "{text}");
        }
    }
}
