//! Problems, days and dates in words.

use domain::{
    locale::phrase::{Console, Times},
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
        Wrong::ConfirmOwnLoss => texts.text(Console::ConfirmOwnLoss),
        Wrong::BelongsElsewhere => texts.text(Console::BelongsElsewhere),
    }
}

/// The name of a weekday: 0 for Monday.
pub fn day_name(texts: Texts, weekday: u8) -> String {
    texts.text(match weekday {
        0 => Times::Monday,
        1 => Times::Tuesday,
        2 => Times::Wednesday,
        3 => Times::Thursday,
        4 => Times::Friday,
        5 => Times::Saturday,
        _ => Times::Sunday,
    })
}

/// A date without its year, such as `24 December`.
pub fn day_of_year(texts: Texts, day: u8, month: u8) -> String {
    let key = match month {
        1 => Times::InJanuary,
        2 => Times::InFebruary,
        3 => Times::InMarch,
        4 => Times::InApril,
        5 => Times::InMay,
        6 => Times::InJune,
        7 => Times::InJuly,
        8 => Times::InAugust,
        9 => Times::InSeptember,
        10 => Times::InOctober,
        11 => Times::InNovember,
        _ => Times::InDecember,
    };
    texts.with(key, &day.to_string())
}
