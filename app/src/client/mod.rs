//! The page's side of the line to the server: the socket, the server's clock, and the small helpers over browser events and
//! timers that both need.

mod backoff;
pub mod clock;
mod hydrated;
mod language;
pub mod listener;
mod name;
pub mod socket;
mod stream;
pub mod timer;
mod zone;

pub use clock::Clock;
pub use hydrated::mark_hydrated;
pub use language::language_name;
pub use listener::Listener;
pub use name::{fresh_id, fresh_name, page_name};
pub use socket::{Delivery, FromServer, Socket, SocketState};
pub use stream::{EventStream, StreamState};
pub use timer::{Timer, sleep};
pub use zone::time_zone;
