//! The shopper's widget.
//!
//! Which screen is shown is decided in [`screen`], a plain function; [`visit`] holds the signals and what the shopper can do;
//! [`lifeline`] speaks with the server and, through [`frame`], with the merchant's page; the rest shows it.

mod before;
mod blocked;
mod calling;
mod frame;
mod header;
mod heading;
mod host;
mod keeping;
mod lifeline;
mod over;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod root;
#[cfg(test)]
mod samples;
mod screen;
mod small;
mod start;
mod status;
mod terms;
mod unsupported;
mod visit;
mod waiting;

pub use root::Widget;
