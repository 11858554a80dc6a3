//! Prices as feeds write them: `14.90 EUR`, `EUR 14,90`, `1 299,00 kr` with the currency said elsewhere.

use crate::product::{Currency, Money};

/// Why a text is no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPrice {
    /// There is no amount in it.
    #[error("\"{0}\" is no price such as 14.90 EUR")]
    NoAmount(String),
    /// It does not say of what currency it is, and neither does anything else.
    #[error("\"{0}\" says no currency: write one such as 14.90 EUR, or name the currency of the feed")]
    NoCurrency(String),
}

/// The amount that a text says.
///
/// # Errors
/// It says none, or not of what currency.
pub fn price(text: &str, usual: Option<Currency>) -> Result<Money, InvalidPrice> {
    let shown = || text.trim().chars().take(40).collect::<String>();
    let mut letters = String::new();
    let mut number = String::new();
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' | '.' | ',' => number.push(letter),
            '€' => letters.push_str("EUR"),
            '£' => letters.push_str("GBP"),
            'a'..='z' | 'A'..='Z' => letters.push(letter),
            // Between thousands, and between amount and currency.
            '\'' | '’' => {}
            letter if letter.is_whitespace() => {}
            _ => return Err(InvalidPrice::NoAmount(shown())),
        }
    }
    // What is wrong with the amount is the nearer thing to mend.
    if !number.bytes().any(|digit| digit.is_ascii_digit()) {
        return Err(InvalidPrice::NoAmount(shown()));
    }
    let said = match letters.as_str() {
        "" => usual,
        letters => letters.parse().ok(),
    };
    let currency = said.ok_or_else(|| InvalidPrice::NoCurrency(shown()))?;
    Money::parse(&point(&number), currency).map_err(|_| InvalidPrice::NoAmount(shown()))
}

/// The number with a point where it has a fraction, and nothing between its thousands.
fn point(number: &str) -> String {
    let decimal = match (number.rfind('.'), number.rfind(',')) {
        // Whichever comes last.
        (Some(point), Some(comma)) => Some(point.max(comma)),
        // A point alone is one, as Google wants it; several stand between thousands.
        (Some(point), None) => (number.matches('.').count() == 1).then_some(point),
        // A comma before three digits stands between thousands.
        (None, Some(comma)) => (number.matches(',').count() == 1 && number.len() - comma != 4).then_some(comma),
        (None, None) => None,
    };
    let digits = number.char_indices().filter_map(|(at, letter)| match letter {
        _ if Some(at) == decimal => Some('.'),
        '.' | ',' => None,
        digit => Some(digit),
    });
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, usual: Option<&str>) -> Result<String, InvalidPrice> {
        let usual = usual.map(|code| code.parse().expect("a currency"));
        price(text, usual).map(|money| format!("{} {}", money.decimal(), money.currency))
    }

    #[test]
    fn prices_are_read_as_shops_write_them() {
        for (text, wanted) in [
            ("14.90 EUR", "14.90 EUR"),
            ("EUR14.90", "14.90 EUR"),
            (" 14,90 eur ", "14.90 EUR"),
            ("€ 14", "14.00 EUR"),
            ("1.234,50 EUR", "1234.50 EUR"),
            ("1,234.50 USD", "1234.50 USD"),
            ("1,234 USD", "1234.00 USD"),
            ("1.234.567 EUR", "1234567.00 EUR"),
            ("1\u{a0}299 SEK", "1299.00 SEK"),
            ("1'299.5 CHF", "1299.50 CHF"),
            ("1200 JPY", "1200 JPY"),
            ("0 EUR", "0.00 EUR"),
        ] {
            assert_eq!(read(text, Some("NOK")), Ok(wanted.to_owned()), "{text}");
        }
        assert_eq!(read("14.90", Some("SEK")), Ok("14.90 SEK".to_owned()));
    }

    #[test]
    fn what_is_no_price_says_what_is_missing() {
        for text in ["", "EUR", "free", "-5 EUR", "$5", "5 EUR/m", "9999999999999999 EUR", "."] {
            assert!(price(text, Some("EUR".parse().expect("a currency"))).is_err(), "{text}");
        }
        for text in ["14.90", "14.90 kr", "14.90 EURO"] {
            assert_eq!(read(text, None), Err(InvalidPrice::NoCurrency(text.to_owned())), "{text}");
        }
    }
}
