//! How long those wait whom only some of a queue's agents may answer.

use std::{collections::HashMap, sync::Arc};

use domain::{
    TicketId, Timestamp,
    queue::Preference,
    waiting::{self, Experience, Range},
};

use super::{FloorAgent, LiveTicket, serving};

/// For how many different circles of agents waits are worked out: each takes as long as the queue's own, and every page can ask for
/// another one.
const MOST_CIRCLES: usize = 8;

/// Agents who may answer some of the line.
struct Team {
    /// For each agent of the queue, whether he may.
    may: Vec<bool>,
    /// How many tickets so far may ring somebody of them and nobody else.
    ahead: usize,
    waits: Vec<Range>,
}

/// The waits of the tickets that only some of the agents may answer; empty for a queue without such.
///
/// Before such a ticket come all that may ring one of its agents, even where another agent may take them first: what is said is
/// rather too long than too short. Beyond [`MOST_CIRCLES`] nothing is said.
pub(super) fn waits(
    preference: &Preference,
    tickets: &[Arc<LiveTicket>],
    agents: &[FloorAgent],
    experience: &Experience,
    now: Timestamp,
) -> HashMap<TicketId, Option<Range>> {
    let mut waits = HashMap::new();
    if !preference.only {
        return waits;
    }
    let places = tickets.len().saturating_add(1);
    let mut teams: Vec<Team> = vec![];
    for ticket in tickets.iter().filter(|ticket| ticket.is_waiting()) {
        let asks = &ticket.shopper.asks;
        let is_narrow = preference.is_strict(asks);
        let may: Vec<bool> = agents.iter().map(|agent| !is_narrow || preference.fits(asks, &agent.skills)).collect();
        let shares = |team: &&Team| team.may.iter().zip(&may).any(|(theirs, ours)| *theirs && *ours);
        let ahead: usize = teams.iter().filter(shares).map(|team| team.ahead).sum();
        let known = teams.iter().position(|team| team.may == may);
        let known = known.or_else(|| {
            let has_room = teams.len() < MOST_CIRCLES;
            has_room.then(|| {
                let chosen = || agents.iter().zip(&may).filter(|(_, may)| **may).map(|(agent, _)| agent);
                let chosen: Vec<&FloorAgent> = chosen().collect();
                let waits = waiting::estimates(places, &serving(chosen.iter().copied(), now), experience);
                teams.push(Team { may, ahead: 0, waits });
                teams.len().saturating_sub(1)
            })
        });
        let team = known.and_then(|at| teams.get_mut(at));
        if is_narrow {
            waits.insert(ticket.id.clone(), team.as_ref().and_then(|team| team.waits.get(ahead).copied()));
        }
        if let Some(team) = team {
            team.ahead = team.ahead.saturating_add(1);
        }
    }
    waits
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::queue::{Asks, First, Skills};

    use super::super::super::samples::*;
    use super::*;

    fn speaks(number: u8, language: &str) -> FloorAgent {
        FloorAgent { skills: Skills { languages: [language.parse().unwrap()].into(), ..Skills::default() }, ..agent(number) }
    }

    fn asks(number: u8, language: &str) -> LiveTicket {
        let mut ticket = ticket(number);
        ticket.shopper.asks = Asks { language: language.parse().ok(), ..Asks::default() };
        ticket
    }

    #[test]
    fn only_who_waits_for_the_same_agents_is_counted_and_without_an_agent_nothing_is_said() {
        let preference = Preference { first: First::Language, only: true, seconds: 30 };
        let busy = |number, language| FloorAgent { in_call_since: Some(Timestamp::default()), ..speaks(number, language) };
        let agents = [busy(1, "sv"), busy(2, "de")];
        let tickets = [asks(1, "sv"), asks(2, "de"), asks(3, "sv"), asks(4, "fr")];
        let experience = Arc::new(Experience::default());
        let waits = waits(&preference, &tickets.map(Arc::new), &agents, &experience, Timestamp::default());
        let of = |number| waits[&ticket_id(number)];
        assert_eq!(of(1), of(2), "each is the first for its agent");
        assert!(of(3).unwrap().p50 > of(1).unwrap().p50);
        assert_eq!(of(4), None);
    }

    #[test]
    fn where_others_may_answer_as_well_the_line_is_one() {
        let preference = Preference { first: First::Language, only: false, seconds: 30 };
        let waits = waits(&preference, &[Arc::new(asks(1, "sv"))], &[speaks(1, "sv")], &Experience::default(), Timestamp::default());
        assert!(waits.is_empty());
    }
}
