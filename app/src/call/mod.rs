//! The call itself, for widget and desk: the room behind it, the stage that shows it, and the preview before it.

mod chat;
mod controls;
mod corner;
mod device_choice;
mod early;
mod fullscreen;
mod held;
mod lines;
mod media_element;
mod meter;
mod other_view;
mod preview;
mod problem_words;
mod remote;
#[cfg(test)]
mod rendering;
mod room;
mod screens;
mod self_view;
mod spoken;
mod stage;
mod still_note;
mod words;

pub use early::EarlySignals;
pub use lines::ChatLine;
pub(crate) use media_element::show_picture;
pub use preview::Preview;
pub(crate) use problem_words::how_to_allow;
pub use remote::Remote;
pub use room::{AskedSearch, AskedStill, CallPhase, CallRoom, OwnScreen, Search, SearchState, StillWish, Surroundings};
pub use stage::{AgentControls, CallStage};
