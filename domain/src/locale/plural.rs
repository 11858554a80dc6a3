//! Which form of a text goes with a number (Unicode CLDR, plural rules for whole numbers).

use super::Language;

/// The categories of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// As for 0 in Arabic.
    Zero,
    /// As for 1 in English.
    One,
    /// As for 2 in Arabic.
    Two,
    /// As for 3 in Arabic.
    Few,
    /// As for 11 in Arabic.
    Many,
    /// All else; every language has it.
    Other,
}

/// The categories a language has, in the order in which a text lists its forms.
pub fn categories(language: &Language) -> &'static [Category] {
    use Category::{Few, Many, One, Other, Two, Zero};
    match language.primary() {
        "ar" => &[Zero, One, Two, Few, Many, Other],
        _ => &[One, Other],
    }
}

/// The category of a number in a language.
pub fn category(language: &Language, count: u32) -> Category {
    match (language.primary(), count, count % 100) {
        ("ar", 0, _) => Category::Zero,
        (_, 1, _) => Category::One,
        ("ar", 2, _) => Category::Two,
        ("ar", _, 3..=10) => Category::Few,
        ("ar", _, 11..) => Category::Many,
        _ => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_knows_one_and_other() {
        let english = Language::english();
        assert_eq!(
            [0, 1, 2, 101].map(|count| category(&english, count)),
            [Category::Other, Category::One, Category::Other, Category::Other]
        );
    }

    #[test]
    fn arabic_knows_all_six() {
        let arabic = "ar".parse().expect("a tag");
        assert_eq!(
            [0, 1, 2, 3, 110, 11, 99, 100, 102].map(|count| category(&arabic, count)),
            [
                Category::Zero,
                Category::One,
                Category::Two,
                Category::Few,
                Category::Few,
                Category::Many,
                Category::Many,
                Category::Other,
                Category::Other
            ]
        );
    }

    #[test]
    fn every_category_of_a_number_is_one_the_language_lists() {
        for tag in ["en", "ar-XB"] {
            let language = tag.parse().expect("a tag");
            assert!((0..300).all(|count| categories(&language).contains(&category(&language, count))));
        }
    }
}
