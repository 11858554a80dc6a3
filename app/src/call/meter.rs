//! The level of one's own microphone, to see that it works.

use domain::locale::phrase;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    media::{LevelMeter, LocalMedia},
    ui::{Glyph, Icon, texts},
};

/// A bar that moves with the microphone.
#[component]
pub(super) fn Meter(
    /// The page's camera and microphone.
    media: LocalMedia,
) -> impl IntoView {
    let texts = texts();
    let level = ArcRwSignal::new(0.0);
    let bar = NodeRef::<html::Span>::new();
    let meter = StoredValue::new_local(None);
    Effect::new({
        let level = level.clone();
        move |_| {
            level.set(0.0);
            let track = media.microphone();
            meter.set_value(track.and_then(|track| LevelMeter::start(&track, level.clone())));
        }
    });
    show_level(bar, level.clone());
    // In steps of ten: a number that flickers helps nobody.
    let percent = Memo::new(move |_| (level.get() * 10.0).round() * 10.0);
    let glyph = Signal::derive(move || if media.is_muted() { Glyph::MicrophoneOff } else { Glyph::Microphone });
    view! {
        <div class="level" class:is-absent=move || !media.has_microphone()>
            <Icon glyph />
            <div
                class="level-track"
                role="meter"
                aria-label=texts.text(phrase::Preview::Level)
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent.get().to_string()
            >
                <span class="level-bar" node_ref=bar></span>
            </div>
        </div>
    }
}

/// Hands a level to the style sheet, as `--level` of an element.
pub(super) fn show_level<E>(element: NodeRef<E>, level: ArcRwSignal<f64>)
where
    E: html::ElementType,
    E::Output: JsCast + AsRef<HtmlElement> + Clone + 'static,
{
    Effect::new(move |_| {
        let level = level.get();
        if let Some(element) = element.get() {
            let _ = HtmlElement::style(element.as_ref()).set_property("--level", &format!("{level:.2}"));
        }
    });
}
