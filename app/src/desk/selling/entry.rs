//! What is typed into the one field for products: whether it is added or searched for, and what is wrong with it.

use domain::{
    locale::phrase::Selling as Words,
    product::{Wanted, WantedKind},
    text,
    wire::Abilities,
};

use crate::media::channel::LONGEST_TERM;

/// What is done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It names a product, which goes into the tray.
    Add,
    /// The shop is searched for it.
    Search,
}

/// Why nothing is done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing names a product.
    NothingTyped,
    /// There is nothing to look for.
    NothingToFind,
    /// It is longer than anything that has a name.
    TooLong,
    /// It is in the tray.
    AlreadyThere,
}

/// What Enter does. A page that searches is searched, except for what can only be meant as one product: an address, or a reference that
/// the desk knows already.
pub fn on_enter(entry: &str, can: Abilities, known: &[String]) -> Way {
    let names_one =
        || Wanted::typed(entry).is_ok_and(|wanted| wanted.kind() == WantedKind::Url || known.iter().any(|one| one == wanted.reference()));
    match (can.products, can.search) {
        (true, true) if names_one() => Way::Add,
        (_, true) => Way::Search,
        (_, false) => Way::Add,
    }
}

/// The product that an entry names.
pub fn product(entry: &str) -> Result<Wanted, Fault> {
    let nothing = || text::line(entry, 1).is_none();
    Wanted::typed(entry).map_err(|_| if nothing() { Fault::NothingTyped } else { Fault::TooLong })
}

/// What the shop is searched for.
pub fn term(entry: &str) -> Result<String, Fault> {
    if entry.trim().chars().count() > LONGEST_TERM {
        return Err(Fault::TooLong);
    }
    text::line(entry, LONGEST_TERM).ok_or(Fault::NothingToFind)
}

/// What the field is for.
pub const fn label(can: Abilities) -> Words {
    match (can.products, can.search) {
        (true, true) => Words::EntryBoth,
        (false, true) => Words::EntrySearch,
        (_, false) => Words::EntryAdd,
    }
}

/// What Enter does, in words.
pub const fn help(can: Abilities) -> Words {
    match (can.products, can.search) {
        (true, true) => Words::HelpBoth,
        (false, true) => Words::HelpSearch,
        (_, false) => Words::HelpAdd,
    }
}

impl Fault {
    /// What is wrong, in words.
    pub const fn words(self) -> Words {
        match self {
            Self::NothingTyped => Words::NothingTyped,
            Self::NothingToFind => Words::NothingToFind,
            Self::TooLong => Words::TooLong,
            Self::AlreadyThere => Words::AlreadyThere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn can(products: bool, search: bool) -> Abilities {
        Abilities { products, search, ..Abilities::default() }
    }

    #[test]
    fn enter_searches_where_the_page_can_unless_one_product_is_named() {
        let known = ["LC-101".to_owned()];
        let both = |entry| on_enter(entry, can(true, true), &known);
        assert_eq!((both("lamp"), both(""), both("lc-101"), both("https://")), (Way::Search, Way::Search, Way::Search, Way::Search));
        assert_eq!((both(" LC-101 "), both(" https://shop.example/lamp")), (Way::Add, Way::Add));
    }

    #[test]
    fn enter_adds_where_the_page_does_not_search_and_never_where_it_tells_no_products() {
        for entry in ["lamp", "", "https://shop.example/lamp"] {
            assert_eq!(on_enter(entry, can(true, false), &[]), Way::Add, "{entry}");
            assert_eq!(on_enter(entry, can(false, true), &[entry.to_owned()]), Way::Search, "{entry}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_said_of_what_was_to_be_done() {
        assert_eq!((product(" \n"), term(" \n")), (Err(Fault::NothingTyped), Err(Fault::NothingToFind)));
        assert_eq!(product(&"x".repeat(3_000)), Err(Fault::TooLong));
        assert_eq!(term(&"x".repeat(LONGEST_TERM + 1)), Err(Fault::TooLong));
        assert_eq!(term(&format!(" {} ", "x".repeat(LONGEST_TERM))).map(|term| term.len()), Ok(LONGEST_TERM));
        assert_eq!(product(" LC-101 ").map(|wanted| wanted.reference().to_owned()), Ok("LC-101".to_owned()));
    }
}
