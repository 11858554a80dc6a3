//! The peer's side: as much of Engine.IO 4 and Socket.IO 5 as a client in line needs (socket.io-protocol, "Sample session").

use futures::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::{client_async, tungstenite::Message};

use crate::line::{Failure, Socket};

/// Opens a socket and its default namespace, and gets in line.
pub async fn join(address: &str) -> Result<Socket, Failure> {
    let url = format!("ws://{address}/socket.io/?EIO=4&transport=websocket");
    let (mut socket, _) = client_async(url, TcpStream::connect(address).await?).await?;
    until(&mut socket, "0").await?;
    socket.send(Message::text("40")).await?;
    until(&mut socket, "40").await?;
    socket.send(Message::text(r#"42["join"]"#)).await?;
    Ok(socket)
}

async fn until(socket: &mut Socket, begins: &str) -> Result<(), Failure> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) if text.starts_with(begins) => return Ok(()),
            Some(Ok(_)) => {}
            other => return Err(format!("instead of a packet {begins}: {other:?}").into()),
        }
    }
}

/// The place that a packet tells, if it does: `42["place",7]`.
pub fn place(packet: &str) -> Option<u32> {
    packet.strip_prefix(r#"42["place","#)?.strip_suffix(']')?.parse().ok()
}

/// The answer to a ping.
pub fn pong(packet: &str) -> Option<Message> {
    (packet == "2").then(|| Message::text("3"))
}

/// Out of the line.
pub fn leave() -> Message {
    Message::text(r#"42["leave"]"#)
}
