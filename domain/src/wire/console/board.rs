//! The live board: what goes on in the queues right now. It hangs on walls, so it knows no shopper, only places and times.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ConsoleFrame;
use crate::{CallId, PersonId, QueueId, Timestamp, schedule::Moment, waiting::Coarse};

/// The page of the board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// What it shows as the page comes.
    pub board: Board,
    /// Whether only the reader's own queues are shown.
    pub is_mine: bool,
    /// Whether the reader may choose between the own queues and all.
    pub may_choose: bool,
}

/// The queues as of `now`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The server's time when this was made.
    pub now: Timestamp,
    /// The queues in their order.
    pub queues: Vec<BoardQueue>,
}

/// What is told over the board's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardNews {
    /// What it shows from now on.
    Board(Board),
    /// Nothing new: the line is alive.
    Beat {
        /// The server's time.
        now: Timestamp,
    },
    /// The reader is signed out. The stream ends.
    SignedOut,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardQueue {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
    /// Whether it is within its hours.
    pub is_open: bool,
    /// When that changes; `None` when it does not, or nobody knows.
    pub changes: Option<Moment>,
    /// How many are in line.
    pub waiting: u32,
    /// Since when who waits for longest has been in line.
    pub longest_since: Option<Timestamp>,
    /// How long whoever gets in line now will wait; `None` while nobody serves.
    pub wait: Option<Coarse>,
    /// Who serves it, by name.
    pub agents: Vec<BoardAgent>,
    /// Its running calls, the oldest first.
    pub calls: Vec<BoardCall>,
}

/// An agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardAgent {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What the agent does.
    pub state: AgentState,
}

/// What an agent does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentState {
    /// Free to take a call.
    Available,
    /// A call rings there.
    Ringing,
    /// In a call, of any queue.
    InCall,
    /// Left alone after a call.
    WrappingUp,
    /// There, and takes no calls.
    Away,
    /// No desk is open.
    Offline,
}

impl AgentState {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [Self::Available, Self::Ringing, Self::InCall, Self::WrappingUp, Self::Away, Self::Offline];

    /// Whether a shopper can hope for this agent.
    pub const fn serves(self) -> bool {
        matches!(self, Self::Available | Self::Ringing | Self::InCall | Self::WrappingUp)
    }
}

/// A running call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCall {
    /// Which.
    pub id: CallId,
    /// When it began.
    pub since: Timestamp,
    /// The agents in it.
    pub agents: Vec<String>,
}

/// The figures over all queues of a board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many are in line.
    pub waiting: u32,
    /// Since when who waits for longest has been in line.
    pub longest_since: Option<Timestamp>,
    /// How many calls run.
    pub calls: u32,
    /// How many agents are free to take a call; one of several queues counts once.
    pub available: u32,
    /// How many agents a shopper can hope for, those in a call among them.
    pub serving: u32,
}

impl Board {
    /// The figures over all queues.
    pub fn totals(&self) -> Totals {
        let agents = || self.queues.iter().flat_map(|queue| &queue.agents);
        let people = |is_so: fn(AgentState) -> bool| agents().filter(move |agent| is_so(agent.state)).map(|agent| &agent.person);
        let count = |people: BTreeSet<&PersonId>| u32::try_from(people.len()).unwrap_or(u32::MAX);
        Totals {
            waiting: self.queues.iter().map(|queue| queue.waiting).fold(0, u32::saturating_add),
            longest_since: self.queues.iter().filter_map(|queue| queue.longest_since).min(),
            calls: u32::try_from(self.queues.iter().map(|queue| queue.calls.len()).sum::<usize>()).unwrap_or(u32::MAX),
            available: count(people(|state| state == AgentState::Available).collect()),
            serving: count(people(AgentState::serves).collect()),
        }
    }
}

impl BoardQueue {
    /// Whether somebody waits and nobody serves: somebody should do something.
    pub fn is_deserted(&self) -> bool {
        self.waiting > 0 && !self.agents.iter().any(|agent| agent.state.serves())
    }

    /// How many agents are in this state.
    pub fn count(&self, state: AgentState) -> u32 {
        u32::try_from(self.agents.iter().filter(|agent| agent.state == state).count()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(number: u8, state: AgentState) -> BoardAgent {
        BoardAgent { person: PersonId::from_random([number; 20]), name: format!("Agent {number}"), state }
    }

    fn queue(number: u8, waiting: u32, since: Option<i64>, agents: Vec<BoardAgent>) -> BoardQueue {
        BoardQueue {
            id: QueueId::from_random([number; 20]),
            name: format!("Queue {number}"),
            is_open: true,
            changes: None,
            waiting,
            longest_since: since.map(Timestamp::from_micros),
            wait: None,
            agents,
            calls: vec![BoardCall { id: CallId::from_random([number; 20]), since: Timestamp::default(), agents: vec![] }],
        }
    }

    #[test]
    fn an_agent_of_two_queues_counts_once_and_the_longest_wait_is_of_all() {
        let anna = agent(1, AgentState::Available);
        let floor = queue(1, 2, Some(20), vec![anna.clone(), agent(2, AgentState::InCall)]);
        let repairs = queue(2, 1, Some(10), vec![anna, agent(3, AgentState::Away)]);
        let totals = Board { now: Timestamp::default(), queues: vec![floor, repairs] }.totals();
        let longest_since = Some(Timestamp::from_micros(10));
        assert_eq!(totals, Totals { waiting: 3, longest_since, calls: 2, available: 1, serving: 2 });
    }

    #[test]
    fn a_queue_is_deserted_when_people_wait_and_all_are_away_or_gone() {
        let gone = vec![agent(1, AgentState::Away), agent(2, AgentState::Offline)];
        assert!(queue(1, 1, Some(1), gone.clone()).is_deserted());
        assert!(!queue(1, 0, None, gone).is_deserted());
        assert!(!queue(1, 1, Some(1), vec![agent(1, AgentState::InCall)]).is_deserted());
    }
}
