//! Another participant on the stage.

use domain::{ParticipantId, locale::phrase::Call};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::HtmlVideoElement;

use super::{
    CallPhase, CallRoom, Remote,
    media_element::{choose_speaker, play_sound, show_picture},
    meter::show_level,
    words,
};
use crate::{
    media::{DeviceKind, LevelMeter},
    ui::{Avatar, Glyph, Icon, texts},
};

/// Another participant: the picture once it has its first frame, and until then, or without camera, a poster with initials.
#[component]
pub(super) fn OtherView(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
    /// Whom to show.
    id: ParticipantId,
) -> impl IntoView {
    let remote = room.with_value(|room| untrack(|| room.remotes()).into_iter().find(|remote| remote.id == id));
    remote.map(|remote| view! { <Other room remote=StoredValue::new_local(remote) /> })
}

#[component]
fn Other(room: StoredValue<CallRoom, LocalStorage>, remote: StoredValue<Remote, LocalStorage>) -> impl IntoView {
    let texts = texts();
    let video = NodeRef::<html::Video>::new();
    let audio = NodeRef::<html::Audio>::new();
    let poster = NodeRef::<html::Div>::new();
    let name =
        Signal::derive(move || remote.with_value(|remote| remote.name.get().unwrap_or_else(|| texts.text(words::nameless(remote.role)))));
    let phase = move || remote.with_value(|remote| remote.phase.get());
    let is_camera_on = move || remote.with_value(|remote| remote.is_camera_on.get());
    let is_held_back = move || is_camera_on() && remote.with_value(|remote| remote.is_held_back.get());
    let is_on_hold = move || remote.with_value(|remote| remote.is_on_hold.get());
    let is_sent = move || is_camera_on() && !is_held_back() && !is_on_hold();
    let is_muted = move || remote.with_value(|remote| remote.is_muted.get());
    let has_frame = RwSignal::new(false);
    let is_tall = RwSignal::new(false);
    let is_picture = Memo::new(move |_| has_frame.get() && is_sent());

    show_picture(video, move || remote.with_value(|remote| remote.picture.get()));
    play_sound(
        audio,
        move || remote.with_value(|remote| remote.voice.get().filter(|_| !remote.is_on_hold.get())),
        move |is_blocked| {
            room.try_with_value(|room| room.set_audio_blocked(is_blocked));
        },
    );
    wait_for_frames(video, has_frame, move || remote.with_value(|remote| remote.picture.get().is_some()) && is_sent());
    Effect::new(move |_| {
        if has_frame.get() {
            room.try_with_value(CallRoom::first_frame);
        }
    });
    let media = room.with_value(CallRoom::media);
    Effect::new(move |_| {
        if let (Some(id), Some(audio)) = (media.chosen(DeviceKind::Speaker), audio.get()) {
            choose_speaker(&audio, &id);
        }
    });
    ring(poster, remote, is_picture);

    let state = move || match phase() {
        CallPhase::Connecting => Some(texts.with(Call::ConnectingTo, &name.get())),
        CallPhase::Reconnecting => Some(texts.text(Call::Reconnecting)),
        CallPhase::Connected | CallPhase::Ended { .. } => None,
    };
    view! {
        <div class="other" role="group" aria-label=move || name.get() class:is-reconnecting=move || phase() == CallPhase::Reconnecting>
            <video
                node_ref=video
                autoplay
                playsinline
                muted
                class:is-shown=move || is_picture.get()
                class:is-tall=move || is_tall.get()
                on:resize=move |_| is_tall.set(video.get_untracked().is_some_and(|video| video.video_height() > video.video_width()))
                on:timeupdate=move |_| if !has_frame_callback() && has_picture(video) { has_frame.set(true) }
            ></video>
            <audio node_ref=audio autoplay></audio>
            <div class="other-poster" node_ref=poster class:is-hidden=move || is_picture.get()>
                <div class="other-ring"><Avatar name large=true /></div>
                <p class="other-state">{state}</p>
            </div>
            <div class="other-foot">
                <span class="other-name">{move || name.get()}</span>
                <Show when=is_on_hold>
                    <span class="call-chip"><Icon glyph=Glyph::Hold />{texts.text(Call::OnHold)}</span>
                </Show>
                <Show when=is_muted>
                    <span class="call-chip"><Icon glyph=Glyph::MicrophoneOff />{texts.text(Call::Muted)}</span>
                </Show>
                <Show when=move || !is_camera_on()>
                    <span class="call-chip"><Icon glyph=Glyph::CameraOff />{texts.text(Call::CameraOff)}</span>
                </Show>
                <Show when=is_held_back>
                    <span class="call-chip"><Icon glyph=Glyph::CameraOff />{texts.text(Call::PicturePaused)}</span>
                </Show>
            </div>
        </div>
    }
}

/// Sets `has_frame` when the next frame is really on the screen, so that neither black nor an old picture is ever shown.
pub(super) fn wait_for_frames(video: NodeRef<html::Video>, has_frame: RwSignal<bool>, is_expected: impl Fn() -> bool + 'static) {
    let waiting = StoredValue::new_local(None::<FrameWait>);
    Effect::new(move |_| {
        let is_expected = is_expected();
        has_frame.set(false);
        let video = video.get().filter(|_| is_expected);
        waiting.set_value(video.and_then(|video| FrameWait::new(&video, move || has_frame.set(true))));
    });
}

/// Waits for the next frame of a video until it is dropped.
struct FrameWait {
    video: HtmlVideoElement,
    handle: JsValue,
    _closure: Closure<dyn FnMut()>,
}

impl FrameWait {
    /// `None` where the browser does not tell of single frames.
    fn new(video: &HtmlVideoElement, on_frame: impl FnOnce() + 'static) -> Option<Self> {
        let closure = Closure::once(on_frame);
        let handle = call_of(video, "requestVideoFrameCallback", closure.as_ref())?;
        Some(Self { video: video.clone(), handle, _closure: closure })
    }
}

impl Drop for FrameWait {
    fn drop(&mut self) {
        let _ = call_of(&self.video, "cancelVideoFrameCallback", &self.handle);
    }
}

fn call_of(video: &HtmlVideoElement, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: js_sys::Function = js_sys::Reflect::get(video, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(video, argument).ok()
}

/// Whether the browser tells of single frames; else the clock of the picture has to do.
pub(super) fn has_frame_callback() -> bool {
    let ask = || {
        let window = web_sys::window()?;
        let element = js_sys::Reflect::get(&window, &"HTMLVideoElement".into()).ok()?;
        let prototype = js_sys::Reflect::get(&element, &"prototype".into()).ok()?;
        js_sys::Reflect::has(&prototype, &"requestVideoFrameCallback".into()).ok()
    };
    ask().unwrap_or(false)
}

pub(super) fn has_picture(video: NodeRef<html::Video>) -> bool {
    video.get_untracked().is_some_and(|video| video.video_width() > 0)
}

/// While there is no picture, a ring around the initials moves with the voice.
fn ring(poster: NodeRef<html::Div>, remote: StoredValue<Remote, LocalStorage>, is_picture: Memo<bool>) {
    let level = ArcRwSignal::new(0.0);
    let meter = StoredValue::new_local(None);
    Effect::new({
        let level = level.clone();
        move |_| {
            let (is_connected, voice) = remote.with_value(|remote| (remote.phase.get() == CallPhase::Connected, remote.voice.get()));
            let is_heard = is_connected && !is_picture.get();
            let track = voice.filter(|_| is_heard).and_then(|voice| voice.get_audio_tracks().get(0).dyn_into().ok());
            level.set(0.0);
            meter.set_value(track.and_then(|track| LevelMeter::start(&track, level.clone())));
        }
    });
    show_level(poster, level);
}
