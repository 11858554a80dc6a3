//! After the call.

use crate::locale::key::phrases;

phrases! {
    /// After the call.
    Thanks {
        Heading = "Thank you for your time",
        HeadingWithName = "You talked with {name}",
        EndedByFault = "The connection to our side was lost",
        EndedByFaultMore = "That was our fault, not yours. You can call again right away.",
        ShopperLost = "Your connection was lost",
        ShopperLostMore = "The call ended because we could not reach you any more. You can call again right away.",
        LostHeading = "You lost your place",
        LostMore = "Your page was away for too long. Get in line again: it takes a moment.",
        LeftHeading = "You left the line",
        LeftMore = "Come back any time.",
        RateQuestion = "How was the call?",
        Stars = "{count} star" | "{count} stars",
        Comment = "What should we know?",
        CommentHelp = "If you like. Please no personal details.",
        Send = "Send",
        Rated = "Thank you. Your answer helps us.",
        CallAgain = "Call again",
        Continue = "Continue in the shop",
    }
}
