//! Rows gathered into a catalogue, and what was wrong with those that were left out.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Defaults, Item, Row};
use crate::{product::Sku, text};

/// The most rows of a feed.
pub const MOST_ROWS: u32 = 100_000;
/// How many problems are kept with their words.
pub const MOST_PROBLEMS: usize = 20;
/// The most variations of a product.
const MOST_OF_GROUP: u32 = 250;
/// The longest words of a problem, in characters.
const MAX_WORDS: usize = 300;

/// Something wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProblem {
    /// The line it begins in; 1 is the first.
    pub line: u32,
    /// What is wrong.
    pub words: String,
}

/// How much of a feed was of use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows that are in the catalogue now.
    pub taken: u32,
    /// How many products they make, variations together.
    pub products: u32,
    /// Rows that were left out.
    pub left_out: u32,
    /// What is wrong with the first of these, at most [`MOST_PROBLEMS`].
    pub problems: Vec<LineProblem>,
}

/// A feed that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// What can be bought, in the order of the feed; at least one.
    pub items: Vec<Item>,
    /// How much of it was of use.
    pub tally: Tally,
}

/// Nothing in a feed was of use; what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingFits(pub Tally);

/// Rows on their way into a catalogue.
#[derive(Debug)]
pub struct Gathering {
    defaults: Defaults,
    items: Vec<Item>,
    lines: HashMap<Sku, u32>,
    groups: HashMap<String, u32>,
    left_out: u32,
    problems: Vec<LineProblem>,
}

impl Gathering {
    /// Nothing yet.
    pub fn new(defaults: Defaults) -> Self {
        Self { defaults, items: vec![], lines: HashMap::new(), groups: HashMap::new(), left_out: 0, problems: vec![] }
    }

    /// Takes a row in, or notes why not. One in which nothing stands is none.
    pub fn row(&mut self, line: u32, row: &Row) {
        if row.is_blank() {
            return;
        }
        match row.read(&self.defaults) {
            Ok(item) => self.item(line, item),
            Err(problem) => self.leave_out(line, &problem.to_string()),
        }
    }

    fn item(&mut self, line: u32, item: Item) {
        if let Some(before) = self.lines.get(&item.sku) {
            let words = format!("{} stands in line {before} already", item.sku);
            return self.leave_out(line, &words);
        }
        let of_group = self.groups.entry(item.product_key()).or_default();
        if *of_group >= MOST_OF_GROUP {
            let words = format!("{}: its product has more than {MOST_OF_GROUP} variations", item.sku);
            return self.leave_out(line, &words);
        }
        *of_group += 1;
        self.lines.insert(item.sku.clone(), line);
        self.items.push(item);
    }

    /// Notes that a row is left out.
    pub fn leave_out(&mut self, line: u32, words: &str) {
        self.left_out = self.left_out.saturating_add(1);
        self.note(line, words);
    }

    /// Notes something wrong that is no row.
    pub fn note(&mut self, line: u32, words: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(LineProblem { line, words: text::line(words, MAX_WORDS).unwrap_or_default() });
        }
    }

    /// Whether no further row is looked at. From a row that comes then on, all are left out.
    pub fn is_full(&self) -> bool {
        self.taken().saturating_add(self.left_out) >= MOST_ROWS
    }

    /// Notes that rows from this one on were not looked at.
    pub fn overflow(&mut self, line: u32) {
        // The last words of the list are worth less than these.
        self.problems.truncate(MOST_PROBLEMS - 1);
        self.note(line, &format!("a feed has at most {MOST_ROWS} rows; the rows from here on were not read"));
    }

    fn taken(&self) -> u32 {
        u32::try_from(self.items.len()).unwrap_or(u32::MAX)
    }

    /// What was gathered.
    ///
    /// # Errors
    /// Nothing was of use.
    pub fn done(self) -> Result<Gathered, NothingFits> {
        let products = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let tally = Tally { taken: self.taken(), products, left_out: self.left_out, problems: self.problems };
        if self.items.is_empty() { Err(NothingFits(tally)) } else { Ok(Gathered { items: self.items, tally }) }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Column, *};

    fn gathering() -> Gathering {
        let defaults = Defaults { locale: "en".parse().expect("a language"), currency: Some("EUR".parse().expect("a currency")) };
        Gathering::new(defaults)
    }

    fn row(sku: &str, group: &str) -> Row {
        let mut row = Row::default();
        for (column, value) in [(Column::Sku, sku), (Column::Title, "A"), (Column::Price, "1"), (Column::Group, group)] {
            row.put(column, value);
        }
        row
    }

    #[test]
    fn a_bad_row_costs_itself_and_is_named_by_line() {
        let mut gathering = gathering();
        gathering.row(2, &row("a", ""));
        gathering.row(3, &row("", "x"));
        gathering.row(4, &Row::default());
        gathering.row(5, &row("a", ""));
        gathering.row(6, &row("b", ""));
        let gathered = gathering.done().expect("two");
        assert_eq!(gathered.items.iter().map(|item| item.sku.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let Tally { taken, products, left_out, problems } = gathered.tally;
        assert_eq!((taken, products, left_out), (2, 2, 2));
        let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 5]);
        assert_eq!(problems[1].words, "a stands in line 2 already");
    }

    #[test]
    fn problems_are_counted_beyond_those_that_are_kept() {
        let mut gathering = gathering();
        for line in 0..100 {
            gathering.leave_out(line, "wrong");
        }
        gathering.overflow(101);
        let NothingFits(tally) = gathering.done().expect_err("nothing");
        assert_eq!((tally.left_out, tally.problems.len()), (100, MOST_PROBLEMS));
        assert_eq!(tally.problems.last().map(|problem| problem.line), Some(101));
    }

    #[test]
    fn a_product_has_a_bounded_number_of_variations() {
        let mut gathering = gathering();
        for number in 0..300 {
            gathering.row(number, &row(&number.to_string(), "shirt"));
        }
        let tally = gathering.done().expect("some").tally;
        assert_eq!((tally.taken, tally.products, tally.left_out), (250, 1, 50));
    }
}
