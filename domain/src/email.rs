//! E-mail addresses, as far as a program can know them to be right without writing to them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An address with one `@`, something on both sides, a dot in the domain, no blanks and at most 254 characters; in lower case,
/// because people type their own address both ways.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address")]
pub struct InvalidEmail;

impl EmailAddress {
    /// The address as text, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(InvalidEmail)?;
        let is_valid = text.len() <= 254
            && !local.is_empty()
            && !domain.contains('@')
            && domain.split('.').count() >= 2
            && domain.split('.').all(|label| !label.is_empty())
            && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control() || "<>(),;:\"\\".contains(letter));
        if is_valid { Ok(Self(text)) } else { Err(InvalidEmail) }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Shows no address: a debug print may end in a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case_without_blanks_around() {
        assert_eq!(" Anna@Demo.Test ".parse::<EmailAddress>().map(String::from), Ok("anna@demo.test".into()));
    }

    #[test]
    fn what_no_mail_server_would_take_is_refused() {
        for text in
            ["", "anna", "@demo.test", "anna@", "anna@demo", "anna@@demo.test", "an na@demo.test", "a<b>@demo.test", "anna@demo..test"]
        {
            assert!(text.parse::<EmailAddress>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_debug_print_does_not_show_the_address() {
        assert_eq!("anna@demo.test".parse::<EmailAddress>().map(|address| format!("{address:?}")), Ok("EmailAddress(…)".into()));
    }
}
