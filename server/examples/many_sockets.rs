//! Opens many widget sockets to a running server and keeps them: what an idle shopper costs.
//!
//! Usage: `many_sockets HOST:PORT ORIGIN ORGANISATION COUNT`; prints a line when all are open, and ends when standard input does.

use std::{sync::Arc, time::Duration};

use domain::wire::{FromShopper, VERSION};
use futures::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
};
use tokio_tungstenite::{
    client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Connections that are being opened at the same time.
const AT_ONCE: usize = 64;
/// Local ports of one loopback address; more sockets need more addresses.
const PER_ADDRESS: usize = 20_000;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, origin, org, count] = &arguments[..] else {
        return Err("usage: many_sockets HOST:PORT ORIGIN ORGANISATION COUNT".into());
    };
    let count: usize = count.parse()?;
    if count > PER_ADDRESS {
        return Err(format!("at most {PER_ADDRESS} sockets").into());
    }
    let token = visit_token(address, org).await?;
    let gate = Arc::new(Semaphore::new(AT_ONCE));
    let mut opening = JoinSet::new();
    for _ in 0..count {
        let (gate, address, origin, org, token) = (gate.clone(), address.clone(), origin.clone(), org.clone(), token.clone());
        opening.spawn(async move {
            let _permit = gate.acquire_owned().await?;
            let mut request = format!("ws://{address}/widget/{org}/socket").into_client_request()?;
            request.headers_mut().insert("origin", origin.parse()?);
            let (mut socket, _) = client_async(request, TcpStream::connect(&address).await?).await?;
            let hello = serde_json::to_string(&FromShopper::Hello {
                version: VERSION,
                token,
                resume: None,
                queue: None,
                page: None,
                former: None,
            })?;
            socket.send(Message::Text(hello.into())).await?;
            let view = async {
                loop {
                    match socket.next().await {
                        Some(Ok(Message::Text(_))) => return Ok::<_, Failure>(()),
                        Some(Ok(Message::Ping(_))) => {}
                        other => return Err(format!("instead of a view: {other:?}").into()),
                    }
                }
            };
            tokio::time::timeout(Duration::from_secs(30), view).await??;
            Ok::<_, Failure>(socket)
        });
    }
    let mut open = Vec::with_capacity(count);
    while let Some(socket) = opening.join_next().await {
        open.push(socket??);
    }
    let mut output = tokio::io::stdout();
    output.write_all(format!("open {}\n", open.len()).as_bytes()).await?;
    output.flush().await?;
    let mut line = String::new();
    BufReader::new(tokio::io::stdin()).read_line(&mut line).await?;
    Ok(())
}

/// The token in the widget's page, read as plainly as a client can.
async fn visit_token(address: &str, org: &str) -> Result<String, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET /widget/{org} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut page = String::new();
    stream.read_to_string(&mut page).await?;
    let token = page.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next());
    token.map(str::to_owned).ok_or_else(|| "the page has no token".into())
}
