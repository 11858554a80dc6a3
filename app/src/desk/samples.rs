//! Views to test with.

use domain::{
    CallId, Duration, ParticipantId, PersonId, RingId, TicketId, Timestamp,
    call::Role,
    shopper_data::Claim,
    wire::{AgentCall, AgentOnFloor, Availability, CallRecord, DeskView, IncomingRing, ParticipantView, ShopperCard, WaitingTicket},
};

/// When all samples play.
pub const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

/// A ticket id that is the same for the same number.
pub fn ticket_id(number: u8) -> TicketId {
    TicketId::from_random([number; 20])
}

/// A shopper who told a good deal.
pub fn shopper(name: &str) -> ShopperCard {
    let claim = |key: &str, value: &str| Claim { key: key.into(), value: value.into() };
    ShopperCard {
        name: (!name.is_empty()).then(|| name.to_owned()),
        claims: vec![claim("firstName", name), claim("email", "joe@example.test"), claim("basket", r#"{"items":2,"total":"189.00"}"#)],
        page_url: Some("http://127.0.0.1:3100/products/lamp".into()),
        page_title: Some("Reading lamp".into()),
        language: "en".into(),
        has_camera: true,
        has_microphone: true,
    }
}

/// A ticket in line.
pub fn waiting(number: u8, place: u32) -> WaitingTicket {
    WaitingTicket {
        ticket: ticket_id(number),
        place,
        since: NOW - Duration::from_secs(i64::from(number) * 47),
        queue: "Shop floor".into(),
        shopper: shopper(if number.is_multiple_of(2) { "" } else { "Joe Doe" }),
        is_ringing: place == 1,
    }
}

fn agent(number: u8, name: &str, availability: Availability, is_online: bool, is_in_call: bool) -> AgentOnFloor {
    AgentOnFloor { person: PersonId::from_random([number; 20]), name: name.into(), availability, is_online, is_in_call, free_at: None }
}

/// Available, and nobody waits.
pub fn quiet() -> DeskView {
    DeskView {
        now: NOW,
        me: PersonId::from_random([1; 20]),
        availability: Availability::Available,
        away_reason: None,
        rings: vec![],
        waiting: vec![],
        call: None,
        agents: vec![
            agent(2, "Bruno", Availability::Available, true, true),
            agent(1, "Anna", Availability::Available, true, false),
            agent(3, "Carla", Availability::Away, false, false),
        ],
        record: None,
    }
}

/// Away.
pub fn away() -> DeskView {
    DeskView { availability: Availability::Away, waiting: vec![waiting(3, 1)], ..quiet() }
}

/// Shoppers wait.
pub fn busy() -> DeskView {
    DeskView { waiting: vec![waiting(9, 1), waiting(4, 2), waiting(1, 3)], ..quiet() }
}

/// Somebody asks for an answer.
pub fn ringing() -> DeskView {
    let ring = IncomingRing {
        ring: RingId::from_random([7; 20]),
        ticket: ticket_id(9),
        started_at: NOW - Duration::from_secs(5),
        due_at: NOW + Duration::from_secs(15),
        shopper: shopper("Joe Doe"),
        queue: "Shop floor".into(),
        warm_up: None,
    };
    DeskView { rings: vec![ring], ..busy() }
}

/// A call, in this tab or in another.
pub fn in_call(is_here: bool) -> DeskView {
    let (me, other) = (ParticipantId::from_random([11; 20]), ParticipantId::from_random([12; 20]));
    let call = AgentCall {
        call: CallId::from_random([10; 20]),
        ticket: ticket_id(9),
        me: me.clone(),
        participants: vec![
            ParticipantView { id: me, role: Role::Agent, name: Some("Anna".into()), epoch: 1 },
            ParticipantView { id: other, role: Role::Shopper, name: Some("Joe Doe".into()), epoch: 1 },
        ],
        started_at: NOW - Duration::from_secs(61),
        shopper: shopper("Joe Doe"),
        queue: "Shop floor".into(),
        is_here,
        ice: vec![],
        relay_only: false,
    };
    DeskView { call: Some(Box::new(call)), ..busy() }
}

/// After a call: nothing rings for another minute.
pub fn after_call() -> DeskView {
    let record = CallRecord {
        call: CallId::from_random([10; 20]),
        queue: "Shop floor".into(),
        ended_at: Some(NOW - Duration::from_secs(5)),
        free_at: Some(NOW + Duration::from_secs(55)),
        outcome: None,
        note: "Wants the lamp in green.".into(),
    };
    DeskView { record: Some(Box::new(record)), ..quiet() }
}
