//! A shopper in line changes to another one.

use std::sync::Arc;

use backend::{settings, store::Actor};
use domain::{
    Duration, QueueId,
    call::{ROUND_PAUSE, RingOutcome},
    wire::{FromAgent, FromShopper, JoinRequest, Problem, ShopperStage},
};

use crate::support::*;

/// A shopper in the line of the repairs.
async fn in_repairs(shop: &Shop, desk: &backend::front_desk::FrontDesk) -> Shopper {
    let mut shopper = Shopper::attach(shop, desk, None).await;
    let request = JoinRequest { queue: Some("repairs".into()), ..join_request() };
    shopper.say(FromShopper::Join(Box::new(request))).await;
    shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;
    shop.clock.advance(Duration::from_secs(1));
    shopper
}

async fn on_the_floor(shop: &Shop, desk: &backend::front_desk::FrontDesk) -> Shopper {
    let shopper = Shopper::join(shop, desk).await;
    shop.clock.advance(Duration::from_secs(1));
    shopper
}

fn to(queue: &str) -> FromShopper {
    FromShopper::Move { queue: queue.into() }
}

fn stands(stage: &ShopperStage) -> Option<(u32, QueueId)> {
    match stage {
        ShopperStage::Waiting { place, queue: Some(queue), .. } => Some((*place, queue.clone())),
        _ => None,
    }
}

/// Waits until the shopper stands in this line.
async fn until_in(shop: &Shop, shopper: &mut Shopper, slug: &str, place: u32) {
    let id = format!("SELECT COUNT(*) FROM queue WHERE slug = '{slug}' AND id = ");
    loop {
        if let Some((now, queue)) = shopper.stage.as_ref().and_then(stands)
            && now == place
            && shop.number(&format!("{id}'{queue}'")).await == 1
        {
            return;
        }
        shopper.hear().await;
    }
}

/// How many tickets of this queue wait.
async fn waiting(shop: &Shop, slug: &str) -> i64 {
    let waiting = format!(
        "SELECT COUNT(*) FROM ticket t JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id WHERE q.slug = '{slug}' AND t.state = 'waiting'"
    );
    shop.number(&waiting).await
}

#[tokio::test]
async fn a_ticket_goes_to_the_end_of_the_other_line_whoever_was_drawn_first_and_those_behind_it_move_up() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = on_the_floor(shop, &front_desk).await;
        let mut behind = on_the_floor(shop, &front_desk).await;
        let mut others = [in_repairs(shop, &front_desk).await, in_repairs(shop, &front_desk).await];
        joe.say(to("repairs")).await;
        until_in(shop, &mut joe, "repairs", 3).await;
        until_in(shop, &mut behind, "floor", 1).await;
        until_in(shop, &mut others[0], "repairs", 1).await;
        until_in(shop, &mut others[1], "repairs", 2).await;
        // It came a moment after them, and whoever comes now is behind it.
        shop.clock.advance(Duration::from_secs(1));
        let mut late = in_repairs(shop, &front_desk).await;
        until_in(shop, &mut late, "repairs", 4).await;
    })
    .await;
}

#[tokio::test]
async fn it_keeps_the_way_back_what_the_page_told_the_terms_and_how_long_it_waits() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = on_the_floor(shop, &front_desk).await;
        let resume = joe.resume.clone().unwrap();
        let drawn_at = |stage: &ShopperStage| match stage {
            ShopperStage::Waiting { since, .. } => Some(*since),
            _ => None,
        };
        let since = joe.stage.as_ref().and_then(drawn_at);
        joe.say(to("Repairs")).await;
        until_in(shop, &mut joe, "repairs", 1).await;
        assert_eq!(joe.stage.as_ref().and_then(drawn_at), since);
        assert_eq!(joe.resume, Some(resume.clone()), "no new secret was needed");
        let mut back = Shopper::attach(shop, &front_desk, Some(resume)).await;
        until_in(shop, &mut back, "repairs", 1).await;
        joe.until_superseded().await;
        let kept = "SELECT COUNT(*) FROM ticket t JOIN shopper_detail d ON d.org_id = t.org_id AND d.ticket_id = t.id
            WHERE t.terms_version = '1' AND d.page_url = 'https://shop.test/socks' AND d.data_json LIKE '%Joe%'";
        assert_eq!(shop.number(kept).await, 1);
        assert_eq!(shop.number("SELECT COUNT(*) FROM event WHERE kind = 'ticket_changed_queue'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_was_rung_for_it_rings_no_more_and_the_agents_of_the_other_queue_do() {
    on_each_store(async |shop| {
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let mut anna = Desk::available(&nodes[1], &shop.agent("anna").await).await;
        let mut joe = on_the_floor(shop, &nodes[0]).await;
        let ring = anna.rung().await.ring;
        joe.say(to("repairs")).await;
        anna.quiet().await;
        let news = anna.next_news().await;
        assert_eq!((news.ring, news.outcome), (ring.clone(), RingOutcome::ShopperLeft));
        anna.say(FromAgent::Accept { ring }).await;
        until_in(shop, &mut joe, "repairs", 1).await;
        let mut bruno = Desk::available(&nodes[0], &shop.agent("bruno").await).await;
        bruno.take().await;
        joe.in_call().await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await, 0);
    })
    .await;
}

/// The shop with these lines about the repairs.
async fn with_repairs(shop: &Shop, rules: &str) {
    let file = format!(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\nagents = [\"anna@test.test\"]\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\nagents = [\"bruno@test.test\"]\n{rules}\n"
    );
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap();
}

#[tokio::test]
async fn a_node_that_has_not_heard_of_it_rings_nobody_of_the_line_that_it_left() {
    on_each_store(async |shop| {
        let grace = Duration::from_secs(30);
        let here = shop.front_desk_with(Arc::new(AwayBus), grace).await;
        let there = shop.front_desk_with(Arc::new(AwayBus), grace).await;
        let mut joe = on_the_floor(shop, &here).await;
        let mut anna = Desk::available(&there, &shop.agent("anna").await).await;
        let ring = anna.rung().await.ring;
        anna.say(FromAgent::Decline { ring }).await;
        anna.quiet().await;
        joe.say(to("repairs")).await;
        // Her node would ask her again about now, from what it knows.
        shop.clock.advance(ROUND_PAUSE);
        anna.until(|view| view.waiting.is_empty()).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ring").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_does_not_exist_or_takes_nobody_leaves_the_ticket_where_it_is() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = on_the_floor(shop, &front_desk).await;
        let unknown = joe.session.handle(to("attic")).await;
        assert_eq!(unknown, Err(Problem::UnknownQueue { term: "attic".into() }));
        for (rules, problem) in [
            ("hours = { zone = \"UTC\" }", Problem::QueueClosed),
            ("when_nobody = \"refuse\"", Problem::NobodyThere),
            ("most_waiting = 1", Problem::QueueFull),
        ] {
            with_repairs(shop, "").await;
            if problem == Problem::QueueFull {
                in_repairs(shop, &front_desk).await.session.detach().await;
            }
            with_repairs(shop, rules).await;
            assert_eq!(joe.session.handle(to("repairs")).await, Err(problem), "{rules}");
        }
        assert_eq!(waiting(shop, "floor").await, 1);
        with_repairs(shop, "").await;
        joe.say(to("repairs")).await;
        until_in(shop, &mut joe, "repairs", 2).await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_in_its_call_a_ticket_that_is_over_and_nobody_yet_are_left_alone() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut joe = Shopper::attach(shop, &front_desk, None).await;
        joe.say(to("repairs")).await;
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, 0);
        joe.say(FromShopper::Join(Box::new(join_request()))).await;
        let call = anna.take().await;
        joe.in_call().await;
        joe.say(to("repairs")).await;
        assert_eq!(joe.in_call().await.call, call.call);
        let on_the_floor = "SELECT COUNT(*) FROM ticket t JOIN queue q ON q.org_id = t.org_id AND q.id = t.queue_id WHERE q.slug = 'floor'";
        assert_eq!(shop.number(on_the_floor).await, 1);
        joe.say(FromShopper::Leave).await;
        joe.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
        joe.say(to("repairs")).await;
        assert_eq!(shop.number(on_the_floor).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_an_agent_who_accepts_and_a_shopper_who_moves_at_once_exactly_one_has_its_way() {
    on_each_store(async |shop| {
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let mut anna = Desk::available(&nodes[1], &shop.agent("anna").await).await;
        for _ in 0..6 {
            let mut joe = on_the_floor(shop, &nodes[0]).await;
            let ring = anna.rung().await.ring;
            let (accepted, moved) = tokio::join!(anna.session.handle(FromAgent::Accept { ring }), joe.session.handle(to("repairs")));
            assert_eq!((accepted, moved), (Ok(()), Ok(())));
            let talking = shop.number("SELECT COUNT(*) FROM ticket WHERE state = 'in_call'").await;
            assert_eq!(talking + waiting(shop, "repairs").await, 1);
            assert_eq!((waiting(shop, "floor").await, shop.number("SELECT COUNT(*) FROM ring WHERE ended_at IS NULL").await), (0, 0));
            if talking == 1 {
                joe.in_call().await;
            } else {
                until_in(shop, &mut joe, "repairs", 1).await;
            }
            joe.say(FromShopper::Leave).await;
            joe.until(|stage| matches!(stage, ShopperStage::Over { .. })).await;
            anna.until(|view| view.call.is_none() && view.rings.is_empty()).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_line_that_has_room_for_one_takes_one_of_those_who_come_at_once_by_either_way() {
    on_each_store(async |shop| {
        with_repairs(shop, "most_waiting = 1").await;
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let mut joe = on_the_floor(shop, &nodes[0]).await;
        let mut new = Shopper::attach(shop, &nodes[1], None).await;
        let join = FromShopper::Join(Box::new(JoinRequest { queue: Some("repairs".into()), ..join_request() }));
        let answers = tokio::join!(joe.session.handle(to("repairs")), new.session.handle(join));
        assert!(matches!(answers, (Ok(()), Err(Problem::QueueFull)) | (Err(Problem::QueueFull), Ok(()))), "{answers:?}");
        assert_eq!(waiting(shop, "repairs").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_session_follows_its_ticket_into_whatever_line_it_was_put() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut joe = on_the_floor(shop, &front_desk).await;
        let put = "UPDATE ticket SET moved_at = joined_at + 1, queue_id = (SELECT id FROM queue WHERE slug = 'repairs') RETURNING CAST(1 AS BIGINT)";
        shop.number(put).await;
        // The line that it left is read again.
        let _other = on_the_floor(shop, &front_desk).await;
        until_in(shop, &mut joe, "repairs", 1).await;
    })
    .await;
}
