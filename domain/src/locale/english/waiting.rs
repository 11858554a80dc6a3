//! In line.

use crate::locale::key::phrases;

phrases! {
    /// In line.
    Waiting {
        Next = "You are next",
        Ahead = "{count} person is ahead of you" | "{count} people are ahead of you",
        Ringing = "We are calling an agent",
        RingingMore = "It is your turn. Somebody answers in a moment.",
        WhatHappensNext = "Stay on this page. The call starts by itself as soon as it is your turn.",
        NobodyOnline = "Nobody of us is here right now. You keep your place, and the next one who comes in calls you.",
        LostAgent = "We lost {name}. You are first in line, somebody calls you in a moment.",
        WaitingFor = "Waiting for {time}",
        KeepShopping = "Keep shopping",
        BackToCall = "Back to the call",
        Leave = "Leave the line",
        SelfView = "Your own picture",
        PlaceShort = "Place {count}" | "Place {count}",
        InCall = "Video call",
        CallWith = "Video call with {name}",
        Returning = "One moment, we are getting your place back",
        StayHere = "Please keep this page open: your browser does not let us keep your place if you leave it.",
        RingingShort = "It is your turn",
    }
}
