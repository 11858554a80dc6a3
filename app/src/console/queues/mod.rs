//! The pages of queues.

mod form;
mod list;

pub use form::EditQueue;
pub use list::ListQueues;
