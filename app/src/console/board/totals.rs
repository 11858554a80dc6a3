//! The figures over all queues, to be read from across the room.

use domain::{
    locale::phrase::Board as Words,
    wire::console::{Board, Totals},
};
use leptos::prelude::*;

use super::Shown;
use crate::ui::{elapsed, elapsed_datetime, texts};

/// The figures over all queues.
#[component]
pub fn Figures(
    /// The board.
    shown: Shown,
) -> impl IntoView {
    let texts = texts();
    let totals = Memo::new(move |_| shown.board.with(Board::totals));
    let count = move |label: Words, read: fn(Totals) -> u32| {
        view! { <div class="figure"><dt>{texts.text(label)}</dt><dd>{move || read(totals.get()).to_string()}</dd></div> }
    };
    let serving = move || texts.count(Words::Serving, totals.get().serving);
    view! {
        <section aria-label=texts.text(Words::Totals)>
            <dl class="figures">
                {count(Words::Waiting, |totals| totals.waiting)}
                <div class="figure">
                    <dt>{texts.text(Words::LongestWait)}</dt>
                    <dd><Since shown since=Signal::derive(move || totals.get().longest_since) /></dd>
                </div>
                {count(Words::Calls, |totals| totals.calls)}
                <div class="figure">
                    <dt>{texts.text(Words::Available)}</dt>
                    <dd>{move || totals.get().available.to_string()}</dd>
                    <dd class="figure-more">{serving}</dd>
                </div>
            </dl>
        </section>
    }
}

/// How long ago something began, on the server's clock; a dash when nothing did.
#[component]
pub fn Since(
    /// The board.
    shown: Shown,
    /// When it began.
    since: Signal<Option<domain::Timestamp>>,
) -> impl IntoView {
    move || match since.get() {
        Some(since) => {
            let datetime = move || elapsed_datetime(since, shown.now());
            view! { <time datetime=datetime>{move || elapsed(since, shown.now())}</time> }.into_any()
        }
        None => "–".into_any(),
    }
}
