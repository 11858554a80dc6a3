//! The page of the organisation's catalogue.

mod contents;
mod form;
mod page;
mod state;

pub use page::CatalogueOfOrganisation;
