//! Picture and sound on the page.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlMediaElement, MediaStream};

/// Shows a stream in a silent video element for as long as it is there.
pub(crate) fn show_picture(element: NodeRef<html::Video>, stream: impl Fn() -> Option<MediaStream> + 'static) {
    Effect::new(move |_| {
        let stream = stream();
        if let Some(video) = element.get() {
            // The attribute alone does not silence an element that a script has made.
            video.set_muted(true);
            put(&video, stream.as_ref());
            let begun = play(&video);
            spawn_local(async move { drop(begun.await) });
        }
    });
    on_cleanup(move || {
        if let Some(video) = element.try_get_untracked().flatten() {
            video.set_src_object(None);
        }
    });
}

/// Plays a stream's sound for as long as it is there; tells whether the browser holds it back.
pub(super) fn play_sound(
    element: NodeRef<html::Audio>,
    stream: impl Fn() -> Option<MediaStream> + 'static,
    on_blocked: impl Fn(bool) + Clone + 'static,
) {
    Effect::new(move |_| {
        let stream = stream();
        if let Some(audio) = element.get() {
            put(&audio, stream.as_ref());
            let on_blocked = on_blocked.clone();
            let begun = play(&audio);
            spawn_local(async move {
                match begun.await {
                    Ok(()) => on_blocked(false),
                    Err(error) if is_refusal(&error) => on_blocked(true),
                    // Another stream came before this one had begun.
                    Err(_) => {}
                }
            });
        }
    });
    on_cleanup(move || {
        if let Some(audio) = element.try_get_untracked().flatten() {
            audio.set_src_object(None);
        }
    });
}

/// Lets the sound out of a chosen speaker, where the browser can; the empty id is the browser's choice.
pub(super) fn choose_speaker(element: &HtmlMediaElement, id: &str) {
    use wasm_bindgen::JsCast;
    let set = js_sys::Reflect::get(element, &"setSinkId".into()).ok().and_then(|set| set.dyn_into::<js_sys::Function>().ok());
    let promise = set.and_then(|set| set.call1(element, &id.into()).ok()).and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok());
    if let Some(promise) = promise {
        // A speaker that is gone leaves the sound where it was.
        spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}

/// Begins to play at once, and tells later whether the browser does; the error when it will not.
pub(super) fn play(element: &HtmlMediaElement) -> impl Future<Output = Result<(), JsValue>> + use<> {
    let begun = element.play();
    async move { JsFuture::from(begun?).await.map(|_| ()) }
}

fn put(element: &HtmlMediaElement, stream: Option<&MediaStream>) {
    if element.src_object().as_ref() != stream {
        element.set_src_object(stream);
    }
}

fn is_refusal(error: &JsValue) -> bool {
    js_sys::Reflect::get(error, &"name".into()).is_ok_and(|name| name == JsValue::from_str("NotAllowedError"))
}
