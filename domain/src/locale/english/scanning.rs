//! Scanning codes of goods, as agents do it.

use crate::locale::key::phrases;

phrases! {
    /// Scanning codes of goods, as agents do it.
    Scanning {
        Scan = "Scan",
        Heading = "Scan a code",
        Asking = "Your browser is asking whether we may use a camera. Please allow it.",
        Opening = "Opening the camera…",
        Looking = "Hold the bars or the square into the frame.",
        Found = "Found: {code}",
        Known = "{code} is in the tray already.",
        Light = "Light",
        TryAgain = "Try again",
        Denied = "Your browser keeps the camera from us.",
        Missing = "We found no camera.",
        InUse = "We could not reach the camera. Another program may be using it.",
        NoCamera = "This browser gives us no camera.",
        NotLoaded = "What reads codes could not be loaded. Look whether you are online, then try again.",
        CannotRead = "This browser cannot read codes.",
        TypeInstead = "You can also type the number that stands below the bars.",
    }
}
