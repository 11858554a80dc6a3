//! The start screen: all of the widget that the server renders, and a bundle of its own that brings it to life.
//!
//! Most shoppers who open the widget look at this screen first, so it must not wait for what only a call needs. The whole widget
//! (`crate::widget`) is loaded meanwhile and takes this page's place at the first press; see `docs/decisions/0004-start-bundle.md`.

mod glance;
mod masthead;
mod page;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
#[cfg(test)]
pub(crate) mod samples;
mod screen;
mod unsupported;

pub use masthead::{CloseButton, Masthead};
pub use page::StartPage;
pub use screen::Start;
