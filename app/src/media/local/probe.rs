//! Whether a camera that was opened gives a picture. One that another window gave back in the same moment may stay dark for ever,
//! though the browser says that it is live; opening it once more helps.

use std::time::Duration;

use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlMediaElement, HtmlVideoElement, MediaStream};

use crate::client::{Listener, Timer};

/// Slow cameras need a second or two for their first picture.
const FIRST_PICTURE_WITHIN: Duration = Duration::from_secs(4);
/// How often a dark camera is opened once more. A lid before the lens gives a picture, a black one.
const MOST_ATTEMPTS: u8 = 2;

/// How often a camera has been opened in vain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attempts(u8);

impl Attempts {
    /// It gave a picture.
    pub(super) const fn succeed(&mut self) {
        self.0 = 0;
    }

    /// It gave none; whether to open it once more.
    pub(super) const fn fail(&mut self) -> bool {
        let may_try = self.0 < MOST_ATTEMPTS;
        self.0 = self.0.saturating_add(1);
        may_try
    }
}

/// Looks for the first picture until it is dropped.
#[derive(Debug)]
pub(super) struct Probe {
    video: HtmlVideoElement,
    _loaded: Listener,
    _timer: Option<Timer>,
}

impl Probe {
    /// Tells once whether a picture came. Only in the browser.
    pub(super) fn new(picture: &MediaStream, on_result: impl Fn(bool) + Clone + 'static) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let video: HtmlVideoElement = document.create_element("video").ok()?.dyn_into().ok()?;
        video.set_muted(true);
        video.set_src_object(Some(picture));
        if let Ok(begun) = video.play() {
            // Ends with an error when the probe is dropped before.
            spawn_local(async move { drop(JsFuture::from(begun).await) });
        }
        let on_picture = on_result.clone();
        let loaded = Listener::new(&video, "loadeddata", move |_| on_picture(true));
        let watched = video.clone();
        let timer = Timer::once(FIRST_PICTURE_WITHIN, move || {
            // A page that nobody sees need not show anything.
            let is_dark = watched.ready_state() < HtmlMediaElement::HAVE_CURRENT_DATA && !document.hidden();
            if is_dark {
                on_result(false);
            }
        });
        Some(Self { video, _loaded: loaded, _timer: timer })
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.video.set_src_object(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_camera_is_opened_twice_more_and_then_left() {
        let mut attempts = Attempts::default();
        assert_eq!([(); 4].map(|()| attempts.fail()), [true, true, false, false]);
        attempts.succeed();
        assert!(attempts.fail());
    }
}
