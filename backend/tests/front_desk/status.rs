//! What pages are told of queues.

use std::sync::Arc;

use backend::{
    accounts::shopper_scope,
    front_desk::{FrontDesk, StatusWatch},
    settings,
    store::Actor,
};
use domain::{
    Duration,
    wire::{Availability, FromAgent, FromShopper, JoinRequest, QueueStatus, StatusNews, console::FaceDraft},
};
use serde_json::json;

use crate::support::*;

type News = StatusNews<Arc<QueueStatus>>;

async fn look(shop: &Shop, desk: &FrontDesk, terms: &[&str]) -> (StatusWatch, News) {
    let scope = shopper_scope(&shop.store, &shop.org).await.unwrap().unwrap();
    let mut watch = desk.watch_status(scope, terms.iter().map(ToString::to_string).collect(), false).await.unwrap();
    let first = watch.first().await.unwrap();
    (watch, first)
}

/// Listens until a queue is like this.
async fn until(watch: &mut StatusWatch, is_so: impl Fn(&QueueStatus) -> bool) -> QueueStatus {
    let listen = async {
        loop {
            let news = watch.next().await.expect("the watch goes on");
            assert!(news.terms.is_none() && !news.queues.is_empty(), "only what has changed is told: {news:?}");
            if let Some(queue) = news.queues.iter().find(|queue| is_so(queue)) {
                return QueueStatus::clone(queue);
            }
        }
    };
    tokio::time::timeout(DEADLINE, listen).await.expect("it was never told")
}

#[tokio::test]
async fn the_first_answer_names_the_queue_of_each_term_and_the_terms_that_mean_none() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let _joe = Shopper::join(shop, &front_desk).await;
        let (_, first) = look(shop, &front_desk, &["", "attic", "Repairs", "floor"]).await;
        let [floor, repairs] =
            ["floor", "repairs"].map(|slug| first.queues.iter().find(|queue| queue.name.to_lowercase() == slug).unwrap());
        let meant: Vec<_> = first.terms.unwrap().into_iter().map(|(term, queue)| (term, queue.map(|id| id == floor.queue_id))).collect();
        let expected = [("", Some(true)), ("attic", None), ("Repairs", Some(false)), ("floor", Some(true))];
        assert_eq!(meant, expected.map(|(term, meant)| (term.to_owned(), meant)));
        assert_eq!((floor.waiting, floor.agents, floor.wait), (1, 0, None));
        assert_eq!((repairs.waiting, repairs.is_open, repairs.next_open, repairs.next_close), (0, true, None, None));
        assert_eq!(first.queues.len(), 2, "the default queue was asked for twice");
    })
    .await;
}

#[tokio::test]
async fn agents_who_come_and_go_and_shoppers_in_line_are_told_with_the_wait() {
    on_each_store(async |shop| {
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let (mut watch, first) = look(shop, &nodes[1], &["floor"]).await;
        assert_eq!((first.queues[0].agents, first.queues[0].wait), (0, None));
        let mut anna = Desk::available(&nodes[0], &shop.agent("anna").await).await;
        let alone = until(&mut watch, |queue| queue.agents == 1).await;
        assert!(alone.wait.is_some());
        let mut joe = Shopper::join(shop, &nodes[0]).await;
        anna.take().await;
        joe.in_call().await;
        let mut next = Shopper::join(shop, &nodes[0]).await;
        let busy = until(&mut watch, |queue| queue.agents == 1 && queue.waiting == 1).await;
        assert!(busy.wait > alone.wait, "an agent in a call counts, and takes a while: {busy:?}");
        next.say(FromShopper::Leave).await;
        joe.say(FromShopper::Leave).await;
        anna.until(|view| view.call.is_none()).await;
        anna.say(FromAgent::SetAvailability { availability: Availability::Away }).await;
        let deserted = until(&mut watch, |queue| queue.agents == 0).await;
        assert_eq!((deserted.wait, deserted.waiting), (None, 0));
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_closes_by_the_clock_or_by_its_admin_is_told_with_the_time_at_which_it_opens() {
    on_each_store(async |shop| {
        let hours = |friday: &str| {
            format!(
                "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\nhours = {{ zone = \"UTC\", weekly = {{ friday = [\"{friday}\"] }} }}\n\
                 [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n"
            )
        };
        // It is 08:00 on a Friday.
        settings::apply(&shop.store, &Actor::System, &hours("07:00-09:00")).await.unwrap();
        let front_desk = shop.front_desk().await;
        let (mut watch, first) = look(shop, &front_desk, &[""]).await;
        let week = Duration::from_secs(7 * 24 * 3_600);
        let [seven, nine] = [-3_600, 3_600].map(|seconds| START + Duration::from_secs(seconds));
        assert_eq!((first.queues[0].is_open, first.queues[0].next_close, first.queues[0].next_open), (true, Some(nine), Some(seven + week)));
        shop.clock.advance(Duration::from_secs(3_600));
        let closed = until(&mut watch, |queue| !queue.is_open).await;
        assert_eq!((closed.next_open, closed.next_close), (Some(seven + week), Some(nine + week)));
        settings::apply(&shop.store, &Actor::System, &hours("07:00-10:00")).await.unwrap();
        // A node hears of another process's change within ten seconds, or with the next that happens in the queue.
        let _joe = Shopper::join(shop, &front_desk).await;
        until(&mut watch, |queue| queue.is_open).await;
    })
    .await;
}

#[tokio::test]
async fn a_watch_knows_when_its_terms_mean_something_else() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let (watch, _) = look(shop, &front_desk, &["", "attic"]).await;
        assert!(watch.is_current().await);
        let file = "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
             [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n\
             [[queues]]\nslug = \"attic\"\nname = \"Attic\"\n";
        settings::apply(&shop.store, &Actor::System, file).await.unwrap();
        let renewed = async {
            while watch.is_current().await {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(DEADLINE, renewed).await.expect("the attic was never found");
    })
    .await;
}

#[tokio::test]
async fn who_shows_a_key_is_told_which_agents_can_be_called_and_agreed_to_be_shown() {
    on_each_store(async |shop| {
        let nodes = [shop.front_desk().await, shop.front_desk().await];
        let scope = shopper_scope(&shop.store, &shop.org).await.unwrap().unwrap();
        let mut watch = nodes[1].watch_status(scope, vec!["floor".to_owned()], true).await.unwrap();
        let names = |queue: &QueueStatus| {
            queue.call_agents.as_ref().map(|agents| agents.iter().map(|agent| agent.name.clone()).collect::<Vec<_>>())
        };
        assert_eq!(names(&watch.first().await.unwrap().queues[0]), Some(vec![]));
        let (mut plain, first) = look(shop, &nodes[1], &["floor"]).await;
        assert_eq!(first.queues[0].call_agents, None);

        let anna = shop.agent("anna").await;
        let mut annas = Desk::available(&nodes[0], &anna).await;
        let mut brunos = Desk::available(&nodes[0], &shop.agent("bruno").await).await;
        until(&mut plain, |queue| queue.agents == 2).await;
        let agreed = FaceDraft { is_public: true, photo: None, version: 0 };
        settings::save_face(&shop.store, &anna, &agreed).await.unwrap();
        let queue = until(&mut watch, |queue| names(queue) == Some(vec!["Anna".into()])).await;
        assert_eq!(queue.call_agents.unwrap()[0].id, *anna.person());

        let request = JoinRequest { data: json!({ "callAgentId": anna.person().as_str() }), ..join_request() };
        let mut joe = Shopper::attach(shop, &nodes[0], None).await;
        joe.say(FromShopper::Join(Box::new(request))).await;
        annas.take().await;
        brunos.quiet().await;
        until(&mut watch, |queue| names(queue) == Some(vec![])).await;
        joe.say(FromShopper::Leave).await;
        annas.until(|view| view.call.is_none()).await;
        until(&mut watch, |queue| names(queue) == Some(vec!["Anna".into()])).await;
        settings::save_face(&shop.store, &anna, &FaceDraft { is_public: false, version: 1, ..agreed }).await.unwrap();
        until(&mut watch, |queue| names(queue) == Some(vec![])).await;
    })
    .await;
}
