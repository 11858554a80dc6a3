//! The pages of queues.

mod first;
mod form;
mod list;

pub use form::EditQueue;
pub use list::ListQueues;
