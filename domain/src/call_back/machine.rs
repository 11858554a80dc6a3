//! Where a call-back is, and what agents do with it.

use serde::{Deserialize, Serialize};

use crate::{Duration, PersonId, Timestamp};

/// How long an agent can take back that a call-back is done. The desk offers it for ten seconds; the rest is for the way.
pub const UNDO_WITHIN: Duration = Duration::from_secs(15);

/// Where a call-back is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallBackState {
    /// Nobody has taken it.
    Open,
    /// This agent calls.
    Assigned(PersonId),
    /// It is done.
    Done {
        /// By whom; `None` when the shopper came back without a call.
        by: Option<PersonId>,
        /// How it went.
        outcome: Outcome,
        /// When.
        at: Timestamp,
    },
}

/// How a call-back went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The shopper was reached.
    Reached,
    /// The shopper could not be reached.
    NotReached,
    /// The shopper no longer wants it.
    Withdrawn,
    /// The shopper came back into the line.
    Returned,
}

/// What somebody does with a call-back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// I call.
    Take,
    /// Somebody else may. Whoever serves the queue may say so: a colleague who has gone home must not keep it.
    GiveBack,
    /// I have called.
    Finish {
        /// How it went. [`Outcome::Returned`] is not for agents.
        outcome: Outcome,
    },
    /// I have not, after all.
    Undo,
}

/// Why an agent cannot do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This agent has it.
    TakenBy(PersonId),
    /// It is done.
    Done,
    /// It is not the agent's to finish or to take back.
    NotYours,
}

impl CallBackState {
    /// The state after `agent` has acted; the same state when that changes nothing.
    ///
    /// # Errors
    /// Why it stays as it is.
    pub fn after(&self, action: Action, agent: &PersonId, now: Timestamp) -> Result<Self, Refusal> {
        let mine = Self::Assigned(agent.clone());
        match (self, action) {
            (Self::Open, Action::Take) => Ok(mine),
            (Self::Assigned(other), Action::Take | Action::Finish { .. }) if other != agent => Err(Refusal::TakenBy(other.clone())),
            (Self::Assigned(_), Action::Take) => Ok(mine),
            (_, Action::Finish { outcome: Outcome::Returned }) => Err(Refusal::NotYours),
            (Self::Assigned(_), Action::Finish { outcome }) => Ok(Self::Done { by: Some(agent.clone()), outcome, at: now }),
            (Self::Open | Self::Assigned(_), Action::GiveBack) => Ok(Self::Open),
            (Self::Done { by: Some(by), at, .. }, Action::Undo) if by == agent && now <= *at + UNDO_WITHIN => Ok(mine),
            (Self::Assigned(by), Action::Undo) if by == agent => Ok(mine),
            (Self::Done { by: Some(by), outcome: was, .. }, Action::Finish { outcome }) if by == agent && *was == outcome => {
                Ok(self.clone())
            }
            (Self::Open | Self::Assigned(_), Action::Undo | Action::Finish { .. }) => Err(Refusal::NotYours),
            (Self::Done { .. }, _) => Err(Refusal::Done),
        }
    }

    /// The state after the shopper has come back into the line; `None` when it was done before.
    pub fn after_return(&self, now: Timestamp) -> Option<Self> {
        match self {
            Self::Open | Self::Assigned(_) => Some(Self::Done { by: None, outcome: Outcome::Returned, at: now }),
            Self::Done { .. } => None,
        }
    }

    /// Whether somebody still has to call.
    pub const fn is_live(&self) -> bool {
        !matches!(self, Self::Done { .. })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);
    const REACHED: Action = Action::Finish { outcome: Outcome::Reached };

    fn agent(number: u8) -> PersonId {
        PersonId::from_random([number; 20])
    }

    fn done_by(number: u8) -> CallBackState {
        CallBackState::Done { by: Some(agent(number)), outcome: Outcome::Reached, at: NOW }
    }

    #[test]
    fn of_two_agents_who_take_it_the_second_learns_who_was_first() {
        let taken = CallBackState::Open.after(Action::Take, &agent(1), NOW).expect("taken");
        assert_eq!(taken.after(Action::Take, &agent(2), NOW), Err(Refusal::TakenBy(agent(1))));
        assert_eq!(taken.after(Action::Take, &agent(1), NOW), Ok(taken));
    }

    #[test]
    fn only_who_took_it_says_how_it_went() {
        assert_eq!(CallBackState::Open.after(REACHED, &agent(1), NOW), Err(Refusal::NotYours));
        let taken = CallBackState::Assigned(agent(1));
        assert_eq!(taken.after(REACHED, &agent(2), NOW), Err(Refusal::TakenBy(agent(1))));
        assert_eq!(taken.after(REACHED, &agent(1), NOW), Ok(done_by(1)));
        assert_eq!(taken.after(Action::Finish { outcome: Outcome::Returned }, &agent(1), NOW), Err(Refusal::NotYours));
    }

    #[test]
    fn what_a_colleague_left_lying_can_be_put_back() {
        assert_eq!(CallBackState::Assigned(agent(1)).after(Action::GiveBack, &agent(2), NOW), Ok(CallBackState::Open));
        assert_eq!(done_by(1).after(Action::GiveBack, &agent(2), NOW), Err(Refusal::Done));
    }

    #[test]
    fn who_finished_it_can_take_that_back_for_a_while_and_nobody_else_can() {
        assert_eq!(done_by(1).after(Action::Undo, &agent(1), NOW + UNDO_WITHIN), Ok(CallBackState::Assigned(agent(1))));
        assert_eq!(done_by(1).after(Action::Undo, &agent(2), NOW), Err(Refusal::Done));
        let late = NOW + UNDO_WITHIN + Duration::from_micros(1);
        assert_eq!(done_by(1).after(Action::Undo, &agent(1), late), Err(Refusal::Done));
    }

    #[test]
    fn a_shopper_who_comes_back_ends_it_and_that_cannot_be_taken_back() {
        let back = CallBackState::Assigned(agent(1)).after_return(NOW).expect("it ends");
        assert!(!back.is_live());
        assert_eq!(back.after(Action::Undo, &agent(1), NOW), Err(Refusal::Done));
        assert_eq!(back.after_return(NOW), None);
    }

    fn action() -> impl Strategy<Value = Action> {
        let outcomes = [Outcome::Reached, Outcome::NotReached, Outcome::Withdrawn, Outcome::Returned];
        prop_oneof![
            Just(Action::Take),
            Just(Action::GiveBack),
            Just(Action::Undo),
            prop::sample::select(outcomes.to_vec()).prop_map(|outcome| Action::Finish { outcome }),
        ]
    }

    proptest! {
        #[test]
        fn an_action_that_came_twice_is_as_one_that_came_once(
            acts in prop::collection::vec((1_u8..4, action()), 0..12), last in (1_u8..4, action())
        ) {
            let mut state = CallBackState::Open;
            for (number, action) in acts {
                state = state.after(action, &agent(number), NOW).unwrap_or(state);
            }
            let (who, action) = (agent(last.0), last.1);
            if let Ok(once) = state.after(action, &who, NOW) {
                prop_assert_eq!(once.after(action, &who, NOW), Ok(once));
            }
        }

        #[test]
        fn nobody_ever_takes_it_away_from_an_agent_by_taking_it(number in 1_u8..4, other in 1_u8..4) {
            let state = CallBackState::Assigned(agent(number));
            let after = state.after(Action::Take, &agent(other), NOW).unwrap_or(state.clone());
            prop_assert_eq!(after, state);
        }
    }
}
