//! Whom to ring next. Pure: what is picked from an old view does no harm, since starting a ring checks again.

use domain::{
    Duration, PersonId, TicketId, Timestamp,
    call::ROUND_PAUSE,
    queue::{Routing, lot},
};

use super::floor::{Asked, FloorAgent, LiveTicket, QueueView};

/// Agents to ring for a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The ticket.
    pub ticket: TicketId,
    /// The agents, by id: the order in which they are locked.
    pub agents: Vec<PersonId>,
    /// How many are being rung for it already. Where it is another number, the view was old.
    pub ringing: usize,
    /// Whether everybody was asked before and is now asked again.
    pub is_new_round: bool,
}

/// Goes along the line and picks, of the free agents, whom each ticket asks next. Who was passed over by one ticket is there for
/// the next. When a ticket has asked everybody who is free, they are left alone for [`ROUND_PAUSE`] and then asked again.
pub fn pick(view: &QueueView, now: Timestamp) -> Vec<Pick> {
    let mut free: Vec<&FloorAgent> = view.agents.iter().filter(|agent| agent.is_free(now)).collect();
    let mut picks = vec![];
    for ticket in view.waiting() {
        if free.is_empty() {
            break;
        }
        if let Some(pick) = pick_for(view, ticket, &free, now) {
            free.retain(|agent| !pick.agents.contains(&agent.person));
            picks.push(pick);
        }
    }
    picks
}

fn pick_for(view: &QueueView, ticket: &LiveTicket, free: &[&FloorAgent], now: Timestamp) -> Option<Pick> {
    let routing = view.queue.rules.routing;
    let asked: Vec<&Asked> = ticket.rings.iter().filter(|ring| ring.counts()).collect();
    let ringing = asked.iter().filter(|ring| ring.is_live()).count();
    // Whoever is rung together with all others need not be joined by those who become free meanwhile.
    if routing == Routing::All && ringing > 0 && !has_widened(view, ticket, &asked, now) {
        return None;
    }
    let circle = view.circle(ticket, now);
    let (again, fresh): (Vec<&FloorAgent>, Vec<&FloorAgent>) =
        free.iter().filter(|agent| circle.holds(&agent.person)).partition(|agent| asked.iter().any(|ring| ring.agent == agent.person));
    let (mut agents, room, is_new_round) = if !fresh.is_empty() {
        let since = asked.iter().map(|ring| ring.started_at).min().map_or(Duration::ZERO, |first| now - first);
        let room = routing.reach(since, asked.len() - ringing).saturating_sub(asked.len());
        (fresh, room, false)
    } else if ringing == 0 && is_rested(ticket, now) {
        (again, routing.reach(Duration::ZERO, 0), true)
    } else {
        return None;
    };
    match routing {
        Routing::All => {}
        Routing::Widening => agents.sort_by_key(|agent| lot(&ticket.id, &agent.person)),
        Routing::LongestIdle => agents.sort_by(|one, other| (one.idle_since, &one.person).cmp(&(other.idle_since, &other.person))),
    }
    // Who fits goes first as long as not all are asked at once; the order among them stays.
    agents.sort_by_key(|agent| !view.queue.rules.asked_first.favours(&ticket.shopper.asks, &agent.person, &agent.skills));
    let mut agents: Vec<PersonId> = agents.into_iter().take(room).map(|agent| agent.person.clone()).collect();
    agents.sort();
    (!agents.is_empty()).then(|| Pick { ticket: ticket.id.clone(), agents, ringing, is_new_round })
}

/// Whether all that rings began when only some of the agents could be asked, and now others can be as well.
fn has_widened(view: &QueueView, ticket: &LiveTicket, asked: &[&Asked], now: Timestamp) -> bool {
    let (preference, asks) = (&view.queue.rules.asked_first, &ticket.shopper.asks);
    let ends_at = preference.ends_at(ticket.in_line_since);
    let is_of_before = |ring: &&Asked| !ring.is_live() || ring.started_at < ends_at;
    now >= ends_at && (asks.agent.is_some() || preference.applies(asks)) && asked.iter().all(is_of_before)
}

fn is_rested(ticket: &LiveTicket, now: Timestamp) -> bool {
    let last_rung_at = ticket.rings.iter().filter_map(|ring| ring.ended_at).max();
    last_rung_at.is_none_or(|at| now >= at + ROUND_PAUSE)
}

#[cfg(test)]
mod tests {
    use domain::{
        RingId,
        call::{RingOutcome, RingState, TicketState},
        queue::{Asks, First, Preference, Skills},
    };

    use super::super::samples::*;
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

    fn asked(agent: u8, state: RingState) -> Asked {
        let ended_at = matches!(state, RingState::Ended(_)).then_some(NOW);
        Asked {
            ring: RingId::from_random([agent; 20]),
            agent: person(agent),
            invitation: None,
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
            FloorAgent { in_call_since: Some(NOW), ..agent(3) },
            FloorAgent { is_rung: true, ..agent(4) },
            FloorAgent { free_at: Some(NOW + Duration::from_micros(1)), ..agent(5) },
        ];
        assert_eq!(pick(&view(vec![ticket(1)], not_free.to_vec()), NOW), []);
    }

    #[test]
    fn whoever_has_had_time_enough_after_a_call_is_rung() {
        let view = view(vec![ticket(1)], vec![FloorAgent { free_at: Some(NOW), ..agent(1) }]);
        assert_eq!(picked(&view, NOW), [(ticket_id(1), vec![person(1)], false)]);
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

    fn routed(routing: Routing, tickets: Vec<LiveTicket>, agents: Vec<FloorAgent>) -> QueueView {
        let mut view = view(tickets, agents);
        view.queue.rules.routing = routing;
        view
    }

    /// A ring of this agent that began so many seconds ago.
    fn rung(agent: u8, seconds_ago: i64, state: RingState) -> Asked {
        Asked { started_at: NOW - Duration::from_secs(seconds_ago), ..asked(agent, state) }
    }

    fn busy(number: u8) -> FloorAgent {
        FloorAgent { is_rung: true, ..agent(number) }
    }

    #[test]
    fn a_widening_ticket_rings_one_and_ten_seconds_later_two_more() {
        let agents: Vec<_> = (1..=6).map(agent).collect();
        let first = picked(&routed(Routing::Widening, vec![ticket(1)], agents.clone()), NOW);
        let [(_, first, false)] = first.as_slice() else { panic!("{first:?}") };
        let [person] = first.as_slice() else { panic!("{first:?}") };
        let number = (1..=6).find(|number| self::person(*number) == *person).unwrap();
        let ringing = |seconds_ago| LiveTicket { rings: vec![rung(number, seconds_ago, RingState::Shown)], ..ticket(1) };
        let others: Vec<_> = agents.iter().map(|one| if one.person == *person { busy(number) } else { one.clone() }).collect();
        assert_eq!(picked(&routed(Routing::Widening, vec![ringing(9)], others.clone()), NOW), []);
        let wider = picked(&routed(Routing::Widening, vec![ringing(10)], others), NOW);
        assert!(matches!(wider.as_slice(), [(_, agents, false)] if agents.len() == 2 && !agents.contains(person)), "{wider:?}");
    }

    #[test]
    fn a_widening_ticket_whose_only_agent_declined_does_not_wait_for_the_clock() {
        let declined = LiveTicket { rings: vec![rung(1, 2, RingState::Ended(RingOutcome::Declined))], ..ticket(1) };
        let next = picked(&routed(Routing::Widening, vec![declined], vec![agent(1), agent(2), agent(3)]), NOW);
        assert!(matches!(next.as_slice(), [(_, agents, false)] if agents.len() == 1), "{next:?}");
    }

    #[test]
    fn the_longest_idle_agent_rings_alone_and_then_the_next() {
        let idle = |number, since| FloorAgent { idle_since: Timestamp::from_micros(since), ..agent(number) };
        let agents = vec![idle(1, 30), idle(2, 10), idle(3, 20)];
        let view = routed(Routing::LongestIdle, vec![ticket(1), ticket(2)], agents.clone());
        assert_eq!(picked(&view, NOW), [(ticket_id(1), vec![person(2)], false), (ticket_id(2), vec![person(3)], false)]);
        let missed = LiveTicket { rings: vec![asked(2, RingState::Ended(RingOutcome::Missed))], ..ticket(1) };
        assert_eq!(picked(&routed(Routing::LongestIdle, vec![missed], agents), NOW), [(ticket_id(1), vec![person(3)], false)]);
    }

    #[test]
    fn a_new_round_of_a_ticket_that_rings_one_by_one_begins_with_one() {
        let missed = |number| asked(number, RingState::Ended(RingOutcome::Missed));
        let tired = LiveTicket { rings: vec![missed(1), missed(2)], ..ticket(1) };
        for routing in [Routing::Widening, Routing::LongestIdle] {
            let view = routed(routing, vec![tired.clone()], vec![agent(1), agent(2)]);
            let again = picked(&view, NOW + ROUND_PAUSE);
            assert!(matches!(again.as_slice(), [(_, agents, true)] if agents.len() == 1), "{routing:?} {again:?}");
        }
    }

    fn knows(number: u8, tags: &[&str]) -> FloorAgent {
        let tags = tags.iter().map(|tag| tag.parse().unwrap()).collect();
        FloorAgent { skills: Skills { tags, ..Skills::default() }, ..agent(number) }
    }

    /// A ticket that came into the line so many seconds ago and asks for shoes, or for an agent.
    fn wishes(number: u8, seconds_ago: i64, named: Option<u8>) -> LiveTicket {
        let tags = if named.is_some() { vec![] } else { vec!["shoes".parse().unwrap()] };
        let mut ticket = LiveTicket { in_line_since: NOW - Duration::from_secs(seconds_ago), ..ticket(number) };
        ticket.shopper.asks = Asks { tags: tags.into_iter().collect(), agent: named.map(person), language: None };
        ticket
    }

    fn preferring(routing: Routing, only: bool, tickets: Vec<LiveTicket>, agents: Vec<FloorAgent>) -> QueueView {
        let mut view = routed(routing, tickets, agents);
        view.queue.rules.asked_first = Preference { first: First::Tags, only, seconds: 30 };
        view
    }

    const ROUTINGS: [Routing; 3] = [Routing::All, Routing::Widening, Routing::LongestIdle];

    #[test]
    fn whoever_has_the_tags_is_asked_first_and_the_others_are_there_for_the_next_in_line() {
        for routing in ROUTINGS {
            let agents = vec![agent(1), knows(2, &["shoes", "bags"]), knows(3, &["bags"])];
            let view = preferring(routing, false, vec![wishes(1, 5, None), LiveTicket { in_line_since: NOW, ..ticket(2) }], agents);
            let picked = picked(&view, NOW);
            assert_eq!(picked[0], (ticket_id(1), vec![person(2)], false), "{routing:?}");
            assert!(picked[1].0 == ticket_id(2) && !picked[1].1.contains(&person(2)), "{routing:?}: {picked:?}");
        }
    }

    #[test]
    fn a_busy_agent_with_the_tags_is_waited_for_until_the_time_is_over() {
        let busy = |at| {
            let shoes = FloorAgent { in_call_since: Some(NOW), ..knows(2, &["shoes"]) };
            preferring(Routing::All, false, vec![wishes(1, at, None)], vec![agent(1), shoes])
        };
        assert_eq!(picked(&busy(29), NOW), []);
        assert_eq!(picked(&busy(30), NOW), [(ticket_id(1), vec![person(1)], false)]);
    }

    #[test]
    fn when_the_time_is_over_while_it_rings_the_others_ring_too_and_once() {
        let ring = |number, seconds_ago| rung(number, seconds_ago, RingState::Shown);
        let at = |seconds_ago, rings| {
            let ticket = LiveTicket { rings, ..wishes(1, seconds_ago, None) };
            let ringing = FloorAgent { is_rung: true, ..knows(2, &["shoes"]) };
            preferring(Routing::All, false, vec![ticket], vec![agent(1), ringing])
        };
        assert_eq!(picked(&at(29, vec![ring(2, 15)]), NOW), []);
        assert_eq!(picked(&at(30, vec![ring(2, 15)]), NOW), [(ticket_id(1), vec![person(1)], false)]);
        assert_eq!(picked(&at(40, vec![ring(2, 15), ring(3, 10)]), NOW), [], "all of that moment ring already");
    }

    #[test]
    fn where_nobody_else_may_answer_a_ticket_that_nobody_fits_keeps_its_place_and_harms_nobody() {
        for routing in ROUTINGS {
            let view = preferring(routing, true, vec![wishes(1, 500, None), ticket(2)], vec![agent(1)]);
            assert_eq!(picked(&view, NOW), [(ticket_id(2), vec![person(1)], false)], "{routing:?}");
        }
    }

    #[test]
    fn an_agent_whom_the_page_named_rings_alone_is_waited_for_when_away_and_passes_it_on_by_declining() {
        for routing in ROUTINGS {
            let of = |ticket: LiveTicket, named: FloorAgent| routed(routing, vec![ticket], vec![agent(1), named, agent(3)]);
            assert_eq!(picked(&of(wishes(1, 0, Some(2)), agent(2)), NOW), [(ticket_id(1), vec![person(2)], false)], "{routing:?}");
            let away = FloorAgent { availability: domain::wire::Availability::Away, ..agent(2) };
            assert_eq!(picked(&of(wishes(1, 29, Some(2)), away.clone()), NOW), [], "{routing:?}");
            assert_eq!(picked(&of(wishes(1, 30, Some(2)), away), NOW).len(), 1, "{routing:?}");
            let declined = LiveTicket { rings: vec![rung(2, 3, RingState::Ended(RingOutcome::Declined))], ..wishes(1, 3, Some(2)) };
            let next = picked(&of(declined, agent(2)), NOW);
            assert!(next.len() == 1 && !next[0].1.contains(&person(2)), "{routing:?}: {next:?}");
            let gone = FloorAgent { is_online: false, ..agent(2) };
            assert_eq!(picked(&of(wishes(1, 0, Some(2)), gone), NOW).len(), 1, "{routing:?}");
        }
    }

    #[test]
    fn after_the_time_whoever_fits_still_goes_before_the_others() {
        let idle = |agent: FloorAgent, since| FloorAgent { idle_since: Timestamp::from_micros(since), ..agent };
        let agents = vec![idle(agent(1), 10), idle(knows(2, &["shoes"]), 20)];
        let view = preferring(Routing::LongestIdle, false, vec![wishes(1, 60, None)], agents);
        assert_eq!(picked(&view, NOW), [(ticket_id(1), vec![person(2)], false)]);
    }
}
