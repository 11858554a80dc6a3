//! The live board.

use crate::locale::key::phrases;

phrases! {
    /// The live board.
    Board {
        Lead = "What goes on right now. The page keeps itself up to date.",
        Show = "Queues to show",
        Mine = "My queues",
        All = "All queues",
        Totals = "All together",
        Waiting = "Waiting",
        LongestWait = "Longest wait",
        NobodyWaits = "Nobody waits",
        Calls = "In a call",
        Available = "Free agents",
        Serving = "of {count} who serves" | "of {count} who serve",
        Open = "Open",
        OpenUntil = "Open until {when}",
        Closed = "Closed",
        ClosedUntil = "Closed until {when}",
        NextWait = "Wait for the next",
        NextWaitUnknown = "nobody serves",
        Deserted = "People wait, and nobody serves.",
        DesertedNamed = "{queue}: people wait, and nobody serves.",
        Agents = "Agents",
        NoAgents = "Nobody serves this queue yet.",
        StateAvailable = "Available",
        StateRinging = "Ringing",
        StateInCall = "In a call",
        StateWrappingUp = "After a call",
        StateAway = "Away",
        StateOffline = "Offline",
        RunningCalls = "Running calls",
        NoCalls = "None",
        NoAgent = "Nobody",
        EmptyHeading = "You serve no queue yet",
        EmptyMore = "Here you will see who waits and who serves. Ask an admin to tick your name in a queue.",
        EmptyAllHeading = "There is no queue yet",
        EmptyAllMore = "Make one under Queues, and see here who waits in it and who serves.",
        Live = "Live",
        Starting = "As of when the page came",
        Stale = "Not live since {time}, trying again",
        SignedOut = "You are signed out, so this no longer changes.",
        SignIn = "Sign in again",
    }
}
