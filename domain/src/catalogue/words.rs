//! Looking for items by words.

use super::Item;

/// The most words that are looked for at a time; further ones count for nothing.
pub const MOST_WORDS: usize = 5;
/// The longest text of an item that is looked through, in characters.
const MOST_CHARS: usize = 600;

/// The text as it is looked for: without capitals, and with one blank between words.
pub fn fold(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The words that a term looks for.
pub fn words(term: &str) -> Vec<String> {
    fold(term).split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

impl Item {
    /// The text that words are looked for in.
    pub fn search_text(&self) -> String {
        let options = self.options.iter().map(|option| option.value.as_str());
        let parts = [self.title.as_str(), self.sku.as_str()].into_iter();
        let named = [&self.brand, &self.number, &self.code, &self.group].into_iter().filter_map(Option::as_deref);
        fold(&parts.chain(named).chain(options).collect::<Vec<_>>().join(" ")).chars().take(MOST_CHARS).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_without_capitals_and_bounded() {
        assert_eq!(words("  Läslampa\tECHT "), ["läslampa", "echt"]);
        assert_eq!(words(" \n"), Vec::<String>::new());
        assert_eq!(words("a b c d e f g").len(), MOST_WORDS);
    }
}
