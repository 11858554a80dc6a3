//! What an agent's desk shows.

use std::collections::BTreeMap;

use domain::{
    PersonId, Timestamp,
    wire::{AgentCall, AgentOnFloor, Availability, DeskView, IceServer, IncomingRing, WaitingTicket},
};

use super::{
    super::floor::{LiveCall, LiveTicket, Part, QueueView, count},
    participants,
};

/// Whose desk it is.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The agent.
    pub me: &'a PersonId,
    /// This tab or device.
    pub device: &'a str,
    /// Whether the agent takes calls.
    pub availability: Availability,
}

impl Desk<'_> {
    /// The agent's running call and the own part in it.
    pub fn call<'v>(
        &self,
        queues: impl IntoIterator<Item = &'v QueueView>,
    ) -> Option<(&'v QueueView, &'v LiveTicket, &'v LiveCall, &'v Part)> {
        queues.into_iter().find_map(|view| {
            view.tickets.iter().find_map(|ticket| {
                let call = ticket.call.as_ref()?;
                Some((view, ticket, call, call.agent(self.me)?))
            })
        })
    }

    /// Whether the part is played from this tab.
    pub fn holds(&self, part: &Part) -> bool {
        part.device.as_deref() == Some(self.device)
    }

    /// The whole view.
    pub fn view(&self, queues: &[&QueueView], ice: &[IceServer], now: Timestamp) -> DeskView {
        DeskView {
            now,
            me: self.me.clone(),
            availability: self.availability,
            rings: self.rings(queues),
            waiting: waiting(queues),
            call: self.agent_call(queues, ice),
            agents: agents(queues),
        }
    }

    fn rings(&self, queues: &[&QueueView]) -> Vec<IncomingRing> {
        let mut rings: Vec<IncomingRing> = vec![];
        for view in queues {
            for ticket in view.waiting() {
                let mine = ticket.rings.iter().filter(|ring| ring.is_live() && ring.agent == *self.me);
                rings.extend(mine.map(|ring| IncomingRing {
                    ring: ring.ring.clone(),
                    ticket: ticket.id.clone(),
                    started_at: ring.started_at,
                    due_at: ring.due_at,
                    shopper: ticket.shopper.clone(),
                    queue: view.queue.name.clone(),
                }));
            }
        }
        rings.sort_by(|one, other| (one.started_at, &one.ring).cmp(&(other.started_at, &other.ring)));
        rings
    }

    fn agent_call(&self, queues: &[&QueueView], ice: &[IceServer]) -> Option<Box<AgentCall>> {
        let (view, ticket, call, part) = self.call(queues.iter().copied())?;
        let is_here = self.holds(part);
        Some(Box::new(AgentCall {
            call: call.id.clone(),
            ticket: ticket.id.clone(),
            me: part.id.clone(),
            participants: participants(call, &ticket.shopper),
            started_at: call.started_at,
            shopper: ticket.shopper.clone(),
            queue: view.queue.name.clone(),
            is_here,
            ice: if is_here { ice.to_vec() } else { vec![] },
        }))
    }
}

fn waiting(queues: &[&QueueView]) -> Vec<WaitingTicket> {
    let mut all: Vec<WaitingTicket> = vec![];
    for view in queues {
        all.extend(view.waiting().enumerate().map(|(before, ticket)| WaitingTicket {
            ticket: ticket.id.clone(),
            place: count(before.saturating_add(1)),
            since: ticket.since,
            queue: view.queue.name.clone(),
            shopper: ticket.shopper.clone(),
            is_ringing: ticket.is_ringing(),
        }));
    }
    all.sort_by(|one, other| (one.since, &one.ticket).cmp(&(other.since, &other.ticket)));
    all
}

fn agents(queues: &[&QueueView]) -> Vec<AgentOnFloor> {
    let mut by_name = BTreeMap::new();
    for agent in queues.iter().flat_map(|view| &view.agents) {
        let shown = AgentOnFloor {
            person: agent.person.clone(),
            name: agent.name.clone(),
            availability: agent.availability,
            is_online: agent.is_online,
            is_in_call: agent.is_in_call,
        };
        by_name.insert((agent.name.clone(), agent.person.clone()), shown);
    }
    by_name.into_values().collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        Duration, RingId,
        call::{RingOutcome, RingState},
    };

    use super::super::super::{floor::Asked, samples::*};
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000);

    fn desk<'a>(me: &'a PersonId, device: &'a str) -> Desk<'a> {
        Desk { me, device, availability: Availability::Available }
    }

    fn ring(of: u8, state: RingState) -> Asked {
        let [started_at, due_at] = [NOW, NOW + Duration::from_secs(20)];
        Asked { ring: RingId::from_random([of; 20]), agent: person(of), state, started_at, due_at, ended_at: None }
    }

    #[test]
    fn only_the_own_live_rings_are_shown() {
        let rings = vec![ring(1, RingState::Sent), ring(2, RingState::Shown), ring(3, RingState::Ended(RingOutcome::Declined))];
        let view = view(vec![LiveTicket { rings, ..ticket(1) }], vec![agent(1)]);
        let me = person(2);
        let shown = desk(&me, "d").view(&[&view], &[], NOW);
        assert_eq!(shown.rings.iter().map(|ring| ring.ring.clone()).collect::<Vec<_>>(), [RingId::from_random([2; 20])]);
        assert!(shown.waiting[0].is_ringing);
    }

    #[test]
    fn only_the_tab_that_holds_the_call_says_that_it_is_here_and_gets_addresses() {
        let view = view(vec![in_call(1, 1, "one")], vec![agent(1)]);
        let me = person(1);
        let ice = [IceServer { urls: vec!["turn:t".into()], username: None, credential: None }];
        let here = desk(&me, "one").view(&[&view], &ice, NOW).call.unwrap();
        let there = desk(&me, "two").view(&[&view], &ice, NOW).call.unwrap();
        assert!(here.is_here && here.ice.len() == 1);
        assert!(!there.is_here && there.ice.is_empty());
    }

    #[test]
    fn an_agent_of_two_queues_is_listed_once() {
        let view = view(vec![], vec![agent(2), agent(1)]);
        let me = person(1);
        let names: Vec<_> = desk(&me, "d").view(&[&view, &view], &[], NOW).agents.into_iter().map(|agent| agent.name).collect();
        assert_eq!(names, ["Agent 1", "Agent 2"]);
    }
}
