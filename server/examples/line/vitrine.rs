//! Our side of the wire.

use std::net::Ipv4Addr;

use domain::wire::{FromShopper, JoinRequest, VERSION};
use futures::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::line::{Failure, Socket};

/// A running server.
#[derive(Clone)]
pub struct Target {
    address: String,
    origin: String,
    org: String,
}

impl Target {
    /// The server at this address, whose own pages have this origin.
    pub fn of(address: &str, origin: &str, org: &str) -> Self {
        Self { address: address.into(), origin: origin.into(), org: org.into() }
    }

    /// Gets in line as somebody with a visit and an address of the own: the server lets nobody draw many tickets.
    pub async fn join(&self, who: usize) -> Result<Socket, Failure> {
        let page = self.page().await?;
        let field = |name: &str| -> Result<String, Failure> {
            let value = page.split(&format!("\"{name}\":\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.map(str::to_owned).ok_or_else(|| format!("the page has no {name}").into())
        };
        let mut request = format!("ws://{}/widget/{}/socket", self.address, self.org).into_client_request()?;
        request.headers_mut().insert("origin", self.origin.parse()?);
        let from = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 0).to_bits() + u32::try_from(who)?);
        request.headers_mut().insert("x-forwarded-for", from.to_string().parse()?);
        let (mut socket, _) = client_async(request, TcpStream::connect(&self.address).await?).await?;
        let hello = FromShopper::Hello { version: VERSION, token: field("token")?, resume: None, queue: None, page: None, former: None };
        socket.send(text(&hello)?).await?;
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(_))) => break,
                Some(Ok(_)) => {}
                other => return Err(format!("instead of a view: {other:?}").into()),
            }
        }
        socket.send(text(&FromShopper::Join(Box::new(request_to_join(field("terms_version")?))))?).await?;
        Ok(socket)
    }

    /// The widget's page, read as plainly as a client can.
    async fn page(&self) -> Result<String, Failure> {
        let mut stream = TcpStream::connect(&self.address).await?;
        stream.write_all(format!("GET /widget/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", self.org).as_bytes()).await?;
        let mut page = String::new();
        stream.read_to_string(&mut page).await?;
        Ok(page)
    }
}

fn request_to_join(terms: String) -> JoinRequest {
    JoinRequest {
        queue: None,
        terms,
        data: serde_json::json!({ "firstName": "Ada", "basket": { "items": 2 } }),
        page_url: Some("https://shop.example/lamps".into()),
        page_title: Some("Lamps".into()),
        tags: domain::tracking::Tags::default(),
        language: "en".into(),
        has_camera: true,
        has_microphone: true,
        call_back: None,
    }
}

/// The place that a message tells, if it does. Read as plainly as the peer's: whoever understands all of it has a machine of the own.
pub fn place(text: &str) -> Option<u32> {
    let waiting = text.strip_prefix(r#"{"view":"#)?.split_once(r#""waiting":{"#)?.1;
    let place = waiting.split_once(r#""place":"#)?.1;
    place.split(|other: char| !other.is_ascii_digit()).next()?.parse().ok()
}

/// Out of the line.
pub fn leave() -> Result<Message, Failure> {
    text(&FromShopper::Leave)
}

fn text(message: &FromShopper) -> Result<Message, Failure> {
    Ok(Message::Text(serde_json::to_string(message)?.into()))
}
