//! How far a call is.

/// How far the call is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallPhase {
    /// No media yet.
    #[default]
    Connecting,
    /// Media flows.
    Connected,
    /// Media flowed and does not now; it is being mended.
    Reconnecting,
    /// Over.
    Ended {
        /// Whether another participant said so over the direct line, before or without the server.
        by_other: bool,
    },
}
