//! Signalling: what two participants' browsers tell each other to connect. The server passes it on unread.

use serde::{Deserialize, Serialize};

use crate::{CallId, ParticipantId};

/// One message from one participant to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// The call it belongs to.
    pub call: CallId,
    /// Who sends. The server checks that the socket speaks for this participant.
    pub from: ParticipantId,
    /// Whom it is for.
    pub to: ParticipantId,
    /// The sum of both sides' epochs as the sender knows them; a receiver that knows another sum drops the message.
    pub epoch: u32,
    /// What it says.
    pub body: SignalBody,
}

/// What a signal says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalBody {
    /// A session description.
    Description(Description),
    /// An ICE candidate.
    Candidate(Candidate),
}

impl SignalBody {
    /// How long its texts are, in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Description(description) => description.sdp.len(),
            Self::Candidate(candidate) => candidate.candidate.len() + candidate.mid.as_ref().map_or(0, String::len),
        }
    }
}

/// A session description (RFC 8829).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Offer or answer.
    pub kind: DescriptionKind,
    /// The description itself.
    pub sdp: String,
}

/// Which half of an exchange a description is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionKind {
    /// The first half.
    Offer,
    /// The second half.
    Answer,
}

/// An ICE candidate (RFC 8838); an empty text says that there are no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The candidate line.
    pub candidate: String,
    /// The media line's identification.
    pub mid: Option<String>,
    /// The media line's index.
    pub line: Option<u16>,
}

/// A STUN or TURN server with credentials that soon end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceServer {
    /// `stun:`, `turn:` and `turns:` addresses.
    pub urls: Vec<String>,
    /// The user name, for TURN.
    pub username: Option<String>,
    /// The password, for TURN.
    pub credential: Option<String>,
}

/// Nearly time for a call: devices stay open, and ways to reach each other are looked for before they are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarmUp {
    /// How to reach each other; the credentials are renewed before they end.
    pub ice: Vec<IceServer>,
    /// Whether only relays may be used, so that neither side learns the other's addresses.
    pub relay_only: bool,
}
