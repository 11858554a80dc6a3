//! The earlier calls of a shopper at the desk.

use crate::locale::key::phrases;

phrases! {
    /// The earlier calls of a shopper at the desk.
    Earlier {
        Heading = "Earlier calls",
        Help = "From the same browser, for 28 days.",
        Looking = "Looking for earlier calls…",
        Nothing = "None that we know of.",
        Failed = "They could not be read right now.",
        Again = "Try again",
        More = "There are more, further back.",
        With = "with {name}",
        Nobody = "Nobody answered",
        LeftAtOnce = "Left at once",
        Lasted = "for {length}",
        Note = "Note",
        AsksFor = "Asks for",
        AsksForAgent = "Asks for {name}",
        AsksForSomebody = "Asks for an agent of another queue",
    }
}
