//! Messages as text.

use axum::extract::ws::{Message, WebSocket};
use futures::{StreamExt, stream::SplitStream};
use serde::{Serialize, de::DeserializeOwned};

/// What came in.
pub enum Received<In> {
    /// A message.
    Message(In),
    /// A pong or ping: a sign of life.
    Alive,
    /// Text that is no message, or bytes.
    Unreadable,
    /// The end, or a frame over the limit.
    Closed,
}

/// The next thing a client sends.
pub async fn receive<In: DeserializeOwned>(stream: &mut SplitStream<WebSocket>) -> Received<In> {
    match stream.next().await {
        Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
            Ok(message) => Received::Message(message),
            Err(error) => {
                tracing::info!(line = error.line(), column = error.column(), bytes = text.len(), "a message cannot be read");
                Received::Unreadable
            }
        },
        Some(Ok(Message::Binary(_))) => Received::Unreadable,
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Received::Alive,
        Some(Ok(Message::Close(_))) | None => Received::Closed,
        Some(Err(error)) => {
            tracing::info!(%error, "a socket breaks");
            Received::Closed
        }
    }
}

/// A message as text; `None`, with a log line, for one that has no JSON form.
pub fn encode(message: &impl Serialize) -> Option<Message> {
    match serde_json::to_string(message) {
        Ok(text) => Some(Message::Text(text.into())),
        Err(error) => {
            tracing::error!(%error, "a message cannot be written");
            None
        }
    }
}
