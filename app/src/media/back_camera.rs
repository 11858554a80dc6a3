//! A camera beside the call's own, to look at things with: the one on the back of a phone.

use js_sys::{Function, Reflect};
use serde_json::json;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaStream, MediaStreamTrack, MediaTrackConstraints};

use super::{
    LocalMedia, MediaProblem,
    capture::{Facing, Wish, capture},
    devices::media_devices,
    local::Lent,
};
use crate::client::Listener;

/// An open camera beside the call's own. Dropping it puts its light out and takes the call's own back, where that had to give way.
#[derive(Debug)]
pub struct BackCamera {
    track: MediaStreamTrack,
    picture: MediaStream,
    _ended: Listener,
    _lent: Lent,
}

impl BackCamera {
    /// Whether this browser gives pages cameras at all. Only in the browser.
    pub fn is_possible() -> bool {
        media_devices().is_some()
    }

    /// Opens it beside the call's own, or in its place where the phone has one open at a time. `on_lost` hears that it was taken away.
    ///
    /// # Errors
    /// There is none, or this page may not have it.
    pub async fn open(media: LocalMedia, on_lost: impl Fn() + 'static) -> Result<Self, MediaProblem> {
        let lent = media.lend_camera();
        let mut opened = ask().await;
        if matches!(opened, Err(MediaProblem::InUse)) && lent.give_way() {
            opened = ask().await;
        }
        let track = opened?;
        let ended = Listener::new(&track, "ended", move |_| on_lost());
        match MediaStream::new_with_tracks(&js_sys::Array::of1(&track)) {
            Ok(picture) => Ok(Self { track, picture, _ended: ended, _lent: lent }),
            Err(_) => {
                track.stop();
                Err(MediaProblem::Unsupported)
            }
        }
    }

    /// What it shows: the very stream. Its own `clone` is the browser's, which makes other tracks that keep the camera open.
    pub fn picture(&self) -> MediaStream {
        Clone::clone(&self.picture)
    }

    /// Whether it has a lamp that can be switched. Some browsers do not know before the first picture.
    pub fn has_torch(&self) -> bool {
        let ask = || {
            let capabilities: Function = Reflect::get(&self.track, &"getCapabilities".into()).ok()?.dyn_into().ok()?;
            Reflect::get(&capabilities.call0(&self.track).ok()?, &"torch".into()).ok()
        };
        ask().is_some_and(|torch| torch.is_truthy())
    }

    /// Switches the lamp (W3C MediaStream Image Capture, `torch`); tells later whether that was done.
    pub fn switch_torch(&self, is_on: bool) -> impl Future<Output = bool> + use<> {
        let begun = js_sys::JSON::parse(&json!({ "advanced": [{ "torch": is_on }] }).to_string())
            .and_then(|wish| self.track.apply_constraints_with_constraints(wish.unchecked_ref::<MediaTrackConstraints>()));
        async move {
            match begun {
                Ok(begun) => JsFuture::from(begun).await.is_ok(),
                Err(_) => false,
            }
        }
    }
}

impl Drop for BackCamera {
    fn drop(&mut self) {
        self.track.stop();
    }
}

async fn ask() -> Result<MediaStreamTrack, MediaProblem> {
    let wish = Wish { camera: true, facing: Facing::World, ..Wish::default() };
    capture(&wish).await.camera.unwrap_or(Err(MediaProblem::Missing))
}

/// Lets a phone tremble for a moment, where it can.
pub fn vibrate() {
    let ask = || {
        let navigator = web_sys::window()?.navigator();
        let vibrate: Function = Reflect::get(&navigator, &"vibrate".into()).ok()?.dyn_into().ok()?;
        vibrate.call1(&navigator, &JsValue::from_f64(60.0)).ok()
    };
    ask();
}
