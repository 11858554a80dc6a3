//! Products as a shop's page tells them, and money.

mod brought;
mod choice;
mod fields;
mod looks;
mod money;
mod read;
mod results;
mod rules;
mod sku;
mod wanted;

pub use brought::{MOST_BROUGHT, PRODUCTS_KEY, brought};
pub use choice::{Choice, ChoiceOption};
pub use fields::web_address;
pub use looks::{MOST_LOOKED_AT, goes};
pub use money::{Currency, InvalidAmount, InvalidCurrency, Money};
pub use read::{ProductProblem, read_product};
pub use results::{Hit, SearchResults, read_results};
pub use rules::{Attribute, AttributeOption, Chosen, Detail, Price, Product, Rating, Related, Variation};
pub use sku::{InvalidSku, Sku};
pub use wanted::{NothingWanted, Wanted, WantedKind};
