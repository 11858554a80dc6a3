//! When a queue takes somebody in: by its hours, its agents and the room in its line.

use backend::{accounts::AgentScope, settings, store::Actor};
use domain::{
    Duration,
    queue::Entrance,
    schedule::{Day, Moment},
    wire::{FromShopper, Problem, ShopperStage},
};

use crate::support::*;

/// The shop of the tests with these lines about its default queue. Its clock stands at 08:00 UTC on Friday the 15th of January 2027.
async fn with_rules(shop: &Shop, organisation: &str, queue: &str) {
    let agents = "agents = [\"anna@test.test\", \"bruno@test.test\"]";
    let file = format!(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n{organisation}\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n{agents}\n{queue}\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n"
    );
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap();
}

const NINE_TO_FIVE: &str = "hours = { zone = \"UTC\", weekly = { friday = [\"09:00-17:00\"] } }";

async fn anna(shop: &Shop) -> AgentScope {
    shop.agent("anna").await
}

fn entrance(stage: &ShopperStage) -> Option<Entrance> {
    match stage {
        ShopperStage::Outside { entrance, .. } => Some(*entrance),
        _ => None,
    }
}

async fn refused(shopper: &mut Shopper) -> Option<Problem> {
    shopper.session.handle(FromShopper::Join(Box::new(join_request()))).await.err()
}

#[tokio::test]
async fn a_closed_queue_takes_nobody_says_when_it_opens_and_opens_by_itself() {
    on_each_store(async |shop| {
        with_rules(shop, NINE_TO_FIVE, "").await;
        let front_desk = shop.front_desk().await;
        let _anna = Desk::available(&front_desk, &anna(shop).await).await;
        let mut shopper = Shopper::attach(shop, &front_desk, None).await;
        let opens = Moment { at: START + Duration::from_secs(3_600), day: Day::Today, minute: 540, zone: "UTC".into() };
        let told = shopper.until(|stage| entrance(stage) == Some(Entrance::Closed)).await;
        assert!(matches!(told, ShopperStage::Outside { opens: Some(told), .. } if told == opens), "{:?}", shopper.stage);
        assert_eq!(refused(&mut shopper).await, Some(Problem::QueueClosed));
        assert_eq!(shop.number("SELECT COUNT(*) FROM ticket").await, 0);

        shop.clock.advance(Duration::from_secs(3_600));
        shopper.until(|stage| entrance(stage) == Some(Entrance::Open)).await;
        assert_eq!(refused(&mut shopper).await, None);
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_after_hours: false, .. })).await;
    })
    .await;
}

#[tokio::test]
async fn who_is_in_line_when_the_queue_closes_keeps_the_place_is_told_and_is_still_rung_through() {
    on_each_store(async |shop| {
        with_rules(shop, NINE_TO_FIVE, "").await;
        let front_desk = shop.front_desk().await;
        shop.clock.advance(Duration::from_secs(9 * 3_600 - 10));
        let mut shopper = Shopper::join(shop, &front_desk).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_after_hours: false, opens: None, .. })).await;
        shop.pass(10, 1).await;
        let told = shopper.until(|stage| matches!(stage, ShopperStage::Waiting { is_after_hours: true, .. })).await;
        assert!(matches!(told, ShopperStage::Waiting { opens: Some(Moment { day: Day::Date { day: 22, month: 1 }, .. }), .. }), "{told:?}");
        let mut late = Shopper::attach(shop, &front_desk, None).await;
        assert_eq!(refused(&mut late).await, Some(Problem::QueueClosed));
        let mut anna = Desk::available(&front_desk, &anna(shop).await).await;
        anna.take().await;
        shopper.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn a_queue_has_hours_of_its_own_or_none_whatever_the_organisation_has() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        for (queue, expected) in [
            ("", Entrance::Closed),
            ("hours = \"organisation\"", Entrance::Closed),
            ("hours = \"always\"", Entrance::Open),
            ("hours = { zone = \"Asia/Tokyo\", weekly = { friday = [\"16:00-18:00\"] } }", Entrance::Open),
            ("when_closed = \"wait\"", Entrance::Open),
        ] {
            with_rules(shop, NINE_TO_FIVE, queue).await;
            let mut shopper = Shopper::attach(shop, &front_desk, None).await;
            shopper.until(|stage| entrance(stage) == Some(expected)).await;
            assert_eq!(refused(&mut shopper).await.is_none(), expected.is_open(), "{queue}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_wants_an_agent_there_takes_nobody_until_one_comes() {
    on_each_store(async |shop| {
        with_rules(shop, "", "when_nobody = \"refuse\"").await;
        let front_desk = shop.front_desk().await;
        let mut shopper = Shopper::attach(shop, &front_desk, None).await;
        shopper.until(|stage| entrance(stage) == Some(Entrance::Nobody)).await;
        assert_eq!(refused(&mut shopper).await, Some(Problem::NobodyThere));
        let mut anna = Desk::available(&front_desk, &anna(shop).await).await;
        shopper.until(|stage| entrance(stage) == Some(Entrance::Open)).await;
        assert_eq!(refused(&mut shopper).await, None);
        anna.rung().await;
    })
    .await;
}

#[tokio::test]
async fn a_line_takes_as_many_as_it_may_however_many_come_at_once() {
    on_each_store(async |shop| {
        with_rules(shop, "", "most_waiting = 2").await;
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let mut shoppers = vec![];
        for number in 0..6 {
            shoppers.push(Shopper::attach(shop, &nodes[number % 2], None).await);
        }
        let joins = shoppers.iter_mut().map(refused);
        let answers = futures::future::join_all(joins).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_none()).count(), 2, "{answers:?}");
        assert!(answers.iter().flatten().all(|problem| *problem == Problem::QueueFull), "{answers:?}");
        let (inside, outside): (Vec<_>, Vec<_>) = shoppers.into_iter().zip(answers).partition(|(_, answer)| answer.is_none());
        let (mut first, mut late) = (inside.into_iter().next().unwrap().0, outside.into_iter().next().unwrap().0);
        late.until(|stage| entrance(stage) == Some(Entrance::Full)).await;
        first.say(FromShopper::Leave).await;
        late.until(|stage| entrance(stage) == Some(Entrance::Open)).await;
        assert_eq!(refused(&mut late).await, None);
    })
    .await;
}
