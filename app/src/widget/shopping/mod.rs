//! What is shown and bought, in the widget.

mod asking;
mod counting;
mod panel;

pub use asking::Asked;
pub use counting::Counted;
pub use panel::Shop;
