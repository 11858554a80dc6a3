//! What a shopper in line reads of his estimate, so that it counts down, does not flicker, and never grows without a reason.

use serde::{Deserialize, Serialize};

use crate::waiting::{Coarse, Range};
use crate::{Duration, Timestamp};

/// For how long the reason of a longer wait is said.
const SAID: Duration = Duration::from_secs(60);

/// What an estimate came from, to be able to say why the next one is longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// The ticket's place, 1 is next.
    pub place: u32,
    /// How many agents serve.
    pub agents: u32,
    /// The mean length of the queue's calls.
    pub call_length: Duration,
}

/// Why a wait is longer than was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Somebody came in ahead, such as a call-back or a shopper whose call broke off.
    FurtherBack,
    /// An agent stopped serving.
    FewerAgents,
    /// Calls last longer than they did.
    LongerCalls,
    /// It takes longer than usual, and that is all there is to say.
    Overdue,
}

/// What a shopper reads now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The wait from now.
    pub wait: Coarse,
    /// Why it is longer than he read before.
    pub reason: Option<Reason>,
}

/// What a shopper was promised: two instants, so that it counts down by itself between estimates, in the browser too.
///
/// **Neither end moves to a later instant without a [`Reason`].** An earlier one is taken at once. A later one is taken only if
/// what is read changes, and either something happened that makes it a quarter longer or more, or even the middle of the new
/// estimate is beyond all that was promised; until then the old promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    lower: Timestamp,
    upper: Timestamp,
    raised: Option<Raised>,
    since: Circumstances,
}

/// That the wait got longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Raised {
    at: Timestamp,
    reason: Reason,
}

impl Shown {
    /// The first estimate a ticket gets, also after nobody served: that was said, and there is nothing to hold on to.
    pub fn new(range: Range, circumstances: Circumstances, now: Timestamp) -> Self {
        Self { lower: now + range.p50, upper: now + range.p90.max(range.p50), raised: None, since: circumstances }
    }

    /// Takes a new estimate in.
    #[must_use]
    pub fn update(self, range: Range, circumstances: Circumstances, now: Timestamp) -> Self {
        let fresh = Self::new(range, circumstances, now);
        if let Some(reason) = self.reason_for(&fresh, now) {
            return Self { raised: Some(Raised { at: now, reason }), ..fresh };
        }
        let is_sooner = fresh.upper <= self.upper;
        let since = if is_sooner { circumstances } else { self.since };
        Self {
            lower: self.lower.min(fresh.lower),
            upper: self.upper.min(fresh.upper),
            raised: self.raised,
            since: Circumstances { place: self.since.place.min(circumstances.place), ..since },
        }
    }

    /// What to read at this time.
    pub fn read(&self, now: Timestamp) -> Reading {
        let is_said = |raised: &Raised| now - raised.at < SAID;
        let reason = if now > self.upper { Some(Reason::Overdue) } else { self.raised.filter(is_said).map(|raised| raised.reason) };
        Reading { wait: self.wait(now), reason }
    }

    /// The range that is left of the promise.
    pub fn left(&self, now: Timestamp) -> Range {
        let left = |end: Timestamp| (end - now).max(Duration::ZERO);
        Range { p50: left(self.lower), p90: left(self.upper) }
    }

    fn wait(&self, now: Timestamp) -> Coarse {
        let left = self.left(now);
        Coarse::of(left.p50, left.p90)
    }

    /// The reason to take a later promise, if there is one and it is worth it.
    fn reason_for(&self, fresh: &Self, now: Timestamp) -> Option<Reason> {
        if !fresh.wait(now).is_longer_than(self.wait(now)) {
            return None;
        }
        let (left, new) = (self.left(now), fresh.left(now));
        let (before, after) = (self.since, fresh.since);
        let is_worth_it = new.p90.as_micros().saturating_mul(4) >= left.p90.as_micros().saturating_mul(5);
        let is_beyond = new.p50 > left.p90;
        let calls_are_longer = after.call_length.as_micros().saturating_mul(20) > before.call_length.as_micros().saturating_mul(23);
        let happened = if after.place > before.place {
            Some(Reason::FurtherBack)
        } else if after.agents < before.agents {
            Some(Reason::FewerAgents)
        } else if calls_are_longer {
            Some(Reason::LongerCalls)
        } else {
            None
        };
        happened.filter(|_| is_worth_it).or(is_beyond.then_some(Reason::Overdue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_micros(1_000_000_000);
    const FOUR_AGENTS: Circumstances = Circumstances { place: 3, agents: 4, call_length: Duration::from_secs(420) };

    fn range(p50: i64, p90: i64) -> Range {
        Range { p50: Duration::from_secs(p50), p90: Duration::from_secs(p90) }
    }

    fn after(seconds: i64) -> Timestamp {
        START + Duration::from_secs(seconds)
    }

    fn shown() -> Shown {
        Shown::new(range(310, 590), FOUR_AGENTS, START)
    }

    fn reading(from_minutes: u16, to_minutes: u16, reason: Option<Reason>) -> Reading {
        Reading { wait: Coarse { from_minutes, to_minutes: Some(to_minutes) }, reason }
    }

    #[test]
    fn without_news_it_counts_down_and_then_says_that_it_takes_longer_than_usual() {
        assert_eq!(shown().read(START), reading(5, 10, None));
        assert_eq!(shown().read(after(300)), reading(0, 5, None));
        assert_eq!(shown().read(after(580)), reading(0, 1, None));
        assert_eq!(shown().read(after(591)), reading(0, 1, Some(Reason::Overdue)));
    }

    #[test]
    fn a_shorter_wait_is_shown_at_once() {
        assert_eq!(shown().update(range(70, 150), FOUR_AGENTS, START).read(START), reading(1, 3, None));
    }

    #[test]
    fn a_longer_wait_for_which_nothing_happened_is_held_back() {
        assert_eq!(shown().update(range(400, 890), FOUR_AGENTS, START).read(START), reading(5, 10, None));
    }

    #[test]
    fn an_agent_who_leaves_is_the_reason_said_for_a_minute() {
        let three = Circumstances { agents: 3, ..FOUR_AGENTS };
        let shown = shown().update(range(430, 850), three, START);
        assert_eq!(shown.read(START), reading(7, 15, Some(Reason::FewerAgents)));
        assert_eq!(shown.read(after(60)).reason, None);
    }

    #[test]
    fn an_agent_who_leaves_and_hardly_matters_changes_nothing() {
        let three = Circumstances { agents: 3, ..FOUR_AGENTS };
        assert_eq!(shown().update(range(330, 660), three, START).read(START), reading(5, 10, None));
    }

    #[test]
    fn a_small_loss_is_the_reason_when_it_grows_later() {
        let three = Circumstances { agents: 3, ..FOUR_AGENTS };
        let held = shown().update(range(330, 660), three, START);
        assert_eq!(held.update(range(450, 1_100), three, after(60)).read(after(60)).reason, Some(Reason::FewerAgents));
    }

    #[test]
    fn being_further_back_and_longer_calls_are_reasons() {
        let back = Circumstances { place: 4, ..FOUR_AGENTS };
        let longer = Circumstances { call_length: Duration::from_secs(500), ..FOUR_AGENTS };
        let reason = |circumstances| shown().update(range(600, 1_100), circumstances, START).read(START).reason;
        assert_eq!([back, longer, FOUR_AGENTS].map(reason), [Some(Reason::FurtherBack), Some(Reason::LongerCalls), Some(Reason::Overdue)]);
    }

    #[test]
    fn a_promise_that_cannot_be_kept_is_given_up_as_overdue() {
        let shown = shown().update(range(130, 290), FOUR_AGENTS, after(500));
        assert_eq!(shown.read(after(500)), reading(2, 5, Some(Reason::Overdue)));
    }

    #[test]
    fn it_survives_the_wire() {
        let json = serde_json::to_string(&shown()).unwrap();
        assert_eq!(serde_json::from_str::<Shown>(&json).unwrap(), shown());
    }
}
