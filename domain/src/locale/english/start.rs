//! The widget's start screen.

use crate::locale::key::phrases;

phrases! {
    /// The widget before anything happens.
    Start {
        Greeting = "See it before you buy it",
        Intro = "Talk face to face with one of us. We show you what you like, up close.",
        CardTitle = "Talk to us now",
        CardSubtitle = "A video call, right here on this page. Your camera is up to you.",
        CardButton = "Start a video call",
        ChatButton = "Write to us instead",
        CallBackButton = "Ask for a call back",
        Close = "Close",
        AgentsOnline = "{count} of us is here for you" | "{count} of us are here for you",
        NobodyWaiting = "No waiting: we can talk at once",
        AllBusy = "All of us are in a call, and nobody waits",
        Wait = "You wait {time}",
        PeopleWaiting = "{count} person is in line" | "{count} people are in line",
        NobodyOnline = "Nobody of us is here right now",
        NobodyOnlineMore = "You can still get in line: the next one of us who comes in calls you.",
        Closed = "We are closed right now",
        ClosedMore = "Please come back another time.",
        Opens = "We open again: {when}.",
        NobodyRefused = "Please come back a little later.",
        Full = "As many are waiting as we can serve",
        FullMore = "As soon as there is room in line, this button works again.",
        UnknownQueue = "We could not find what this page asked for, so we take you to {queue}.",
        ContactTitle = "Let us get in touch",
        ContactMore = "Tell us how to reach you, and one of us calls you back.",
        NothingTitle = "Video calls are not offered here right now",
        NothingMore = "Please reach the shop the way you usually do.",
        Privacy = "Nothing is recorded. Your camera and microphone are asked for first.",
    }
}
