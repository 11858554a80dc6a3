//! Call-backs as agents see them.

use crate::locale::key::phrases;

phrases! {
    /// Call-backs as agents see them: at the desk and by mail.
    CallBacks {
        Heading = "Call-backs",
        Nobody = "Nobody asked to be called back.",
        More = "and {count} more" | "and {count} more",
        Take = "I call back",
        TakeWho = "Call {name} back",
        GiveBack = "Give back",
        Reached = "Reached",
        NotReached = "Not reached",
        Withdrawn = "No longer wanted",
        Outcome = "How did it go?",
        IsMine = "You call back",
        IsTaken = "{name} calls back",
        Asked = "asked",
        Suits = "Suits: {time}",
        DoneWith = "{name} is done.",
        Undo = "Undo",
        NewsTakenBy = "{name} calls back already.",
        NewsNotThere = "This call-back is not on the list any more.",
        MailSubject = "Call back: {queue}",
        MailIntro = "Somebody asked {organisation} to be called back.",
        MailName = "Name",
        MailPhone = "Phone",
        MailEmail = "E-mail",
        MailTime = "When it suits",
        MailMessage = "Message",
        MailPage = "Page",
        MailDesk = "Take it at the desk, so that nobody else calls too:",
        MailReason = "You get this because you look after the queue {queue}.",
    }
}
