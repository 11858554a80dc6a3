//! What the agent can allow so that calls are heard and seen.

use domain::locale::phrase::Desk;
use leptos::prelude::*;

use super::{alert::Permission, ringing::Ringing};
use crate::ui::{Glyph, Icon, texts};

/// What the agent may want to allow before the first ring. It stands in the centre of a desk at rest: nothing else moves
/// when a call comes.
#[component]
pub fn Asking(
    /// Tone and notifications.
    ringing: Ringing,
) -> impl IntoView {
    let texts = texts();
    let asks = move || ringing.permission.get() == Permission::Unasked;
    let is_held = move || ringing.is_tone_held.get() && ringing.is_tone_on.get();
    view! {
        <div class="desk-asking">
            <Show when=is_held>
                <p class="desk-ask">
                    <Icon glyph=Glyph::BellOff />
                    <span>{texts.text(Desk::ToneHeld)}</span>
                    <button type="button" class="button" on:click=move |_| ringing.release_tone()>{texts.text(Desk::ToneAllow)}</button>
                </p>
            </Show>
            <Show when=asks>
                <p class="desk-ask">
                    <Icon glyph=Glyph::Bell />
                    <button type="button" class="button" on:click=move |_| ringing.ask()>{texts.text(Desk::NotificationsAsk)}</button>
                </p>
            </Show>
            <Show when=move || ringing.permission.get() == Permission::Denied>
                <p class="desk-ask"><Icon glyph=Glyph::BellOff /><span>{texts.text(Desk::NotificationsBlocked)}</span></p>
            </Show>
        </div>
    }
}
