//! Whom to ring next. Pure: what is picked from an old view does no harm, since starting a ring checks again.

use domain::{
    PersonId, TicketId, Timestamp,
    call::{ROUND_PAUSE, RingOutcome, RingState},
};

use super::floor::{Asked, LiveTicket, QueueView};

/// Agents to ring for a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The ticket.
    pub ticket: TicketId,
    /// The agents, by id: the order in which they are locked.
    pub agents: Vec<PersonId>,
    /// Whether everybody was asked before and is now asked again.
    pub is_new_round: bool,
}

/// Goes along the line: each ticket that does not ring gets all free agents whom it has not asked in this round. Who was passed
/// over by one ticket is there for the next. When a ticket has asked everybody who is free, they are left alone for
/// [`ROUND_PAUSE`] and then asked again.
pub fn pick(view: &QueueView, now: Timestamp) -> Vec<Pick> {
    let mut free: Vec<&PersonId> = view.agents.iter().filter(|agent| agent.is_free()).map(|agent| &agent.person).collect();
    free.sort();
    let mut picks = vec![];
    for ticket in view.waiting().filter(|ticket| !ticket.is_ringing()) {
        if free.is_empty() {
            break;
        }
        let (asked, fresh): (Vec<&PersonId>, Vec<&PersonId>) = free.iter().partition(|agent| was_asked(ticket, agent));
        let (agents, rest, is_new_round) = if !fresh.is_empty() {
            (fresh, asked, false)
        } else if is_rested(ticket, now) {
            (asked, vec![], true)
        } else {
            continue;
        };
        picks.push(Pick { ticket: ticket.id.clone(), agents: agents.into_iter().cloned().collect(), is_new_round });
        free = rest;
    }
    picks
}

/// Whether the agent had his chance in this round. One who went away and came back has not.
fn was_asked(ticket: &LiveTicket, agent: &PersonId) -> bool {
    let had_his_chance = |ring: &&Asked| ring.agent == *agent && ring.state != RingState::Ended(RingOutcome::AgentLeft);
    ticket.rings.iter().any(|ring| had_his_chance(&ring))
}

fn is_rested(ticket: &LiveTicket, now: Timestamp) -> bool {
    let last_rung_at = ticket.rings.iter().filter_map(|ring| ring.ended_at).max();
    last_rung_at.is_none_or(|at| now >= at + ROUND_PAUSE)
}

#[cfg(test)]
mod tests {
    use domain::{Duration, RingId, call::TicketState};

    use super::super::{floor::FloorAgent, samples::*};
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

    fn asked(agent: u8, state: RingState) -> Asked {
        let ended_at = matches!(state, RingState::Ended(_)).then_some(NOW);
        Asked {
            ring: RingId::from_random([agent; 20]),
            agent: person(agent),
            state,
            started_at: NOW,
            due_at: NOW + Duration::from_secs(20),
            ended_at,
        }
    }

    fn picked(view: &QueueView, now: Timestamp) -> Vec<(TicketId, Vec<PersonId>, bool)> {
        pick(view, now).into_iter().map(|pick| (pick.ticket, pick.agents, pick.is_new_round)).collect()
    }

    #[test]
    fn all_free_agents_ring_for_the_first_in_line() {
        let view = view(vec![ticket(1), ticket(2)], vec![agent(1), agent(2)]);
        assert_eq!(picked(&view, NOW), [(ticket_id(1), vec![person(1), person(2)], false)]);
    }

    #[test]
    fn whoever_is_away_offline_in_a_call_or_rung_is_left_alone() {
        let not_free = [
            FloorAgent { availability: domain::wire::Availability::Away, ..agent(1) },
            FloorAgent { is_online: false, ..agent(2) },
            FloorAgent { is_in_call: true, ..agent(3) },
            FloorAgent { is_rung: true, ..agent(4) },
        ];
        assert_eq!(pick(&view(vec![ticket(1)], not_free.to_vec()), NOW), []);
    }

    #[test]
    fn while_it_rings_nobody_else_is_rung_for_the_same_ticket() {
        let ringing = LiveTicket { rings: vec![asked(1, RingState::Sent)], ..ticket(1) };
        let agents = vec![FloorAgent { is_rung: true, ..agent(1) }, agent(2)];
        assert_eq!(pick(&view(vec![ringing], agents), NOW), []);
    }

    #[test]
    fn an_agent_who_declined_rings_for_the_next_in_line() {
        let declined = LiveTicket { rings: vec![asked(1, RingState::Ended(RingOutcome::Declined))], ..ticket(1) };
        let view = view(vec![declined, ticket(2)], vec![agent(1)]);
        assert_eq!(picked(&view, NOW), [(ticket_id(2), vec![person(1)], false)]);
    }

    #[test]
    fn after_a_decline_the_agents_who_were_not_asked_ring() {
        let declined = LiveTicket { rings: vec![asked(1, RingState::Ended(RingOutcome::Declined))], ..ticket(1) };
        let view = view(vec![declined], vec![agent(1), agent(2)]);
        assert_eq!(picked(&view, NOW), [(ticket_id(1), vec![person(2)], false)]);
    }

    #[test]
    fn when_everybody_was_asked_a_new_round_begins_after_the_pause() {
        let missed = LiveTicket { rings: vec![asked(1, RingState::Ended(RingOutcome::Missed))], ..ticket(1) };
        let view = view(vec![missed], vec![agent(1)]);
        assert_eq!(picked(&view, NOW + ROUND_PAUSE - Duration::from_micros(1)), []);
        assert_eq!(picked(&view, NOW + ROUND_PAUSE), [(ticket_id(1), vec![person(1)], true)]);
    }

    #[test]
    fn an_agent_who_left_and_came_back_rings_at_once() {
        let left = LiveTicket { rings: vec![asked(1, RingState::Ended(RingOutcome::AgentLeft))], ..ticket(1) };
        assert_eq!(picked(&view(vec![left], vec![agent(1)]), NOW), [(ticket_id(1), vec![person(1)], false)]);
    }

    #[test]
    fn a_ticket_in_its_call_does_not_ring() {
        let in_call = LiveTicket { state: TicketState::InCall, ..ticket(1) };
        assert_eq!(pick(&view(vec![in_call], vec![agent(1)]), NOW), []);
    }
}
