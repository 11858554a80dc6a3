//! The flight recorder: what happened to a connection during a call, as each browser saw it. Kept with the call, to find out
//! later why it was good or bad. It holds no addresses and nothing that was said.

use serde::{Deserialize, Serialize};

use crate::{CallId, Timestamp};

/// The most notes in one message; a browser with more sends several.
pub const MAX_FLIGHT_NOTES: usize = 64;

/// Notes about one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flight {
    /// The call.
    pub call: CallId,
    /// What happened since the last message, in order; at most [`MAX_FLIGHT_NOTES`].
    pub notes: Vec<FlightNote>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlightNote {
    /// When, by the server's clock as far as the browser knows it.
    pub at: Timestamp,
    /// What.
    pub event: FlightEvent,
}

/// What can happen to a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlightEvent {
    /// The first picture or sound of the other side was decoded, so many milliseconds after this browser learned of the call.
    FirstFrame {
        /// In milliseconds.
        after_ms: u32,
    },
    /// The two sides reach each other by this pair.
    Path {
        /// This side's candidate.
        local: CandidateKind,
        /// The other side's.
        remote: CandidateKind,
        /// What carries it; for a relay, what carries it to the relay.
        transport: Transport,
    },
    /// How it was since the last sample.
    Sample {
        /// To the other side and back, in milliseconds.
        round_trip_ms: Option<u32>,
        /// Packets lost of a thousand, the worse of both directions.
        lost_permille: u32,
        /// How long the other's picture stood still, in milliseconds.
        frozen_ms: u32,
        /// What came in, in kilobits per second.
        in_kbps: u32,
        /// What went out, in kilobits per second.
        out_kbps: u32,
    },
    /// The connection broke off; it may come back by itself.
    Disconnected,
    /// It stands again.
    Reconnected,
    /// Negotiated with fresh candidates.
    IceRestarted,
    /// Begun anew with a fresh connection.
    Rebuilt,
    /// This device changed its network.
    NetworkChanged,
    /// Connected, and yet nothing of the other side was decoded.
    NothingDecoded,
    /// What this side sends was changed to fit the line.
    Sending {
        /// To this.
        step: SendStep,
    },
}

/// Where a candidate comes from (RFC 8445).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CandidateKind {
    /// An address of the device itself.
    Host,
    /// Seen by a STUN server.
    ServerReflexive,
    /// Seen by the other side.
    PeerReflexive,
    /// On a TURN server.
    Relay,
}

/// What carries packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// UDP.
    Udp,
    /// TCP.
    Tcp,
    /// TLS over TCP.
    Tls,
}

/// What is sent, from all to least: first the picture gets smaller, then slower, then it stops; the voice goes last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendStep {
    /// All that the camera gives.
    #[default]
    Full,
    /// A smaller picture.
    LowResolution,
    /// A smaller picture, and fewer of them.
    LowFrameRate,
    /// Voice only.
    NoPicture,
}
