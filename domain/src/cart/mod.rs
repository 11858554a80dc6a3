//! The cart that shopper and agent share. It shows what the shop's page has confirmed and nothing else: a wish to change it is asked of
//! the page, and only a yes moves a line. What the page says of its cart without being asked is confirmed by that.

mod rules;
mod shop;
mod verdict;

pub use rules::{CartChange, CartLine, CartSkills, ChangeState, LineCard, MOST_LINES, MOST_OF_ONE, NotAsked, change_of};
pub use shop::{MOST_TOLD, ShopLine, Told};
pub use verdict::{MAX_WORDS, Refusal, Verdict};
