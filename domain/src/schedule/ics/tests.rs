use proptest::prelude::*;

use super::*;

const FIRST: Date = Date::constant(2026, 1, 1);
const LAST: Date = Date::constant(2027, 12, 31);

fn calendar(events: &[&str]) -> String {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
}

fn read(events: &[&str]) -> Holidays {
    holidays(calendar(events).as_bytes(), FIRST, LAST).expect("a calendar")
}

fn days(events: &[&str]) -> Vec<String> {
    let closed = read(events).closed;
    assert!(closed.iter().all(|day| day.hours.is_empty()));
    closed.into_iter().map(|day| format!("{} {}", day.date, day.name.unwrap_or_default())).collect()
}

#[test]
fn a_file_as_calendar_programs_write_it_gives_its_days_with_their_names() {
    let file = "\u{feff}BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\nBEGIN:STANDARD\r\n\
        DTSTART:16010101T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY;LANGUAGE=sv;X=\"a:b\":Jul\\, och\r\n  mer\r\n\
        DESCRIPTION:with a colon: and a\r\n\tfold\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\nSUMMARY:not this\r\nEND:VALARM\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20270101\r\nSUMMARY:Nyårsdagen\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let expected = ["2026-12-24 Jul, och mer", "2026-12-25 Jul, och mer", "2026-12-26 Jul, och mer", "2027-01-01 Nyårsdagen"];
    for file in [file.to_owned(), file.replace("\r\n", "\n")] {
        let found = holidays(file.as_bytes(), FIRST, LAST).expect("a calendar");
        let days: Vec<_> = found.closed.iter().map(|day| format!("{} {}", day.date, day.name.as_deref().unwrap_or_default())).collect();
        assert_eq!(days, expected);
        assert_eq!((found.timed, found.unread), (0, 0));
    }
}

#[test]
fn a_fold_within_a_letter_is_undone() {
    let mut file = calendar(&["DTSTART:20260501\nSUMMARY:Första maj"]).into_bytes();
    let within = file.windows(2).position(|pair| pair == "ö".as_bytes()).expect("the letter") + 1;
    file.splice(within..within, *b"\r\n ");
    let found = holidays(&file, FIRST, LAST).expect("a calendar");
    assert_eq!(found.closed.first().and_then(|day| day.name.as_deref()), Some("Första maj"));
}

#[test]
fn events_with_a_time_of_day_are_counted_and_left_out() {
    let found = read(&[
        "DTSTART;TZID=Europe/Stockholm:20260102T090000\nSUMMARY:Inventory",
        "DTSTART:20260103T090000Z\nDTEND:20260103T100000Z",
        "DTSTART;VALUE=DATE:20260106\nSUMMARY:Epiphany",
    ]);
    assert_eq!((found.timed, found.unread, found.closed.len()), (2, 0, 1));
}

#[test]
fn a_cancelled_event_is_no_holiday_and_nothing_to_tell() {
    let found = read(&["DTSTART:20260106\nSTATUS:CANCELLED"]);
    assert_eq!(found, Holidays::default());
}

#[test]
fn an_event_lasts_until_the_day_before_its_end() {
    assert_eq!(days(&["DTSTART:20260501\nDTEND:20260501"]).len(), 1, "an end that is the start");
    assert_eq!(days(&["DTSTART:20260501\nDTEND:20260502"]).len(), 1);
    assert_eq!(days(&["DTSTART:20260501\nDURATION:P3D"]).len(), 3);
    assert_eq!(days(&["DTSTART:20260501\nDURATION:P1W"]).len(), 7);
    assert_eq!(days(&["DTSTART:20251230\nDTEND:20260103"]), ["2026-01-01 ", "2026-01-02 "], "cut to the dates asked for");
    assert_eq!(days(&["DTSTART:20271231\nDTEND:20280103"]), ["2027-12-31 "]);
}

#[test]
fn two_holidays_on_one_date_are_one_day_with_both_names() {
    let event = |name: &str| format!("DTSTART:20260501\nSUMMARY:{name}");
    assert_eq!(days(&[&event("Labour Day"), &event("Labour Day"), &event(""), &event("May Day")]), ["2026-05-01 Labour Day, May Day"]);
}

#[test]
fn what_comes_back_every_year_is_followed_within_the_dates_asked_for() {
    let yearly = |start: &str, rule: &str| days(&[&format!("DTSTART;VALUE=DATE:{start}\nRRULE:{rule}")]);
    assert_eq!(yearly("19481225", "FREQ=YEARLY"), ["2026-12-25 ", "2027-12-25 "]);
    assert_eq!(yearly("16010101", "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=1"), ["2027-01-01 "]);
    assert_eq!(yearly("20201126", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;WKST=SU"), ["2026-11-26 ", "2027-11-25 "]);
    assert_eq!(yearly("20200525", "freq=yearly;bymonth=5;byday=-1mo"), ["2026-05-25 ", "2027-05-31 "]);
    assert_eq!(yearly("20250606", "FREQ=YEARLY;COUNT=2"), ["2026-06-06 "]);
    assert_eq!(yearly("20250606", "FREQ=YEARLY;UNTIL=20260606T000000Z"), ["2026-06-06 "]);
    assert_eq!(yearly("20240229", "FREQ=YEARLY;COUNT=5"), [""; 0], "no such date in 2026 and 2027");
    assert_eq!(yearly("20270606", "FREQ=YEARLY"), ["2027-06-06 "], "not before it began");
    let without = "DTSTART:20200606\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20250606,20260606";
    assert_eq!(days(&[without]), ["2027-06-06 "]);
    let around_new_year = "DTSTART:20201231\nDTEND:20210102\nRRULE:FREQ=YEARLY";
    assert_eq!(days(&[around_new_year]), ["2026-01-01 ", "2026-12-31 ", "2027-01-01 ", "2027-12-31 "]);
}

#[test]
fn what_is_not_understood_is_named_and_not_guessed() {
    let event = |rest: &str| format!("DTSTART:20260101\nSUMMARY:odd\n{rest}");
    let odd = [
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=YEARLY;BYDAY=MO",
        "RRULE:FREQ=YEARLY;BYMONTH=1,2",
        "RRULE:FREQ=YEARLY;BYWEEKNO=20",
        "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYDAY=1MO",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;UNTIL=soon",
        "RRULE:FREQ=YEARLY;UNTIL=äöüäöü",
        "RRULE:nonsense",
        "RRULE:FREQ=YEARLY\nRRULE:FREQ=YEARLY;INTERVAL=2",
        "RDATE:20260202",
        "RECURRENCE-ID:20260101",
        "DURATION:PT8H",
        "EXDATE:soon",
        "DTEND:20261231",
    ];
    for rest in odd {
        let found = read(&[&event(rest)]);
        assert_eq!((found.closed.len(), found.unread, found.not_understood), (0, 1, vec!["odd".to_owned()]), "{rest}");
    }
    assert_eq!(read(&["DTSTART;VALUE=DATE:2026-01-01"]).unread, 1);
    assert_eq!(read(&["DTSTART:20260230"]).unread, 1);
    assert_eq!(read(&["SUMMARY:without a date"]).unread, 1);
    let many = event("RRULE:FREQ=DAILY");
    let found = read(&vec![many.as_str(); 50]);
    assert_eq!((found.unread, found.not_understood.len()), (50, MAX_NAMED));
}

#[test]
fn a_file_that_is_no_calendar_is_refused() {
    let none = |file: &[u8]| holidays(file, FIRST, LAST).expect_err("no calendar");
    for file in ["", "\n\n", "<!DOCTYPE html>\n<html>", "Date;Name\n2026-01-01;x", "BEGIN:VCARD\nEND:VCARD", "{\"a\": 1}"] {
        assert_eq!(none(file.as_bytes()), InvalidCalendar::NotACalendar, "{file}");
    }
    assert_eq!(none(b"\x89PNG\r\n\x1a\n\x00"), InvalidCalendar::NotACalendar);
    assert_eq!(none(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n"), InvalidCalendar::Unbalanced(3));
    assert_eq!(none(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"), InvalidCalendar::Unbalanced(3));
    assert_eq!(none(&[b"BEGIN:VCALENDAR\n".as_slice(), &b"BEGIN:X\n".repeat(100)].concat()), InvalidCalendar::Unbalanced(9));
    assert_eq!(none(&vec![b' '; MAX_BYTES + 1]), InvalidCalendar::TooLarge);
    assert_eq!(InvalidCalendar::NotACalendar.to_string(), "this file is no calendar: it does not begin with BEGIN:VCALENDAR");
}

#[test]
fn ten_thousand_events_are_read_and_one_more_is_refused() {
    let event = "DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260103\nSUMMARY:New Year";
    let mut events = vec![event; MAX_EVENTS];
    assert_eq!(days(&events).len(), 2);
    events.push(event);
    assert_eq!(holidays(calendar(&events).as_bytes(), FIRST, LAST), Err(InvalidCalendar::TooManyEvents));
}

#[test]
fn more_days_than_a_schedule_has_room_for_are_refused() {
    let last = Date::constant(2126, 1, 1);
    let every_day: Vec<String> =
        (1..=12).flat_map(|month| (1..=28).map(move |day| format!("DTSTART:2020{month:02}{day:02}\nRRULE:FREQ=YEARLY"))).collect();
    let every_day: Vec<&str> = every_day.iter().map(String::as_str).collect();
    assert_eq!(holidays(calendar(&every_day).as_bytes(), FIRST, last), Err(InvalidCalendar::TooManyDays));
    // Work without days is bounded as well.
    let in_vain = vec!["DTSTART:00040229\nRRULE:FREQ=YEARLY;COUNT=1000000"; MAX_EVENTS];
    assert_eq!(holidays(calendar(&in_vain).as_bytes(), FIRST, last), Err(InvalidCalendar::TooManyDays));
}

#[test]
fn a_huge_line_costs_no_more_than_its_reading() {
    let folded = "x\n ".repeat(MAX_BYTES / 4);
    let event = format!("DTSTART:20260101\nSUMMARY:{folded}\nDESCRIPTION:{}", "y".repeat(MAX_BYTES / 5));
    let found = read(&[&event]);
    assert_eq!(found.closed.first().and_then(|day| day.name.as_ref()).map(String::len), Some(MAX_NAME_CHARS));
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..400) {
        let _ = holidays(&bytes, FIRST, LAST);
        let mut file = calendar(&["DTSTART;VALUE=DATE:20260101\nDTEND:20260105\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1MO;UNTIL=20270101\nSUMMARY:a\\,b"]).into_bytes();
        let whole = file.len();
        let place = cut % whole;
        file.splice(place..place, bytes.iter().copied());
        let _ = holidays(&file, FIRST, LAST);
        file.truncate(place);
        // Only the last line break can be missed.
        prop_assert!(place + 1 == whole || holidays(&file, FIRST, LAST).is_err());
    }
}
