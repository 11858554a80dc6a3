//! Problems in words.

use domain::{
    locale::phrase::{Catalogue, Console, People, Queues},
    wire::console::Wrong,
};

use crate::ui::Texts;

/// What is wrong, in words.
pub fn wrong_words(texts: Texts, wrong: &Wrong) -> String {
    match wrong {
        Wrong::NameMissing => texts.text(Console::NameMissing),
        Wrong::NoSlug => texts.text(Console::NoSlug),
        Wrong::SlugTaken => texts.text(Console::SlugTaken),
        Wrong::RingSeconds => texts.text(Console::RingSeconds),
        Wrong::MostWaiting => texts.text(Console::MostWaiting),
        Wrong::WrapUpSeconds => texts.text(Console::WrapUpSeconds),
        Wrong::NotAnAgent => texts.text(Console::NotAnAgent),
        Wrong::DefaultStays => texts.text(Console::DefaultStays),
        Wrong::HasTickets => texts.text(Console::HasTickets),
        Wrong::UnknownZone(zone) if zone.is_empty() => texts.text(Console::ZoneMissing),
        Wrong::UnknownZone(zone) => texts.with(Console::UnknownZone, zone),
        Wrong::TimeMissing => texts.text(Console::TimeMissing),
        Wrong::NoInterval(hours) => texts.with(Console::NoInterval, hours),
        Wrong::EmptyInterval(hours) => texts.with(Console::EmptyInterval, hours),
        Wrong::Overlap(hours) => texts.with(Console::Overlap, hours),
        Wrong::TooManyIntervals => texts.text(Console::TooManyIntervals),
        Wrong::NoDate(date) => texts.with(Console::NoDate, date),
        Wrong::DateTwice => texts.text(Console::DateTwice),
        Wrong::TooManyExceptions => texts.text(Console::TooManyExceptions),
        Wrong::FileMissing => texts.text(Console::FileMissing),
        Wrong::NoCalendar => texts.text(Console::NoCalendar),
        Wrong::CalendarTooLarge => texts.text(Console::CalendarTooLarge),
        Wrong::NoEmail => texts.text(Console::NoEmail),
        Wrong::IsMember => texts.text(Console::IsMember),
        Wrong::NoRole => texts.text(Console::NoRole),
        Wrong::OwnersOnly => texts.text(Console::OwnersOnly),
        Wrong::LastOwner => texts.text(Console::LastOwner),
        Wrong::QueuesWithoutAgent => texts.text(Console::QueuesWithoutAgent),
        Wrong::NoTag(tag) if tag.is_empty() => texts.text(People::TooManyTags),
        Wrong::NoTag(tag) => texts.with(People::NoTag, tag),
        Wrong::NoLanguage(tag) if tag.is_empty() => texts.text(People::TooManyLanguages),
        Wrong::NoLanguage(tag) => texts.with(People::NoLanguage, tag),
        Wrong::FirstSeconds => texts.text(Queues::FirstSecondsWrong),
        Wrong::ConfirmOwnLoss => texts.text(Console::ConfirmOwnLoss),
        Wrong::BelongsElsewhere => texts.text(Console::BelongsElsewhere),
        Wrong::NoPhoto => texts.text(People::NoPhoto),
        Wrong::PhotoHost(host) => texts.with(People::PhotoHost, host),
        Wrong::NoFeed(problem) => problem.to_string(),
        Wrong::NoAddress => texts.text(Catalogue::NoAddress),
        Wrong::EveryHours => texts.text(Catalogue::NoHours),
        Wrong::NoCurrency => texts.text(Catalogue::NoCurrency),
    }
}
