//! The side of `line_floor`: in line by connecting, out of it by any message.

use tokio::net::TcpStream;
use tokio_tungstenite::{client_async, tungstenite::Message};

use crate::line::{Failure, Socket};

/// Gets in line.
pub async fn join(address: &str) -> Result<Socket, Failure> {
    let (socket, _) = client_async(format!("ws://{address}/"), TcpStream::connect(address).await?).await?;
    Ok(socket)
}

/// Out of the line.
pub fn leave() -> Message {
    Message::text("leave")
}
