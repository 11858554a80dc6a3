//! How loud a microphone is.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AnalyserNode, AudioContext, MediaStream, MediaStreamTrack, Window};

/// Samples looked at each time: 10 ms at 48 kHz.
const WINDOW: u32 = 512;
/// What counts as silence, in decibels below full scale.
const FLOOR: f64 = -60.0;
/// Changes smaller than this are not worth telling.
const STEP: f64 = 0.02;

/// Measures the loudness of an audio track until it is dropped. It rests while the page is hidden.
#[derive(Debug)]
pub struct LevelMeter {
    context: AudioContext,
    frames: Rc<Frames>,
}

#[derive(Debug)]
struct Frames {
    window: Window,
    next: Cell<i32>,
    closure: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Frames {
    fn request(&self) {
        if let Some(closure) = self.closure.borrow().as_ref()
            && let Ok(handle) = self.window.request_animation_frame(closure.as_ref().unchecked_ref())
        {
            self.next.set(handle);
        }
    }
}

impl LevelMeter {
    /// Starts to measure; `level` becomes 0 (silence) to 1 (as loud as can be), at every frame that changes it. `None` where
    /// the browser cannot. Only in the browser.
    pub fn start(track: &MediaStreamTrack, level: ArcRwSignal<f64>) -> Option<Self> {
        let window = web_sys::window()?;
        let context = AudioContext::new().ok()?;
        // Before the person touched the page the context sleeps, and the promise stays open until then.
        let _ = context.resume();
        let stream = MediaStream::new_with_tracks(&js_sys::Array::of1(track)).ok()?;
        let analyser = context.create_analyser().ok()?;
        analyser.set_fft_size(WINDOW);
        context.create_media_stream_source(&stream).ok()?.connect_with_audio_node(&analyser).ok()?;
        let frames = Rc::new(Frames { window, next: Cell::new(0), closure: RefCell::new(None) });
        frames.closure.replace(Some(measure(&Rc::downgrade(&frames), analyser, level)));
        frames.request();
        Some(Self { context, frames })
    }
}

fn measure(frames: &Weak<Frames>, analyser: AnalyserNode, level: ArcRwSignal<f64>) -> Closure<dyn FnMut()> {
    let frames = Weak::clone(frames);
    let mut samples = vec![0.0; usize::try_from(WINDOW).unwrap_or(0)];
    let mut shown = 0.0;
    Closure::new(move || {
        analyser.get_float_time_domain_data(&mut samples);
        // Up at once, down slowly: a needle that jumps cannot be read.
        let heard = loudness(&samples).max(shown * 0.92);
        if (heard - shown).abs() > STEP || (heard == 0.0 && shown != 0.0) {
            level.set(heard);
        }
        shown = if heard < STEP { 0.0 } else { heard };
        if let Some(frames) = frames.upgrade() {
            frames.request();
        }
    })
}

impl Drop for LevelMeter {
    fn drop(&mut self) {
        let _ = self.frames.window.cancel_animation_frame(self.frames.next.get());
        self.frames.closure.take();
        let _ = self.context.close();
    }
}

/// The loudness of samples in -1..1, on a scale as ears have it: 0 at -60 dB and below, 1 at full scale.
fn loudness(samples: &[f32]) -> f64 {
    let count = u32::try_from(samples.len()).unwrap_or(u32::MAX).max(1);
    let power = samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / f64::from(count);
    let decibels = 10.0 * power.max(1e-12).log10();
    (1.0 - decibels / FLOOR).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_nought_and_full_scale_is_one() {
        assert_eq!(loudness(&[0.0; 512]), 0.0);
        assert_eq!(loudness(&[]), 0.0);
        assert!((loudness(&[1.0; 512]) - 1.0).abs() < 1e-9);
        assert!((loudness(&[0.001; 512])).abs() < 1e-6);
    }

    #[test]
    fn ordinary_speech_is_in_the_middle() {
        let level = loudness(&[0.05; 512]);
        assert!((0.4..0.7).contains(&level), "{level}");
    }
}
