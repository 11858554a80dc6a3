//! What is around every page of the console.

use serde::{Deserialize, Serialize};

use super::Wrong;
use crate::{
    OrgId, PersonId, QueueId,
    locale::{Direction, Phrases, phrase},
};

/// What is around every page of the console.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsoleFrame {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// The name of who is signed in.
    pub person_name: String,
    /// Whether that person takes calls, so that the way to the desk is shown.
    pub takes_calls: bool,
    /// Whether that person may see and change what is configured, so that the ways there are shown.
    pub may_configure: bool,
    /// Which part of the console it is.
    pub section: Section,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}

/// A part of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The live board.
    Board,
    /// The history of tickets.
    History,
    /// Blocked shoppers.
    Blocks,
    /// Queues.
    Queues,
    /// The organisation's opening hours.
    Hours,
    /// The organisation's catalogue.
    Catalogue,
    /// People.
    People,
    /// What one shows to shoppers oneself.
    Face,
}

impl Section {
    /// The last part of its address, after that of the organisation.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::History => "history",
            Self::Blocks => "blocks",
            Self::Queues => "queues",
            Self::Hours => "hours",
            Self::Catalogue => "catalogue",
            Self::People => "people",
            Self::Face => "me",
        }
    }
}

impl ConsoleFrame {
    /// The document's title.
    pub fn title(&self) -> String {
        let title = match self.section {
            Section::Board => phrase::Console::TitleBoard,
            Section::History => phrase::Console::TitleHistory,
            Section::Blocks => phrase::Console::TitleBlocks,
            Section::Queues => phrase::Console::TitleQueues,
            Section::Hours => phrase::Console::TitleHours,
            Section::Catalogue => phrase::Console::TitleCatalogue,
            Section::People => phrase::Console::TitlePeople,
            Section::Face => phrase::Console::TitleFace,
        };
        self.phrases.with(title, &self.org_name)
    }
}

/// The page that asks whether to remove something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemovalPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// What would be removed.
    pub what: Removal,
    /// Its name.
    pub name: String,
    /// Why it cannot be, as far as that is known.
    pub problem: Option<Wrong>,
}

/// Something to remove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// A queue.
    Queue(QueueId),
    /// A person, from the organisation.
    Person {
        /// Who.
        person: PersonId,
        /// Whether it is who is asked.
        is_me: bool,
    },
    /// All that is in the catalogue.
    Catalogue {
        /// The version that was looked at.
        version: i64,
    },
}

/// The page in place of one that is not shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefusedPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Why.
    pub why: Refusal,
}

/// Why a page is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The person is neither owner nor admin.
    NotAllowed,
    /// Only an owner may do this.
    OwnersOnly,
    /// There is no such queue, or no longer.
    NoSuchQueue,
    /// There is no such ticket, or it is not the reader's to see.
    NoSuchTicket,
    /// There is no such person in the organisation, or no longer.
    NoSuchPerson,
    /// There is no such block, or no longer.
    NoSuchBlock,
    /// Somebody else was always faster: nothing was changed.
    Raced,
}
