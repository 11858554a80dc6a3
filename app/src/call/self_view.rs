//! One's own picture in the call: it sits in a corner, and can be dragged, pressed or moved with the arrow keys to another.

use domain::locale::phrase::Call;
use leptos::{html, prelude::*};
use web_sys::{HtmlButtonElement, HtmlElement, PointerEvent};

use super::{corner::Corner, media_element::show_picture};
use crate::{
    media::LocalMedia,
    ui::{Glyph, Icon, texts},
};

/// A finger that trembles does not drag.
const DRAG_FROM: f64 = 8.0;

/// One's own picture.
#[component]
pub(super) fn SelfView(
    /// The page's camera and microphone.
    media: LocalMedia,
) -> impl IntoView {
    let texts = texts();
    let corner = RwSignal::new(Corner::default());
    let drag = StoredValue::new(None::<Drag>);
    let button = NodeRef::<html::Button>::new();
    let video = NodeRef::<html::Video>::new();
    show_picture(video, move || media.picture());

    let begin = move |event: PointerEvent| {
        if event.is_primary() && event.button() == 0 {
            drag.set_value(Some(Drag::at(&event)));
            if let Some(button) = button.get_untracked() {
                // Fails only for a pointer that has left already.
                let _ = button.set_pointer_capture(event.pointer_id());
            }
        }
    };
    let go_on = move |event: PointerEvent| {
        let Some(button) = button.get_untracked() else { return };
        drag.update_value(|drag| {
            if let Some(drag) = drag {
                drag.follow(&event, &button);
            }
        });
    };
    let finish = move |_: PointerEvent| {
        let Some(button) = button.get_untracked() else { return };
        if drag.with_value(|drag| drag.as_ref().is_some_and(|drag| drag.has_moved)) {
            if let Some(nearest) = nearest(&button) {
                corner.set(nearest);
            }
            let _ = HtmlElement::style(&button).remove_property("translate");
        } else {
            drag.set_value(None);
        }
    };
    // A drag ends with a click, which is none.
    let press = move || {
        if drag.try_update_value(Option::take).flatten().is_none_or(|drag| !drag.has_moved) {
            corner.update(|corner| *corner = corner.next());
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(next) = corner.get_untracked().towards(&event.key()) {
            event.prevent_default();
            corner.set(next);
        }
    };
    view! {
        <button
            type="button"
            class="self-view"
            node_ref=button
            data-corner=move || corner.get().as_str()
            aria-label=move || texts.text(corner.get().name())
            on:pointerdown=begin
            on:pointermove=go_on
            on:pointerup=finish
            on:pointercancel=finish
            on:click=move |_| press()
            on:keydown=on_key
        >
            <video
                node_ref=video
                autoplay
                playsinline
                muted
                class:mirrored=move || media.is_mirrored()
                class:is-shown=move || media.has_camera()
            ></video>
            <Show when=move || !media.has_camera()>
                <span class="self-view-off">
                    <Icon glyph=Glyph::CameraOff />
                </span>
            </Show>
            <Show when=move || media.is_muted() || !media.has_microphone()>
                <span class="self-view-muted" title=texts.text(Call::YouAreMuted)>
                    <Icon glyph=Glyph::MicrophoneOff />
                </span>
            </Show>
        </button>
    }
}

#[derive(Clone, Copy, Debug)]
struct Drag {
    from: (f64, f64),
    has_moved: bool,
}

impl Drag {
    fn at(event: &PointerEvent) -> Self {
        Self { from: (f64::from(event.client_x()), f64::from(event.client_y())), has_moved: false }
    }

    fn follow(&mut self, event: &PointerEvent, button: &HtmlButtonElement) {
        let (across, down) = (f64::from(event.client_x()) - self.from.0, f64::from(event.client_y()) - self.from.1);
        if event.buttons() == 0 {
            return;
        }
        self.has_moved = self.has_moved || across.hypot(down) > DRAG_FROM;
        if self.has_moved {
            let _ = HtmlElement::style(button).set_property("translate", &format!("{across}px {down}px"));
        }
    }
}

/// The corner of the stage that the middle of the picture is nearest to.
fn nearest(button: &HtmlButtonElement) -> Option<Corner> {
    let stage = button.parent_element()?.get_bounding_client_rect();
    let picture = button.get_bounding_client_rect();
    let across = picture.x() + picture.width() / 2.0 - stage.x();
    let down = picture.y() + picture.height() / 2.0 - stage.y();
    Some(Corner::nearest(across / stage.width().max(1.0), down / stage.height().max(1.0)))
}
