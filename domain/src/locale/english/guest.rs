//! A guest's page.

use crate::locale::key::phrases;

phrases! {
    /// A guest's page, who comes by a link.
    Guest {
        Heading = "You are invited to a video call",
        Intro = "Somebody is in a call with this shop and would like you there. Only you can see this picture yet.",
        Name = "Your name",
        NameHelp = "The people in the call see it. It is deleted after 28 days.",
        NameMissing = "Please tell them your name first.",
        AskToComeIn = "Ask to come in",
        NothingIsRecorded = "The call is not recorded. What you write in it is kept by nobody.",
        KnockingHeading = "They know that you are here",
        KnockingMore = "Somebody lets you in in a moment. Stay on this page.",
        KnockingAt = "{name} lets you in in a moment. Stay on this page.",
        Go = "Leave",
        InCall = "Video call",
        Returning = "One moment, we are bringing you back",
        NoLinkHeading = "A part of the link is missing",
        NoLinkMore = "Open it again exactly as you got it: everything after the # belongs to it.",
        UsedHeading = "This link has been used",
        UsedMore = "Each link lets one person in, once. If that was not you, or you have lost your page, ask for a new one.",
        DeadHeading = "This link does not work any more",
        DeadMore = "Its call is over, it was taken back, or it was not used for half an hour. Ask for a new one.",
        TooMany = "Too many links were tried from here. Wait a minute, then try again.",
        NotReached = "We could not reach our server. Check your connection, then try again.",
        RefusedHeading = "You could not be let in this time",
        RefusedMore = "Perhaps it did not fit just now. Whoever sent you the link can send you a new one.",
        ShownOutHeading = "The call goes on without you",
        ShownOutMore = "An agent has ended your part in it. Whoever sent you the link can send you a new one.",
        LeftHeading = "You left the call",
        LeftMore = "To come back, ask for a new link.",
        LostHeading = "Your connection was lost",
        LostMore = "We could not reach you for a while, so your seat was given up. Ask for a new link.",
        CallOverHeading = "The call is over",
        CallOverMore = "Thank you for coming. You can close this page.",
        SupersededHeading = "You are in the call in another window",
        SupersededMore = "You opened it there, so this window has let go of it.",
        BringHere = "Bring it here",
        UnsupportedMore = "Open the link in a current browser: Chrome, Edge, Firefox or Safari.",
    }
}
