//! Which camera, microphone and speaker.

use domain::locale::phrase;
use leptos::prelude::*;

use crate::{
    media::{Device, DeviceKind, LocalMedia, devices::can_choose_speaker},
    ui::{Choice, Select, Texts, texts},
};

/// A list to choose from for each kind of device there are several of; a single one is named too, so that it can be seen which.
#[component]
pub(super) fn DeviceChoice(
    /// The page's camera and microphone.
    media: LocalMedia,
) -> impl IntoView {
    let texts = texts();
    let can_speaker = RwSignal::new(false);
    Effect::new(move |_| can_speaker.set(can_choose_speaker()));
    let kinds = [DeviceKind::Camera, DeviceKind::Microphone, DeviceKind::Speaker];
    let lists = kinds.map(|kind| {
        let choices = Memo::new(move |_| choices(&texts, kind, &media.devices()));
        let is_shown = move || choices.with(|choices| !choices.is_empty()) && (kind != DeviceKind::Speaker || can_speaker.get());
        let chosen = Memo::new(move |_| media.chosen(kind).unwrap_or_default());
        view! {
            <Show when=is_shown>
                <Select label=name(&texts, kind) choices chosen on_choose=Callback::new(move |id| media.choose(kind, id)) />
            </Show>
        }
    });
    view! { <div class="device-choice">{lists}</div> }
}

fn name(texts: &Texts, kind: DeviceKind) -> String {
    texts.text(match kind {
        DeviceKind::Camera => phrase::Preview::Camera,
        DeviceKind::Microphone => phrase::Preview::Microphone,
        DeviceKind::Speaker => phrase::Preview::Speaker,
    })
}

/// The devices of a kind by name. Without a permission browsers keep the names to themselves, so they are numbered.
fn choices(texts: &Texts, kind: DeviceKind, devices: &[Device]) -> Vec<Choice> {
    let numbered = match kind {
        DeviceKind::Camera => phrase::Preview::CameraNumber,
        DeviceKind::Microphone => phrase::Preview::MicrophoneNumber,
        DeviceKind::Speaker => phrase::Preview::SpeakerNumber,
    };
    let of_kind = devices.iter().filter(|device| device.kind == kind).zip(1_u32..);
    of_kind
        .map(|(device, number)| Choice {
            value: device.id.clone(),
            label: if device.label.is_empty() { texts.with(numbered, &number.to_string()) } else { device.label.clone() },
        })
        .collect()
}
