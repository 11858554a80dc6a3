//! For agents: what became of the still that the shopper was asked for.

use domain::locale::phrase::Call;
use leptos::prelude::*;

use super::{CallRoom, StillWish};
use crate::ui::{Button, texts};

/// That the shopper is being asked, with the way to take that back; or that the shopper would rather not.
#[component]
pub(super) fn StillNote(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
) -> impl IntoView {
    let texts = texts();
    let wish = Memo::new(move |_| room.with_value(CallRoom::still_wish));
    let words = move || match wish.get() {
        StillWish::None => None,
        StillWish::Asked(_) => Some(texts.text(Call::StillAsked)),
        StillWish::Declined => Some(texts.text(Call::StillDeclined)),
    };
    let close = move || match wish.get_untracked() {
        StillWish::Asked(_) => room.with_value(CallRoom::toggle_still),
        StillWish::None | StillWish::Declined => room.with_value(CallRoom::forget_still),
    };
    let way = move || texts.text(if matches!(wish.get(), StillWish::Asked(_)) { Call::StillTakeBack } else { Call::StillSeen });
    let is_shown = move || wish.get() != StillWish::None;
    view! {
        <div class="call-note-row" class:call-note=is_shown>
            <p role="status">{words}</p>
            <Show when=is_shown>
                <Button on:click=move |_| close()>{way}</Button>
            </Show>
        </div>
    }
}
