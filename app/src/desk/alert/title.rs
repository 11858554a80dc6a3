//! The document's title, changing once a second while a ring lasts.

use std::{cell::Cell, time::Duration};

use crate::client::Timer;

/// Changes the title until it is dropped; then the title is as before.
#[derive(Debug)]
pub struct FlashingTitle {
    before: String,
    _timer: Option<Timer>,
}

impl FlashingTitle {
    /// Shows `title`, then the title there was, in turns.
    pub fn start(title: &str) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let before = document.title();
        document.set_title(title);
        let (titles, turn) = ([before.clone(), title.to_owned()], Cell::new(0_usize));
        let timer = Timer::every(Duration::from_secs(1), move || {
            if let Some(title) = titles.get(turn.get()) {
                document.set_title(title);
            }
            turn.set(1 - turn.get());
        });
        Some(Self { before, _timer: timer })
    }
}

impl Drop for FlashingTitle {
    fn drop(&mut self) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&self.before);
        }
    }
}
