//! What a server-rendered page is made of. The same struct renders the page on the server and, read from the page itself,
//! brings it to life in the browser, so both trees are equal.

use serde::{Deserialize, Serialize};

use super::{
    Figures, GuestPage, ShopperStage,
    console::{
        BlocksPage, BoardPage, CataloguePage, ConsoleFrame, FacePage, HistoryPage, HoursPage, PasswordPage, PeoplePage, PersonPage,
        QueuePage, QueuesPage, RefusedPage, RemovalPage, TicketPage,
    },
};
use crate::{
    OrgId, Origin, PersonId,
    locale::{Direction, Phrases, phrase},
    queue::Entrance,
    schedule::Moment,
    waiting::Coarse,
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
    /// Whether a call right away is offered: both the organisation and the page around the widget have to want it.
    pub drop_in: bool,
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
    /// Whether one can get in line.
    #[serde(default)]
    pub entrance: Entrance,
    /// When it opens, while it is closed and that is known.
    #[serde(default)]
    pub opens: Option<Moment>,
    /// How long whoever gets in line now will wait; `None` while nobody serves.
    #[serde(default)]
    pub wait: Option<Coarse>,
    /// Whether one can ask to be called back.
    #[serde(default)]
    pub call_backs: bool,
}

impl QueueGlance {
    /// Takes over the figures of a view, if it has any.
    pub fn follow(&mut self, stage: &ShopperStage) {
        if let ShopperStage::Outside { agents_online, waiting, entrance, opens, wait, call_backs } = stage.clone() {
            self.take(Figures { agents_online, waiting, entrance, opens, wait, call_backs });
        }
    }

    /// Takes figures over.
    pub fn take(&mut self, Figures { agents_online, waiting, entrance, opens, wait, call_backs }: Figures) {
        (self.agents_online, self.waiting, self.entrance) = (agents_online, waiting, entrance);
        (self.opens, self.wait, self.call_backs) = (opens, wait, call_backs);
    }
}

/// What can be pressed before the page has come to life, and is then done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// The drop-in card's button.
    DropIn,
    /// The card's button for a call-back.
    CallBack,
    /// The button for the shop's own chat.
    Chat,
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
            Self::CallBack => "call-back",
            Self::Chat => "chat",
            Self::Close => "close",
            Self::Reload => "reload",
        }
    }

    /// The press of this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::DropIn, Self::CallBack, Self::Chat, Self::Close, Self::Reload].into_iter().find(|press| press.as_str() == name)
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
    /// A guest's, who came by a link.
    Guest(GuestPage),
    /// The live board.
    Board(Box<BoardPage>),
    /// The list of tickets.
    History(Box<HistoryPage>),
    /// One ticket.
    Ticket(Box<TicketPage>),
    /// The blocked shoppers.
    Blocks(Box<BlocksPage>),
    /// The list of queues.
    Queues(QueuesPage),
    /// One queue.
    Queue(Box<QueuePage>),
    /// The organisation's opening hours.
    Hours(Box<HoursPage>),
    /// The organisation's catalogue.
    Catalogue(Box<CataloguePage>),
    /// The list of people.
    People(PeoplePage),
    /// One person.
    Person(Box<PersonPage>),
    /// A new password.
    Password(PasswordPage),
    /// What one shows to shoppers.
    Face(Box<FacePage>),
    /// Whether to remove something.
    Removal(RemovalPage),
    /// In place of a page that is not shown.
    Refused(RefusedPage),
}

impl ConsolePage {
    /// The document's title.
    pub fn title(&self) -> String {
        match self {
            Self::SignIn(page) => page.phrases.with(phrase::SignIn::Title, &page.org_name),
            Self::Desk(page) => page.phrases.with(phrase::Desk::Title, &page.org_name),
            Self::Guest(page) => page.org_name.clone(),
            page => page.frame().map(ConsoleFrame::title).unwrap_or_default(),
        }
    }

    /// Which way its texts run, as the value of HTML's `dir` attribute.
    pub fn direction(&self) -> &'static str {
        let direction = match self {
            Self::SignIn(page) => page.direction,
            Self::Desk(page) => page.direction,
            Self::Guest(page) => page.direction,
            page => page.frame().map(|frame| frame.direction).unwrap_or_default(),
        };
        direction.as_str()
    }

    /// What is around a page of the console proper.
    fn frame(&self) -> Option<&ConsoleFrame> {
        match self {
            Self::SignIn(_) | Self::Desk(_) | Self::Guest(_) => None,
            Self::Board(page) => Some(&page.frame),
            Self::History(page) => Some(&page.frame),
            Self::Ticket(page) => Some(&page.frame),
            Self::Blocks(page) => Some(&page.frame),
            Self::Queues(page) => Some(&page.frame),
            Self::Queue(page) => Some(&page.frame),
            Self::Hours(page) => Some(&page.frame),
            Self::Catalogue(page) => Some(&page.frame),
            Self::People(page) => Some(&page.frame),
            Self::Person(page) => Some(&page.frame),
            Self::Password(page) => Some(&page.frame),
            Self::Face(page) => Some(&page.frame),
            Self::Removal(page) => Some(&page.frame),
            Self::Refused(page) => Some(&page.frame),
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
    /// Whether the person may configure, so that the way to the console is shown.
    #[serde(default)]
    pub may_configure: bool,
    /// What the page says.
    pub phrases: Phrases,
    /// Which way its texts run.
    pub direction: Direction,
}
