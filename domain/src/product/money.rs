//! Money: a whole number of a currency's smallest unit.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Currencies whose smallest unit is the whole one, and those that have a thousand (ISO 4217, list one); all others have a hundred.
const WHOLE: [&str; 16] = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"];
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
/// No price is higher: what is above is a mistake.
const MOST_MINOR: i64 = 1_000_000_000_000_000;

/// A currency by its code, such as `EUR` (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Why a text is no currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency is three letters of ISO 4217, such as EUR")]
pub struct InvalidCurrency;

impl Currency {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many digits stand behind the point: 2 for most.
    pub fn digits(&self) -> u32 {
        if WHOLE.contains(&self.as_str()) {
            0
        } else if THOUSANDTHS.contains(&self.as_str()) {
            3
        } else {
            2
        }
    }
}

impl FromStr for Currency {
    type Err = InvalidCurrency;

    fn from_str(text: &str) -> Result<Self, InvalidCurrency> {
        let code: [u8; 3] = text.trim().as_bytes().try_into().map_err(|_| InvalidCurrency)?;
        if code.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(code.map(|letter| letter.to_ascii_uppercase())))
        } else {
            Err(InvalidCurrency)
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = InvalidCurrency;

    fn try_from(text: String) -> Result<Self, InvalidCurrency> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// An amount of a currency; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In the currency's smallest unit: 1250 is EUR 12.50.
    pub minor: i64,
    /// Of what.
    pub currency: Currency,
}

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount is a number such as 12.5 or a text such as \"12.50\", zero or more")]
pub struct InvalidAmount;

impl Money {
    /// The amount that a decimal number such as `12.5`, `12.50` or `1e2` says. What is finer than the currency's smallest unit is
    /// rounded, half away from zero.
    ///
    /// # Errors
    /// The text is no number, or one below zero or beyond all prices.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, InvalidAmount> {
        let (mantissa, exponent) = match text.trim().split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| InvalidAmount)?),
            None => (text.trim(), 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: String = [whole, fraction].concat();
        if digits.is_empty() || digits.len() > 40 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(InvalidAmount);
        }
        // How many of the digits stand before the point, in smallest units.
        let places = i64::try_from(whole.len()).unwrap_or(i64::MAX) + i64::from(exponent) + i64::from(currency.digits());
        let minor = rounded(&digits, places).filter(|minor| *minor <= MOST_MINOR).ok_or(InvalidAmount)?;
        Ok(Self { minor, currency })
    }

    /// Whether something can cost this much.
    pub fn is_sane(&self) -> bool {
        (0..=MOST_MINOR).contains(&self.minor)
    }

    /// The amount as a decimal number, such as `12.50`.
    pub fn decimal(&self) -> String {
        let digits = self.currency.digits();
        let unit = 10_i64.pow(digits);
        match usize::try_from(digits) {
            Ok(0) | Err(_) => self.minor.to_string(),
            Ok(width) => format!("{}.{:0width$}", self.minor / unit, self.minor % unit),
        }
    }

    /// So many times the amount.
    pub const fn times(self, count: u32) -> Self {
        #[expect(clippy::as_conversions, reason = "every u32 is an i64, and From is not const")]
        let count = count as i64;
        Self { minor: self.minor.saturating_mul(count), currency: self.currency }
    }

    /// Both together; `None` for two currencies.
    pub fn plus(self, other: Self) -> Option<Self> {
        (self.currency == other.currency).then_some(Self { minor: self.minor.saturating_add(other.minor), ..self })
    }
}

/// The number whose first `places` digits these are.
fn rounded(digits: &str, places: i64) -> Option<i64> {
    let digit = |at: i64| usize::try_from(at).ok().and_then(|at| digits.as_bytes().get(at)).map_or(0, |digit| i64::from(digit - b'0'));
    if places < 0 {
        return Some(0);
    }
    let mut number = 0_i64;
    for at in 0..places {
        // A number of nothing but zeros may be of any length.
        number = number.checked_mul(10)?.checked_add(digit(at))?;
        if number > MOST_MINOR {
            return None;
        }
        if number == 0 && usize::try_from(at).is_ok_and(|at| at > digits.len()) {
            return Some(0);
        }
    }
    Some(number + i64::from(digit(places) >= 5))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn minor(text: &str, code: &str) -> Option<i64> {
        Money::parse(text, currency(code)).ok().map(|money| money.minor)
    }

    #[test]
    fn amounts_are_read_as_pages_write_them() {
        for (text, wanted) in [
            ("12", 1_200),
            ("12.5", 1_250),
            ("12.50", 1_250),
            (" 0.1 ", 10),
            (".5", 50),
            ("5.", 500),
            ("0", 0),
            ("1e2", 10_000),
            ("1.5e-1", 15),
            ("199.995", 20_000),
            ("199.994", 19_999),
            ("0.004", 0),
            ("0.005", 1),
            ("0e999", 0),
        ] {
            assert_eq!(minor(text, "EUR"), Some(wanted), "{text}");
        }
        assert_eq!([minor("1250", "JPY"), minor("12.5", "JPY"), minor("1.2345", "KWD")], [Some(1_250), Some(13), Some(1_235)]);
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in ["", ".", "-1", "+1", "12,50", "1 200", "€12", "NaN", "inf", "1e400", "9999999999999999", "0x10", "1e", "1.2.3"] {
            assert_eq!(minor(text, "EUR"), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_with_the_digits_of_their_currency() {
        let written = |text, code| Money::parse(text, currency(code)).map(|money| money.decimal()).expect("an amount");
        assert_eq!(
            [written("12.5", "EUR"), written("0.05", "SEK"), written("1250", "JPY"), written("1.2", "BHD")],
            ["12.50", "0.05", "1250", "1.200"]
        );
    }

    #[test]
    fn a_currency_is_three_letters() {
        assert_eq!(currency(" eur ").to_string(), "EUR");
        for text in ["", "EU", "EURO", "E1R", "€€€", "ÅÅ"] {
            assert_eq!(text.parse::<Currency>(), Err(InvalidCurrency), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(minor in 0..MOST_MINOR, code in "[A-Z]{3}") {
            let money = Money { minor, currency: currency(&code) };
            prop_assert_eq!(Money::parse(&money.decimal(), money.currency), Ok(money));
        }

        #[test]
        fn no_text_is_too_wild(text in ".{0,60}") {
            if let Ok(money) = Money::parse(&text, currency("EUR")) {
                prop_assert!((0..=MOST_MINOR + 1).contains(&money.minor));
            }
        }
    }
}
