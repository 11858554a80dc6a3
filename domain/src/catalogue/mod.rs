//! The catalogue: what an organisation's feed says of its products, for pages that do not tell them themselves.
//!
//! A file format gives rows of names and values ([`Row`]); [`Gathering`] makes items of them, or says by line why not. An item is one
//! thing that can be bought; those of a group are the variations of one product ([`product_of`]), which then is as any product that a
//! page tells.

mod address;
mod assemble;
mod column;
mod gathering;
mod item;
mod plain;
mod price;
mod problem;
#[cfg(test)]
mod properties;
mod row;
mod words;

pub use address::PageKey;
pub use assemble::{hit_of, product_of};
pub use column::Column;
pub use gathering::{Gathered, Gathering, LineProblem, MOST_PROBLEMS, MOST_ROWS, NothingFits, Tally};
pub use item::{Item, ItemOption, Sale};
pub use problem::FeedProblem;
pub use row::{Defaults, Row, RowProblem};
pub use words::{MOST_WORDS, fold, words};

/// The largest feed, in bytes.
pub const MAX_FEED_BYTES: usize = 50 * 1024 * 1024;
