//! What every page may say.

use crate::locale::translation::translated;

translated! {
    Common {
        Close = "Stäng",
        Loading = "Ett ögonblick …",
        Dismiss = "Ta bort",
    }
}
