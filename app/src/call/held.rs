//! What a shopper on hold reads, and what the agents do.

use domain::{
    Timestamp,
    call::{Hold, Role},
    locale::phrase::Call,
};
use leptos::prelude::*;

use super::{CallRoom, words};
use crate::{
    client::Clock,
    ui::{Avatar, Button, ButtonKind, Glyph, texts},
};

/// Since when the shopper is on hold, and whether this page is his.
fn held(room: StoredValue<CallRoom, LocalStorage>, is_here: bool) -> Memo<Option<Timestamp>> {
    Memo::new(move |_| {
        let (hold, here) = room.with_value(|room| (room.hold(), room.is_on_hold_here()));
        hold.on.filter(|_| here == is_here).map(|held| held.since)
    })
}

/// Over the stage of a shopper who is on hold: who will be back, since when, and that leaving is still possible.
#[component]
pub(super) fn OnHold(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
    /// The server's time.
    clock: Clock,
) -> impl IntoView {
    let texts = texts();
    let since = held(room, true);
    let name = Signal::derive(move || {
        let by = room.with_value(|room| room.hold().on.and_then(|held| room.name_of(&held.by)));
        by.unwrap_or_else(|| texts.text(words::nameless(Role::Agent)))
    });
    let time = move || since.get().map(|since| words::elapsed(clock.now() - since));
    view! {
        <Show when=move || since.get().is_some()>
            <div class="call-hold">
                <Avatar name large=true />
                <div class="call-hold-words">
                    <p class="call-hold-heading">{texts.text(Call::OnHoldHeading)}</p>
                    <p>{move || texts.with(Call::OnHoldMore, &name.get())}</p>
                </div>
                <p class="call-hold-time" role="timer" aria-label=texts.text(Call::OnHoldTime)>{time}</p>
                <p class="call-hold-leave">{texts.text(Call::OnHoldLeave)}</p>
            </div>
        </Show>
    }
}

/// For agents: that the shopper is on hold, by whom and for how long, and one press to take him back.
#[component]
pub(super) fn HoldNote(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
    /// The server's time.
    clock: Clock,
    /// Takes the shopper back.
    on_back: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = texts();
    let since = held(room, false);
    let words = move || {
        let by = room.with_value(|room| room.hold().on.and_then(|held| room.name_of(&held.by)));
        by.map_or_else(|| texts.text(Call::ShopperIsHeld), |name| texts.with(Call::ShopperIsHeldBy, &name))
    };
    let time = move || since.get().map(|since| words::elapsed(clock.now() - since));
    view! {
        <Show when=move || since.get().is_some()>
            <div class="call-note call-note-row">
                <p>{words}</p>
                <span class="call-time" role="timer" aria-label=texts.text(Call::OnHoldTime)>{time}</span>
                <Button kind=ButtonKind::Primary icon=Glyph::Resume on:click=move |_| on_back.run(())>{texts.text(Call::TakeBackFromHold)}</Button>
            </div>
        </Show>
    }
}

/// Whether the shopper is on hold; reactive.
pub(super) fn is_held(room: StoredValue<CallRoom, LocalStorage>) -> Signal<bool> {
    Memo::new(move |_| Hold::is_on(&room.with_value(CallRoom::hold))).into()
}
