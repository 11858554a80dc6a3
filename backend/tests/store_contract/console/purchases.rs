//! What was bought after a call: for which it counts, how often, and how much of it is kept.

use backend::{
    accounts::ShopperScope,
    history, purchases,
    settings::RecentSettings,
    store::retention::{KEPT_FOR, purge},
};
use domain::{
    CallId, Duration, OrgId, TicketId,
    product::Money,
    purchase::{COUNTS_FOR, Counted, MOST_OF_CALL, Purchase},
    wire::console::{HistoryFilter, StoryEvent},
};

use super::{
    elsewhere, fill,
    history::{at, call, draw, id, number},
    member,
};
use crate::{
    on_every_store,
    samples::{org, person},
    support::TestStore,
};

on_every_store! {
    an_order_counts_once_for_its_call_and_is_told_in_the_story;
    what_is_bought_for_no_call_or_too_often_does_not_count;
    a_call_counts_for_thirty_days_from_its_start;
    two_that_tell_at_once_count_each_order_once;
    number_and_products_end_and_the_amount_stays;
}

fn called() -> CallId {
    CallId::from_random(number(7))
}

fn ticket() -> TicketId {
    id(1)
}

fn order(order: &str) -> Purchase {
    let value = "SEK".parse().ok().map(|currency| Money { minor: 12_340, currency });
    Purchase { call: called(), order: order.into(), value, products: vec!["lamp".into()], is_direct: true }
}

/// A ticket with a call.
async fn served(test: &TestStore) {
    fill(test).await;
    draw(test, 1, "floor", at(0), None).await;
    let anna = person(&test.store, "anna@shop.example").await;
    call(test, 7, 1, &anna, at(5), ("agent_hung_up", Duration::from_secs(60))).await;
}

async fn shop(test: &TestStore, org: &OrgId) -> ShopperScope {
    let settings = RecentSettings::default().of(&test.store, org).await.expect("an answer");
    settings.expect("an organisation").scope.clone()
}

async fn count_in(test: &TestStore, org: &OrgId, purchase: &Purchase) -> Counted {
    purchases::count(&test.store, &shop(test, org).await, purchase).await.expect("an answer")
}

async fn count(test: &TestStore, purchase: &Purchase) -> Counted {
    count_in(test, &org(), purchase).await
}

async fn told(test: &TestStore) -> Vec<StoryEvent> {
    let story = history::ticket(&test.store, &member(test, "olga").await, &ticket()).await.expect("a story");
    story.entries.into_iter().map(|entry| entry.event).filter(|event| matches!(event, StoryEvent::Bought { .. })).collect()
}

async fn an_order_counts_once_for_its_call_and_is_told_in_the_story(test: TestStore) {
    served(&test).await;
    test.store.clock().advance(Duration::from_secs(3_600));
    assert_eq!(count(&test, &order("A-17")).await, Counted::Now);
    assert_eq!(count(&test, &Purchase { value: None, ..order("A-17") }).await, Counted::Before);
    let free = Purchase { value: None, is_direct: false, products: vec![], ..order("A-18") };
    assert_eq!(count(&test, &free).await, Counted::Now);
    let value = order("A-17").value;
    let bought = |order: &str, value, is_direct: bool| StoryEvent::Bought {
        order: Some(order.into()),
        value,
        products: if is_direct { vec!["lamp".into()] } else { vec![] },
        is_direct,
    };
    assert_eq!(told(&test).await, [bought("A-17", value, true), bought("A-18", None, false)]);
    let list = history::list(&test.store, &member(&test, "olga").await, &HistoryFilter::default()).await.expect("the list");
    assert_eq!(list.lines.iter().map(|line| line.purchases).collect::<Vec<_>>(), [2]);
}

async fn what_is_bought_for_no_call_or_too_often_does_not_count(test: TestStore) {
    served(&test).await;
    assert_eq!(count(&test, &Purchase { call: CallId::from_random(number(8)), ..order("1") }).await, Counted::Not);
    let other = elsewhere(&test).await;
    assert_eq!(count_in(&test, &other, &order("1")).await, Counted::Not);
    for nth in 0..MOST_OF_CALL {
        assert_eq!(count(&test, &order(&nth.to_string())).await, Counted::Now);
    }
    assert_eq!(count(&test, &order("more")).await, Counted::Not);
    assert_eq!(count(&test, &order("0")).await, Counted::Before);
    assert_eq!(told(&test).await.len(), usize::try_from(MOST_OF_CALL).expect("small"));
}

async fn a_call_counts_for_thirty_days_from_its_start(test: TestStore) {
    served(&test).await;
    test.store.clock().advance(Duration::from_secs(COUNTS_FOR.as_secs() + 4));
    assert_eq!(count(&test, &order("1")).await, Counted::Now);
    test.store.clock().advance(Duration::from_secs(1));
    assert_eq!(count(&test, &order("2")).await, Counted::Not);
}

async fn two_that_tell_at_once_count_each_order_once(test: TestStore) {
    served(&test).await;
    let again = test.another_node().await;
    let shop = shop(&test, &org()).await;
    for nth in 0..10 {
        let (one, two) = (order(&nth.to_string()), order(&nth.to_string()));
        let (one, two) = tokio::join!(purchases::count(&test.store, &shop, &one), purchases::count(&again, &shop, &two));
        let mut counted = [one.expect("an answer"), two.expect("an answer")];
        counted.sort_by_key(|counted| *counted != Counted::Now);
        assert_eq!(counted, [Counted::Now, Counted::Before], "order {nth}");
    }
    assert_eq!(told(&test).await.len(), 10);
}

fn bought(order: Option<&str>, value: Option<Money>) -> StoryEvent {
    let products = order.iter().map(|_| "lamp".to_owned()).collect();
    StoryEvent::Bought { order: order.map(str::to_owned), value, products, is_direct: true }
}

async fn number_and_products_end_and_the_amount_stays(test: TestStore) {
    served(&test).await;
    assert_eq!(count(&test, &order("A-17")).await, Counted::Now);
    test.store.clock().advance(Duration::from_secs(KEPT_FOR.as_secs() - 1));
    purge(&test.store).await.expect("purged");
    let value = order("A-17").value;
    assert_eq!(told(&test).await, [bought(Some("A-17"), value)]);
    test.store.clock().advance(Duration::from_secs(1));
    assert!(purge(&test.store).await.expect("purged").personal > 0);
    assert_eq!(told(&test).await, [bought(None, value)]);
    assert_eq!(purge(&test.store).await.expect("purged").personal, 0);
}
