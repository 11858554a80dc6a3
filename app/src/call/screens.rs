//! The screens that others show, large, with everybody's cameras small beside them.

use domain::{ParticipantId, locale::phrase::Call};
use leptos::{html, prelude::*};

use super::{
    CallRoom, Remote,
    media_element::show_picture,
    other_view::{has_frame_callback, has_picture, wait_for_frames},
    words,
};
use crate::ui::{Glyph, Icon, texts};

/// Every screen that is shown here; nothing while there is none.
#[component]
pub(super) fn Screens(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
    /// Whose screens.
    shown: Memo<Vec<ParticipantId>>,
) -> impl IntoView {
    let count = move || shown.with(Vec::len);
    view! {
        <Show when=move || { count() > 0 }>
            <div class="call-screens" data-count=move || count().to_string()>
                <For each=move || shown.get() key=Clone::clone children=move |id| view! { <ScreenOf room id /> } />
            </div>
        </Show>
    }
}

#[component]
fn ScreenOf(room: StoredValue<CallRoom, LocalStorage>, id: ParticipantId) -> impl IntoView {
    let remote = room.with_value(|room| untrack(|| room.remotes()).into_iter().find(|remote| remote.id == id));
    remote.map(|remote| view! { <Shown remote=StoredValue::new_local(remote) /> })
}

#[component]
fn Shown(remote: StoredValue<Remote, LocalStorage>) -> impl IntoView {
    let texts = texts();
    let video = NodeRef::<html::Video>::new();
    let has_frame = RwSignal::new(false);
    let name = move || remote.with_value(|remote| remote.name.get().unwrap_or_else(|| texts.text(words::nameless(remote.role))));
    let words = Signal::derive(move || texts.with(Call::ScreenOf, &name()));
    show_picture(video, move || remote.with_value(|remote| remote.screen.get()));
    wait_for_frames(video, has_frame, move || remote.with_value(|remote| remote.screen.get().is_some()));
    view! {
        <div class="call-screen" role="group" aria-label=move || words.get()>
            <video
                node_ref=video
                autoplay
                playsinline
                muted
                class:is-shown=move || has_frame.get()
                on:timeupdate=move |_| if !has_frame_callback() && has_picture(video) { has_frame.set(true) }
            ></video>
            <Show when=move || !has_frame.get()>
                <p class="call-screen-coming">{texts.text(Call::ScreenComes)}</p>
            </Show>
            <span class="call-chip call-screen-name"><Icon glyph=Glyph::Screen /><span>{move || words.get()}</span></span>
        </div>
    }
}
