//! Days and hours to come.

use crate::locale::key::phrases;

phrases! {
    /// Days and hours to come.
    Times {
        Today = "today",
        Tomorrow = "tomorrow",
        Monday = "Monday",
        Tuesday = "Tuesday",
        Wednesday = "Wednesday",
        Thursday = "Thursday",
        Friday = "Friday",
        Saturday = "Saturday",
        Sunday = "Sunday",
        InJanuary = "{day} January",
        InFebruary = "{day} February",
        InMarch = "{day} March",
        InApril = "{day} April",
        InMay = "{day} May",
        InJune = "{day} June",
        InJuly = "{day} July",
        InAugust = "{day} August",
        InSeptember = "{day} September",
        InOctober = "{day} October",
        InNovember = "{day} November",
        InDecember = "{day} December",
        WaitShort = "less than a minute",
        WaitUpTo = "up to {count} minute" | "up to {count} minutes",
        WaitBetween = "about {minutes} minutes",
        WaitLong = "more than an hour",
        Elsewhere = "{place} time",
    }
}
