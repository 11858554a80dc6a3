//! What a server-rendered page is made of. The same struct renders the page on the server and, read from the page itself,
//! brings it to life in the browser, so both trees are equal.

use serde::{Deserialize, Serialize};

use crate::{
    OrgId, Origin, PersonId,
    locale::{Direction, Phrases, phrase},
};

/// The widget's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WidgetPage {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// What can be shown.
    pub state: WidgetPageState,
    /// The language of the texts, such as `en`.
    pub language: String,
    /// The version of the terms a shopper accepts.
    pub terms_version: String,
    /// Where the organisation's terms can be read, when it has some of its own.
    pub terms_url: Option<String>,
    /// The sites that may frame the widget.
    pub sites: Vec<Origin>,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}

/// Whether the widget can be used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WidgetPageState {
    /// Ready, with the token that its socket presents.
    Ready {
        /// The visit token.
        token: String,
        /// The queue a ticket would be drawn in.
        queue: QueueGlance,
    },
    /// The page named a queue that does not exist; the default queue stands in.
    UnknownQueue {
        /// The visit token.
        token: String,
        /// The name as the page gave it.
        term: String,
        /// The default queue.
        queue: QueueGlance,
    },
}

impl WidgetPageState {
    /// The queue a ticket would be drawn in.
    pub const fn queue(&self) -> &QueueGlance {
        match self {
            Self::Ready { queue, .. } | Self::UnknownQueue { queue, .. } => queue,
        }
    }

    /// The visit token that the page's socket presents.
    pub const fn token(&self) -> &str {
        match self {
            Self::Ready { token, .. } | Self::UnknownQueue { token, .. } => token.as_str(),
        }
    }
}

/// What the start screen tells about a queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueGlance {
    /// Its name.
    pub name: String,
    /// Its slug; what a ticket is drawn with.
    pub slug: String,
    /// Agents who are online.
    pub agents_online: u32,
    /// Tickets in line.
    pub waiting: u32,
}

/// What can be pressed before the page has come to life, and is then done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// The drop-in card's button.
    DropIn,
    /// The close button.
    Close,
    /// The button that loads the widget's page again.
    Reload,
}

impl Press {
    /// The value of the button's `data-press` attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DropIn => "drop-in",
            Self::Close => "close",
            Self::Reload => "reload",
        }
    }

    /// The press of this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::DropIn, Self::Close, Self::Reload].into_iter().find(|press| press.as_str() == name)
    }
}

/// A page of the console bundle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsolePage {
    /// Sign in.
    SignIn(SignInPage),
    /// The desk.
    Desk(DeskPage),
}

impl ConsolePage {
    /// The document's title.
    pub fn title(&self) -> String {
        match self {
            Self::SignIn(page) => page.phrases.with(phrase::SignIn::Title, &page.org_name),
            Self::Desk(page) => page.phrases.with(phrase::Desk::Title, &page.org_name),
        }
    }

    /// Which way its texts run, as the value of HTML's `dir` attribute.
    pub const fn direction(&self) -> &'static str {
        match self {
            Self::SignIn(page) => page.direction.as_str(),
            Self::Desk(page) => page.direction.as_str(),
        }
    }
}

/// The sign-in page: a plain form that works without script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignInPage {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// The path to go to afterwards, within the organisation.
    pub next: String,
    /// The address that was typed, when the form comes back.
    pub email: String,
    /// Why the form comes back.
    pub problem: Option<SignInProblem>,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}

/// Why somebody was not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInProblem {
    /// Address or password are wrong; which one is not told.
    WrongCredentials,
    /// Too many attempts.
    TooManyAttempts {
        /// How long to wait, in seconds.
        retry_after_secs: u32,
    },
    /// The account has no part in this organisation.
    NoMembership,
}

/// The desk's page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskPage {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// Who is signed in.
    pub person: PersonId,
    /// The name to show.
    pub person_name: String,
    /// The names of the queues this agent serves.
    pub queues: Vec<String>,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}
