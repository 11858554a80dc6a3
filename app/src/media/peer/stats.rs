//! Reads the browser's counters.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcPeerConnection;

use crate::media::quality::Sample;

/// The counters of a connection, all streams together; `None` when the browser has none.
pub(super) async fn sample(connection: &RtcPeerConnection) -> Option<Sample> {
    let report = JsFuture::from(connection.get_stats()).await.ok()?;
    let mut sample = Sample::default();
    // The report is a map in all but its class.
    for entry in report.unchecked_ref::<js_sys::Map>().values() {
        let Ok(entry) = entry else { break };
        add(&mut sample, &entry);
    }
    Some(sample)
}

fn add(sample: &mut Sample, entry: &JsValue) {
    match text(entry, "type").as_deref() {
        Some("inbound-rtp") => {
            sample.received += number(entry, "packetsReceived").unwrap_or(0.0);
            sample.lost += number(entry, "packetsLost").unwrap_or(0.0);
            sample.frozen_secs += number(entry, "totalFreezesDuration").unwrap_or(0.0);
            let concealed = number(entry, "concealedSamples").unwrap_or(0.0) - number(entry, "silentConcealedSamples").unwrap_or(0.0);
            // Opus always runs at 48 kHz.
            sample.concealed_secs += concealed.max(0.0) / 48_000.0;
        }
        Some("remote-inbound-rtp") => {
            if let Some(lost) = number(entry, "fractionLost") {
                sample.lost_there = Some(sample.lost_there.map_or(lost, |most| most.max(lost)));
            }
            sample.round_trip_secs = sample.round_trip_secs.or(number(entry, "roundTripTime"));
        }
        Some("candidate-pair") if flag(entry, "nominated") && text(entry, "state").as_deref() == Some("succeeded") => {
            sample.round_trip_secs = number(entry, "currentRoundTripTime").or(sample.round_trip_secs);
        }
        _ => {}
    }
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
