//! Who is asked first: the agent whom the page names, whoever fits, and then anybody.

use backend::{accounts::AgentScope, front_desk::FrontDesk, settings, store::Actor};
use domain::wire::{Availability, FromAgent, FromShopper, Problem, ShopperStage};
use serde_json::{Value, json};

use crate::support::*;

/// Anna speaks Swedish and knows shoes; Bruno speaks English and knows shoes and bags; both serve the floor.
async fn skilled(shop: &Shop, queue: &str) {
    let file = format!(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\nring_seconds = 60\n\
         agents = [\"anna@test.test\", \"bruno@test.test\"]\n{queue}\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\n\
         [[people]]\nemail = \"anna@test.test\"\nname = \"Anna\"\nroles = [\"owner\", \"agent\"]\ntags = [\"Shoes\"]\nlanguages = [\"sv\"]\n\
         [[people]]\nemail = \"bruno@test.test\"\nname = \"Bruno\"\nroles = [\"agent\"]\ntags = [\"shoes\", \"bags\"]\n\
         languages = [\"en-GB\"]\n"
    );
    settings::apply(&shop.store, &Actor::System, &file).await.unwrap();
}

async fn desks(shop: &Shop, front_desk: &FrontDesk) -> [(AgentScope, Desk); 2] {
    let (anna, bruno) = (shop.agent("anna").await, shop.agent("bruno").await);
    let (annas, brunos) = (Desk::available(front_desk, &anna).await, Desk::available(front_desk, &bruno).await);
    [(anna, annas), (bruno, brunos)]
}

async fn attached(shop: &Shop, front_desk: &FrontDesk) -> Shopper {
    Shopper::attach(shop, front_desk, None).await
}

/// What becomes of a widget in this language whose page told this.
async fn asks(shopper: &mut Shopper, language: &str, data: Value) -> Option<Problem> {
    let request = domain::wire::JoinRequest { language: language.into(), data, ..join_request() };
    shopper.session.handle(FromShopper::Join(Box::new(request))).await.err()
}

async fn rings(shop: &Shop) -> i64 {
    shop.number("SELECT COUNT(*) FROM ring").await
}

fn is_waiting(stage: &ShopperStage) -> bool {
    matches!(stage, ShopperStage::Waiting { .. })
}

#[tokio::test]
async fn whoever_speaks_the_shoppers_language_rings_alone_and_then_anybody() {
    on_each_store(async |shop| {
        skilled(shop, "asked_first = { first = \"language\", seconds = 20 }").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), (_, mut bruno)] = desks(shop, &front_desk).await;
        let mut shopper = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut shopper, "sv-SE", json!({})).await, None);
        let ring = anna.rung().await;
        assert_eq!(ring.shopper.asks.language, "sv-SE".parse().ok());
        shop.pass(19, 1).await;
        assert_eq!(rings(shop).await, 1);
        shop.pass(1, 1).await;
        bruno.take().await;
        shopper.in_call().await;
        assert_eq!(anna.next_news().await.answered_by.as_deref(), Some("Bruno"));
    })
    .await;
}

#[tokio::test]
async fn a_call_that_asks_for_tags_rings_who_has_all_of_them_and_the_desk_sees_which() {
    on_each_store(async |shop| {
        skilled(shop, "asked_first = { first = \"tags\" }").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), (_, mut bruno)] = desks(shop, &front_desk).await;
        let mut bags = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut bags, "en", json!({ "callTags": ["Bags", "shoes"], "basket": 2 })).await, None);
        let card = bruno.rung().await.shopper;
        assert_eq!(card.asks.tags.iter().map(ToString::to_string).collect::<Vec<_>>(), ["bags", "shoes"]);
        assert_eq!(card.claims.iter().map(|claim| claim.key.as_str()).collect::<Vec<_>>(), ["basket"]);
        assert_eq!(rings(shop).await, 1);
        let mut anything = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut anything, "en", json!({})).await, None);
        anna.take().await;
        anything.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn where_only_who_fits_may_answer_nobody_else_rings_and_the_shopper_reads_that_nobody_is_there() {
    on_each_store(async |shop| {
        skilled(shop, "asked_first = { first = \"language\", only = true }\nwhen_nobody = \"wait\"").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), (_, _bruno)] = desks(shop, &front_desk).await;
        let mut french = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut french, "fr", json!({})).await, None);
        french.until(|stage| matches!(stage, ShopperStage::Waiting { agents_online: 0, wait: None, .. })).await;
        shop.pass(60, 1).await;
        assert_eq!(rings(shop).await, 0);
        // The page tells that the shopper understands Swedish too.
        french.say(FromShopper::Data { data: json!({ "language": "sv" }) }).await;
        anna.take().await;
        french.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_takes_nobody_without_an_agent_refuses_whom_no_agent_fits() {
    on_each_store(async |shop| {
        skilled(shop, "asked_first = { first = \"language\", only = true }\nwhen_nobody = \"refuse\"").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), _] = desks(shop, &front_desk).await;
        let mut shopper = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut shopper, "fr", json!({})).await, Some(Problem::NobodyThere));
        assert_eq!(asks(&mut shopper, "sv", json!({})).await, None);
        anna.take().await;
    })
    .await;
}

#[tokio::test]
async fn an_agent_whom_the_page_names_rings_alone_and_is_waited_for_while_away() {
    on_each_store(async |shop| {
        skilled(shop, "").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), (scope, mut bruno)] = desks(shop, &front_desk).await;
        let named = json!({ "callAgentId": scope.person().as_str() });
        let mut first = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut first, "en", named.clone()).await, None);
        bruno.take().await;
        first.in_call().await;
        assert_eq!(rings(shop).await, 1);

        // In a call he is waited for, and the shopper reads for how long.
        let mut second = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut second, "en", named).await, None);
        let stage = second.until(is_waiting).await;
        let ShopperStage::Waiting { awaited: Some(awaited), .. } = stage else { panic!("{stage:?}") };
        assert_eq!((awaited.name.as_str(), (awaited.until - shop.clock.now()).as_secs()), ("Bruno", 30));
        shop.pass(29, 1).await;
        assert_eq!(rings(shop).await, 1);
        shop.pass(1, 1).await;
        anna.take().await;
        second.in_call().await;
    })
    .await;
}

#[tokio::test]
async fn an_agent_who_declines_or_has_gone_home_is_not_waited_for() {
    on_each_store(async |shop| {
        skilled(shop, "").await;
        let front_desk = shop.front_desk().await;
        let [(_, mut anna), (scope, mut bruno)] = desks(shop, &front_desk).await;
        let named = json!({ "callAgentId": scope.person().as_str() });
        let mut shopper = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut shopper, "en", named.clone()).await, None);
        let ring = bruno.rung().await.ring;
        bruno.say(FromAgent::Decline { ring }).await;
        anna.take().await;
        shopper.in_call().await;
        anna.say(FromAgent::HangUp).await;
        anna.until(|view| view.call.is_none()).await;

        bruno.say(FromAgent::SetAvailability { availability: Availability::Away }).await;
        bruno.session.detach().await;
        anna.until(|view| view.agents.iter().any(|agent| agent.name == "Bruno" && !agent.is_online)).await;
        let mut next = attached(shop, &front_desk).await;
        assert_eq!(asks(&mut next, "en", named).await, None);
        anna.take().await;
        next.in_call().await;
    })
    .await;
}
