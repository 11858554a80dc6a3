//! What every page may say.

use crate::locale::key::phrases;

phrases! {
    /// What every page may say.
    Common {
        Close = "Close",
        Loading = "One moment…",
        Dismiss = "Dismiss",
    }
}
