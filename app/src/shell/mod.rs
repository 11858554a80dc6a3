//! The document around a page: head, assets, the page's own data and its rendered body.

mod assets;
mod document;
#[cfg(feature = "hydrate")]
pub mod hydrate;
#[cfg(feature = "csr")]
pub mod mount;
#[cfg(any(feature = "hydrate", feature = "csr"))]
mod page_data;

pub use assets::{BundleAssets, HydrationAssets, MissingAsset, Reload};
pub use document::{Document, PageNote, render_console, render_guest, render_widget};

/// The element that holds the rendered page and that hydration starts from.
pub const ROOT_ID: &str = "page";
/// The element that holds the page's data as JSON.
pub const DATA_ID: &str = "page-data";
