//! What an agent's desk shows.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    PersonId, TicketId, Timestamp,
    wire::{
        AgentCall, AgentOnFloor, Availability, AwayReason, CallBackList, Company, DeskView, IceServer, IncomingRing, MOST_CALL_BACKS,
        MOST_WAITING, ShopperCard, WaitingTicket, WarmUp,
    },
};

use super::{
    super::floor::{LiveCall, LiveTicket, Part, QueueView, count},
    company, hold, participants,
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
    /// Why not, when the agent has not chosen so.
    pub away_reason: Option<AwayReason>,
}

impl Desk<'_> {
    /// The agent's running call and the own part in it.
    pub fn call<'v>(
        &self,
        queues: impl IntoIterator<Item = &'v QueueView>,
    ) -> Option<(&'v QueueView, &'v LiveTicket, &'v LiveCall, &'v Part)> {
        queues.into_iter().find_map(|view| {
            view.tickets.iter().map(Arc::as_ref).find_map(|ticket| {
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
    ///
    /// `ice` knows how to reach each other for a ticket.
    pub fn view(&self, queues: &[&QueueView], ice: impl Fn(&TicketId) -> Vec<IceServer>, now: Timestamp) -> DeskView {
        let (waiting, more_waiting) = waiting(queues);
        DeskView {
            now,
            me: self.me.clone(),
            availability: self.availability,
            away_reason: self.away_reason,
            rings: self.rings(queues, &ice),
            waiting,
            more_waiting,
            call: self.agent_call(queues, &ice),
            agents: agents(queues),
            record: None,
            call_backs: call_backs(queues),
        }
    }

    /// The tickets that ring here, and the call if this tab holds it: what needs a way to reach the other side.
    pub fn to_reach<'v>(&self, queues: &[&'v QueueView]) -> Vec<(&'v TicketId, Option<&'v LiveCall>)> {
        let rings_here = |ticket: &&LiveTicket| ticket.rings.iter().any(|ring| ring.is_live() && ring.agent == *self.me);
        let rings = queues.iter().flat_map(|view| &view.tickets).map(Arc::as_ref).filter(rings_here).map(|ticket| (&ticket.id, None));
        let here = self.call(queues.iter().copied()).filter(|(.., part)| self.holds(part));
        rings.chain(here.map(|(_, ticket, call, _)| (&ticket.id, Some(call)))).collect()
    }

    fn rings(&self, queues: &[&QueueView], ice: &impl Fn(&TicketId) -> Vec<IceServer>) -> Vec<IncomingRing> {
        let mut rings: Vec<IncomingRing> = vec![];
        for view in queues {
            for ticket in &view.tickets {
                let mine = ticket.rings.iter().filter(|ring| ring.is_live() && ring.agent == *self.me);
                rings.extend(mine.map(|ring| IncomingRing {
                    ring: ring.ring.clone(),
                    ticket: ticket.id.clone(),
                    started_at: ring.started_at,
                    due_at: ring.due_at,
                    shopper: ticket.shopper.clone(),
                    queue: view.queue.name.clone(),
                    warm_up: Some(WarmUp { ice: ice(&ticket.id), relay_only: view.queue.relay_only }),
                    invitation: company::card(ticket, ring),
                }));
            }
        }
        rings.sort_by(|one, other| (one.started_at, &one.ring).cmp(&(other.started_at, &other.ring)));
        rings
    }

    fn agent_call(&self, queues: &[&QueueView], ice: &impl Fn(&TicketId) -> Vec<IceServer>) -> Option<Box<AgentCall>> {
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
            ice: if is_here { ice(&ticket.id) } else { vec![] },
            relay_only: view.queue.relay_only,
            company: Company::default(),
            hold: hold(call),
            snapshots: call.snapshots.clone(),
        }))
    }
}

/// Who waits over all queues, as in each line, and how many more than a desk lists.
fn waiting(queues: &[&QueueView]) -> (Vec<WaitingTicket>, u32) {
    let mut first: Vec<_> = queues.iter().flat_map(|view| view.waiting().take(MOST_WAITING).zip(1..).map(move |who| (view, who))).collect();
    first.sort_by_key(|(_, (ticket, _))| ticket.turn());
    first.truncate(MOST_WAITING);
    let all = queues.iter().fold(0_u32, |all, view| all.saturating_add(view.waiting_count()));
    let shown = first.into_iter().map(|(view, (ticket, place))| WaitingTicket {
        ticket: ticket.id.clone(),
        place,
        since: ticket.since,
        queue: view.queue.name.clone(),
        // Of what a page claims, nobody reads more before it rings.
        shopper: ShopperCard { claims: vec![], ..ticket.shopper.clone() },
        is_ringing: ticket.is_ringing(),
    });
    let shown: Vec<_> = shown.collect();
    let more = all.saturating_sub(count(shown.len()));
    (shown, more)
}

/// The oldest call-backs over all queues, and how many more there are.
fn call_backs(queues: &[&QueueView]) -> CallBackList {
    let mut shown: Vec<_> = queues.iter().flat_map(|view| &view.call_backs.shown).cloned().collect();
    shown.sort_by(|one, other| (one.since, &one.call_back).cmp(&(other.since, &other.call_back)));
    let more = queues.iter().fold(count(shown.len()), |all, view| all.saturating_add(view.call_backs.more));
    shown.truncate(MOST_CALL_BACKS);
    CallBackList { more: more.saturating_sub(count(shown.len())), shown }
}

fn agents(queues: &[&QueueView]) -> Vec<AgentOnFloor> {
    let mut by_name = BTreeMap::new();
    for agent in queues.iter().flat_map(|view| &view.agents) {
        let shown = AgentOnFloor {
            person: agent.person.clone(),
            name: agent.name.clone(),
            availability: agent.availability,
            is_online: agent.is_online,
            is_in_call: agent.is_in_call(),
            free_at: agent.free_at,
        };
        by_name.insert((agent.name.clone(), agent.person.clone()), shown);
    }
    by_name.into_values().collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        CallBackId, Duration, RingId,
        call::{RingOutcome, RingState},
        shopper_data::Claim,
        wire::CallBackCard,
    };

    use super::super::super::{floor::Asked, samples::*};
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000);

    fn desk<'a>(me: &'a PersonId, device: &'a str) -> Desk<'a> {
        Desk { me, device, availability: Availability::Available, away_reason: None }
    }

    fn ring(of: u8, state: RingState) -> Asked {
        let [started_at, due_at] = [NOW, NOW + Duration::from_secs(20)];
        Asked { ring: RingId::from_random([of; 20]), agent: person(of), invitation: None, state, started_at, due_at, ended_at: None }
    }

    #[test]
    fn only_the_own_live_rings_are_shown() {
        let rings = vec![ring(1, RingState::Sent), ring(2, RingState::Shown), ring(3, RingState::Ended(RingOutcome::Declined))];
        let view = view(vec![LiveTicket { rings, ..ticket(1) }], vec![agent(1)]);
        let me = person(2);
        let shown = desk(&me, "d").view(&[&view], |_| vec![], NOW);
        assert_eq!(shown.rings.iter().map(|ring| ring.ring.clone()).collect::<Vec<_>>(), [RingId::from_random([2; 20])]);
        assert!(shown.waiting[0].is_ringing);
        assert!(shown.rings[0].warm_up.is_some());
        assert_eq!(desk(&me, "d").to_reach(&[&view]), [(&ticket_id(1), None)]);
    }

    #[test]
    fn over_all_queues_those_whose_agents_were_lost_come_first() {
        let back = LiveTicket { lost_agent: Some("Agent 1".into()), ..ticket(3) };
        let (floor, repairs) = (view(vec![ticket(1)], vec![]), view(vec![back, ticket(2)], vec![]));
        let me = person(1);
        let shown = desk(&me, "d").view(&[&floor, &repairs], |_| vec![], NOW);
        let order: Vec<_> = shown.waiting.iter().map(|ticket| (ticket.ticket.clone(), ticket.place)).collect();
        assert_eq!(order, [(ticket_id(3), 1), (ticket_id(1), 1), (ticket_id(2), 2)]);
    }

    #[test]
    fn of_a_long_line_the_first_are_listed_without_what_pages_claim_and_the_rest_is_counted() {
        let claims = vec![Claim { key: "email".into(), value: "joe@example.test".into() }];
        let line = (1..=60)
            .map(|number| LiveTicket { shopper: ShopperCard { claims: claims.clone(), ..ticket(number).shopper }, ..ticket(number) });
        let (floor, mut repairs) = (view(line.collect(), vec![]), view(vec![ticket(0)], vec![]));
        repairs.queue.name = "Repairs".into();
        let me = person(1);
        let shown = desk(&me, "d").view(&[&floor, &repairs], |_| vec![], NOW);
        assert_eq!((shown.waiting.len(), shown.more_waiting), (MOST_WAITING, 11));
        assert_eq!((shown.waiting[0].queue.as_str(), shown.waiting[1].place, shown.waiting[49].place), ("Repairs", 1, 49));
        assert!(shown.waiting.iter().all(|waiting| waiting.shopper.claims.is_empty() && waiting.shopper.name.is_some()));
    }

    #[test]
    fn over_all_queues_the_oldest_call_backs_are_shown_and_the_rest_is_counted() {
        let card = |number: u8| CallBackCard {
            call_back: CallBackId::from_random([number; 20]),
            queue: "Shop floor".into(),
            since: Timestamp::from_micros(number.into()),
            name: "Joe".into(),
            email: None,
            phone: None,
            message: None,
            preferred_time: None,
            language: "en".into(),
            page_url: None,
            page_title: None,
            assignee: None,
        };
        let with = |numbers: Vec<u8>, more| {
            let mut view = view(vec![], vec![]);
            view.call_backs = CallBackList { shown: numbers.into_iter().map(card).collect(), more };
            view
        };
        let (odd, even) = (with((0..50).map(|number| number * 2 + 1).collect(), 7), with((0..50).map(|number| number * 2).collect(), 0));
        let me = person(1);
        let shown = desk(&me, "d").view(&[&odd, &even], |_| vec![], NOW).call_backs;
        let since: Vec<_> = shown.shown.iter().map(|card| card.since.as_micros()).collect();
        assert_eq!(since, (0..50).collect::<Vec<_>>());
        assert_eq!(shown.more, 57);
    }

    #[test]
    fn only_the_tab_that_holds_the_call_says_that_it_is_here_and_gets_addresses() {
        let view = view(vec![in_call(1, 1, "one")], vec![agent(1)]);
        let me = person(1);
        let ice = [IceServer { urls: vec!["turn:t".into()], username: None, credential: None }];
        let here = desk(&me, "one").view(&[&view], |_| ice.to_vec(), NOW).call.unwrap();
        let there = desk(&me, "two").view(&[&view], |_| ice.to_vec(), NOW).call.unwrap();
        assert!(here.is_here && here.ice.len() == 1);
        assert!(!there.is_here && there.ice.is_empty());
    }

    #[test]
    fn an_agent_of_two_queues_is_listed_once() {
        let view = view(vec![], vec![agent(2), agent(1)]);
        let me = person(1);
        let names: Vec<_> = desk(&me, "d").view(&[&view, &view], |_| vec![], NOW).agents.into_iter().map(|agent| agent.name).collect();
        assert_eq!(names, ["Agent 1", "Agent 2"]);
    }
}
