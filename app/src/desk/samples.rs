//! Views to test with.

use domain::{
    CallBackId, CallId, Duration, ParticipantId, PersonId, QueueId, RingId, TicketId, Timestamp,
    call::{GuestState, Hold, Outcome, Purpose, Role},
    history,
    queue::{Asks, Entrance},
    schedule::Stamp,
    shopper_data::Claim,
    wire::{
        AgentCall, AgentOnFloor, AskedIn, Assignee, Availability, CallBackCard, CallBackList, CallRecord, Colleague, Company, DeskView,
        EarlierTicket, EarlierTickets, GuestSeat, IncomingRing, InvitationCard, OtherQueue, ParticipantView, ShopperCard, WaitingTicket,
    },
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
        asks: Asks { tags: ["lamps"].iter().filter_map(|tag| tag.parse().ok()).collect(), ..Asks::default() },
        identity: None,
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
        more_waiting: 0,
        call: None,
        agents: vec![
            agent(2, "Bruno", Availability::Available, true, true),
            agent(1, "Anna", Availability::Available, true, false),
            agent(3, "Carla", Availability::Away, false, false),
        ],
        record: None,
        call_backs: CallBackList::default(),
    }
}

/// Somebody who would be called back; by this agent, when there is one.
pub fn call_back(number: u8, by: Option<(u8, &str)>) -> CallBackCard {
    CallBackCard {
        call_back: CallBackId::from_random([number; 20]),
        queue: "Shop floor".into(),
        since: NOW - Duration::from_secs(i64::from(number) * 97),
        name: format!("Maja {number}"),
        email: "maja@shop.example".parse().ok(),
        phone: "+46 8 12345".parse().ok(),
        message: Some("<i>Is the blue one in?</i>".into()),
        preferred_time: Some("after five".into()),
        language: "en".into(),
        page_url: Some("https://shop.example/lamp".into()),
        page_title: Some("Reading lamp".into()),
        assignee: by.map(|(number, name)| Assignee { person: PersonId::from_random([number; 20]), name: name.into() }),
    }
}

/// Three would be called back: by anybody, by oneself, by a colleague; and a dozen more.
pub fn call_backs() -> DeskView {
    let shown = vec![call_back(1, None), call_back(2, Some((1, "Anna"))), call_back(3, Some((2, "Bruno")))];
    DeskView { call_backs: CallBackList { shown, more: 12 }, ..quiet() }
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
        invitation: None,
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
        company: Company::default(),
        hold: Hold::default(),
        snapshots: vec![],
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

/// A ring that leads into Anna's call.
pub fn invited(purpose: Purpose) -> DeskView {
    let mut view = ringing();
    view.rings[0].invitation = Some(InvitationCard { by: "Anna".into(), purpose });
    view
}

/// A call that can go on with Bruno or in two other queues, of which one is closed.
pub fn in_company() -> DeskView {
    let queue = |number, name: &str, entrance| OtherQueue {
        queue: QueueId::from_random([number; 20]),
        name: name.into(),
        entrance,
        waiting: 2,
        agents_online: 1,
    };
    let mut view = in_call(true);
    let call = view.call.as_mut().unwrap();
    call.company.colleagues = vec![Colleague { person: PersonId::from_random([2; 20]), name: "Bruno".into() }];
    call.company.queues = vec![queue(1, "Repairs", Entrance::Open), queue(2, "Returns", Entrance::Closed)];
    view
}

/// The same while Bruno is asked to take it over.
pub fn asking() -> DeskView {
    let mut view = in_company();
    let company = &mut view.call.as_mut().unwrap().company;
    company.colleagues = vec![];
    let ring = RingId::from_random([8; 20]);
    company.asked = Some(AskedIn { ring, name: "Bruno".into(), purpose: Purpose::HandOver, since: NOW, is_mine: true });
    view
}

/// A call with Bruno in it too.
pub fn three() -> DeskView {
    let mut view = in_company();
    let call = view.call.as_mut().unwrap();
    let id = ParticipantId::from_random([13; 20]);
    call.participants.push(ParticipantView { id, role: Role::Agent, name: Some("Bruno".into()), epoch: 1 });
    view
}

/// A call with a guest at the door, another in it, and a link that nobody has used.
pub fn with_guests() -> DeskView {
    let mut view = in_company();
    let seat = |number, state, name: Option<&str>| GuestSeat {
        guest: ParticipantId::from_random([number; 20]),
        state,
        name: name.map(Into::into),
        due_at: NOW + Duration::from_secs(1_800),
    };
    let call = view.call.as_mut().unwrap();
    call.company.guests =
        vec![seat(21, GuestState::Invited, None), seat(22, GuestState::Knocking, Some("Mia")), seat(23, GuestState::Admitted, Some("Max"))];
    view
}

/// Two earlier tickets of a shopper: one that was served, and one that nobody answered.
pub fn earlier() -> EarlierTickets {
    let at = Stamp { at: NOW, year: 2026, month: 11, day: 22, hour: 10, minute: 0, second: 0 };
    let served = EarlierTicket {
        ticket: ticket_id(41),
        at,
        queue: "Repairs".into(),
        outcome: history::Outcome::Answered,
        agent: Some("Bruno".into()),
        talked: Some(Duration::from_secs(125)),
        went: Some(Outcome::Sold),
        notes: vec!["Wants it in green.".into()],
    };
    let missed = EarlierTicket {
        ticket: ticket_id(42),
        outcome: history::Outcome::Missed,
        agent: None,
        talked: None,
        went: None,
        notes: vec![],
        ..served.clone()
    };
    EarlierTickets { tickets: vec![served, missed], has_more: false, year: 2026 }
}
