//! The pages of the console bundle: sign-in, and the live board, the history, and what admins configure. The desk has its bar from here.

mod bar;
mod blocks;
mod board;
mod catalogue;
mod face;
mod form;
mod frame;
mod history;
mod hours;
mod people;
mod queues;
mod refused;
mod removal;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod root;
mod sign_in;

pub use bar::ConsoleBar;
pub use frame::Frame;
pub use root::ConsoleRoot;
pub use sign_in::SignIn;
