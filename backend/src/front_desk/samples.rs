//! Made-up rows for unit tests.

use std::sync::Arc;

use domain::{
    CallId, Duration, OrgId, ParticipantId, PersonId, QueueId, TicketId, Timestamp,
    call::{Hold, Role, TicketState},
    queue::{Rules, Skills},
    wire::{Availability, ShopperCard},
};

use super::floor::{FloorAgent, LiveCall, LiveTicket, Part, QueueFacts, QueueView};

pub(super) fn person(number: u8) -> PersonId {
    PersonId::from_random([number; 20])
}

pub(super) fn ticket_id(number: u8) -> TicketId {
    TicketId::from_random([number; 20])
}

pub(super) fn participant(number: u8) -> ParticipantId {
    ParticipantId::from_random([number; 20])
}

pub(super) fn agent(number: u8) -> FloorAgent {
    FloorAgent {
        person: person(number),
        name: format!("Agent {number}"),
        availability: Availability::Available,
        away_reason: None,
        is_online: true,
        in_call_since: None,
        is_rung: false,
        idle_since: Timestamp::default(),
        wraps_call: None,
        skills: Skills::default(),
        face: None,
        free_at: None,
    }
}

pub(super) fn ticket(number: u8) -> LiveTicket {
    let since = Timestamp::from_micros(i64::from(number));
    LiveTicket {
        id: ticket_id(number),
        state: TicketState::Waiting,
        since,
        in_line_since: since,
        epoch: 1,
        round_started_at: since,
        shopper: ShopperCard { name: Some(format!("Shopper {number}")), ..ShopperCard::default() },
        rings: vec![],
        lost_agent: None,
        passed_on_by: None,
        is_back: false,
        shopping_turn: 0,
        call: None,
    }
}

/// A ticket in a call between its shopper (part 10) and this agent (part 20).
pub(super) fn in_call(number: u8, with: u8, device: &str) -> LiveTicket {
    let part = |id, role, person: Option<PersonId>| Part {
        id: participant(id),
        role,
        name: person.as_ref().map(|_| format!("Agent {with}")),
        device: person.as_ref().map(|_| device.to_owned()),
        person,
        epoch: 1,
    };
    let participants = vec![part(10, Role::Shopper, None), part(20, Role::Agent, Some(person(with)))];
    let call = LiveCall {
        id: CallId::from_random([number; 20]),
        started_at: Timestamp::from_micros(50),
        participants,
        guests: vec![],
        hold: Hold::default(),
        snapshots: vec![],
    };
    LiveTicket { state: TicketState::InCall, call: Some(call), ..ticket(number) }
}

pub(super) fn view(tickets: Vec<LiveTicket>, agents: Vec<FloorAgent>) -> QueueView {
    let queue = QueueFacts {
        org: OrgId::from_random([0; 20]),
        id: QueueId::from_random([0; 20]),
        slug: "shop-floor".parse().unwrap(),
        name: "Shop floor".into(),
        is_default: true,
        ring_time: Duration::from_secs(20),
        relay_only: false,
        drop_in: true,
        schedule: None,
        rules: Rules::default(),
    };
    QueueView::new(queue, tickets.into_iter().map(Arc::new).collect(), agents, Arc::default(), Timestamp::default())
}
