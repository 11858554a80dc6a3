//! The board's page.

use domain::{
    OrgId,
    locale::phrase::{Board as Words, Console},
    wire::console::BoardPage,
};
use leptos::prelude::*;

use super::{
    super::Frame,
    Shown,
    line::{Line, follow},
    queue::Queue,
    totals::Figures,
};
use crate::{
    client::StreamState,
    ui::{LiveRegion, texts},
};

/// The live board.
#[component]
pub fn LiveBoard(
    /// What the page is made of.
    page: BoardPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = frame.phrases.text(Console::Board).to_owned();
    let lead = frame.phrases.text(Words::Lead).to_owned();
    view! { <Frame frame heading lead><Queues page /></Frame> }
}

#[component]
fn Queues(page: BoardPage) -> impl IntoView {
    let texts = texts();
    let BoardPage { frame, board, is_mine, may_choose } = page;
    let shown = Shown::new(board);
    let state = RwSignal::new(StreamState::Starting);
    let is_signed_out = RwSignal::new(false);
    follow(frame.org.clone(), is_mine, shown, state, is_signed_out);
    // Only what somebody should do something about is said: the rest changes all day.
    let said = Memo::new(move |_| match state.get() {
        _ if is_signed_out.get() => texts.text(Words::SignedOut),
        StreamState::Lost { since } => texts.with(Words::Stale, &since),
        StreamState::Starting | StreamState::Live => shown.board.with(|board| {
            let deserted = board.queues.iter().filter(|queue| queue.is_deserted());
            deserted.map(|queue| texts.with(Words::DesertedNamed, &queue.name)).collect::<Vec<_>>().join(" ")
        }),
    });
    let is_empty = move || shown.board.with(|board| board.queues.is_empty());
    let empty = move || {
        is_empty().then(|| {
            let (heading, more) =
                if is_mine { (Words::EmptyHeading, Words::EmptyMore) } else { (Words::EmptyAllHeading, Words::EmptyAllMore) };
            view! {
                <section class="card console-empty">
                    <h2>{texts.text(heading)}</h2>
                    <p>{texts.text(more)}</p>
                </section>
            }
        })
    };
    view! {
        <div class="board">
            <div class="board-head">
                {may_choose.then(|| view! { <Choice org=frame.org.clone() is_mine /> })}
                <Line org=frame.org state is_signed_out />
            </div>
            <LiveRegion message=said />
            <Figures shown />
            <ul class="board-queues" role="list">
                <For
                    each=move || shown.board.with(|board| board.queues.clone())
                    key=|queue| queue.id.clone()
                    children=move |queue| view! { <Queue shown first=queue /> }
                />
            </ul>
            {empty}
        </div>
    }
}

/// The own queues or all.
#[component]
fn Choice(org: OrgId, is_mine: bool) -> impl IntoView {
    let texts = texts();
    let link = move |show: &str, words: Words, is_here: bool| {
        let href = format!("/o/{org}/board?show={show}");
        view! { <a class="board-choice" href=href aria-current=is_here.then_some("true")>{texts.text(words)}</a> }
    };
    view! {
        <nav class="board-choices" aria-label=texts.text(Words::Show)>
            {link("all", Words::All, !is_mine)}
            {link("mine", Words::Mine, is_mine)}
        </nav>
    }
}
