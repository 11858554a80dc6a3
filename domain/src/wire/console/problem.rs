//! What can be wrong with a form.

use serde::{Deserialize, Serialize};

use crate::catalogue::FeedProblem;

/// Something wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormProblem {
    /// The field's name; of a day's or an exception's fields the place, such as `day-0` or `exception-3`.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

impl FormProblem {
    /// Something wrong with this field.
    pub fn new(field: impl Into<String>, wrong: Wrong) -> Self {
        Self { field: field.into(), wrong }
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// There has to be a name.
    NameMissing,
    /// It is no slug, or the name suggests none.
    NoSlug,
    /// Another queue has this slug.
    SlugTaken,
    /// It is no number of seconds within the limits.
    RingSeconds,
    /// It is no number within the limits.
    MostWaiting,
    /// It is no number of seconds within the limits.
    WrapUpSeconds,
    /// One of the people ticked does not take calls in this organisation, or no longer.
    NotAnAgent,
    /// The default queue stays it until another becomes it.
    DefaultStays,
    /// A queue that has had tickets cannot be removed.
    HasTickets,
    /// There is no such time zone.
    UnknownZone(String),
    /// One of the two times is missing.
    TimeMissing,
    /// It is no interval.
    NoInterval(String),
    /// It ends when it begins.
    EmptyInterval(String),
    /// These two intervals share some time.
    Overlap(String),
    /// There are more intervals than a day may have.
    TooManyIntervals,
    /// It is no date.
    NoDate(String),
    /// There is another exception for the date.
    DateTwice,
    /// There are more exceptions than a schedule may have.
    TooManyExceptions,
    /// No file came along.
    FileMissing,
    /// The file is no calendar, or cut short.
    NoCalendar,
    /// The file is too large, or has too many events or days.
    CalendarTooLarge,
    /// It is no e-mail address.
    NoEmail,
    /// That person is in the organisation already.
    IsMember,
    /// At least one role is needed.
    NoRole,
    /// Only an owner may make somebody an owner, or change one.
    OwnersOnly,
    /// An organisation keeps at least one owner.
    LastOwner,
    /// Who takes no calls serves no queue.
    QueuesWithoutAgent,
    /// It is no tag; empty when there are too many.
    NoTag(String),
    /// It is no language tag; empty when there are too many.
    NoLanguage(String),
    /// It is no number of seconds within the limits.
    FirstSeconds,
    /// One would lose one's own way to these pages: this has to be confirmed.
    ConfirmOwnLoss,
    /// The account belongs to another organisation too, so only its person changes it.
    BelongsElsewhere,
    /// It is no address of a photo.
    NoPhoto,
    /// No pictures come from this host.
    PhotoHost(String),
    /// The file is of no use as a catalogue.
    NoFeed(FeedProblem),
    /// It is no address of the web.
    NoAddress,
    /// It is no number of hours within the limits.
    EveryHours,
    /// It is no currency.
    NoCurrency,
}

/// That somebody saved the same since the form was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastChange {
    /// Who, when it is known.
    pub by: Option<String>,
    /// How long ago, when it is known; in whole minutes.
    pub minutes_ago: Option<u32>,
}
