//! What the browsers of a call noted of their connection: in words, with the values beside.

use domain::{
    Duration,
    locale::phrase::History,
    wire::{CandidateKind, FlightEvent, SendStep, Transport, console::FlightLine},
};
use leptos::prelude::*;

use super::calls::role;
use crate::ui::{length, texts};

/// More packets lost of a thousand than this are heard and seen.
const LOSING_FROM: u32 = 20;
/// A way to the other side and back that takes longer, in milliseconds, makes people talk over each other.
const SLOW_FROM: u32 = 300;

/// The notes of a call.
#[component]
pub fn FlightRecorder(
    /// The notes, by time.
    notes: Vec<FlightLine>,
    /// How many later ones are left out.
    left_out: u32,
    /// Whether they have been deleted.
    are_deleted: bool,
) -> impl IntoView {
    let texts = texts();
    let count = u32::try_from(notes.len()).unwrap_or(u32::MAX);
    let content = if notes.is_empty() {
        let words = if are_deleted { History::FlightDeleted } else { History::FlightEmpty };
        view! { <p class="muted">{texts.text(words)}</p> }.into_any()
    } else {
        let cut = (left_out > 0).then(|| view! { <p class="muted small">{texts.count(History::FlightCut, left_out)}</p> });
        view! {
            <p class="muted small">{texts.text(History::FlightHelp)}</p>
            <details class="flight">
                <summary>{texts.count(History::FlightCount, count)}</summary>
                <Notes notes />
                {cut}
            </details>
        }
        .into_any()
    };
    view! { <h3>{texts.text(History::Flight)}</h3> {content} }
}

#[component]
fn Notes(notes: Vec<FlightLine>) -> impl IntoView {
    let texts = texts();
    let row = move |FlightLine { after, role: whose, event }: FlightLine| {
        view! {
            <tr>
                <td>{precise(after)}</td>
                <td>{texts.text(role(whose))}</td>
                <td>{texts.text(words(&event))}</td>
                <td><code>{values(&event)}</code></td>
            </tr>
        }
    };
    let columns = [History::FlightAfter, History::FlightWhose, History::FlightWhat, History::FlightValues];
    let head = columns.map(|column| view! { <th scope="col">{texts.text(column)}</th> }).into_iter().collect::<Vec<_>>();
    view! {
        <table class="plain-table">
            <caption class="visually-hidden">{texts.text(History::Flight)}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{notes.into_iter().map(row).collect::<Vec<_>>()}</tbody>
        </table>
    }
}

/// The time since the call's start, to the tenth of a second.
fn precise(after: Duration) -> String {
    let tenth = after.as_micros().rem_euclid(1_000_000) / 100_000;
    format!("{}.{tenth}", length(after))
}

/// What happened, in words.
const fn words(event: &FlightEvent) -> History {
    match event {
        FlightEvent::FirstFrame { .. } => History::FirstFrame,
        FlightEvent::Path { local: CandidateKind::Relay, .. } | FlightEvent::Path { remote: CandidateKind::Relay, .. } => {
            History::PathRelay
        }
        FlightEvent::Path { .. } => History::Path,
        FlightEvent::Sample { frozen_ms: 1.., .. } => History::SampleFrozen,
        FlightEvent::Sample { lost_permille: LOSING_FROM.., .. } => History::SamplePoor,
        FlightEvent::Sample { round_trip_ms: Some(SLOW_FROM..), .. } => History::SampleSlow,
        FlightEvent::Sample { .. } => History::Sample,
        FlightEvent::Disconnected => History::Disconnected,
        FlightEvent::Reconnected => History::Reconnected,
        FlightEvent::IceRestarted => History::IceRestarted,
        FlightEvent::Rebuilt => History::Rebuilt,
        FlightEvent::NetworkChanged => History::NetworkChanged,
        FlightEvent::NothingDecoded => History::NothingDecoded,
        FlightEvent::Sending { step } => match step {
            SendStep::Full => History::SendingFull,
            SendStep::LowResolution => History::SendingLowResolution,
            SendStep::LowFrameRate => History::SendingLowFrameRate,
            SendStep::NoPicture => History::SendingNoPicture,
        },
    }
}

/// The values that came with it, in the units of engineers.
fn values(event: &FlightEvent) -> String {
    match event {
        FlightEvent::FirstFrame { after_ms } => format!("{after_ms} ms"),
        FlightEvent::Path { local, remote, transport } => format!("{} \u{2192} {}, {}", kind(*local), kind(*remote), carrier(*transport)),
        FlightEvent::Sample { round_trip_ms, lost_permille, frozen_ms, in_kbps, out_kbps } => {
            let trip = round_trip_ms.map(|trip| format!("rtt {trip} ms, ")).unwrap_or_default();
            format!("{trip}loss {lost_permille} \u{2030}, frozen {frozen_ms} ms, in {in_kbps} kbit/s, out {out_kbps} kbit/s")
        }
        _ => String::new(),
    }
}

const fn kind(kind: CandidateKind) -> &'static str {
    match kind {
        CandidateKind::Host => "host",
        CandidateKind::ServerReflexive => "srflx",
        CandidateKind::PeerReflexive => "prflx",
        CandidateKind::Relay => "relay",
    }
}

const fn carrier(transport: Transport) -> &'static str {
    match transport {
        Transport::Udp => "UDP",
        Transport::Tcp => "TCP",
        Transport::Tls => "TLS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worst_about_a_moment_is_what_is_said() {
        let sample = |frozen_ms, lost_permille, round_trip_ms| FlightEvent::Sample {
            round_trip_ms: Some(round_trip_ms),
            lost_permille,
            frozen_ms,
            in_kbps: 900,
            out_kbps: 800,
        };
        assert_eq!(words(&sample(0, 19, 299)), History::Sample);
        assert_eq!(words(&sample(0, 0, 300)), History::SampleSlow);
        assert_eq!(words(&sample(0, 20, 300)), History::SamplePoor);
        assert_eq!(words(&sample(40, 20, 300)), History::SampleFrozen);
        assert_eq!(values(&sample(40, 3, 25)), "rtt 25 ms, loss 3 \u{2030}, frozen 40 ms, in 900 kbit/s, out 800 kbit/s");
    }

    #[test]
    fn a_way_through_a_relay_on_either_side_is_told() {
        let path = |local, remote| FlightEvent::Path { local, remote, transport: Transport::Udp };
        assert_eq!(words(&path(CandidateKind::Host, CandidateKind::Relay)), History::PathRelay);
        assert_eq!(words(&path(CandidateKind::Host, CandidateKind::ServerReflexive)), History::Path);
        assert_eq!(values(&path(CandidateKind::Relay, CandidateKind::Host)), "relay \u{2192} host, UDP");
        assert_eq!(precise(Duration::from_millis(61_250)), "1:01.2");
    }
}
