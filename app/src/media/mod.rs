//! Camera, microphone and the connections they travel over.

mod back_camera;
pub mod browser;
mod capture;
pub mod channel;
pub mod codes;
pub mod counters;
pub mod devices;
pub mod flight;
pub mod ladder;
pub mod level;
pub mod local;
mod network;
pub mod peer;
pub mod problem;
pub mod quality;
mod reach;
pub mod screen;
mod tone;

pub use back_camera::{BackCamera, vibrate};
pub use browser::Browser;
pub use codes::{CannotRead, CodeReader};
pub use devices::{Device, DeviceKind};
pub use level::LevelMeter;
pub use local::{Access, LocalMedia};
pub use peer::Reserve;
pub use problem::MediaProblem;
pub use quality::Quality;
pub use reach::Reach;
pub use tone::Speaker;
