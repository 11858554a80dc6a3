//! Camera and microphone before the call.

use domain::locale::phrase;
use leptos::{html, prelude::*};

use super::{device_choice::DeviceChoice, media_element::show_picture, meter::Meter, problem_words};
use crate::{
    media::{Access, Browser, LocalMedia, MediaProblem},
    ui::{Button, Glyph, Icon, Notice, Tone, texts},
};

/// The self view, the microphone's level and the choice of devices, with a way on for everything that can be refused. Opens
/// nothing by itself: the page calls [`LocalMedia::open`]. Needs the page's texts in context.
#[component]
pub fn Preview(
    /// The page's camera and microphone.
    media: LocalMedia,
) -> impl IntoView {
    let texts = texts();
    let has_any = move || media.has_camera() || media.has_microphone();
    view! {
        <div class="preview">
            <SelfPicture media />
            <Refusal media />
            <div class="preview-ways">
                <Show when=move || media.is_camera_on() && media.access() != Access::Closed>
                    <Button icon=Glyph::CameraOff on:click=move |_| go_without_camera(media)>{texts.text(phrase::Preview::WithoutCamera)}</Button>
                </Show>
                <Show when=move || !media.is_camera_on() && media.camera_problem().is_none() && media.access() == Access::Open>
                    <Button icon=Glyph::Camera on:click=move |_| media.set_camera_on(true)>{texts.text(phrase::Preview::WithCamera)}</Button>
                </Show>
            </div>
            <Show when=has_any>
                <Meter media />
                <DeviceChoice media />
            </Show>
        </div>
    }
}

/// Turns the camera off; a question that is still open for both is asked anew for the microphone alone once it is answered.
fn go_without_camera(media: LocalMedia) {
    media.set_camera_on(false);
    if matches!(media.access_untracked(), Access::Refused(_)) {
        media.open();
    }
}

/// The large self view, or in its place what there is instead.
#[component]
fn SelfPicture(media: LocalMedia) -> impl IntoView {
    let texts = texts();
    let video = NodeRef::<html::Video>::new();
    show_picture(video, move || media.picture());
    let instead = move || {
        if media.has_camera() {
            return None;
        }
        let wants_camera = media.is_camera_on();
        let (heading, more) = match media.access() {
            Access::Closed | Access::Refused(_) => (None, None),
            Access::Asking if wants_camera => (None, Some(texts.text(phrase::Preview::Asking))),
            Access::Asking => (None, Some(texts.text(phrase::Preview::AskingMicrophone))),
            Access::Open if wants_camera => (None, Some(texts.text(phrase::Preview::Starting))),
            Access::Open => (Some(texts.text(phrase::Preview::CameraOffHeading)), Some(texts.text(phrase::Preview::CameraOffMore))),
        };
        let glyph = if wants_camera { Glyph::Camera } else { Glyph::CameraOff };
        Some(view! {
            <div class="preview-instead">
                <Icon glyph />
                {heading.map(|heading| view! { <p class="preview-heading">{heading}</p> })}
                {more.map(|more| view! { <p>{more}</p> })}
            </div>
        })
    };
    view! {
        <div class="preview-picture" role="group" aria-label=texts.text(phrase::Preview::SelfView)>
            <video
                node_ref=video
                autoplay
                playsinline
                muted
                class="preview-video"
                class:mirrored=move || media.is_mirrored()
                class:is-shown=move || media.has_camera()
            ></video>
            <div role="status">{instead}</div>
        </div>
    }
}

/// What was refused, and how it can be had.
#[component]
fn Refusal(media: LocalMedia) -> impl IntoView {
    let texts = texts();
    let again = move || {
        media.set_camera_on(true);
        media.open();
    };
    let again_button = move || view! { <Button on:click=move |_| again()>{texts.text(phrase::Preview::TryAgain)}</Button> };
    let words = move || {
        if let Access::Refused(problem) = media.access() {
            let (heading, more) = problem_words::both(&texts, problem, Browser::here());
            // Whoever cannot even ask cannot connect either.
            let can_go_on = !matches!(problem, MediaProblem::Insecure | MediaProblem::InAppBrowser | MediaProblem::Unsupported);
            return Some((Some(heading), more, can_go_on.then(|| texts.text(phrase::Preview::GoOnWithout))));
        }
        let camera = media.camera_problem().map(problem_words::camera);
        let line = camera.or(media.microphone_problem().map(problem_words::microphone))?;
        Some((None, texts.text(line), None))
    };
    view! {
        <div role="alert">
            {move || {
                words()
                    .map(|(heading, more, way_on)| {
                        view! {
                            <Notice tone=Tone::Warning>
                                {heading.map(|heading| view! { <p class="preview-heading">{heading}</p> })}
                                <p>{more}</p>
                                {way_on.map(|way_on| view! { <p>{way_on}</p> })}
                                {again_button()}
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}
