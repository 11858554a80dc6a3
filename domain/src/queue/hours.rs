//! Whose opening hours a queue keeps.

use serde::{Deserialize, Serialize};

use crate::schedule::Schedule;

/// When a queue is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpeningHours {
    /// When its organisation is.
    #[default]
    Organisation,
    /// At every hour, whatever the organisation says.
    Always,
    /// At hours of its own.
    Own(Schedule),
}

impl OpeningHours {
    /// The schedule that counts, out of the queue's own and that of its organisation. `None`: always open.
    pub fn schedule<'s>(&'s self, organisation: Option<&'s Schedule>) -> Option<&'s Schedule> {
        match self {
            Self::Organisation => organisation,
            Self::Always => None,
            Self::Own(schedule) => Some(schedule),
        }
    }
}
