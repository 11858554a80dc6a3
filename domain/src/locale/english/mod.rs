//! The English texts, a file for each screen.

mod call;
mod common;
mod desk;
mod preview;
mod problems;
mod sign_in;
mod start;
mod thanks;
mod waiting;

use super::{Group, Key};

/// The keys of all texts, an enum for each screen.
pub mod phrase {
    pub use super::{
        call::Call, common::Common, desk::Desk, preview::Preview, problems::Problems, sign_in::SignIn, start::Start, thanks::Thanks,
        waiting::Waiting,
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
    ]
}
