//! What became of a ticket, as the history tells it.

use serde::{Deserialize, Serialize};

use crate::{Duration, Timestamp, call::TicketState};

/// A ticket that nobody answered is missed when it waited for longer; who turns away sooner has merely looked in.
pub const MISSED_AFTER: Duration = Duration::from_secs(5);

/// What became of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is in line.
    Waiting,
    /// Its call runs.
    InCall,
    /// An agent answered it, and it is over.
    Answered,
    /// Nobody answered it, and it waited for longer than [`MISSED_AFTER`].
    Missed,
    /// Nobody answered it, and it was over at once.
    LeftAtOnce,
}

impl Outcome {
    /// What became of a ticket in this state that waited so long; `is_answered` when it ever had a call.
    pub fn of(state: TicketState, is_answered: bool, waited: Duration) -> Self {
        match state {
            TicketState::Waiting => Self::Waiting,
            TicketState::InCall => Self::InCall,
            TicketState::Ended(_) if is_answered => Self::Answered,
            TicketState::Ended(_) if waited > MISSED_AFTER => Self::Missed,
            TicketState::Ended(_) => Self::LeftAtOnce,
        }
    }
}

/// How long a ticket waited for its first answer: until then, until it was over without one, or until now.
pub fn waited(joined_at: Timestamp, answered_at: Option<Timestamp>, ended_at: Option<Timestamp>, now: Timestamp) -> Duration {
    (answered_at.or(ended_at).unwrap_or(now) - joined_at).max(Duration::ZERO)
}

/// What a list may be limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sought {
    /// In line or in a call.
    Live,
    /// Answered, and over.
    Answered,
    /// Missed.
    Missed,
    /// Over at once.
    LeftAtOnce,
}

impl Sought {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 4] = [Self::Answered, Self::Missed, Self::LeftAtOnce, Self::Live];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Answered => "answered",
            Self::Missed => "missed",
            Self::LeftAtOnce => "left",
        }
    }

    /// What this name means.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sought| sought.as_str() == name)
    }
}

/// The figures of some tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// How many there are.
    pub tickets: u32,
    /// How many were answered, those whose calls run among them.
    pub answered: u32,
    /// How many were missed.
    pub missed: u32,
    /// Half of those whose wait is over waited at most so long; `None` without any.
    pub median_wait: Option<Duration>,
}

impl Summary {
    /// The figures of tickets: what became of each, whether it ever had a call, and how long it waited.
    pub fn of(tickets: impl IntoIterator<Item = (Outcome, bool, Duration)>) -> Self {
        let mut summary = Self::default();
        let mut waits = vec![];
        for (outcome, is_answered, waited) in tickets {
            summary.tickets = summary.tickets.saturating_add(1);
            summary.answered = summary.answered.saturating_add(u32::from(is_answered));
            summary.missed = summary.missed.saturating_add(u32::from(outcome == Outcome::Missed));
            if is_answered || !matches!(outcome, Outcome::Waiting) {
                waits.push(waited);
            }
        }
        let middle = waits.len().saturating_sub(1) / 2;
        summary.median_wait = (!waits.is_empty()).then(|| *waits.select_nth_unstable(middle).1);
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::TicketEnd;

    const ENDED: TicketState = TicketState::Ended(TicketEnd::Left);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn missed_is_who_waited_for_more_than_five_seconds_and_was_not_answered() {
        let five = Duration::from_secs(5);
        assert_eq!(Outcome::of(ENDED, false, five), Outcome::LeftAtOnce);
        assert_eq!(Outcome::of(ENDED, false, Duration::from_micros(five.as_micros() + 1)), Outcome::Missed);
        assert_eq!(Outcome::of(ENDED, true, Duration::from_secs(900)), Outcome::Answered);
        assert_eq!(Outcome::of(TicketState::Waiting, false, Duration::from_secs(900)), Outcome::Waiting);
    }

    #[test]
    fn a_wait_ends_with_the_first_answer_or_without_one_with_the_ticket() {
        assert_eq!(waited(at(10), Some(at(14)), Some(at(90)), at(100)), Duration::from_secs(4));
        assert_eq!(waited(at(10), None, Some(at(90)), at(100)), Duration::from_secs(80));
        assert_eq!(waited(at(10), None, None, at(100)), Duration::from_secs(90));
        assert_eq!(waited(at(10), None, None, at(9)), Duration::ZERO, "a clock may run ahead");
    }

    #[test]
    fn the_median_leaves_out_who_still_waits() {
        let seconds = Duration::from_secs;
        let tickets = [
            (Outcome::Answered, true, seconds(4)),
            (Outcome::Missed, false, seconds(60)),
            (Outcome::LeftAtOnce, false, seconds(2)),
            (Outcome::InCall, true, seconds(20)),
            (Outcome::Waiting, false, seconds(1)),
        ];
        assert_eq!(Summary::of(tickets), Summary { tickets: 5, answered: 2, missed: 1, median_wait: Some(seconds(4)) });
        assert_eq!(Summary::of([]).median_wait, None);
    }

    #[test]
    fn a_name_in_an_address_means_what_it_was_made_from() {
        assert!(Sought::ALL.into_iter().all(|sought| Sought::parse(sought.as_str()) == Some(sought)));
        assert_eq!(Sought::parse("nonsense"), None);
    }
}
