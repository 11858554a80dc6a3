//! The English texts, a file for each screen.

mod blocks;
mod board;
mod call;
mod call_back;
mod call_backs;
mod catalogue;
mod common;
mod console;
mod desk;
mod earlier;
mod guest;
mod history;
mod hours;
mod people;
mod preview;
mod problems;
mod queues;
mod scanning;
mod selling;
mod shop_card;
mod shopping;
mod sign_in;
mod start;
mod thanks;
mod times;
mod waiting;

use super::{Group, Key};

/// The keys of all texts, an enum for each screen.
pub mod phrase {
    pub use super::{
        blocks::Blocks, board::Board, call::Call, call_back::CallBack, call_backs::CallBacks, catalogue::Catalogue, common::Common,
        console::Console, desk::Desk, earlier::Earlier, guest::Guest, history::History, hours::Hours, people::People, preview::Preview,
        problems::Problems, queues::Queues, scanning::Scanning, selling::Selling, shop_card::ShopCard, shopping::Shopping, sign_in::SignIn,
        start::Start, thanks::Thanks, times::Times, waiting::Waiting,
    };
}

type Texts = &'static [&'static [&'static str]];

/// All texts, in the order of the groups.
pub(super) fn all_english() -> [(Group, Texts); Group::COUNT] {
    fn of<K: Key>() -> (Group, Texts) {
        (K::GROUP, K::english())
    }
    [
        of::<phrase::Common>(),
        of::<phrase::Start>(),
        of::<phrase::Preview>(),
        of::<phrase::Waiting>(),
        of::<phrase::Call>(),
        of::<phrase::Thanks>(),
        of::<phrase::Problems>(),
        of::<phrase::Desk>(),
        of::<phrase::SignIn>(),
        of::<phrase::Times>(),
        of::<phrase::Console>(),
        of::<phrase::Queues>(),
        of::<phrase::Hours>(),
        of::<phrase::People>(),
        of::<phrase::CallBack>(),
        of::<phrase::CallBacks>(),
        of::<phrase::Board>(),
        of::<phrase::History>(),
        of::<phrase::Guest>(),
        of::<phrase::Blocks>(),
        of::<phrase::Earlier>(),
        of::<phrase::Shopping>(),
        of::<phrase::Selling>(),
        of::<phrase::ShopCard>(),
        of::<phrase::Catalogue>(),
        of::<phrase::Scanning>(),
    ]
}
