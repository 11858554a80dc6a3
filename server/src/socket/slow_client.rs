//! A client that reads nothing is closed with 1013, and what it gets before is in order and without gaps.

use axum::{Router, extract::WebSocketUpgrade, routing::get};
use futures::{SinkExt, StreamExt};
use tokio::net::TcpListener;
use tokio_tungstenite::{connect_async, tungstenite::Message as ClientMessage};

use super::*;

/// Speaks without pause.
struct Chatter(u64);

impl Session for Chatter {
    type In = serde_json::Value;
    type Out = serde_json::Value;

    async fn handle(&mut self, _: Self::In) -> Result<(), Problem> {
        Ok(())
    }

    async fn next(&mut self) -> Option<Self::Out> {
        self.0 += 1;
        Some(serde_json::json!({ "number": self.0, "filling": "x".repeat(32 * 1024) }))
    }

    async fn detach(self) {}

    fn problem(problem: Problem) -> Self::Out {
        serde_json::json!(problem)
    }

    fn beat() -> Self::Out {
        serde_json::json!("beat")
    }

    fn version(_: &Self::In) -> Option<u16> {
        None
    }
}

#[tokio::test]
async fn a_client_that_does_not_keep_up_is_closed_with_1013_and_loses_nothing_silently() {
    let heartbeat = Heartbeat { every: Duration::from_secs(60), gone_after: Duration::from_secs(60) };
    let shutdown = Shutdown::default();
    let upgrade = move |upgrade: WebSocketUpgrade| async move {
        limited(upgrade)
            .on_upgrade(move |socket| async move { run::<Chatter, _, _>(&shutdown, socket, heartbeat, |_| async { Ok(Chatter(0)) }).await })
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", get(upgrade))).await });
    let (mut socket, _) = connect_async(format!("ws://{address}")).await.expect("a socket");
    socket.send(ClientMessage::Text("{}".into())).await.expect("sent");
    let mut expected = 0;
    let mut code = None;
    while let Some(Ok(message)) = socket.next().await {
        match message {
            ClientMessage::Text(text) => {
                expected += 1;
                let message: serde_json::Value = serde_json::from_str(&text).expect("json");
                assert_eq!(message["number"], expected);
            }
            ClientMessage::Close(frame) => code = frame.map(|frame| u16::from(frame.code)),
            _ => {}
        }
    }
    assert_eq!(code, Some(1013));
}
