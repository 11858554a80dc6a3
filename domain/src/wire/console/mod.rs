//! The console's pages: what they are made of, what their forms hold, and what can be wrong with it.
//!
//! A form travels as names and values, as any form does ([`Fields`]), so it works without script. What was typed is kept as it was
//! typed (`QueueForm`, `HoursForm`, `PersonForm`), so that a page can come back with it; reading it gives a draft, or what is wrong
//! with each field.

mod blocks;
mod board;
mod catalogue;
mod face;
mod fields;
mod frame;
mod history;
mod hours;
mod people;
mod problem;
mod queues;

pub use blocks::{BlockLine, BlocksPage, TicketBlock};
pub use board::{AgentState, Board, BoardAgent, BoardCall, BoardNews, BoardPage, BoardQueue, Totals};
pub use catalogue::{CatalogueDraft, CatalogueForm, CataloguePage, CatalogueSource, CatalogueState, Contents, HOURS_BETWEEN};
pub use face::{FaceDraft, FaceForm, FacePage};
pub use fields::Fields;
pub use frame::{ConsoleFrame, Refusal, RefusedPage, Removal, RemovalPage, Section};
pub use history::{
    AgentName, CallStory, FlightLine, HistoryFilter, HistoryPage, HistoryQuery, HowEnded, Place, RatingStory, SnapshotStory, StoryEntry,
    StoryEvent, StoryPart, TicketLine, TicketPage, ToldByPage, WrittenStory,
};
pub use hours::{ExceptionForm, HoursAction, HoursForm, HoursPage, ImportOutcome, IntervalForm, WeekLine, WhoseHours};
pub use people::{NewPassword, PasswordPage, PeoplePage, PersonDraft, PersonForm, PersonLine, PersonPage, QueueChoice, RoleChoice};
pub use problem::{FormProblem, LastChange, Wrong};
pub use queues::{AgentChoice, QueueDraft, QueueForm, QueueLine, QueuePage, QueuesPage, RING_SECONDS};
