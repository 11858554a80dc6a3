//! What a page wants its tickets counted by.

use backend::{history, params};
use domain::{
    tracking::{Tag, TagValue, Tags},
    wire::{FromShopper, JoinRequest},
};

use crate::support::*;

fn tags(keys: &[&str]) -> Tags {
    keys.iter().map(|key| Tag::new(key, TagValue::Text("premium".into())).unwrap()).collect::<Vec<_>>().into()
}

async fn kept(shop: &Shop) -> Tags {
    let row = shop.store.reader().one("SELECT tags_json FROM ticket", params![]).await.unwrap();
    serde_json::from_str(row.text("tags_json").unwrap()).unwrap()
}

#[tokio::test]
async fn tags_come_with_the_ticket_are_replaced_while_it_lives_and_are_in_its_story() {
    on_each_store(async |shop| {
        let desk = shop.front_desk().await;
        let mut anna = Desk::available(&desk, &shop.agent("anna").await).await;
        let mut joe = Shopper::attach(shop, &desk, None).await;
        // Before there is a ticket there is nothing to count.
        joe.say(FromShopper::Tags { tags: tags(&["early"]) }).await;
        joe.say(FromShopper::Join(Box::new(JoinRequest { tags: tags(&["a", "b"]), ..join_request() }))).await;
        anna.take().await;
        joe.in_call().await;
        assert_eq!(kept(shop).await, tags(&["a", "b"]));
        joe.say(FromShopper::Tags { tags: tags(&["c"]) }).await;
        assert_eq!(kept(shop).await, tags(&["c"]));
        let story = history::ticket(&shop.store, &shop.agent("anna").await, &joe.ticket()).await.unwrap();
        assert_eq!(story.tags, tags(&["c"]));

        joe.say(FromShopper::Leave).await;
        joe.until(|stage| matches!(stage, domain::wire::ShopperStage::Over { .. })).await;
        joe.say(FromShopper::Tags { tags: tags(&["late"]) }).await;
        assert_eq!(kept(shop).await, tags(&["c"]));
    })
    .await;
}
