//! The page of a guest, who comes into a call by a link.
//!
//! The server renders it without knowing the link, which stands in the fragment; the console's bundle, which has the call in it
//! already, brings it to life, and it wears what the widget wears. Which screen is shown is decided in [`screen`], a plain function;
//! [`model`] holds the signals and what the guest can do; [`line`] speaks with the server.

mod before;
mod claim;
mod keeping;
mod knocking;
mod line;
mod model;
mod over;
mod page;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod screen;

pub use page::Guest;
