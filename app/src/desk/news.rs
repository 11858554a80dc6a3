//! Short lines for the agent: how a ring ended when not by this tab's doing, and how the line to the server is.

use domain::{
    call::RingOutcome,
    locale::phrase::Desk,
    wire::{InvitationNews, Problem, RingNews, Unanswered},
};

use crate::ui::Texts;

/// A short line for the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Another agent was first; by this name.
    TakenBy(String),
    /// Another agent was first.
    TakenByAnother,
    /// The agent answered in another tab or device.
    AnsweredElsewhere,
    /// The agent declined in another tab or device.
    DeclinedElsewhere,
    /// The shopper left.
    ShopperLeft,
    /// Who asked took it back.
    TakenBack,
    /// Nobody comes whom this agent asked into the call.
    Unanswered(InvitationNews),
    /// The queue that the call was to go to takes nobody.
    QueueRefused(Problem),
    /// The deadline passed.
    Missed,
    /// What was pressed did not go out.
    NotConnected,
    /// The line to the server is back.
    ConnectedAgain,
    /// Something broke on the server.
    ServerTrouble,
}

impl News {
    /// The line in words.
    pub fn words(&self, texts: Texts) -> String {
        match self {
            Self::TakenBy(name) => texts.with(Desk::NewsTakenBy, name),
            Self::TakenByAnother => texts.text(Desk::NewsTakenByAnother),
            Self::AnsweredElsewhere => texts.text(Desk::NewsAnsweredElsewhere),
            Self::DeclinedElsewhere => texts.text(Desk::NewsDeclinedElsewhere),
            Self::ShopperLeft => texts.text(Desk::NewsShopperLeft),
            Self::TakenBack => texts.text(Desk::NewsTakenBack),
            Self::Unanswered(news) => {
                let name = news.name.clone().unwrap_or_else(|| texts.text(Desk::SomeColleague));
                let key = match news.outcome {
                    Unanswered::NotFree => Desk::NewsNotFree,
                    Unanswered::Declined => Desk::NewsDeclined,
                    Unanswered::Missed => Desk::NewsUnanswered,
                    Unanswered::Gone => Desk::NewsGone,
                };
                texts.with(key, &name)
            }
            Self::QueueRefused(problem) => texts.text(match problem {
                Problem::QueueFull => Desk::NewsQueueFull,
                Problem::NobodyThere => Desk::NewsQueueNobody,
                _ => Desk::NewsQueueClosed,
            }),
            Self::Missed => texts.text(Desk::NewsMissed),
            Self::NotConnected => texts.text(Desk::NewsNotConnected),
            Self::ConnectedAgain => texts.text(Desk::LineBack),
            Self::ServerTrouble => texts.text(Desk::NewsServerTrouble),
        }
    }
}

/// The line for a ring's end. Some ends need none: the agent knows who went away himself, and a ring that no desk showed was
/// not seen here.
pub fn news(ring: &RingNews) -> Option<News> {
    match ring.outcome {
        RingOutcome::Accepted => Some(News::AnsweredElsewhere),
        RingOutcome::AnsweredByAnother if ring.is_own => Some(News::AnsweredElsewhere),
        RingOutcome::AnsweredByAnother => Some(ring.answered_by.clone().map_or(News::TakenByAnother, News::TakenBy)),
        RingOutcome::Declined => ring.is_own.then_some(News::DeclinedElsewhere),
        RingOutcome::ShopperLeft => Some(News::ShopperLeft),
        RingOutcome::TakenBack => Some(News::TakenBack),
        RingOutcome::Missed => Some(News::Missed),
        RingOutcome::Unreachable | RingOutcome::AgentLeft => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::RingId;

    fn ring(outcome: RingOutcome, answered_by: Option<&str>, is_own: bool) -> RingNews {
        RingNews { ring: RingId::from_random([1; 20]), outcome, answered_by: answered_by.map(Into::into), is_own }
    }

    #[test]
    fn who_was_faster_is_named() {
        assert_eq!(news(&ring(RingOutcome::AnsweredByAnother, Some("Bruno"), false)), Some(News::TakenBy("Bruno".into())));
        assert_eq!(news(&ring(RingOutcome::AnsweredByAnother, None, false)), Some(News::TakenByAnother));
    }

    #[test]
    fn an_answer_in_another_window_is_told_as_ones_own() {
        assert_eq!(news(&ring(RingOutcome::Accepted, Some("Anna"), true)), Some(News::AnsweredElsewhere));
        assert_eq!(news(&ring(RingOutcome::Declined, None, true)), Some(News::DeclinedElsewhere));
    }

    #[test]
    fn leaving_and_missing_are_told_and_going_away_is_not() {
        assert_eq!(news(&ring(RingOutcome::ShopperLeft, None, false)), Some(News::ShopperLeft));
        assert_eq!(news(&ring(RingOutcome::Missed, None, false)), Some(News::Missed));
        assert_eq!(news(&ring(RingOutcome::AgentLeft, None, false)), None);
    }
}
