//! The line that keeps the board up to date, and what is said of it.

use domain::{OrgId, locale::phrase::Board as Words, wire::console::BoardNews};
use leptos::prelude::*;

use super::Shown;
use crate::{
    client::{EventStream, StreamState},
    ui::{Glyph, Icon, texts},
};

/// Keeps the board up to date while somebody looks at it. Only in the browser.
pub fn follow(org: OrgId, is_mine: bool, shown: Shown, state: RwSignal<StreamState>, is_signed_out: RwSignal<bool>) {
    let show = if is_mine { "mine" } else { "all" };
    let address = format!("/o/{org}/board/stream?show={show}");
    let stream = StoredValue::new_local(None);
    let hear = move |text: &str| {
        match serde_json::from_str::<BoardNews>(text) {
            Ok(BoardNews::Board(board)) => {
                shown.clock.observe(board.now);
                shown.board.set(board);
            }
            Ok(BoardNews::Beat { now }) => shown.clock.observe(now),
            Ok(BoardNews::SignedOut) => {
                is_signed_out.set(true);
                return false;
            }
            // News of a newer server, which this page was not made for.
            Err(_) => {}
        }
        true
    };
    Effect::new(move |_| stream.set_value(Some(EventStream::open(address.clone(), state, hear))));
}

/// How the line is.
#[component]
pub fn Line(
    /// The organisation.
    org: OrgId,
    /// How the line is.
    state: RwSignal<StreamState>,
    /// Whether nobody is signed in any more.
    is_signed_out: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts();
    let sign_in = format!("/o/{org}/sign-in?next=/o/{org}/board");
    let words = move || match state.get() {
        _ if is_signed_out.get() => texts.text(Words::SignedOut),
        StreamState::Starting => texts.text(Words::Starting),
        StreamState::Live => texts.text(Words::Live),
        StreamState::Lost { since } => texts.with(Words::Stale, &since),
    };
    let is_live = move || state.get() == StreamState::Live && !is_signed_out.get();
    let is_lost = move || matches!(state.get(), StreamState::Lost { .. }) || is_signed_out.get();
    let sign_in = move || {
        let href = sign_in.clone();
        is_signed_out.get().then(|| view! { <a class="link" href=href>{texts.text(Words::SignIn)}</a> })
    };
    view! {
        <p class="board-line" class:board-line-lost=is_lost>
            <span class="dot" class:dot-good=is_live hidden=is_lost aria-hidden="true"></span>
            <span hidden=move || !is_lost()><Icon glyph=Glyph::Warning /></span>
            <span>{words}</span>
            {sign_in}
        </p>
    }
}
