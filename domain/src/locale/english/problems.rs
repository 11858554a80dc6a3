//! What went wrong.

use crate::locale::key::phrases;

phrases! {
    /// What went wrong.
    Problems {
        ConnectionLost = "The connection is gone. We keep trying, and your place is kept.",
        ConnectionLostInCall = "The connection to our server is gone. Your call goes on while we try again.",
        ConnectionLostOutside = "We cannot reach our server. We keep trying.",
        ConnectionBack = "Connected again",
        SupersededHeading = "This call goes on in another window",
        SupersededMore = "You opened it there, so this window has let go of it.",
        BadTokenHeading = "This page was open for a long time",
        BadTokenMore = "Load it again, then everything works.",
        UpgradeHeading = "There is a new version",
        UpgradeMore = "Load the page again to go on.",
        InternalMore = "Something broke on our side. Nothing is lost: try again in a moment.",
        TooFast = "That was too much at once. Wait a moment and try again.",
        QueueClosed = "Nobody takes calls here right now. Please come back later.",
        QueueFull = "As many are waiting as we can serve. Try again in a moment.",
        NobodyThere = "Nobody of us is here right now. Please come back a little later.",
        TooManyTickets = "You have asked for several calls in a short time. Please wait ten minutes, then try again.",
        Blocked = "We cannot take your call here at the moment. You can go on looking around in the shop as usual.",
        UnknownQueue = "We could not find the queue that this page asked for.",
        Reload = "Load again",
        UnsupportedHeading = "Video calls do not work in this browser",
        UnsupportedBrowser = "It is too old, or video calls are switched off in it. Open this page in a current browser: Chrome, Edge, Firefox or Safari.",
        UnsupportedInApp = "If you came here inside another app, such as a messenger: open this page in your browser instead.",
        UnsupportedLoadHeading = "The video call could not be loaded",
        UnsupportedLoad = "A part of the call did not arrive. Check your connection and load the page again.",
        OpenInBrowser = "Open in a new window",
    }
}
