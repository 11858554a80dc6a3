//! Blocking shoppers: the console's list, and what the desk and a ticket's story say about it.

use crate::locale::key::phrases;

phrases! {
    /// Blocking shoppers: the console's list, and what the desk and a ticket's story say about it.
    Blocks {
        Lead = "Shoppers who cannot ring anybody here any more. The shop's own pages work for them as before.",
        EmptyHeading = "Nobody is blocked",
        EmptyMore = "An agent can block a shopper during a call, after it, and from the story of a ticket. Who is blocked stands here.",
        Limits = "A block knows the browser it was made for and nothing else: another browser, a private window or a deleted storage is somebody new.",
        Lifted = "The block is lifted. This shopper can call again.",
        Lift = "Lift the block",
        LiftOf = "Lift the block of {when}",
        By = "Blocked by",
        Reason = "Reason",
        NoReason = "None was given",
        Until = "Until",
        Ticket = "Ticket",
        TicketLink = "Its story",
        More = "{count} older block is not shown." | "{count} older blocks are not shown.",
        Block = "Block this shopper",
        AskHeading = "Block this shopper?",
        AskMore = "This browser can no longer get in line or ask to be called back. The shop's own pages work as before. It ends after 28 days, or when an admin lifts it.",
        AskInCall = "The call ends for everybody.",
        ReasonLabel = "Reason, if you like",
        ReasonHelp = "Owners and admins read it. It is deleted with the block.",
        Yes = "Block",
        YesInCall = "Block and end the call",
        Cancel = "Do not block",
        IsBlocked = "This shopper is blocked.",
        IsForgotten = "This shopper cannot be blocked any more: what would tell the browser from others has been deleted.",
        StoryHeading = "Blocking",
        SeeList = "All blocked shoppers",
    }
}
