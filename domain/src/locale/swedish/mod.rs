//! The Swedish texts of what shoppers and guests read, a file for each screen. Desk and console speak English.

mod call;
mod call_back;
mod common;
mod guest;
mod preview;
mod problems;
mod shop_card;
mod shopping;
mod start;
mod thanks;
mod times;
mod waiting;

use super::translation::Translated;

/// All texts there are.
pub(super) fn all_swedish() -> [Translated; 12] {
    [
        common::texts(),
        start::texts(),
        preview::texts(),
        waiting::texts(),
        call::texts(),
        thanks::texts(),
        problems::texts(),
        times::texts(),
        call_back::texts(),
        guest::texts(),
        shopping::texts(),
        shop_card::texts(),
    ]
}
