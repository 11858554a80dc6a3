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
        AfterHours = "We have closed, and nobody new gets in line. You keep your place: whoever of us is still here calls you.",
        NobodyAfterHours = "We have closed, and nobody of us is here any more. You keep your place as long as this page is open.",
        NobodyUntil = "We have closed, and nobody of us is here any more. We open again: {when}. You keep your place as long as this page is open.",
        AskingFor = "We are asking {name} first. If that takes too long, a colleague calls you.",
        NotComing = "{name} cannot come right now. A colleague calls you as soon as it is your turn.",
        LostAgent = "We lost {name}. You are first in line, somebody calls you in a moment.",
        PassedOn = "{name} passed you on to a colleague. You are first in line, somebody calls you in a moment.",
        Wait = "It takes {time}",
        FurtherBack = "somebody who was here before you goes first",
        FewerAgents = "longer than we said, one of us had to leave",
        LongerCalls = "longer than we said, today's calls last longer",
        Overdue = "longer than usual, and we are sorry",
        WaitingFor = "Waiting for {time}",
        NotifyMe = "Notify me when it is my turn",
        NotifiesYou = "You can look at other pages: we notify you when it is your turn.",
        IsHere = "{name} is here",
        KeepShopping = "Keep shopping",
        BackToCall = "Back to the call",
        Chat = "Leave the line and write to us",
        Leave = "Leave the line",
        SelfView = "Your own picture",
        PlaceShort = "Place {count}" | "Place {count}",
        InCall = "Video call",
        CallWith = "Video call with {name}",
        Returning = "One moment, we are getting your place back",
        StayHere = "Please keep this page open: your browser does not let us keep your place if you leave it.",
        RingingShort = "It is your turn",
        MoveHeading = "Wait in another line?",
        MoveMore = "This page would now take you to {queue}. You would go to the end of that line and give up your place in this one.",
        MoveYes = "Change lines",
        MoveNo = "Stay in this line",
        MoveRefused = "You keep your place in this line: {queue} takes nobody right now.",
    }
}
