//! Camera, microphone and the connections they travel over.

pub mod browser;
mod capture;
pub mod channel;
pub mod devices;
pub mod level;
pub mod local;
pub mod peer;
pub mod problem;
pub mod quality;

pub use browser::Browser;
pub use devices::{Device, DeviceKind};
pub use level::LevelMeter;
pub use local::{Access, LocalMedia};
pub use problem::MediaProblem;
pub use quality::Quality;
