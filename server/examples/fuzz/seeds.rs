//! Valid messages of every variant, to be broken.

use domain::{
    CallBackId, CallId, ConnectionId, ParticipantId, PersonId, QueueId, RingId, SnapshotId, TicketId, Timestamp,
    call::{Outcome, Purpose},
    call_back::{Action, AskCallBack},
    tracking::{Tag, TagValue, Tags},
    wire::{
        Availability, Candidate, Description, DescriptionKind, Flight, FlightEvent, FlightNote, FromAgent, FromShopper, GuestAction,
        JoinRequest, Rating, Resume, Signal, SignalBody, VERSION,
    },
};
use serde_json::{Value, json};

use crate::{dice::Dice, shopping};

/// What a client has learned from the server. A field of which nothing is known is made up.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The visit token.
    pub token: String,
    /// The ticket's resume secret.
    pub resume: Option<Resume>,
    /// The call, the client's own part in it, and the other's.
    pub call: Option<(CallId, ParticipantId, ParticipantId)>,
    /// The latest ring.
    pub ring: Option<RingId>,
    /// An agent who may be asked into the call.
    pub colleague: Option<PersonId>,
    /// A queue that the call may be passed on to.
    pub other_queue: Option<QueueId>,
    /// A guest of the call, or a link for one.
    pub guest: Option<ParticipantId>,
}

/// A valid message of the widget, of any variant.
pub fn shopper(dice: &mut Dice, known: &Known) -> FromShopper {
    match dice.below(14) {
        13 => FromShopper::Shopping(Box::new(shopping::of_shopper(dice))),
        12 => FromShopper::Tags { tags: tags(dice) },
        0 => shopper_hello(known, known.resume.clone().or_else(|| dice.chance(30).then(|| made_up(dice)))),
        1 => join(dice),
        2 => FromShopper::Leave,
        3 => FromShopper::Data { data: data(dice) },
        4 => FromShopper::Page { url: "https://shop.example/socks".into(), title: "Socks".into() },
        5 | 6 => FromShopper::Signal(signal(dice, known)),
        7 => FromShopper::Flight(flight(dice, known)),
        8 => FromShopper::Move { queue: (*dice.pick(&["shop-floor", "repairs", "attic", ""])).to_owned() },
        9 => FromShopper::AskCallBack(Box::new(AskCallBack {
            secret: ConnectionId::from_random(dice.id_bytes()).to_string(),
            name: "Joe".into(),
            phone: "+46 8 12345".into(),
            ..AskCallBack::default()
        })),
        10 => FromShopper::DeleteSnapshot { snapshot: SnapshotId::from_random(dice.id_bytes()) },
        _ => FromShopper::Rate(Rating { stars: 5, comment: "Kind and quick.".into() }),
    }
}

/// The widget's hello.
pub fn shopper_hello(known: &Known, resume: Option<Resume>) -> FromShopper {
    FromShopper::Hello {
        version: VERSION,
        token: known.token.clone(),
        resume,
        queue: Some("shop-floor".into()),
        page: Some("a".repeat(20)),
        former: None,
    }
}

/// A request to join the default queue.
pub fn join(dice: &mut Dice) -> FromShopper {
    FromShopper::Join(Box::new(JoinRequest {
        queue: dice.chance(50).then(|| (*dice.pick(&["shop-floor", "repairs", "attic"])).to_owned()),
        terms: "2026-01".into(),
        data: data(dice),
        page_url: Some("https://shop.example/".into()),
        page_title: Some("Shop".into()),
        tags: tags(dice),
        language: "en".into(),
        has_camera: true,
        has_microphone: dice.chance(50),
        call_back: None,
    }))
}

/// A valid message of the desk, of any variant.
pub fn agent(dice: &mut Dice, known: &Known) -> FromAgent {
    let ring = known.ring.clone().unwrap_or_else(|| RingId::from_random(dice.id_bytes()));
    match dice.below(21) {
        19 => FromAgent::Shopping(shopping::of_agent(dice)),
        0 => agent_hello(dice, known),
        1 => FromAgent::SetAvailability { availability: *dice.pick(&[Availability::Available, Availability::Away]) },
        2 => FromAgent::RingShown { ring },
        3 => FromAgent::Accept { ring },
        4 => FromAgent::Decline { ring },
        5 => FromAgent::TakeOver,
        6 => FromAgent::HangUp,
        7 => FromAgent::Flight(flight(dice, known)),
        8 => FromAgent::Invite {
            agent: known.colleague.clone().unwrap_or_else(|| PersonId::from_random(dice.id_bytes())),
            purpose: *dice.pick(&[Purpose::Join, Purpose::HandOver]),
        },
        9 => FromAgent::TakeBack,
        10 => FromAgent::Leave,
        11 => FromAgent::Transfer { queue: known.other_queue.clone().unwrap_or_else(|| QueueId::from_random(dice.id_bytes())) },
        12 => {
            let call = known.call.as_ref().map_or_else(|| CallId::from_random(dice.id_bytes()), |(call, ..)| call.clone());
            let outcome = dice.chance(50).then(|| *dice.pick(&Outcome::ALL));
            FromAgent::Record { call, outcome, note: "Größe L\u{202e} ".repeat(dice.below(600)) }
        }
        13 => FromAgent::WrapUpDone,
        14 => FromAgent::CallBack { call_back: CallBackId::from_random(dice.id_bytes()), action: Action::Take },
        15 => {
            let guest = known.guest.clone().unwrap_or_else(|| ParticipantId::from_random(dice.id_bytes()));
            let actions =
                [GuestAction::Invite, GuestAction::Admit(guest.clone()), GuestAction::Refuse(guest.clone()), GuestAction::ShowOut(guest)];
            FromAgent::Guest(dice.pick(&actions).clone())
        }
        16 => FromAgent::TellPast { ticket: TicketId::from_random(dice.id_bytes()) },
        // Of no call of its own: all the shoppers here are of one visit, and would get in no line any more.
        17 => FromAgent::Block { call: CallId::from_random(dice.id_bytes()), reason: "Größe L\u{202e} ".repeat(dice.below(60)) },
        18 => {
            let call = known.call.as_ref().map_or_else(|| CallId::from_random(dice.id_bytes()), |(call, ..)| call.clone());
            FromAgent::Hold { call, is_on: dice.chance(50), turn: u32::try_from(dice.below(9)).unwrap_or(0) }
        }
        _ => FromAgent::Signal(signal(dice, known)),
    }
}

/// The desk's hello.
pub fn agent_hello(dice: &mut Dice, known: &Known) -> FromAgent {
    let device = ConnectionId::from_random(dice.id_bytes()).to_string();
    FromAgent::Hello { version: VERSION, device, call: known.call.as_ref().map(|(call, ..)| call.clone()), page: None }
}

/// The name of a variant. Whoever adds one is reminded here to make it above.
pub const fn shopper_name(message: &FromShopper) -> &'static str {
    match message {
        FromShopper::Hello { .. } => "hello",
        FromShopper::Join(_) => "join",
        FromShopper::Leave => "leave",
        FromShopper::Data { .. } => "data",
        FromShopper::Tags { .. } => "tags",
        FromShopper::Page { .. } => "page",
        FromShopper::Signal(_) => "signal",
        FromShopper::Rate(_) => "rate",
        FromShopper::Move { .. } => "move",
        FromShopper::Flight(_) => "flight",
        FromShopper::AskCallBack(_) => "ask_call_back",
        FromShopper::DeleteSnapshot { .. } => "delete_snapshot",
        FromShopper::Shopping(_) => "shopping",
    }
}

/// The name of a variant, as [`shopper_name`].
pub const fn agent_name(message: &FromAgent) -> &'static str {
    match message {
        FromAgent::Hello { .. } => "hello",
        FromAgent::SetAvailability { .. } => "set_availability",
        FromAgent::RingShown { .. } => "ring_shown",
        FromAgent::Accept { .. } => "accept",
        FromAgent::Decline { .. } => "decline",
        FromAgent::TakeOver => "take_over",
        FromAgent::HangUp => "hang_up",
        FromAgent::Invite { .. } => "invite",
        FromAgent::TakeBack => "take_back",
        FromAgent::Leave => "leave",
        FromAgent::Transfer { .. } => "transfer",
        FromAgent::Guest(_) => "guest",
        FromAgent::Signal(_) => "signal",
        FromAgent::Flight(_) => "flight",
        FromAgent::Record { .. } => "record",
        FromAgent::WrapUpDone => "wrap_up_done",
        FromAgent::CallBack { .. } => "call_back",
        FromAgent::Hold { .. } => "hold",
        FromAgent::TellPast { .. } => "tell_past",
        FromAgent::Block { .. } => "block",
        FromAgent::Shopping(_) => "shopping",
    }
}

fn signal(dice: &mut Dice, known: &Known) -> Signal {
    let (call, from, to) = known.call.clone().unwrap_or_else(|| {
        let part = |dice: &mut Dice| ParticipantId::from_random(dice.id_bytes());
        (CallId::from_random(dice.id_bytes()), part(dice), part(dice))
    });
    let body = if dice.chance(50) {
        let kind = *dice.pick(&[DescriptionKind::Offer, DescriptionKind::Answer]);
        SignalBody::Description(Description { kind, sdp: "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n".repeat(1 + dice.below(50)) })
    } else {
        let candidate = "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host".into();
        SignalBody::Candidate(Candidate { candidate, mid: Some("0".into()), line: Some(0) })
    };
    Signal { call, from, to, epoch: u32::from(dice.byte()), body }
}

fn flight(dice: &mut Dice, known: &Known) -> Flight {
    let call = known.call.as_ref().map_or_else(|| CallId::from_random(dice.id_bytes()), |(call, ..)| call.clone());
    let sample =
        FlightEvent::Sample { round_trip_ms: Some(40), lost_permille: u32::from(dice.byte()), frozen_ms: 0, in_kbps: 900, out_kbps: 1_200 };
    let event = dice.pick(&[sample, FlightEvent::FirstFrame { after_ms: 700 }, FlightEvent::Rebuilt]).clone();
    Flight { call, notes: vec![FlightNote { at: Timestamp::default(), event }; dice.below(80)] }
}

fn made_up(dice: &mut Dice) -> Resume {
    Resume { ticket: TicketId::from_random(dice.id_bytes()), secret: "A".repeat(43) }
}

fn tags(dice: &mut Dice) -> Tags {
    let mut tag = |_| {
        let value = match dice.below(3) {
            0 => TagValue::Flag(dice.chance(50)),
            1 => TagValue::Number(2.5),
            _ => TagValue::Text("premium".into()),
        };
        let key: &&str = dice.pick(&["segment", "has-bought", "basket"]);
        Tag::new(key, value).ok()
    };
    (0..3).filter_map(&mut tag).collect::<Vec<_>>().into()
}

fn data(dice: &mut Dice) -> Value {
    json!({
        "firstName": "Joe",
        "email": "joe@shop.example",
        "callAgentId": "AAAAAAAAAAAAAAAAAAAA",
        "callProductIds": ["LC-101", "LC-102"],
        "basket": { "items": dice.below(9), "total": 12.5, "lines": ["socks", null, { "size": "L" }] },
    })
}
