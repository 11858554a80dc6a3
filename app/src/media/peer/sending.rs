//! Tells a sender how much to send. What a browser does not know it leaves out, and sends as it thinks best.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcRtpSender;

use crate::media::ladder::Encoding;

/// The voice goes before the picture when not both fit.
pub(super) async fn put_first(sender: &RtcRtpSender) {
    change(sender, |parameters, encoding| {
        if Reflect::get(encoding, &"priority".into()).is_ok_and(|priority| priority == "high") {
            return None;
        }
        set(encoding, "priority", &"high".into());
        Some(parameters)
    })
    .await;
}

/// What gives way when a picture does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeps {
    /// It gets smaller before it gets slower: a face.
    Motion,
    /// It gets slower before it gets smaller: a text.
    Sharpness,
}

/// Sends a picture like this; whether the browser took it.
pub(super) async fn encode(sender: &RtcRtpSender, keeps: Keeps, wanted: Encoding) -> bool {
    change(sender, |parameters, encoding| {
        let preference = if keeps == Keeps::Motion { "maintain-framerate" } else { "maintain-resolution" };
        set(&parameters, "degradationPreference", &preference.into());
        set(encoding, "active", &wanted.is_active.into());
        set(encoding, "scaleResolutionDownBy", &wanted.scale_down_by.into());
        set(encoding, "maxFramerate", &wanted.most_frames.into());
        set(encoding, "maxBitrate", &wanted.most_bps.into());
        Some(parameters)
    })
    .await
}

/// Changes the parameters of a sender's only encoding; `None` leaves them. They have to be set in the very task they were read in
/// (W3C WebRTC 1.0, 5.2), and fail when a negotiation comes between: then it is for the caller to try again.
async fn change(sender: &RtcRtpSender, change: impl FnOnce(JsValue, &JsValue) -> Option<JsValue>) -> bool {
    let parameters = JsValue::from(sender.get_parameters());
    let encodings = Reflect::get(&parameters, &"encodings".into()).ok().and_then(|encodings| encodings.dyn_into::<Array>().ok());
    let encoding = encodings.map_or(JsValue::UNDEFINED, |encodings| encodings.get(0));
    // Not negotiated yet.
    if !encoding.is_instance_of::<Object>() {
        return false;
    }
    let Some(parameters) = change(parameters, &encoding) else { return true };
    let set = Reflect::get(sender, &"setParameters".into()).ok().and_then(|set| set.dyn_into::<Function>().ok());
    let promise = set.and_then(|set| set.call1(sender, &parameters).ok()).and_then(|promise| promise.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Fails only for an object that is frozen, which the browser's are not.
    let _ = Reflect::set(object, &name.into(), value);
}
