//! A page that merely lost its socket is not a new page: its connections to others still stand.

use backend::front_desk::{AgentHello, FrontDesk, ShopperHello};
use domain::wire::{AgentCall, FromShopper, ShopperCall, VERSION};

use crate::support::*;

/// The epochs of everybody in the call.
fn epochs(call: &ShopperCall) -> Vec<u32> {
    call.participants.iter().map(|one| one.epoch).collect()
}

fn name(letter: &str) -> Option<String> {
    Some(letter.repeat(20))
}

/// The widget's page of this name says hello, coming back to the ticket of `old` if there is one.
async fn widget(shop: &Shop, front_desk: &FrontDesk, old: Option<&Shopper>, page: Option<String>) -> Shopper {
    let resume = old.and_then(|old| old.resume.clone());
    let hello = ShopperHello { version: VERSION, token: shop.token(), resume, queue: None, page, former: None, from: None };
    let mut shopper = Shopper::greeted(front_desk.attach_shopper(shop.org.clone(), hello).await.unwrap()).await;
    // The way back is told after the view.
    while old.is_some() && shopper.resume.is_none() {
        shopper.hear().await;
    }
    shopper
}

async fn desk(front_desk: &FrontDesk, agent: &backend::accounts::AgentScope, device: &str, page: Option<String>) -> Desk {
    let hello = AgentHello { version: VERSION, device: device.to_owned(), call: None, page };
    Desk::greeted(front_desk.attach_agent(agent.clone(), hello).await.unwrap(), device.to_owned()).await
}

#[tokio::test]
async fn a_page_that_comes_back_over_a_new_socket_keeps_its_epoch_and_a_new_page_gets_another() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let agent = shop.agent("anna").await;
        let anna = Desk::available(&front_desk, &agent).await;
        let device = anna.device.clone();
        drop(anna);
        let mut anna = desk(&front_desk, &agent, &device, name("a")).await;
        let mut shopper = widget(shop, &front_desk, None, name("s")).await;
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        anna.take().await;
        let call = shopper.in_call().await;
        assert_eq!(epochs(&call), [1, 1]);

        let mut again = widget(shop, &front_desk, Some(&shopper), name("s")).await;
        assert_eq!(epochs(&again.in_call().await), [1, 1], "the same page of the shopper");
        let mut anna_again: Desk = desk(&front_desk, &agent, &device, name("a")).await;
        let AgentCall { participants, is_here, .. } = anna_again.in_call().await;
        assert!(is_here && participants.iter().all(|one| one.epoch == 1), "the same page of the desk: {participants:?}");

        let mut reloaded = widget(shop, &front_desk, Some(&again), name("t")).await;
        assert_eq!(reloaded.in_call().await.participants.iter().map(|one| one.epoch).sum::<u32>(), 3, "another page of the shopper");
        let mut anna_reloaded = desk(&front_desk, &agent, &device, name("b")).await;
        let call = anna_reloaded.in_call().await;
        assert_eq!(call.participants.iter().map(|one| one.epoch).sum::<u32>(), 4, "another page of the desk");
    })
    .await;
}

#[tokio::test]
async fn a_page_without_a_name_or_with_one_that_is_none_counts_as_new() {
    on_each_store(async |shop| {
        let front_desk = shop.front_desk().await;
        let mut anna = Desk::available(&front_desk, &shop.agent("anna").await).await;
        let mut shopper = widget(shop, &front_desk, None, Some("no name".into())).await;
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        anna.take().await;
        shopper.in_call().await;
        let mut again = widget(shop, &front_desk, Some(&shopper), Some("no name".into())).await;
        let first: u32 = epochs(&again.in_call().await).iter().sum();
        let mut old = widget(shop, &front_desk, Some(&again), None).await;
        let second: u32 = epochs(&old.in_call().await).iter().sum();
        assert_eq!((first, second), (3, 4));
    })
    .await;
}
