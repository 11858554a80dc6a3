//! NATS may be away at any time; whoever uses the bus is told at once and goes on.

use std::time::Duration;

use backend::bus::{Bus, NatsBus, Payload};
use futures::{StreamExt, stream::BoxStream};

use crate::nats_server::{DEADLINE, NatsServer, until_reachable};

/// Says hello until somebody hears it.
async fn until_heard(speaker: &NatsBus, messages: &mut BoxStream<'static, Payload>) {
    let heard = async {
        loop {
            speaker.publish("vitrine.org.a", Payload::from(*b"hello")).await.ok();
            if let Ok(message) = tokio::time::timeout(Duration::from_millis(100), messages.next()).await {
                return message.expect("the subscription goes on");
            }
        }
    };
    let message = tokio::time::timeout(DEADLINE, heard).await.expect("heard in time");
    assert_eq!(&*message, b"hello");
}

#[tokio::test]
async fn a_server_that_is_away_at_the_start_is_connected_when_it_comes() {
    let Some(mut server) = NatsServer::absent() else { return };
    let (here, there) = (server.bus().await, server.bus().await);
    assert!(!here.is_reachable().await);
    assert!(here.publish("vitrine.org.a", Payload::from(*b"lost")).await.is_err(), "nobody could be told");
    let mut messages = here.subscribe("vitrine.org.a").await.expect("subscribed for later");
    server.run();
    until_reachable(&here, true).await;
    until_reachable(&there, true).await;
    until_heard(&there, &mut messages).await;
}

#[tokio::test]
async fn a_server_that_goes_and_comes_back_finds_its_subscribers_again() {
    let Some(mut server) = NatsServer::start() else { return };
    let (here, there) = (server.connected().await, server.connected().await);
    let mut messages = here.subscribe("vitrine.org.a").await.expect("subscribed");
    until_heard(&there, &mut messages).await;
    server.kill();
    until_reachable(&here, false).await;
    until_reachable(&there, false).await;
    assert!(there.publish("vitrine.org.a", Payload::from(*b"lost")).await.is_err(), "nobody could be told");
    server.run();
    until_reachable(&there, true).await;
    until_heard(&there, &mut messages).await;
}

#[tokio::test]
async fn what_stands_before_the_host_opens_a_server_that_asks_who_it_is() {
    for (arguments, right, wrong) in [
        (["--user", "vitrine", "--pass", "north east"].as_slice(), "vitrine:north%20east@", "vitrine:south@"),
        (&["--auth", "token"], "token@", ""),
    ] {
        let Some(server) = NatsServer::absent() else { return };
        let mut server = server.with(arguments);
        server.run();
        let refused = NatsBus::connect(&server.address_for(wrong)).await.expect("an address");
        let welcome = NatsBus::connect(&server.address_for(right)).await.expect("an address");
        until_reachable(&welcome, true).await;
        assert!(!refused.is_reachable().await);
    }
}

#[tokio::test]
async fn one_of_several_servers_is_enough() {
    let (Some(absent), Some(server)) = (NatsServer::absent(), NatsServer::start()) else { return };
    let bus = NatsBus::connect(&format!("{}, {}", absent.address_for(""), server.address_for(""))).await.expect("addresses");
    until_reachable(&bus, true).await;
}
