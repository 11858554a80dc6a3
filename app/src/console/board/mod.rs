//! The live board.

mod line;
mod page;
mod queue;
mod totals;

pub use page::LiveBoard;

use domain::{
    Timestamp,
    wire::console::{Board, BoardQueue},
};
use leptos::prelude::*;

use crate::client::Clock;

/// What the board shows and the time it counts on. A copy is the same board.
#[derive(Clone, Copy)]
struct Shown {
    board: RwSignal<Board>,
    clock: Clock,
}

impl Shown {
    fn new(board: Board) -> Self {
        Self { board: RwSignal::new(board), clock: Clock::new() }
    }

    /// The server's time; until the line stands, that of when the page was made.
    fn now(self) -> Timestamp {
        self.clock.now().max(self.board.with(|board| board.now))
    }

    /// A queue, for as long as it is shown.
    fn queue(self, first: BoardQueue) -> Memo<BoardQueue> {
        Memo::new(move |before: Option<&BoardQueue>| {
            let now = self.board.with(|board| board.queues.iter().find(|queue| queue.id == first.id).cloned());
            now.unwrap_or_else(|| before.unwrap_or(&first).clone())
        })
    }
}
