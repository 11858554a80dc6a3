//! The shopper's widget.
//!
//! Which screen is shown is decided in [`screen`], a plain function; [`visit`] holds the signals and what the shopper can do;
//! [`lifeline`] speaks with the server and, through [`Frame`](crate::frame::Frame), with the merchant's page; the rest shows it.
//!
//! It takes the place of the start page (`crate::start`) in the browser; the server never renders it.

mod attention;
mod before;
mod blocked;
mod call_back;
mod calling;
mod header;
mod keeping;
mod lifeline;
mod moving;
mod over;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod root;
#[cfg(test)]
mod samples;
mod screen;
mod shopping;
mod small;
mod status;
mod still;
mod terms;
mod tracking;
mod visit;
mod waiting;

pub use root::Widget;
