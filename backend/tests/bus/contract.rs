//! What every bus does.

use std::sync::Arc;

use backend::bus::{Bus, InProcessBus, Payload};
use domain::{CallId, ParticipantId, wire};
use futures::{StreamExt, stream::BoxStream};

use crate::nats_server::{DEADLINE, NatsServer};

/// The lines of two nodes, and what has to live as long as they do.
struct Nodes {
    here: Arc<dyn Bus>,
    there: Arc<dyn Bus>,
    _server: Option<NatsServer>,
}

impl Nodes {
    fn in_process() -> Self {
        let bus: Arc<dyn Bus> = Arc::new(InProcessBus::new());
        Self { here: Arc::clone(&bus), there: bus, _server: None }
    }

    async fn over_nats() -> Option<Self> {
        let server = NatsServer::start()?;
        let (here, there) = (Arc::new(server.connected().await), Arc::new(server.connected().await));
        Some(Self { here, there, _server: Some(server) })
    }
}

macro_rules! on_every_bus {
    ($($test:ident;)*) => {
        mod in_process {
            $(#[tokio::test]
            async fn $test() {
                super::$test(super::Nodes::in_process()).await;
            })*
        }
        mod over_nats {
            $(#[tokio::test]
            async fn $test() {
                if let Some(nodes) = super::Nodes::over_nats().await {
                    super::$test(nodes).await;
                }
            })*
        }
    };
}

on_every_bus! {
    a_message_reaches_every_subscriber_of_its_subject_and_nobody_else;
    a_subscriber_hears_what_is_published_from_now_on_in_order;
    the_largest_signal_arrives_whole;
    a_subscriber_that_is_gone_disturbs_nobody;
    a_bus_that_works_says_so;
}

async fn heard(messages: &mut BoxStream<'static, Payload>) -> String {
    let message = tokio::time::timeout(DEADLINE, messages.next()).await.expect("a message in time").expect("a message");
    String::from_utf8(message.to_vec()).expect("text")
}

async fn publish(bus: &dyn Bus, subject: &str, text: &str) {
    bus.publish(subject, Payload::from(text.as_bytes())).await.expect("published");
}

/// A subscription that the other node's messages reach: over NATS they travel on two lines, and the message may be the faster one.
async fn subscribed(nodes: &Nodes, bus: &dyn Bus, subject: &str) -> BoxStream<'static, Payload> {
    let mut messages = bus.subscribe(subject).await.expect("subscribed");
    loop {
        publish(&*nodes.there, subject, "are you there").await;
        let next = tokio::time::timeout(std::time::Duration::from_millis(100), messages.next()).await;
        if next.is_ok() {
            break;
        }
    }
    publish(&*nodes.there, subject, "that was all").await;
    while heard(&mut messages).await != "that was all" {}
    messages
}

async fn a_message_reaches_every_subscriber_of_its_subject_and_nobody_else(nodes: Nodes) {
    let mut elsewhere = subscribed(&nodes, &*nodes.here, "vitrine.org.b").await;
    let mut there = nodes.there.subscribe("vitrine.org.a").await.expect("subscribed");
    let mut here = subscribed(&nodes, &*nodes.here, "vitrine.org.a").await;
    let mut here_too = subscribed(&nodes, &*nodes.here, "vitrine.org.a").await;
    publish(&*nodes.there, "vitrine.org.a", "hello").await;
    publish(&*nodes.there, "vitrine.org.b", "the next").await;
    for messages in [&mut here, &mut here_too, &mut there] {
        while heard(messages).await != "hello" {}
    }
    assert_eq!(heard(&mut elsewhere).await, "the next");
}

async fn a_subscriber_hears_what_is_published_from_now_on_in_order(nodes: Nodes) {
    publish(&*nodes.there, "vitrine.org.a", "too early").await;
    let mut messages = subscribed(&nodes, &*nodes.here, "vitrine.org.a").await;
    for number in 0..200 {
        publish(&*nodes.there, "vitrine.org.a", &number.to_string()).await;
    }
    for number in 0..200 {
        assert_eq!(heard(&mut messages).await, number.to_string());
    }
}

async fn the_largest_signal_arrives_whole(nodes: Nodes) {
    let mut messages = subscribed(&nodes, &*nodes.here, "vitrine.org.a").await;
    // A client's largest signal; every character of it may become six on the way from node to node.
    let description = wire::Description { kind: wire::DescriptionKind::Offer, sdp: "\u{1}".repeat(wire::MAX_SIGNAL_BYTES) };
    let signal = wire::Signal {
        call: CallId::from_random([1; 20]),
        from: ParticipantId::from_random([2; 20]),
        to: ParticipantId::from_random([3; 20]),
        epoch: 1,
        body: wire::SignalBody::Description(description),
    };
    let text = serde_json::to_string(&signal).expect("json");
    assert!(text.len() > 6 * wire::MAX_SIGNAL_BYTES);
    publish(&*nodes.there, "vitrine.org.a", &text).await;
    assert!(heard(&mut messages).await == text);
}

async fn a_subscriber_that_is_gone_disturbs_nobody(nodes: Nodes) {
    drop(subscribed(&nodes, &*nodes.here, "vitrine.org.a").await);
    publish(&*nodes.there, "vitrine.org.a", "for nobody").await;
    let mut messages = subscribed(&nodes, &*nodes.here, "vitrine.org.a").await;
    publish(&*nodes.there, "vitrine.org.a", "hello").await;
    assert_eq!(heard(&mut messages).await, "hello");
}

async fn a_bus_that_works_says_so(nodes: Nodes) {
    assert!(nodes.here.is_reachable().await);
    assert!(nodes.there.is_reachable().await);
}
