//! Blocking a shopper, and what an agent is told of a shopper's earlier calls.

use backend::{
    Error,
    accounts::AgentScope,
    front_desk::{FrontDesk, ShopperHello, blocks},
    settings,
    store::{Actor, retention},
};
use domain::{
    BlockId, CallId, Duration, TicketId,
    call::Outcome,
    history,
    wire::{BlockOutcome, CallBackReply, EarlierTicket, FromAgent, FromShopper, Problem, ShopperStage, VERSION, console::TicketBlock},
};

use crate::support::*;

/// A widget with this page token, in a browser that kept another one.
async fn widget(shop: &Shop, desk: &FrontDesk, token: &str, former: Option<&str>) -> Shopper {
    let former = former.map(str::to_owned);
    let hello = ShopperHello { version: VERSION, token: token.to_owned(), resume: None, queue: None, page: None, former, from: None };
    Shopper::greeted(desk.attach_shopper(shop.org.clone(), hello).await.unwrap()).await
}

async fn joins(shopper: &mut Shopper) -> Option<Problem> {
    shopper.session.handle(FromShopper::Join(Box::new(join_request()))).await.err()
}

/// A call of this visit with the agent, that is over when this returns.
async fn talk(shop: &Shop, desk: &FrontDesk, agent: &mut Desk, token: &str) -> (TicketId, CallId) {
    let mut shopper = widget(shop, desk, token, None).await;
    assert_eq!(joins(&mut shopper).await, None);
    let call = agent.take().await;
    shopper.in_call().await;
    shop.pass(7, 1).await;
    shopper.say(FromShopper::Leave).await;
    agent.out_of(&call.call).await;
    (call.ticket, call.call)
}

async fn admin(shop: &Shop) -> AgentScope {
    let file = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
                [[people]]\nemail = \"dario@test.test\"\nname = \"Dario\"\nroles = [\"admin\", \"agent\"]\n";
    settings::apply(&shop.store, &Actor::System, file).await.unwrap();
    shop.agent("dario").await
}

async fn audited(shop: &Shop, action: &str) -> i64 {
    shop.number(&format!("SELECT COUNT(*) FROM audit WHERE action = '{action}'")).await
}

#[tokio::test]
async fn who_is_blocked_in_a_call_is_out_of_it_and_rings_nobody_until_an_admin_lifts_it() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let token = shop.token();
        let mut shopper = widget(shop, &front_desk, &token, None).await;
        assert_eq!(joins(&mut shopper).await, None);
        let call = anna.take().await.call;
        shopper.in_call().await;
        anna.say(FromAgent::Block { call: call.clone(), reason: " Shouts ".into() }).await;
        assert_eq!(anna.next_block().await.outcome, BlockOutcome::Blocked);
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;

        assert_eq!(joins(&mut shopper).await, Some(Problem::Blocked));
        shopper.say(FromShopper::AskCallBack(Box::new(ask_call_back("blocked")))).await;
        while shopper.call_backs.is_empty() {
            shopper.hear().await;
        }
        assert_eq!(shopper.call_backs, [CallBackReply::NotTaken]);
        // The same browser on another page, and one that is somebody new.
        let mut again = widget(shop, &front_desk, &shop.token(), Some(&token)).await;
        assert_eq!(joins(&mut again).await, Some(Problem::Blocked));
        let mut other = widget(shop, &front_desk, &shop.token(), Some("v2.forged.1.x.y")).await;
        assert_eq!(joins(&mut other).await, None);

        let dario = admin(shop).await;
        let list = blocks::list(&shop.store, &dario).await.unwrap();
        let [line] = list.lines.as_slice() else { panic!("{list:?}") };
        assert_eq!((line.by.as_str(), line.reason.as_deref(), list.more), ("Anna", Some("Shouts"), 0));
        blocks::lift(&shop.store, &dario, &line.id).await.unwrap();
        assert!(matches!(blocks::lift(&shop.store, &dario, &line.id).await, Err(Error::Missing("block"))));
        assert_eq!(joins(&mut again).await, None);
        assert_eq!((audited(shop, "visit.block").await, audited(shop, "visit.unblock").await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_shopper_is_blocked_from_the_story_of_a_ticket_and_loses_the_place_in_line() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let scope = shop.agent("anna").await;
        let mut anna = Desk::available(&front_desk, &scope).await;
        let token = shop.token();
        let (ticket, call) = talk(shop, &front_desk, &mut anna, &token).await;
        anna.session.detach().await;
        let mut shopper = widget(shop, &front_desk, &token, None).await;
        assert_eq!(joins(&mut shopper).await, None);
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;

        let bruno = shop.agent("bruno").await;
        assert!(matches!(blocks::block_ticket(&shop.store, &bruno, &ticket, "").await, Err(Error::Missing("ticket"))));
        assert_eq!(blocks::block_ticket(&shop.store, &scope, &ticket, "").await.unwrap(), BlockOutcome::Blocked);
        shopper.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        assert_eq!(joins(&mut shopper).await, Some(Problem::Blocked));
        let told = backend::history::ticket(&shop.store, &scope, &ticket).await.unwrap();
        assert_eq!(told.block, TicketBlock::Blocked);

        // An agent who was not in the call blocks nobody, and an agent lifts nothing.
        let mut brunos = Desk::open(&front_desk, &bruno).await;
        let refused = brunos.session.handle(FromAgent::Block { call, reason: String::new() }).await;
        assert_eq!(refused, Err(Problem::BadMessage));
        let block = BlockId::from_random([1; 20]);
        assert!(matches!(blocks::lift(&shop.store, &bruno, &block).await, Err(Error::Forbidden(_))));
        assert!(matches!(blocks::list(&shop.store, &bruno).await, Err(Error::Forbidden(_))));
    })
    .await;
}

#[tokio::test]
async fn a_block_ends_with_what_was_told_and_nothing_but_hashes_and_ids_was_stored() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let scope = shop.agent("anna").await;
        let mut anna = Desk::available(&front_desk, &scope).await;
        let token = shop.token();
        let (ticket, _) = talk(shop, &front_desk, &mut anna, &token).await;
        blocks::block_ticket(&shop.store, &scope, &ticket, "").await.unwrap();
        blocks::block_ticket(&shop.store, &scope, &ticket, "Once more").await.unwrap();
        let visit = token.split('.').nth(3).unwrap();
        let plain = format!("SELECT COUNT(*) FROM blocked_visit WHERE visit_hash LIKE '%{visit}%'");
        assert_eq!((shop.number("SELECT COUNT(*) FROM blocked_visit").await, shop.number(&plain).await), (1, 0));
        shop.clock.advance(retention::KEPT_FOR);
        let told = backend::history::ticket(&shop.store, &scope, &ticket).await.unwrap();
        assert_eq!(told.block, TicketBlock::Forgotten);
        assert_eq!(blocks::block_ticket(&shop.store, &scope, &ticket, "").await.unwrap(), BlockOutcome::Forgotten);
        retention::purge(&shop.store).await.unwrap();
        assert_eq!(shop.number("SELECT COUNT(*) FROM blocked_visit").await, 0);
        // The browser forgets as well: the token that it kept names no visit any more.
        let mut shopper = widget(shop, &front_desk, &shop.token(), Some(&token)).await;
        assert_eq!(joins(&mut shopper).await, None);
    })
    .await;
}

#[tokio::test]
async fn an_agent_is_told_the_earlier_calls_of_a_visit_with_notes_and_outcomes_while_they_are_kept() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let token = shop.token();
        let (first, call) = talk(shop, &front_desk, &mut anna, &token).await;
        anna.say(FromAgent::Record { call, outcome: Some(Outcome::FollowUp), note: "Wants it in green.".into() }).await;
        talk(shop, &front_desk, &mut anna, &shop.token()).await;
        let mut gone = widget(shop, &front_desk, &token, None).await;
        shop.pass(1, 1).await;
        assert_eq!(joins(&mut gone).await, None);
        anna.rung().await;
        gone.say(FromShopper::Leave).await;
        gone.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        anna.quiet().await;

        shop.pass(1, 1).await;
        let mut shopper = widget(shop, &front_desk, &shop.token(), Some(&token)).await;
        assert_eq!(joins(&mut shopper).await, None);
        let ticket = anna.rung().await.ticket;
        anna.say(FromAgent::TellPast { ticket: ticket.clone() }).await;
        let past = anna.next_past().await;
        assert_eq!(past.ticket, ticket);
        let earlier = past.earlier.unwrap();
        let [left, talked] = earlier.tickets.as_slice() else { panic!("{earlier:?}") };
        assert_eq!((left.outcome, left.agent.as_deref(), earlier.has_more), (history::Outcome::LeftAtOnce, None, false));
        let EarlierTicket { ticket: of, agent, talked, went, notes, .. } = talked.clone();
        assert_eq!((of, agent.as_deref(), talked), (first, Some("Anna"), Some(Duration::from_secs(7))));
        assert_eq!((went, notes), (Some(Outcome::FollowUp), vec!["Wants it in green.".to_owned()]));

        // Whom it does not ring learns nothing, and after the retention nobody does.
        let mut carla = Desk::open(&front_desk, &shop.agent("carla").await).await;
        carla.say(FromAgent::TellPast { ticket: ticket.clone() }).await;
        assert_eq!(carla.next_past().await.earlier.unwrap().tickets, []);
    })
    .await;
}

#[tokio::test]
async fn no_more_than_ten_earlier_tickets_are_told() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let token = shop.token();
        for _ in 0..11 {
            talk(shop, &front_desk, &mut anna, &token).await;
        }
        let mut shopper = widget(shop, &front_desk, &token, None).await;
        assert_eq!(joins(&mut shopper).await, None);
        let ticket = anna.rung().await.ticket;
        anna.say(FromAgent::TellPast { ticket }).await;
        let earlier = anna.next_past().await.earlier.unwrap();
        assert_eq!((earlier.tickets.len(), earlier.has_more), (10, true));
    })
    .await;
}
