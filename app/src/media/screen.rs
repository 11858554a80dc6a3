//! A screen, window or tab that a person shows: asking the browser for it, and noticing when it ends.

use js_sys::{Function, Promise, Reflect};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamTrack, MediaStreamTrackState};

use super::{Browser, devices::media_devices};
use crate::client::Listener;

/// Pictures a second that a screen is asked for: text wants sharpness and not motion.
const FRAMES: u32 = 15;

/// What came of the asking.
#[derive(Debug)]
pub enum Picked {
    /// A screen.
    Screen(Screen),
    /// The person changed their mind, or the browser said no on their behalf: nothing to complain about.
    Nothing,
    /// The system does not let the browser see it.
    Failed,
}

/// A screen that is shown. Dropping it stops the capture, and takes the browser's own bar away.
#[derive(Debug)]
pub struct Screen {
    track: MediaStreamTrack,
    ended: Option<Listener>,
}

impl Screen {
    /// What is sent.
    pub const fn track(&self) -> &MediaStreamTrack {
        &self.track
    }

    /// Whether it has ended meanwhile.
    pub fn is_over(&self) -> bool {
        self.track.ready_state() == MediaStreamTrackState::Ended
    }

    /// Tells when it ends by the browser's own bar, or with the window that was shown; whoever asks last is told.
    pub fn on_ended(&mut self, mut on_ended: impl FnMut() + 'static) {
        self.ended = Some(Listener::new(&self.track, "ended", move |_| on_ended()));
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.track.stop();
    }
}

/// Whether a screen can be shown from here: phones cannot, and the page that frames us may not pass it on. Only in the browser.
pub fn can_show_screen() -> bool {
    // Some phones have the function and always refuse.
    let is_phone = matches!(Browser::here(), Browser::Ios | Browser::AndroidChrome | Browser::InApp);
    !is_phone && ask_function().is_some() && is_delegated()
}

/// Asks the person which screen to show. Call it in the very event of a press: the browser opens its picker for nothing else.
pub fn pick_screen() -> impl Future<Output = Picked> + use<> {
    let asked = ask();
    async move {
        let Some(asked) = asked else { return Picked::Failed };
        let given = match asked {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        match given {
            Ok(stream) => first_track(&stream).map_or(Picked::Failed, |track| Picked::Screen(Screen { track, ended: None })),
            Err(error) if is_change_of_mind(&error) => Picked::Nothing,
            Err(error) => {
                leptos::logging::warn!("a screen could not be shown: {error:?}");
                Picked::Failed
            }
        }
    }
}

fn ask_function() -> Option<(JsValue, Function)> {
    let devices = JsValue::from(media_devices()?);
    let ask = Reflect::get(&devices, &"getDisplayMedia".into()).ok()?.dyn_into().ok()?;
    Some((devices, ask))
}

fn ask() -> Option<Result<Promise, JsValue>> {
    let (devices, ask) = ask_function()?;
    // The shop's own tab may be what the shopper wants to show.
    let wish = json!({ "video": { "frameRate": { "max": FRAMES } }, "audio": false, "selfBrowserSurface": "include", "surfaceSwitching": "include" });
    let wish = js_sys::JSON::parse(&wish.to_string()).ok()?;
    Some(ask.call1(&devices, &wish).and_then(JsCast::dyn_into))
}

fn first_track(stream: &JsValue) -> Option<MediaStreamTrack> {
    let track: MediaStreamTrack = stream.dyn_ref::<MediaStream>()?.get_video_tracks().get(0).dyn_into().ok()?;
    // Text stays sharp, and pictures may come slower.
    let _ = Reflect::set(&track, &"contentHint".into(), &"detail".into());
    Some(track)
}

/// A picker that was closed and a refusal look the same (W3C Screen Capture, 5.1).
fn is_change_of_mind(error: &JsValue) -> bool {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    is_quiet(&name)
}

fn is_quiet(name: &str) -> bool {
    matches!(name, "NotAllowedError" | "SecurityError" | "InvalidStateError" | "AbortError")
}

/// Browsers that do not tell are believed to pass it on.
fn is_delegated() -> bool {
    let ask = || {
        let document = web_sys::window()?.document()?;
        let policy = Reflect::get(&document, &"featurePolicy".into()).ok()?;
        let allows: Function = Reflect::get(&policy, &"allowsFeature".into()).ok()?.dyn_into().ok()?;
        allows.call1(&policy, &"display-capture".into()).ok()?.as_bool()
    };
    ask().unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picker_that_was_closed_is_no_fault_and_a_system_that_refuses_is_one() {
        assert!(["NotAllowedError", "SecurityError", "AbortError"].into_iter().all(is_quiet));
        assert!(!["NotReadableError", "NotFoundError", "TypeError", ""].into_iter().any(is_quiet));
    }
}
