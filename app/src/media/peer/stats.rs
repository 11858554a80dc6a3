//! Reads the browser's counters.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcPeerConnection;

use crate::media::counters::{Counters, Path};

/// The counters of a connection, all streams together; `None` when the browser has none. `screen` is the name of the slot for a
/// shown screen: that stands still for as long as nothing on it changes, which is no fault of the line.
pub(super) async fn counters(connection: &RtcPeerConnection, screen: Option<&str>) -> Option<Counters> {
    let report = JsFuture::from(connection.get_stats()).await.ok()?;
    // The report is a map in all but its class.
    let report: &js_sys::Map = report.unchecked_ref();
    let entries: Vec<JsValue> = report.values().into_iter().map_while(Result::ok).collect();
    let mut counters = Counters::default();
    for entry in &entries {
        add(&mut counters, entry, screen);
    }
    if let Some(pair) = selected_pair(report, &entries) {
        counters.round_trip_secs = number(&pair, "currentRoundTripTime").or(counters.round_trip_secs);
        counters.available_bps = number(&pair, "availableOutgoingBitrate");
        counters.path = path(report, &pair);
    }
    Some(counters)
}

fn add(counters: &mut Counters, entry: &JsValue, screen: Option<&str>) {
    let count = |name| number(entry, name).unwrap_or(0.0);
    match text(entry, "type").as_deref() {
        Some("inbound-rtp") => {
            counters.lost += count("packetsLost");
            counters.bytes_in += count("bytesReceived");
            if screen.is_some() && text(entry, "mid").as_deref() == screen {
                counters.screen_packets += count("packetsReceived");
                return;
            }
            let is_picture = text(entry, "kind").as_deref() == Some("video");
            let packets = if is_picture { &mut counters.picture_packets } else { &mut counters.voice_packets };
            *packets += count("packetsReceived");
            counters.frames_decoded += count("framesDecoded");
            counters.frozen_secs += count("totalFreezesDuration");
            let concealed = count("concealedSamples") - count("silentConcealedSamples");
            // Opus always runs at 48 kHz.
            counters.concealed_secs += concealed.max(0.0) / 48_000.0;
        }
        Some("outbound-rtp") => {
            counters.bytes_out += count("bytesSent");
            counters.is_limited |= text(entry, "qualityLimitationReason").as_deref() == Some("bandwidth");
        }
        Some("remote-inbound-rtp") => {
            if let Some(lost) = number(entry, "fractionLost") {
                counters.lost_there = Some(counters.lost_there.map_or(lost, |most| most.max(lost)));
            }
            counters.round_trip_secs = counters.round_trip_secs.or(number(entry, "roundTripTime"));
        }
        _ => {}
    }
}

/// The pair of candidates in use. Some browsers have it with the transport, others mark the pair.
fn selected_pair(report: &js_sys::Map, entries: &[JsValue]) -> Option<JsValue> {
    let of_type = |kind: &'static str| entries.iter().filter(move |entry| text(entry, "type").as_deref() == Some(kind));
    let named = of_type("transport").find_map(|transport| get(report, &text(transport, "selectedCandidatePairId")?));
    let is_in_use =
        |pair: &&JsValue| flag(pair, "selected") || (flag(pair, "nominated") && text(pair, "state").as_deref() == Some("succeeded"));
    named.or_else(|| of_type("candidate-pair").find(is_in_use).cloned())
}

fn path(report: &js_sys::Map, pair: &JsValue) -> Option<Path> {
    let local = get(report, &text(pair, "localCandidateId")?)?;
    let remote = get(report, &text(pair, "remoteCandidateId")?)?;
    let to_relay = text(&local, "relayProtocol");
    Path::read(&text(&local, "candidateType")?, &text(&remote, "candidateType")?, &text(&local, "protocol")?, to_relay.as_deref())
}

fn get(report: &js_sys::Map, id: &str) -> Option<JsValue> {
    Some(report.get(&id.into())).filter(|entry| !entry.is_undefined())
}

fn field(entry: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(entry, &name.into()).ok()
}

fn number(entry: &JsValue, name: &str) -> Option<f64> {
    field(entry, name)?.as_f64()
}

fn text(entry: &JsValue, name: &str) -> Option<String> {
    field(entry, name)?.as_string()
}

fn flag(entry: &JsValue, name: &str) -> bool {
    field(entry, name).and_then(|value| value.as_bool()).unwrap_or(false)
}
