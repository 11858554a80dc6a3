//! A ring is heard and seen: a tone, the document's title, a notification of the browser. All of it ends when the [`Alert`] is
//! dropped.

mod notice;
mod title;

pub use notice::{Permission, ask_permission, permission};

use notice::Notice;
use title::FlashingTitle;

/// What an alert says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Whom it is about: the title, and the notification's first line.
    pub title: String,
    /// The notification's second line: queue and page.
    pub body: String,
    /// Names the ring, so that two tabs show one notification.
    pub tag: String,
}

/// A ring that is being shown.
#[derive(Debug)]
pub struct Alert {
    _title: Option<FlashingTitle>,
    _notice: Option<Notice>,
}

impl Alert {
    /// Shows a ring. Browser only.
    pub fn start(words: &Words) -> Self {
        Self { _title: FlashingTitle::start(&words.title), _notice: Notice::show(words) }
    }
}
