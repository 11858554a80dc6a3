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
    /// JSON that is none of the messages this version knows.
    Unknown,
    /// Text that is not even JSON, or bytes.
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
                let (line, column) = (error.line(), error.column());
                tracing::info!(kind = kind(&text), line, column, bytes = text.len(), "a message cannot be read");
                if error.is_data() { Received::Unknown } else { Received::Unreadable }
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

/// What kind of message it claims to be; nothing of what it says.
fn kind(text: &str) -> Option<&str> {
    let name = text.trim_start_matches(['{', ' ']).strip_prefix('"')?.split('"').next()?;
    let is_plain = name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_plain.then_some(name)
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

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn only_a_plain_name_is_logged_of_a_message_that_cannot_be_read() {
        assert_eq!(kind(r#"{"dance":{"with":"Joe"}}"#), Some("dance"));
        assert_eq!(kind(r#""wave""#), Some("wave"));
        for text in ["", "[]", r#"{"Joe Doe":1}"#, r#"{"x@y.example":1}"#, r#"{"abcdefghijklmnopqrstuvwxyzabcdefg":1}"#] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
