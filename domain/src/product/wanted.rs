//! Which product an agent asks the shop's page for.

use serde::{Deserialize, Serialize};

use crate::text;

/// The longest reference, in characters: that of an address.
const MOST_CHARS: usize = 2_048;

/// What names a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WantedKind {
    /// The address of its page.
    Url,
    /// A SKU, or another reference of the shop's.
    ProductReference,
    /// What a scanner read.
    ScannedCode,
}

/// A product that an agent asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Wanted {
    kind: WantedKind,
    reference: String,
}

/// Why nothing can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a product is asked for by a line of 1 to {MOST_CHARS} characters")]
pub struct NothingWanted;

#[derive(Deserialize)]
struct Raw {
    kind: WantedKind,
    reference: String,
}

impl TryFrom<Raw> for Wanted {
    type Error = NothingWanted;

    fn try_from(Raw { kind, reference }: Raw) -> Result<Self, NothingWanted> {
        Self::new(kind, &reference)
    }
}

impl Wanted {
    /// A product by its reference.
    ///
    /// # Errors
    /// The reference is empty or too long.
    pub fn new(kind: WantedKind, reference: &str) -> Result<Self, NothingWanted> {
        // One that is cut would be another product's.
        if reference.trim().chars().count() > MOST_CHARS {
            return Err(NothingWanted);
        }
        text::line(reference, MOST_CHARS).map(|reference| Self { kind, reference }).ok_or(NothingWanted)
    }

    /// A product by what an agent typed or pasted: an address of the web, or else a reference.
    ///
    /// # Errors
    /// As [`Wanted::new`].
    pub fn typed(entry: &str) -> Result<Self, NothingWanted> {
        let entry = entry.trim();
        let is_address = ["https://", "http://"]
            .iter()
            .any(|scheme| entry.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && entry.len() > scheme.len());
        Self::new(if is_address { WantedKind::Url } else { WantedKind::ProductReference }, entry)
    }

    /// A product by what a scanner read off it. That is never taken for an address: the shop knows what its codes say.
    ///
    /// # Errors
    /// As [`Wanted::new`].
    pub fn scanned(code: &str) -> Result<Self, NothingWanted> {
        Self::new(WantedKind::ScannedCode, code)
    }

    /// What names it.
    pub const fn kind(&self) -> WantedKind {
        self.kind
    }

    /// Its name.
    pub fn reference(&self) -> &str {
        &self.reference
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_an_address_or_a_reference() {
        for (typed, kind) in [
            ("https://shop.example/lamp", WantedKind::Url),
            ("HTTP://shop.example", WantedKind::Url),
            ("https://", WantedKind::ProductReference),
            ("LC-101", WantedKind::ProductReference),
            ("ftp://shop.example", WantedKind::ProductReference),
            ("häl", WantedKind::ProductReference),
        ] {
            assert_eq!(Wanted::typed(&format!("  {typed} ")), Wanted::new(kind, typed), "{typed}");
        }
    }

    #[test]
    fn what_was_scanned_is_a_code_whatever_it_says() {
        for code in ["4006381333931", "LC-101", "https://shop.example/lamp"] {
            assert_eq!(Wanted::scanned(&format!(" {code}\r\n")), Wanted::new(WantedKind::ScannedCode, code), "{code}");
        }
        for code in ["", "\u{1d}", &"1".repeat(2_049)] {
            assert_eq!(Wanted::scanned(code), Err(NothingWanted), "{code}");
        }
    }

    #[test]
    fn nothing_and_too_much_are_refused_on_the_wire_as_well() {
        for reference in ["", "  ", "\n", &"x".repeat(2_049)] {
            assert_eq!(Wanted::new(WantedKind::Url, reference), Err(NothingWanted));
            let json = serde_json::json!({ "kind": "product-reference", "reference": reference });
            assert!(serde_json::from_value::<Wanted>(json).is_err());
        }
    }
}
