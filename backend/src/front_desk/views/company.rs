//! With whom an agent may go on with a call: who is asked into it, who may be, and the other queues.

use std::collections::BTreeMap;

use domain::{
    PersonId, Timestamp,
    call::{GuestState, MAX_PARTICIPANTS},
    wire::{AskedIn, Colleague, Company, InvitationCard, OtherQueue},
};

use super::{
    super::floor::{Asked, FloorAgent, LiveCall, LiveTicket, QueueView},
    guest,
};

/// What a ring says that leads into the ticket's call; `None` for any other.
pub fn card(ticket: &LiveTicket, ring: &Asked) -> Option<InvitationCard> {
    let invitation = ring.invitation.as_ref()?;
    let by = ticket.call.as_ref().and_then(|call| call.agent(&invitation.by)).and_then(|part| part.name.clone());
    Some(InvitationCard { by: by.unwrap_or_default(), purpose: invitation.purpose })
}

/// With whom `me` may go on at `now` with this call of the queue `of`. `queues`: all that is watched, of the organisation's queues.
pub fn company(me: &PersonId, (of, ticket, call): (&QueueView, &LiveTicket, &LiveCall), queues: &[&QueueView], now: Timestamp) -> Company {
    let asked = asked(me, ticket, queues);
    let has_room = has_room(ticket, call);
    let colleagues = if asked.is_none() && has_room { free(me, queues, now) } else { vec![] };
    Company { asked, colleagues, queues: others(of, queues), guests: guest::seats(call), has_room }
}

/// Whether one more person fits in besides those who are on their way.
fn has_room(ticket: &LiveTicket, call: &LiveCall) -> bool {
    let kept = call.guests.iter().filter(|guest| guest.state != GuestState::Admitted).count();
    let rung = ticket.rings.iter().filter(|ring| ring.is_live()).count();
    call.participants.len() + kept + rung < MAX_PARTICIPANTS
}

fn asked(me: &PersonId, ticket: &LiveTicket, queues: &[&QueueView]) -> Option<AskedIn> {
    let ring = ticket.rings.iter().find(|ring| ring.is_live())?;
    let invitation = ring.invitation.as_ref()?;
    let name = agents(queues).find(|agent| agent.person == ring.agent).map(|agent| agent.name.clone());
    Some(AskedIn {
        ring: ring.ring.clone(),
        name: name.unwrap_or_default(),
        purpose: invitation.purpose,
        since: ring.started_at,
        is_mine: invitation.by == *me,
    })
}

fn free(me: &PersonId, queues: &[&QueueView], now: Timestamp) -> Vec<Colleague> {
    let mut by_name = BTreeMap::new();
    for agent in agents(queues).filter(|agent| agent.person != *me && agent.is_free(now)) {
        by_name.insert((&agent.name, &agent.person), Colleague { person: agent.person.clone(), name: agent.name.clone() });
    }
    by_name.into_values().collect()
}

fn others(of: &QueueView, queues: &[&QueueView]) -> Vec<OtherQueue> {
    let mut others: Vec<OtherQueue> = queues
        .iter()
        .filter(|view| view.queue.id != of.queue.id)
        .map(|view| OtherQueue {
            queue: view.queue.id.clone(),
            name: view.queue.name.clone(),
            entrance: view.entrance(),
            waiting: view.waiting_count(),
            agents_online: view.agents_online(),
        })
        .collect();
    others.sort_by(|one, other| (&one.name, &one.queue).cmp(&(&other.name, &other.queue)));
    others
}

fn agents<'v>(queues: &'v [&QueueView]) -> impl Iterator<Item = &'v FloorAgent> {
    queues.iter().flat_map(|view| &view.agents)
}

#[cfg(test)]
mod tests {
    use domain::{
        QueueId, RingId,
        call::{Invitation, Purpose, RingState},
        queue::Entrance,
    };

    use super::super::super::samples::*;
    use super::*;

    fn repairs(agents: Vec<FloorAgent>) -> QueueView {
        let mut repairs = view(vec![], agents);
        repairs.queue.id = QueueId::from_random([9; 20]);
        repairs.queue.name = "Repairs".into();
        repairs
    }

    fn asks(whom: u8, by: u8) -> Asked {
        Asked {
            ring: RingId::from_random([whom; 20]),
            agent: person(whom),
            invitation: Some(Invitation { by: person(by), purpose: Purpose::HandOver }),
            state: RingState::Sent,
            started_at: Timestamp::from_micros(60),
            due_at: Timestamp::from_micros(90),
            ended_at: None,
        }
    }

    fn of(floor: &QueueView, others: &[&QueueView]) -> Company {
        let ticket = &floor.tickets[0];
        let all: Vec<&QueueView> = [floor].into_iter().chain(others.iter().copied()).collect();
        company(&person(1), (floor, ticket, ticket.call.as_ref().unwrap()), &all, Timestamp::default())
    }

    #[test]
    fn whoever_is_free_in_any_queue_may_be_asked_once_and_oneself_may_not() {
        let busy = FloorAgent { in_call_since: Some(Timestamp::default()), ..agent(3) };
        let floor = view(vec![in_call(1, 1, "d")], vec![agent(1), agent(2), busy]);
        let company = of(&floor, &[&repairs(vec![agent(2), agent(4)])]);
        assert_eq!(company.colleagues.iter().map(|other| other.name.as_str()).collect::<Vec<_>>(), ["Agent 2", "Agent 4"]);
        assert_eq!(company.asked, None);
    }

    #[test]
    fn the_other_queues_say_whether_they_take_anybody() {
        let floor = view(vec![in_call(1, 1, "d")], vec![agent(1)]);
        let company = of(&floor, &[&repairs(vec![agent(4)])]);
        let [other] = company.queues.as_slice() else { panic!("{company:?}") };
        assert_eq!((other.name.as_str(), other.entrance, other.agents_online), ("Repairs", Entrance::Open, 1));
    }

    #[test]
    fn while_somebody_is_asked_nobody_else_may_be_and_who_asks_knows_it() {
        let rung = FloorAgent { is_rung: true, ..agent(2) };
        let ringing = LiveTicket { rings: vec![asks(2, 1)], ..in_call(1, 1, "d") };
        let mut floor = view(vec![ringing], vec![agent(1), rung, agent(3)]);
        let company = of(&floor, &[]);
        assert!(company.colleagues.is_empty());
        assert!(company.asked.is_some_and(|asked| asked.name == "Agent 2" && asked.is_mine));
        assert_eq!(card(&floor.tickets[0], &asks(2, 1)).map(|card| card.by).as_deref(), Some("Agent 1"));
        floor = view(vec![LiveTicket { rings: vec![asks(2, 3)], ..in_call(1, 1, "d") }], floor.agents);
        assert!(of(&floor, &[]).asked.is_some_and(|asked| !asked.is_mine));
    }
}
