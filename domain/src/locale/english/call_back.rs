//! The widget's form for a call-back.

use crate::locale::key::phrases;

phrases! {
    /// The widget's form for a call-back.
    CallBack {
        Heading = "We call you back",
        Intro = "Tell us how to reach you, and one of us gets in touch.",
        IntroInLine = "Tell us how to reach you, and one of us gets in touch. You give up your place in line when you send this.",
        Name = "Your name",
        Email = "E-mail",
        Phone = "Phone",
        PhoneHelp = "An e-mail address or a phone number is enough.",
        Message = "What is it about?",
        Time = "When does it suit you?",
        TimeHelp = "In your own words, such as: weekdays after five.",
        Optional = "{field} (optional)",
        Send = "Ask for a call back",
        Back = "Back",
        KeepWaiting = "Keep waiting",
        Privacy = "We use this to call you back, and delete it after four weeks.",
        NameMissing = "Please tell us your name.",
        NoWay = "Please give us an e-mail address or a phone number.",
        NoEmail = "This is not an e-mail address.",
        NoPhone = "This is not a phone number: 5 to 20 digits, perhaps with a plus before them.",
        TooLong = "This is too long.",
        TooMany = "You have asked several times already. Please wait a while.",
        NotTaken = "Nobody takes call-backs here right now.",
        Failed = "Something broke on our side. What you wrote is still here: please try again.",
        Unsent = "We cannot reach our server. What you wrote is kept, and goes out as soon as we can.",
        DoneHeading = "Thank you, we call you back",
        DoneMore = "Your wish is on our list, the oldest first. One of us gets in touch with you.",
        DoneReturn = "Should you come back in this window before that, you are first in line.",
        Offer = "Or leave your number, and we call you back.",
        LeaveNumber = "Leave your number",
    }
}
