//! Guests by link: who made it, who uses it, who is let in, and how that ends.

use backend::{
    front_desk::FrontDesk,
    history,
    store::retention::{KEPT_FOR, purge},
};
use domain::{
    Duration, ParticipantId,
    call::{CallEnd, GUEST_LINK_LASTS, GuestEnd, GuestState, Purpose, Role},
    wire::{
        Candidate, Flight, FlightEvent, FlightNote, FromAgent, FromGuest, FromShopper, GuestAction, GuestNews, GuestSeat, GuestStage,
        LinkClaimed, Problem, ShopperStage, Signal, SignalBody, console::StoryEvent,
    },
};

use crate::support::*;

const INSIDE: &str = "SELECT COUNT(*) FROM participant WHERE role = 'guest' AND left_at IS NULL";

/// Anna's call with Joe.
async fn talking(shop: &Shop, desk: &FrontDesk) -> (Desk, Shopper) {
    let mut anna = Desk::available(desk, &shop.agent("anna").await).await;
    let mut joe = Shopper::join(shop, desk).await;
    anna.take().await;
    joe.in_call().await;
    (anna, joe)
}

async fn invite(desk: &mut Desk) -> (ParticipantId, String) {
    desk.say(FromAgent::Guest(GuestAction::Invite)).await;
    match desk.next_guest_news().await {
        GuestNews::Link { guest, token } => (guest, token),
        other => panic!("{other:?}"),
    }
}

fn seats(view: &domain::wire::DeskView) -> &[GuestSeat] {
    view.call.as_ref().map_or(&[], |call| &call.company.guests)
}

/// Waits until the desk shows this guest so.
async fn shows(desk: &mut Desk, guest: &ParticipantId, state: GuestState) -> GuestSeat {
    let view = desk.until(|view| seats(view).iter().any(|seat| seat.guest == *guest && seat.state == state)).await;
    seats(&view).iter().find(|seat| seat.guest == *guest).cloned().unwrap()
}

async fn admit(desk: &mut Desk, guest: &ParticipantId) {
    shows(desk, guest, GuestState::Knocking).await;
    desk.say(FromAgent::Guest(GuestAction::Admit(guest.clone()))).await;
}

/// Anna's call with Joe and the guest Mia.
async fn three(shop: &Shop, desk: &FrontDesk) -> (Desk, Shopper, Guest, ParticipantId) {
    let (mut anna, mut joe) = talking(shop, desk).await;
    let (guest, token) = invite(&mut anna).await;
    let mut mia = Guest::knock(shop, desk, &token, "Mia").await;
    admit(&mut anna, &guest).await;
    mia.in_call().await;
    joe.until(|stage| matches!(stage, ShopperStage::InCall(call) if call.participants.len() == 3)).await;
    (anna, joe, mia, guest)
}

fn names(parts: &[domain::wire::ParticipantView]) -> Vec<(Role, Option<&str>)> {
    parts.iter().map(|part| (part.role, part.name.as_deref())).collect()
}

#[tokio::test]
async fn a_guest_knocks_is_let_in_and_each_knows_who_is_there_and_reaches_the_others_over_two_nodes() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let (mut anna, mut joe) = talking(shop, &here).await;
        let (guest, token) = invite(&mut anna).await;
        assert_eq!(token.len(), 22, "128 bits");
        assert_eq!(shows(&mut anna, &guest, GuestState::Invited).await.name, None);
        let stored = format!("SELECT COUNT(*) FROM guest WHERE token_hash LIKE '%{token}%'");
        assert_eq!(shop.number(&stored).await, 0, "the link is stored nowhere");

        let mut mia = Guest::knock(shop, &there, &token, "  Mia\u{202e} ").await;
        assert_eq!(mia.stage, Some(GuestStage::Knocking { agent: Some("Anna".into()) }));
        assert_eq!(shows(&mut anna, &guest, GuestState::Knocking).await.name.as_deref(), Some("Mia"));
        assert_eq!(joe.in_call().await.participants.len(), 2, "nothing changes for the shopper before");
        assert_eq!(shop.number(INSIDE).await, 0);

        admit(&mut anna, &guest).await;
        let call = mia.in_call().await;
        let expected = [(Role::Shopper, Some("Joe")), (Role::Agent, Some("Anna")), (Role::Guest, Some("Mia"))];
        assert_eq!(names(&call.participants), expected);
        assert!(!call.ice.is_empty());
        let stage = joe.until(|stage| matches!(stage, ShopperStage::InCall(call) if call.participants.len() == 3)).await;
        let ShopperStage::InCall(of_joe) = stage else { panic!("{stage:?}") };
        assert_eq!(names(&of_joe.participants), expected);

        let body = || SignalBody::Candidate(Candidate { candidate: "c".into(), mid: None, line: None });
        let to_joe = Signal { call: call.call.clone(), from: call.me.clone(), to: of_joe.me.clone(), epoch: 2, body: body() };
        mia.say(FromGuest::Signal(to_joe.clone())).await;
        while joe.signals.is_empty() {
            joe.hear().await;
        }
        assert_eq!(joe.signals, [to_joe]);
        let to_mia = Signal { call: call.call.clone(), from: of_joe.me.clone(), to: call.me.clone(), epoch: 2, body: body() };
        joe.say(FromShopper::Signal(to_mia.clone())).await;
        while mia.signals.is_empty() {
            mia.hear().await;
        }
        assert_eq!(mia.signals, [to_mia]);
        let posing = Signal { call: call.call, from: of_joe.me.clone(), to: call.participants[1].id.clone(), epoch: 2, body: body() };
        assert_eq!(mia.session.handle(FromGuest::Signal(posing)).await, Err(Problem::BadMessage));

        mia.say(FromGuest::Leave).await;
        assert_eq!(mia.gone().await, GuestEnd::Left);
        joe.until(|stage| matches!(stage, ShopperStage::InCall(call) if call.participants.len() == 2)).await;
        anna.until(|view| seats(view).is_empty()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'running'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_by_one_browser_which_may_ask_again() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let (mut anna, _joe) = talking(shop, &here).await;
        let (_, token) = invite(&mut anna).await;
        assert_eq!(claim(shop, &here, &link(&token, " \u{7}")).await, LinkClaimed::NoName);
        let (one, other) = (link(&token, "Mia"), link(&token, "Eve"));
        // Two at once, over two nodes.
        let both = tokio::join!(claim(shop, &here, &one), claim(shop, &there, &other));
        let knocked = |claimed: &LinkClaimed| matches!(claimed, LinkClaimed::Knocking { .. });
        assert!(knocked(&both.0) != knocked(&both.1), "{both:?}");
        assert!(both.0 == LinkClaimed::Used || both.1 == LinkClaimed::Used, "{both:?}");
        let (winner, loser) = if knocked(&both.0) { (one, other) } else { (other, one) };
        assert!(knocked(&claim(shop, &there, &winner).await), "its answer may have got lost");
        assert_eq!(claim(shop, &here, &loser).await, LinkClaimed::Used);
        assert_eq!(claim(shop, &here, &link("AAAAAAAAAAAAAAAAAAAAAA", "Mia")).await, LinkClaimed::Dead);
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest_detail").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_dead_once_taken_back_too_old_or_its_call_is_over() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, mut joe) = talking(shop, &desk).await;
        let (guest, taken_back) = invite(&mut anna).await;
        anna.say(FromAgent::Guest(GuestAction::Refuse(guest))).await;
        assert_eq!(claim(shop, &desk, &link(&taken_back, "Mia")).await, LinkClaimed::Dead);

        let (_, old) = invite(&mut anna).await;
        anna.until(|view| seats(view).len() == 1).await;
        shop.clock.advance(GUEST_LINK_LASTS);
        // The seat is free again without anybody's doing.
        anna.until(|view| seats(view).is_empty()).await;
        assert_eq!(claim(shop, &desk, &link(&old, "Mia")).await, LinkClaimed::Dead);
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest WHERE end_reason = 'expired'").await, 1);

        let (_, last) = invite(&mut anna).await;
        joe.say(FromShopper::Leave).await;
        joe.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert_eq!(claim(shop, &desk, &link(&last, "Mia")).await, LinkClaimed::Dead);
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest WHERE state <> 'ended'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_turned_away_shown_out_or_knocks_while_the_call_ends_reads_so() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, mut joe) = talking(shop, &desk).await;
        let (guest, token) = invite(&mut anna).await;
        let mut eve = Guest::knock(shop, &desk, &token, "Eve").await;
        shows(&mut anna, &guest, GuestState::Knocking).await;
        anna.say(FromAgent::Guest(GuestAction::Refuse(guest.clone()))).await;
        assert_eq!(eve.gone().await, GuestEnd::Refused);
        anna.say(FromAgent::Guest(GuestAction::Admit(guest))).await;
        assert_eq!(anna.next_guest_news().await, GuestNews::Gone);

        let (guest, token) = invite(&mut anna).await;
        let mut mia = Guest::knock(shop, &desk, &token, "Mia").await;
        admit(&mut anna, &guest).await;
        mia.in_call().await;
        anna.say(FromAgent::Guest(GuestAction::ShowOut(guest))).await;
        assert_eq!(mia.gone().await, GuestEnd::ShownOut);
        assert_eq!(shop.number(INSIDE).await, 0);

        let (_, token) = invite(&mut anna).await;
        let mut late = Guest::knock(shop, &desk, &token, "Late").await;
        anna.say(FromAgent::HangUp).await;
        assert_eq!(late.gone().await, GuestEnd::CallOver);
        joe.until(|stage| matches!(stage, ShopperStage::Over { call: Some(CallEnd::AgentHungUp), .. })).await;
        // A page that comes back later reads the same.
        let mut again = Guest::attach(shop, &desk, late.pass.clone()).await;
        assert_eq!(again.gone().await, GuestEnd::CallOver);
    })
    .await;
}

#[tokio::test]
async fn a_guest_never_keeps_a_call_alive() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (anna, mut joe, mut mia, _) = three(shop, &desk).await;
        anna.session.detach().await;
        shop.clock.advance(Duration::from_secs(40));
        assert_eq!(mia.gone().await, GuestEnd::CallOver);
        joe.until(|stage| matches!(stage, ShopperStage::Waiting { lost_agent: Some(_), .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM participant WHERE left_at IS NULL").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_guest_who_is_gone_for_longer_than_the_grace_is_lost_and_one_who_is_back_before_is_not() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, joe, mia, guest) = three(shop, &desk).await;
        let pass = mia.pass.clone();
        mia.session.detach().await;
        shop.clock.advance(Duration::from_secs(20));
        let mut mia = Guest::attach(shop, &desk, pass).await;
        assert_eq!(mia.in_call().await.me, guest, "it is the same part");
        shop.clock.advance(Duration::from_secs(20));
        shop.nodes_are_awake(1).await;
        assert_eq!(shop.number(INSIDE).await, 1);

        drop(mia.session);
        shop.clock.advance(Duration::from_secs(1));
        while shop.number("SELECT COUNT(*) FROM guest WHERE absent_due_at IS NOT NULL").await == 0 {
            shop.nodes_are_awake(1).await;
        }
        shop.clock.advance(Duration::from_secs(40));
        anna.until(|view| seats(view).is_empty()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest WHERE end_reason = 'lost'").await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call WHERE state = 'running'").await, 1);
        drop(joe);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_used_and_then_left_alone_gives_its_seat_back() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, _joe) = talking(shop, &desk).await;
        let (guest, token) = invite(&mut anna).await;
        assert!(matches!(claim(shop, &desk, &link(&token, "Mia")).await, LinkClaimed::Knocking { .. }));
        shows(&mut anna, &guest, GuestState::Knocking).await;
        while shop.number("SELECT COUNT(*) FROM guest WHERE absent_due_at IS NOT NULL").await == 0 {
            shop.nodes_are_awake(1).await;
        }
        shop.clock.advance(Duration::from_secs(40));
        anna.until(|view| seats(view).is_empty()).await;
    })
    .await;
}

#[tokio::test]
async fn a_reloaded_page_has_the_part_with_a_new_epoch_and_the_older_one_is_told() {
    on_each_store(async |shop| {
        let (here, there) = (shop.front_desk().await, shop.front_desk().await);
        let (_anna, mut joe, mut mia, guest) = three(shop, &here).await;
        let mut again = Guest::attach(shop, &there, mia.pass.clone()).await;
        let call = again.in_call().await;
        let epoch = |parts: &[domain::wire::ParticipantView]| parts.iter().find(|part| part.id == guest).map(|part| part.epoch);
        assert_eq!(epoch(&call.participants), Some(2));
        mia.until_superseded().await;
        joe.until(|stage| matches!(stage, ShopperStage::InCall(call) if epoch(&call.participants) == Some(2))).await;
        // The part is the newer page's; the older one's end changes nothing.
        mia.session.detach().await;
        shop.clock.advance(Duration::from_secs(40));
        shop.nodes_are_awake(2).await;
        assert_eq!(shop.number(INSIDE).await, 1);
    })
    .await;
}

#[tokio::test]
async fn four_fit_in_a_call_and_the_fifth_gets_no_link() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, joe, _mia, _) = three(shop, &desk).await;
        let (guest, token) = invite(&mut anna).await;
        anna.until(|view| view.call.as_ref().is_some_and(|call| !call.company.has_room)).await;
        anna.say(FromAgent::Guest(GuestAction::Invite)).await;
        assert_eq!(anna.next_guest_news().await, GuestNews::NoRoom);
        let mut max = Guest::knock(shop, &desk, &token, "Max").await;
        admit(&mut anna, &guest).await;
        assert_eq!(max.in_call().await.participants.len(), 4);
        anna.say(FromAgent::Guest(GuestAction::Invite)).await;
        assert_eq!(anna.next_guest_news().await, GuestNews::NoRoom);

        // A colleague does not fit in either.
        let mut bruno = Desk::available(&desk, &shop.agent("bruno").await).await;
        let agent = shop.agent("bruno").await.person().clone();
        anna.say(FromAgent::Invite { agent, purpose: Purpose::Join }).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
        bruno.say(FromAgent::Guest(GuestAction::Invite)).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest").await, 2, "who is in no call makes no link");
        drop(joe);
    })
    .await;
}

#[tokio::test]
async fn a_forged_pass_or_that_of_a_link_nobody_used_opens_nothing() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let hello = |pass: String| backend::front_desk::GuestHello { version: domain::wire::VERSION, pass, page: fresh() };
        for pass in [String::new(), "g1.a.b.c".into(), shop.token()] {
            let refused = desk.attach_guest(shop.org.clone(), hello(pass)).await.err();
            assert_eq!(refused, Some(Problem::BadToken));
        }
    })
    .await;
}

#[tokio::test]
async fn the_story_tells_of_a_guest_by_role_and_time_and_forgets_the_name() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let (mut anna, joe, mut mia, _) = three(shop, &desk).await;
        let call = mia.in_call().await.call;
        let note = FlightNote { at: shop.clock.now(), event: FlightEvent::Disconnected };
        mia.say(FromGuest::Flight(Flight { call, notes: vec![note] })).await;
        shop.clock.advance(Duration::from_secs(3));
        mia.say(FromGuest::Leave).await;
        mia.gone().await;
        shop.clock.advance(Duration::from_secs(3));
        anna.say(FromAgent::HangUp).await;
        anna.until(|view| view.call.is_none()).await;
        let member = shop.agent("anna").await;
        let tell = async || history::ticket(&shop.store, &member, &joe.ticket()).await.unwrap();
        let story = tell().await;
        let events: Vec<_> = story.entries.iter().map(|entry| &entry.event).collect();
        assert!(events.contains(&&StoryEvent::GuestCame) && events.contains(&&StoryEvent::GuestLeft), "{events:?}");
        let guest = |story: &history::TicketStory| story.calls[0].parts.iter().find(|part| part.role == Role::Guest).cloned().unwrap();
        assert_eq!(guest(&story).name.as_deref(), Some("Mia"));
        assert!(guest(&story).until.is_some());
        assert_eq!(story.calls[0].notes.iter().map(|note| note.role).collect::<Vec<_>>(), [Role::Guest]);

        shop.clock.advance(KEPT_FOR);
        purge(&shop.store).await.unwrap();
        assert_eq!(guest(&tell().await).name, None);
        assert_eq!(shop.number("SELECT COUNT(*) FROM guest_detail").await, 0);
    })
    .await;
}
