//! What is shown and bought in a call, for widget and desk.

mod cart;
mod compare;
mod model;
mod money;
mod page;
mod picture;
mod price;
mod quantity;

pub use cart::Cart;
pub use compare::Compare;
pub use model::{Act, ShoppingModel};
pub use money::money;
pub use page::{Choices, Details, ProductPage};
pub use picture::Picture;
pub use price::PriceLine;
pub use quantity::Quantity;
