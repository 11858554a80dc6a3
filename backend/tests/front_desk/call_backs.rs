//! Call-backs: asked for by whom nobody can serve, made by one agent, and over when the shopper comes back.

use backend::{settings, store::Actor};
use domain::{
    Duration,
    call::TicketEnd,
    call_back::{Action, AskCallBack, MOST_OF_A_VISIT, Outcome},
    wire::{Availability, CallBackNews, CallBackReply, FromAgent, FromShopper, JoinRequest, ShopperStage},
};

use crate::support::*;

fn ask(form: AskCallBack) -> FromShopper {
    FromShopper::AskCallBack(Box::new(form))
}

/// What became of the wish.
async fn reply(shopper: &mut Shopper, form: AskCallBack) -> CallBackReply {
    let before = shopper.call_backs.len();
    shopper.say(ask(form)).await;
    while shopper.call_backs.len() == before {
        shopper.hear().await;
    }
    shopper.call_backs.last().cloned().unwrap()
}

async fn act(desk: &mut Desk, action: Action) {
    let call_back = desk.until(|view| !view.call_backs.shown.is_empty()).await.call_backs.shown[0].call_back.clone();
    desk.say(FromAgent::CallBack { call_back, action }).await;
}

/// Who calls back, as the desk shows it.
async fn assignee(desk: &mut Desk, name: Option<&str>) {
    desk.until(|view| {
        let first = view.call_backs.shown.first();
        first.is_some_and(|card| card.assignee.as_ref().map(|agent| agent.name.as_str()) == name)
    })
    .await;
}

async fn live(shop: &Shop) -> i64 {
    shop.number("SELECT COUNT(*) FROM call_back WHERE state <> 'done'").await
}

#[tokio::test]
async fn when_the_last_agent_leaves_everybody_is_told_and_who_leaves_a_number_gives_the_place_up() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let (mut joe, mut maja) = (Shopper::join(shop, &front_desk).await, Shopper::join(shop, &front_desk).await);
        anna.say(FromAgent::SetAvailability { availability: Availability::Away }).await;
        for shopper in [&mut joe, &mut maja] {
            shopper.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 0, call_backs: true, .. })).await;
        }
        assert_eq!(reply(&mut joe, ask_call_back("a")).await, CallBackReply::Kept);
        joe.until(|stage| matches!(stage, ShopperStage::Over { reason: TicketEnd::Left, .. })).await;
        maja.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, .. })).await;
        let view = anna.until(|view| view.call_backs.shown.len() == 1).await;
        let card = &view.call_backs.shown[0];
        assert_eq!((card.name.as_str(), card.queue.as_str(), view.waiting.len()), ("Joe", "Floor", 1));
        assert_eq!(card.page_url.as_deref(), Some("https://shop.test/socks"));
        let mut carla = Desk::open(&front_desk, &shop.agent("carla").await).await;
        assignee(&mut carla, None).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_that_comes_twice_counts_once_and_one_visit_may_ask_only_so_often() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = Shopper::attach(shop, &front_desk, None).await;
        for _ in 0..2 {
            assert_eq!(reply(&mut joe, ask_call_back("a")).await, CallBackReply::Kept);
        }
        assert_eq!(live(shop).await, 1);
        for number in 1..MOST_OF_A_VISIT {
            assert_eq!(reply(&mut joe, ask_call_back(&number.to_string())).await, CallBackReply::Kept);
        }
        assert_eq!(reply(&mut joe, ask_call_back("z")).await, CallBackReply::TooMany);
        shop.clock.advance(domain::call_back::LIMITS_SPAN);
        assert_eq!(reply(&mut joe, ask_call_back("z")).await, CallBackReply::Kept);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_in_order_or_not_wanted_is_not_taken_and_costs_no_place() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = Shopper::join(shop, &front_desk).await;
        let nameless = AskCallBack { name: String::new(), ..ask_call_back("a") };
        assert!(matches!(reply(&mut joe, nameless).await, CallBackReply::Wrong(_)));
        let file = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
            [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\ncall_backs = false\n";
        settings::apply(&shop.store, &Actor::System, file).await.unwrap();
        // What the card says may be old; the rows decide.
        assert_eq!(reply(&mut joe, ask_call_back("a")).await, CallBackReply::NotTaken);
        assert_eq!((live(shop).await, shop.number("SELECT COUNT(*) FROM ticket WHERE state = 'waiting'").await), (0, 1));
    })
    .await;
}

#[tokio::test]
async fn who_is_in_a_call_is_not_put_on_the_list() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut joe = Shopper::join(shop, &front_desk).await;
        anna.take().await;
        joe.in_call().await;
        assert_eq!(reply(&mut joe, ask_call_back("a")).await, CallBackReply::NotTaken);
        assert_eq!(live(shop).await, 0);
        joe.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_agents_who_take_it_at_once_one_has_it_and_the_other_reads_who() {
    on_each_store(async |shop| {
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let mut joe = Shopper::attach(shop, &nodes[0], None).await;
        assert_eq!(reply(&mut joe, ask_call_back("a")).await, CallBackReply::Kept);
        let mut anna = Desk::open(&nodes[0], &shop.agent("anna").await).await;
        let mut bruno = Desk::open(&nodes[1], &shop.agent("bruno").await).await;
        let card = anna.until(|view| view.call_backs.shown.len() == 1).await.call_backs.shown[0].call_back.clone();
        let take = || FromAgent::CallBack { call_back: card.clone(), action: Action::Take };
        let (one, other) = tokio::join!(anna.session.handle(take()), bruno.session.handle(take()));
        assert_eq!((one, other), (Ok(()), Ok(())));
        let is_taken = |view: &domain::wire::DeskView| view.call_backs.shown[0].assignee.is_some();
        let name = anna.until(is_taken).await.call_backs.shown[0].assignee.clone().unwrap().name;
        assignee(&mut bruno, Some(&name)).await;
        let loser = if name == "Anna" { &mut bruno } else { &mut anna };
        while loser.call_back_news.is_empty() {
            loser.hear().await;
        }
        assert_eq!(loser.call_back_news, [CallBackNews::TakenBy(name)]);
    })
    .await;
}

#[tokio::test]
async fn a_call_back_is_taken_given_back_done_and_taken_back_once_more() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = Shopper::attach(shop, &front_desk, None).await;
        reply(&mut joe, ask_call_back("a")).await;
        let mut anna = Desk::open(&front_desk, &shop.agent("anna").await).await;
        let mut bruno = Desk::open(&front_desk, &shop.agent("bruno").await).await;
        act(&mut anna, Action::Take).await;
        assignee(&mut bruno, Some("Anna")).await;
        act(&mut bruno, Action::GiveBack).await;
        assignee(&mut anna, None).await;
        act(&mut anna, Action::Take).await;
        assignee(&mut anna, Some("Anna")).await;
        let card = anna.view.as_ref().unwrap().call_backs.shown[0].call_back.clone();
        act(&mut anna, Action::Finish { outcome: Outcome::NotReached }).await;
        bruno.until(|view| view.call_backs.shown.is_empty()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_back WHERE state = 'done' AND outcome = 'not_reached'").await, 1);
        anna.say(FromAgent::CallBack { call_back: card, action: Action::Undo }).await;
        assignee(&mut bruno, Some("Anna")).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM event WHERE kind LIKE 'call_back_%'").await, 6);
    })
    .await;
}

#[tokio::test]
async fn an_agent_of_another_queue_neither_sees_nor_moves_it() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = Shopper::attach(shop, &front_desk, None).await;
        reply(&mut joe, AskCallBack { queue: Some("repairs".into()), ..ask_call_back("a") }).await;
        let mut bruno = Desk::open(&front_desk, &shop.agent("bruno").await).await;
        let card = bruno.until(|view| view.call_backs.shown.len() == 1).await.call_backs.shown[0].call_back.clone();
        let mut anna = Desk::open(&front_desk, &shop.agent("anna").await).await;
        assert!(anna.view.as_ref().unwrap().call_backs.shown.is_empty());
        anna.say(FromAgent::CallBack { call_back: card, action: Action::Take }).await;
        while anna.call_back_news.is_empty() {
            anna.hear().await;
        }
        assert_eq!(anna.call_back_news, [CallBackNews::NotThere]);
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_back WHERE state = 'open'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn who_asked_and_comes_back_goes_to_the_front_once_and_is_off_the_list() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut asked = Shopper::attach(shop, &front_desk, None).await;
        let form = ask_call_back("a");
        reply(&mut asked, form.clone()).await;
        let mut waits = Shopper::join(shop, &front_desk).await;
        let join = |call_back| FromShopper::Join(Box::new(JoinRequest { call_back, ..join_request() }));
        let mut stranger = Shopper::attach(shop, &front_desk, None).await;
        shop.clock.advance(Duration::from_secs(1));
        stranger.say(join(Some(ask_call_back("b").secret))).await;
        stranger.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, .. })).await;
        shop.clock.advance(Duration::from_secs(1));
        asked.say(join(Some(form.secret.clone()))).await;
        asked.until(|stage| matches!(stage, ShopperStage::Waiting { place: 1, .. })).await;
        waits.until(|stage| matches!(stage, ShopperStage::Waiting { place: 2, .. })).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM call_back WHERE outcome = 'returned'").await, 1);
        let mut again = Shopper::attach(shop, &front_desk, None).await;
        shop.clock.advance(Duration::from_secs(1));
        again.say(join(Some(form.secret))).await;
        again.until(|stage| matches!(stage, ShopperStage::Waiting { place: 4, .. })).await;
    })
    .await;
}
