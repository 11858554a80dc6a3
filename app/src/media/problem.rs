//! Why there is no camera or no microphone.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use super::{Browser, DeviceKind};

/// Why there is no camera or no microphone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaProblem {
    /// The person, or the browser on the person's behalf, said no.
    Denied,
    /// The page that frames us does not pass the permission on.
    NotDelegated,
    /// There is none.
    Missing,
    /// Another program has it.
    InUse,
    /// The page is not served over https.
    Insecure,
    /// A page inside another app, which has no camera to give.
    InAppBrowser,
    /// The browser cannot do this at all.
    Unsupported,
}

impl MediaProblem {
    /// Reads the error of `getUserMedia`, whose names are those of the standard (W3C Media Capture and Streams, 10.2) and of
    /// some older browsers.
    pub(super) fn of_name(name: &str) -> Self {
        match name {
            "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => Self::Denied,
            "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError" | "ConstraintNotSatisfiedError" => Self::Missing,
            "NotReadableError" | "TrackStartError" | "AbortError" | "InvalidStateError" => Self::InUse,
            _ => Self::Unsupported,
        }
    }

    pub(super) fn of_error(error: &JsValue, kinds: &[DeviceKind]) -> Self {
        // Overconstrained errors of some browsers are no DOMException but have a name too.
        let name = match error.dyn_ref::<DomException>() {
            Some(exception) => exception.name(),
            None => js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default(),
        };
        match Self::of_name(&name) {
            Self::Denied if !kinds.iter().all(|kind| is_delegated(*kind)) => Self::NotDelegated,
            problem => problem,
        }
    }

    /// Why this page cannot even ask; `None` when it can. Only in the browser.
    pub(super) fn before_asking() -> Option<Self> {
        let window = web_sys::window()?;
        let has_devices = window.navigator().media_devices().is_ok_and(|devices| !JsValue::from(devices).is_undefined());
        let has_connections = js_sys::Reflect::has(&window, &"RTCPeerConnection".into()).unwrap_or(false);
        if has_devices && has_connections {
            None
        } else if !window.is_secure_context() {
            Some(Self::Insecure)
        } else if Browser::here() == Browser::InApp {
            Some(Self::InAppBrowser)
        } else {
            Some(Self::Unsupported)
        }
    }
}

/// Whether the page that frames us passes the permission on. Browsers that do not tell are believed to.
fn is_delegated(kind: DeviceKind) -> bool {
    let feature = match kind {
        DeviceKind::Camera => "camera",
        DeviceKind::Microphone => "microphone",
        DeviceKind::Speaker => return true,
    };
    let ask = || {
        let document = web_sys::window()?.document()?;
        let policy = js_sys::Reflect::get(&document, &"featurePolicy".into()).ok()?;
        let allows: js_sys::Function = js_sys::Reflect::get(&policy, &"allowsFeature".into()).ok()?.dyn_into().ok()?;
        allows.call1(&policy, &feature.into()).ok()?.as_bool()
    };
    ask().unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_the_standard_has_its_problem() {
        let cases = [
            ("NotAllowedError", MediaProblem::Denied),
            ("SecurityError", MediaProblem::Denied),
            ("NotFoundError", MediaProblem::Missing),
            ("OverconstrainedError", MediaProblem::Missing),
            ("NotReadableError", MediaProblem::InUse),
            ("AbortError", MediaProblem::InUse),
            ("TypeError", MediaProblem::Unsupported),
        ];
        for (name, problem) in cases {
            assert_eq!(MediaProblem::of_name(name), problem, "{name}");
        }
    }
}
