//! What the browser counts about one connection (W3C webrtc-stats), and what follows from two counts.

use domain::wire::{CandidateKind, FlightEvent, Transport};

use super::{ladder::LineSample, quality::Sample};

/// What the browser has counted since the connection began, all streams together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counters {
    /// Packets of the other's picture that arrived.
    pub picture_packets: f64,
    /// Packets of the other's screen that arrived.
    pub screen_packets: f64,
    /// Packets of the other's voice that arrived.
    pub voice_packets: f64,
    /// Packets that did not.
    pub lost: f64,
    /// Pictures decoded.
    pub frames_decoded: f64,
    /// Seconds in which the picture stood still.
    pub frozen_secs: f64,
    /// Seconds of the other's voice that had to be made up because packets were missing.
    pub concealed_secs: f64,
    /// Bytes that came in.
    pub bytes_in: f64,
    /// Bytes that went out.
    pub bytes_out: f64,
    /// The time to the other and back in seconds, when known.
    pub round_trip_secs: Option<f64>,
    /// The share of our own packets that the other misses, 0 to 1, when told.
    pub lost_there: Option<f64>,
    /// What the browser believes could be sent, in bits per second.
    pub available_bps: Option<f64>,
    /// Whether the picture is kept small because of the line.
    pub is_limited: bool,
    /// By which way the two sides reach each other.
    pub path: Option<Path>,
}

/// The way between the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Path {
    /// This side's candidate.
    pub local: CandidateKind,
    /// The other side's.
    pub remote: CandidateKind,
    /// What carries it; for a relay, what carries it to the relay.
    pub transport: Transport,
}

impl Path {
    /// Reads a way from the browser's words: both candidates' types, the local one's protocol, and what a relay is reached by.
    pub fn read(local: &str, remote: &str, protocol: &str, to_relay: Option<&str>) -> Option<Self> {
        let transport = match to_relay.unwrap_or(protocol) {
            "udp" => Transport::Udp,
            "tcp" => Transport::Tcp,
            "tls" => Transport::Tls,
            _ => return None,
        };
        Some(Self { local: candidate(local)?, remote: candidate(remote)?, transport })
    }

    /// The note about it.
    pub const fn note(self) -> FlightEvent {
        FlightEvent::Path { local: self.local, remote: self.remote, transport: self.transport }
    }
}

fn candidate(kind: &str) -> Option<CandidateKind> {
    match kind {
        "host" => Some(CandidateKind::Host),
        "srflx" => Some(CandidateKind::ServerReflexive),
        "prflx" => Some(CandidateKind::PeerReflexive),
        "relay" => Some(CandidateKind::Relay),
        _ => None,
    }
}

impl Counters {
    /// What the word for the quality is made of.
    pub const fn quality(&self) -> Sample {
        Sample {
            received: self.picture_packets + self.screen_packets + self.voice_packets,
            lost: self.lost,
            frozen_secs: self.frozen_secs,
            concealed_secs: self.concealed_secs,
            round_trip_secs: self.round_trip_secs,
            lost_there: self.lost_there,
        }
    }

    /// What decides how much is sent.
    pub const fn line(&self) -> LineSample {
        LineSample {
            available_bps: self.available_bps,
            lost_there: self.lost_there,
            round_trip_secs: self.round_trip_secs,
            is_limited: self.is_limited,
        }
    }

    /// The note about what happened since `before`, `secs` ago.
    pub fn note(&self, before: &Self, secs: f64) -> FlightEvent {
        let grown = |now: f64, before: f64| (now - before).max(0.0);
        let received = grown(self.quality().received, before.quality().received);
        let lost = grown(self.lost, before.lost);
        let lost_here = if received + lost > 0.0 { lost / (received + lost) } else { 0.0 };
        let kbps = |now, before| whole(grown(now, before) * 8.0 / 1_000.0 / secs.max(0.1));
        FlightEvent::Sample {
            round_trip_ms: self.round_trip_secs.map(|secs| whole(secs * 1_000.0)),
            lost_permille: whole(lost_here.max(self.lost_there.unwrap_or(0.0)) * 1_000.0).min(1_000),
            frozen_ms: whole(grown(self.frozen_secs, before.frozen_secs) * 1_000.0),
            in_kbps: kbps(self.bytes_in, before.bytes_in),
            out_kbps: kbps(self.bytes_out, before.bytes_out),
        }
    }
}

/// The nearest whole number; what is less than nothing, or no number, is nought.
#[expect(clippy::as_conversions, reason = "the standard library has no checked way from f64 to u32; this one saturates")]
pub(crate) fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_relay_counts_and_not_the_way_from_it() {
        let expected = Path { local: CandidateKind::Relay, remote: CandidateKind::Host, transport: Transport::Tls };
        assert_eq!(Path::read("relay", "host", "udp", Some("tls")), Some(expected));
        let direct = Path { local: CandidateKind::Host, remote: CandidateKind::PeerReflexive, transport: Transport::Udp };
        assert_eq!(Path::read("host", "prflx", "udp", None), Some(direct));
        assert_eq!(Path::read("host", "pigeon", "udp", None), None);
    }

    #[test]
    fn a_note_tells_what_happened_between_two_counts() {
        let before = Counters { voice_packets: 500.0, bytes_in: 1_000.0, bytes_out: 50_000.0, ..Counters::default() };
        let now = Counters {
            picture_packets: 90.0,
            lost: 10.0,
            bytes_in: 126_000.0,
            bytes_out: 50_000.0,
            frozen_secs: 0.25,
            round_trip_secs: Some(0.0421),
            lost_there: Some(0.02),
            ..before
        };
        let expected = FlightEvent::Sample { round_trip_ms: Some(42), lost_permille: 100, frozen_ms: 250, in_kbps: 100, out_kbps: 0 };
        assert_eq!(now.note(&before, 10.0), expected);
    }

    #[test]
    fn counters_that_start_over_are_no_negative_traffic() {
        let before = Counters { voice_packets: 500.0, bytes_in: 1e6, bytes_out: 1e6, lost: 7.0, ..Counters::default() };
        let note = Counters::default().note(&before, 10.0);
        let nothing = FlightEvent::Sample { round_trip_ms: None, lost_permille: 0, frozen_ms: 0, in_kbps: 0, out_kbps: 0 };
        assert_eq!(note, nothing);
    }

    #[test]
    fn no_number_is_nought() {
        for (value, expected) in [(f64::NAN, 0), (-3.0, 0), (2.5, 3), (1e12, u32::MAX)] {
            assert_eq!(whole(value), expected, "{value}");
        }
    }
}
