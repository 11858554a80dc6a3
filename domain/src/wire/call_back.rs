//! Call-backs as the desk lists them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{CallBackId, EmailAddress, PersonId, Timestamp, call_back::Phone};

/// How many a desk lists at most.
pub const MOST_CALL_BACKS: usize = 50;

/// Who would be called back, in the queues that an agent serves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBackList {
    /// The oldest, at most [`MOST_CALL_BACKS`].
    pub shown: Vec<CallBackCard>,
    /// How many more there are.
    pub more: u32,
}

/// A call-back that somebody still has to make.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallBackCard {
    /// Which.
    pub call_back: CallBackId,
    /// The queue's name.
    pub queue: String,
    /// When it was asked for.
    pub since: Timestamp,
    /// Whom to call.
    pub name: String,
    /// The e-mail address.
    pub email: Option<EmailAddress>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What it is about.
    pub message: Option<String>,
    /// When a call suits, in the shopper's words.
    pub preferred_time: Option<String>,
    /// The language of the widget.
    pub language: String,
    /// The page the shopper was on; http(s) only.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
    /// Who calls.
    pub assignee: Option<Assignee>,
}

/// The agent who has taken a call-back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// Who.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
}

/// Shows nothing that a shopper wrote: a debug print may end in a log.
impl fmt::Debug for CallBackCard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CallBackCard").field("call_back", &self.call_back).field("assignee", &self.assignee).finish_non_exhaustive()
    }
}
