//! At the door.

use domain::{locale::phrase::Guest, wire::GuestStage};
use leptos::prelude::*;

use super::model::GuestModel;
use crate::{
    call::Preview,
    ui::{Button, ScreenHeading, texts},
};

/// The guest waits to be let in, and can still see to camera and microphone.
#[component]
pub fn Knocking(
    /// The guest's visit.
    guest: GuestModel,
) -> impl IntoView {
    let texts = texts();
    let more = move || {
        let agent = guest.view.with(|view| match view.as_ref().map(|view| &view.stage) {
            Some(GuestStage::Knocking { agent }) => agent.clone(),
            _ => None,
        });
        agent.map_or_else(|| texts.text(Guest::KnockingMore), |name| texts.with(Guest::KnockingAt, &name))
    };
    view! {
        <div class="before">
            <div class="before-words">
                <ScreenHeading text=texts.text(Guest::KnockingHeading) />
                <p class="muted">{more}</p>
            </div>
            <div class="before-picture">
                <Preview media=guest.media />
            </div>
            <div class="before-form">
                <Button on:click=move |_| guest.leave()>{texts.text(Guest::Go)}</Button>
            </div>
        </div>
    }
}
