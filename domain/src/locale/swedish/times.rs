//! Days and hours to come.

use crate::locale::translation::translated;

translated! {
    Times {
        Today = "i dag",
        Tomorrow = "i morgon",
        Monday = "måndag",
        Tuesday = "tisdag",
        Wednesday = "onsdag",
        Thursday = "torsdag",
        Friday = "fredag",
        Saturday = "lördag",
        Sunday = "söndag",
        InJanuary = "{day} januari",
        InFebruary = "{day} februari",
        InMarch = "{day} mars",
        InApril = "{day} april",
        InMay = "{day} maj",
        InJune = "{day} juni",
        InJuly = "{day} juli",
        InAugust = "{day} augusti",
        InSeptember = "{day} september",
        InOctober = "{day} oktober",
        InNovember = "{day} november",
        InDecember = "{day} december",
        WaitShort = "mindre än en minut",
        WaitUpTo = "upp till {count} minut" | "upp till {count} minuter",
        WaitBetween = "ungefär {minutes} minuter",
        WaitLong = "mer än en timme",
        Elsewhere = "tid i {place}",
    }
}
