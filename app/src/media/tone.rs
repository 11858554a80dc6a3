//! The ring tone: two soft notes, every two seconds. The notes of a whole ring are written to the audio clock at once, because
//! browsers slow down the timers of a page in the background, and that is where the tone matters.

use web_sys::{AudioContext, AudioContextState, GainNode, OscillatorNode, OscillatorType};

/// Hertz and the second within a round at which each note begins.
const NOTES: [(f32, f64); 2] = [(659.3, 0.0), (830.6, 0.22)];
const NOTE_SECS: f64 = 0.38;
const ROUND_SECS: f64 = 2.0;
const LOUDNESS: f32 = 0.16;
/// Rings are shorter; a longer one ends in silence and still shows.
const MOST_ROUNDS: u32 = 45;

/// Plays the ring tone. Lives as long as the page.
#[derive(Debug)]
pub struct Speaker {
    context: AudioContext,
    playing: Option<Playing>,
}

/// The notes of one ring; silent once dropped.
#[derive(Debug)]
struct Playing {
    out: GainNode,
    notes: Vec<OscillatorNode>,
}

impl Drop for Playing {
    fn drop(&mut self) {
        for note in &self.notes {
            // A note that has ended already refuses a second stop.
            let _ = note.stop();
        }
        let _ = self.out.disconnect();
    }
}

impl Speaker {
    /// A speaker; `None` where the browser has no Web Audio.
    pub fn new() -> Option<Self> {
        Some(Self { context: AudioContext::new().ok()?, playing: None })
    }

    /// Whether the browser holds sound back until something is pressed.
    pub fn is_held(&self) -> bool {
        self.context.state() != AudioContextState::Running
    }

    /// Asks the browser to let sound out; works from a press.
    pub async fn release(context: AudioContext) {
        if let Ok(resumed) = context.resume() {
            let _ = wasm_bindgen_futures::JsFuture::from(resumed).await;
        }
    }

    /// The audio context, to [`Speaker::release`] it.
    pub fn context(&self) -> AudioContext {
        self.context.clone()
    }

    /// Starts the tone for a ring of this many seconds, or starts it anew.
    pub fn ring(&mut self, secs: i64) {
        self.playing = None;
        let rounds = u32::try_from(secs).unwrap_or(0).div_ceil(2).min(MOST_ROUNDS);
        self.playing = self.play(rounds).ok();
    }

    /// Ends the tone.
    pub fn hush(&mut self) {
        self.playing = None;
    }

    fn play(&self, rounds: u32) -> Result<Playing, wasm_bindgen::JsValue> {
        let out = GainNode::new(&self.context)?;
        out.gain().set_value(LOUDNESS);
        out.connect_with_audio_node(&self.context.destination())?;
        let start = self.context.current_time() + 0.05;
        let mut playing = Playing { out, notes: vec![] };
        for round in 0..rounds {
            for (hertz, offset) in NOTES {
                let note = self.note(&playing.out, hertz, start + f64::from(round) * ROUND_SECS + offset)?;
                playing.notes.push(note);
            }
        }
        Ok(playing)
    }

    fn note(&self, out: &GainNode, hertz: f32, at: f64) -> Result<OscillatorNode, wasm_bindgen::JsValue> {
        let shape = GainNode::new(&self.context)?;
        shape.connect_with_audio_node(out)?;
        let gain = shape.gain();
        gain.set_value_at_time(0.0, at)?;
        gain.linear_ramp_to_value_at_time(1.0, at + 0.02)?;
        gain.linear_ramp_to_value_at_time(0.0, at + NOTE_SECS)?;
        let note = OscillatorNode::new(&self.context)?;
        note.set_type(OscillatorType::Sine);
        note.frequency().set_value(hertz);
        note.connect_with_audio_node(&shape)?;
        note.start_with_when(at)?;
        note.stop_with_when(at + NOTE_SECS)?;
        Ok(note)
    }
}
