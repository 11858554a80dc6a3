//! One peer connection between two participants, as a state machine without I/O: perfect negotiation
//! (W3C WebRTC 1.0, section 10.7) over signalling that may be slow.
//!
//! The browser's peer connection works asynchronously, and its answers interleave with messages from the other side. This
//! machine lets **one operation run at a time** and keeps what arrives meanwhile in order, so there is no half-applied state in
//! which a description could be taken the wrong way.
//!
//! The two sides are not equal: the *impolite* one lays out the [`SLOTS`] and offers first; when both offer at once its offer
//! stands and the polite one takes its own back.

mod machine;
#[cfg(test)]
mod properties;

pub use machine::{Command, Input, Link};

use crate::ParticipantId;

/// What every session description holds, in this order, from the first offer on, so that sharing a screen, hold, and chat lines
/// need no renegotiation.
pub const SLOTS: [Slot; 3] = [Slot::Audio, Slot::Camera, Slot::Screen];

/// The stream id of the one data channel; negotiated by convention and not by the channel's own handshake (RFC 8832).
pub const DATA_CHANNEL_ID: u16 = 0;

/// A media line with a fixed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The microphone.
    Audio,
    /// The camera.
    Camera,
    /// A shared screen.
    Screen,
}

/// Whether `me` yields when both sides offer at once. Follows from the identifiers, so both sides know without asking.
pub fn is_polite(me: &ParticipantId, other: &ParticipantId) -> bool {
    me > other
}
