//! Days, dates and times to come, in words.

use domain::{
    locale::phrase::Times,
    schedule::{Day, Moment},
};

use super::Texts;

/// The day and the hour on the clock on the wall there, such as `tomorrow, 09:00`. `here` is the reader's zone, when it is known:
/// a reader elsewhere is told whose clock it is.
pub fn when(texts: Texts, moment: &Moment, here: Option<&str>) -> String {
    let (hours, minutes) = moment.clock();
    let clock = format!("{hours:02}:{minutes:02}");
    let told = [day(texts, moment.day).as_str(), ", ", clock.as_str()].concat();
    if here.is_some_and(|here| moment.is_elsewhere(here)) {
        [told.as_str(), " (", texts.with(Times::Elsewhere, &moment.place()).as_str(), ")"].concat()
    } else {
        told
    }
}

fn day(texts: Texts, day: Day) -> String {
    match day {
        Day::Today => texts.text(Times::Today),
        Day::Tomorrow => texts.text(Times::Tomorrow),
        Day::Weekday(number) => day_name(texts, number),
        Day::Date { day, month } => day_of_year(texts, day, month),
    }
}

/// The name of a weekday: 0 for Monday.
pub fn day_name(texts: Texts, number: u8) -> String {
    texts.text(match number {
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::{
        Timestamp,
        locale::{Locale, Phrases},
    };
    use leptos::prelude::*;

    use super::*;
    use crate::ui::provide_texts;

    fn said(day: Day, minute: u16, here: Option<&str>) -> String {
        let owner = Owner::new_root(None);
        let moment = Moment { at: Timestamp::default(), day, minute, zone: "America/New_York".into() };
        let said = owner.with(|| when(provide_texts(Phrases::widget(Locale::English)), &moment, here));
        owner.cleanup();
        said
    }

    #[test]
    fn a_time_is_told_as_people_tell_it() {
        assert_eq!(said(Day::Today, 9 * 60 + 5, None), "today, 09:05");
        assert_eq!(said(Day::Weekday(0), 0, None), "Monday, 00:00");
        assert_eq!(said(Day::Date { day: 7, month: 1 }, 14 * 60, None), "7 January, 14:00");
    }

    #[test]
    fn whose_clock_it_is_is_told_only_to_those_who_have_another() {
        assert_eq!(said(Day::Tomorrow, 540, Some("America/New_York")), "tomorrow, 09:00");
        assert_eq!(said(Day::Tomorrow, 540, Some("Europe/Oslo")), "tomorrow, 09:00 (New York time)");
    }
}
