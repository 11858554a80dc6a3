//! The live board: what goes on in the queues, for people who are signed in. However many look, the store is read by the one
//! reader of each queue; a board is worked out from what that reader last saw.

use std::{sync::Arc, time::Duration};

use domain::{
    PersonId, QueueId, Timestamp,
    call::Role,
    wire::{
        Availability,
        console::{AgentState, Board, BoardAgent, BoardCall, BoardQueue},
    },
};
use futures::future::select_all;
use tokio::sync::watch;

use super::{
    FrontDesk,
    floor::{FloorAgent, LiveCall, QueueView},
    hub::Hub,
    watcher::Shown,
};
use crate::{
    Error, Result,
    accounts::{AgentScope, Roles},
};

/// How long a board stands before it changes again: what happens together is told together.
const STANDS_FOR: Duration = Duration::from_millis(300);
/// How long a page waits for the first that is known of its queues.
const FIRST_WITHIN: Duration = Duration::from_secs(5);

/// Which queues a board shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardChoice {
    /// Whether only those that the member serves.
    pub is_mine: bool,
    /// Whether the member may choose.
    pub may_choose: bool,
}

impl BoardChoice {
    /// What a member sees who asks for `mine` or for all, or does not say: all queues are for owners and admins, and only those
    /// of them who take calls have queues of their own to choose.
    pub fn of(roles: Roles, mine: Option<bool>) -> Self {
        let may_choose = roles.may_configure() && roles.is_agent;
        let is_mine = if may_choose { mine.unwrap_or(false) } else { !roles.may_configure() };
        Self { is_mine, may_choose }
    }
}

/// Somebody who looks at a board.
pub struct BoardWatch {
    hub: Arc<Hub>,
    member: AgentScope,
    choice: BoardChoice,
    queues: Vec<(QueueId, watch::Receiver<Shown>)>,
    told: Vec<BoardQueue>,
    /// Whether something changed that has not been looked at.
    has_changed: bool,
}

impl FrontDesk {
    /// Looks at the queues that a member may see.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn watch_board(&self, member: AgentScope, choice: BoardChoice) -> Result<BoardWatch> {
        let hub = Arc::clone(&self.hub);
        let mut queues = vec![];
        for facts in hub.directory(member.scope()).await?.iter() {
            queues.push((facts.id.clone(), hub.watch(member.scope(), &facts.id).await));
        }
        Ok(BoardWatch { hub, member, choice, queues, told: vec![], has_changed: false })
    }
}

impl BoardWatch {
    /// What the board shows, as soon as all of its queues are known.
    ///
    /// # Errors
    /// A queue could not be read.
    pub async fn first(&mut self) -> Result<Board> {
        let all = async {
            for (_, shown) in &mut self.queues {
                if shown.wait_for(Option::is_some).await.is_err() {
                    return false;
                }
            }
            true
        };
        if !tokio::time::timeout(FIRST_WITHIN, all).await.unwrap_or(false) {
            return Err(Error::Missing("queue"));
        }
        let board = self.look().await?;
        self.told.clone_from(&board.queues);
        Ok(board)
    }

    /// What it shows after the next change; `None` when this cannot go on and the page should look anew. Cancel-safe.
    pub async fn next(&mut self) -> Option<Board> {
        loop {
            match self.queues.as_mut_slice() {
                // Whoever stopped waiting during the pause below finds the change here.
                _ if self.has_changed => {}
                [] => return std::future::pending().await,
                queues => select_all(queues.iter_mut().map(|(_, shown)| Box::pin(shown.changed()))).await.0.ok()?,
            }
            self.has_changed = true;
            tokio::time::sleep(STANDS_FOR).await;
            if let Some(board) = self.news().await {
                return Some(board);
            }
        }
    }

    /// What it shows if that is something else than what was told last: a change, or merely another day.
    pub async fn news(&mut self) -> Option<Board> {
        let board = self.look().await.ok().filter(|board| board.queues != self.told)?;
        self.told.clone_from(&board.queues);
        Some(board)
    }

    /// The store's time.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn now(&self) -> Result<Timestamp> {
        self.hub.store.now().await
    }

    /// Whether the organisation still has the same queues in the same order.
    pub async fn is_current(&self) -> bool {
        let Ok(queues) = self.hub.directory(self.member.scope()).await else { return true };
        queues.iter().map(|queue| &queue.id).eq(self.queues.iter().map(|(id, _)| id))
    }

    async fn look(&mut self) -> Result<Board> {
        let now = self.hub.store.now().await?;
        self.has_changed = false;
        let me = self.choice.is_mine.then(|| self.member.person());
        let views: Vec<_> = self.queues.iter_mut().filter_map(|(_, shown)| shown.borrow_and_update().clone()).collect();
        Ok(Board { now, queues: views.iter().filter(|view| is_of(view, me)).map(|view| queue(view, now)).collect() })
    }
}

/// Whether a queue is one of this person's; of nobody's it always is.
fn is_of(view: &QueueView, me: Option<&PersonId>) -> bool {
    me.is_none_or(|me| view.agents.iter().any(|agent| agent.person == *me))
}

fn queue(view: &QueueView, now: Timestamp) -> BoardQueue {
    let changes = view.queue.schedule.as_ref().zip(view.opening.changes_at());
    let call = |call: &LiveCall| BoardCall {
        id: call.id.clone(),
        since: call.started_at,
        agents: call.participants.iter().filter(|part| part.role == Role::Agent).filter_map(|part| part.name.clone()).collect(),
    };
    let mut calls: Vec<_> = view.tickets.iter().filter_map(|ticket| ticket.call.as_ref()).map(call).collect();
    calls.sort_by(|one, other| (one.since, &one.id).cmp(&(other.since, &other.id)));
    let agent = |agent: &FloorAgent| BoardAgent { person: agent.person.clone(), name: agent.name.clone(), state: state(agent, now) };
    BoardQueue {
        id: view.queue.id.clone(),
        name: view.queue.name.clone(),
        is_open: view.opening.is_open,
        changes: changes.map(|(schedule, at)| schedule.moment(at, now)),
        waiting: view.waiting_count(),
        longest_since: view.waiting().map(|ticket| ticket.since).min(),
        wait: view.next_wait_said(),
        agents: view.agents.iter().map(agent).collect(),
        calls,
    }
}

/// What an agent does, in the order in which one thing hides the other.
fn state(agent: &FloorAgent, now: Timestamp) -> AgentState {
    if agent.is_in_call() {
        AgentState::InCall
    } else if !agent.is_online {
        AgentState::Offline
    } else if agent.is_rung {
        AgentState::Ringing
    } else {
        match agent.availability {
            Availability::Available if agent.is_wrapping_up(now) => AgentState::WrappingUp,
            Availability::Available => AgentState::Available,
            Availability::Away => AgentState::Away,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::call::TicketState;

    use super::super::{floor::LiveTicket, samples::*};
    use super::*;

    #[test]
    fn all_queues_are_for_owners_and_admins_and_their_own_for_agents() {
        let roles = |is_owner, is_admin, is_agent| Roles { is_owner, is_admin, is_agent };
        let choice = |roles, mine| {
            let BoardChoice { is_mine, may_choose } = BoardChoice::of(roles, mine);
            (is_mine, may_choose)
        };
        for mine in [None, Some(true), Some(false)] {
            assert_eq!(choice(roles(false, false, true), mine), (true, false), "an agent asks for {mine:?}");
            assert_eq!(choice(roles(false, false, false), mine), (true, false), "somebody without a role asks for {mine:?}");
            assert_eq!(choice(roles(true, false, false), mine), (false, false), "an owner without queues asks for {mine:?}");
            assert_eq!(choice(roles(false, true, true), mine), (mine == Some(true), true));
        }
    }

    #[test]
    fn a_board_has_places_and_times_and_agents_and_no_shopper() {
        let late = LiveTicket { lost_agent: Some("Agent 9".into()), ..ticket(3) };
        let view = view(vec![late, in_call(1, 1, "d"), ticket(2)], vec![agent(1)]);
        let board = queue(&view, Timestamp::from_micros(99));
        assert_eq!((board.waiting, board.longest_since), (2, Some(Timestamp::from_micros(2))));
        assert_eq!((board.calls.len(), board.calls[0].agents.as_slice()), (1, ["Agent 1".to_owned()].as_slice()));
        assert!(board.wait.is_some() && board.is_open && board.changes.is_none());
        assert!(view.tickets.iter().any(|ticket| ticket.state == TicketState::Waiting && ticket.shopper.name.is_some()));
        assert!(!serde_json::to_string(&board).unwrap().contains("Shopper"));
    }

    #[test]
    fn a_call_hides_whatever_else_an_agent_does() {
        let of = |change: fn(&mut FloorAgent)| {
            let mut one = agent(1);
            change(&mut one);
            state(&one, Timestamp::default())
        };
        assert_eq!(of(|_| {}), AgentState::Available);
        assert_eq!(of(|agent| agent.is_rung = true), AgentState::Ringing);
        assert_eq!(of(|agent| agent.availability = Availability::Away), AgentState::Away);
        assert_eq!(of(|agent| agent.free_at = Some(Timestamp::from_micros(1))), AgentState::WrappingUp);
        assert_eq!(of(|agent| (agent.is_online, agent.is_rung) = (false, true)), AgentState::Offline);
        let lost_line = |agent: &mut FloorAgent| (agent.is_online, agent.in_call_since) = (false, Some(Timestamp::default()));
        assert_eq!(of(lost_line), AgentState::InCall);
    }

    #[test]
    fn only_the_own_queues_are_the_own() {
        let view = view(vec![], vec![agent(1)]);
        assert!(is_of(&view, None) && is_of(&view, Some(&person(1))) && !is_of(&view, Some(&person(2))));
    }
}
