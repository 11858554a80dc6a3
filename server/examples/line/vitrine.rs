//! Our side of the wire.

use domain::wire::{FromShopper, JoinRequest, ShopperStage, ToShopper, VERSION};
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
    token: String,
    terms: String,
}

impl Target {
    /// Reads what a widget needs out of its page, as plainly as a client can.
    pub async fn of(address: &str, origin: &str, org: &str) -> Result<Self, Failure> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(format!("GET /widget/{org} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").as_bytes()).await?;
        let mut page = String::new();
        stream.read_to_string(&mut page).await?;
        let field = |name: &str| -> Result<String, Failure> {
            let value = page.split(&format!("\"{name}\":\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.map(str::to_owned).ok_or_else(|| format!("the page has no {name}").into())
        };
        let (token, terms) = (field("token")?, field("terms_version")?);
        Ok(Self { address: address.into(), origin: origin.into(), org: org.into(), token, terms })
    }

    /// Gets in line.
    pub async fn join(&self) -> Result<Socket, Failure> {
        let mut request = format!("ws://{}/widget/{}/socket", self.address, self.org).into_client_request()?;
        request.headers_mut().insert("origin", self.origin.parse()?);
        let (mut socket, _) = client_async(request, TcpStream::connect(&self.address).await?).await?;
        let hello = FromShopper::Hello { version: VERSION, token: self.token.clone(), resume: None, queue: None, page: None };
        socket.send(text(&hello)?).await?;
        loop {
            match socket.next().await {
                Some(Ok(Message::Text(_))) => break,
                Some(Ok(_)) => {}
                other => return Err(format!("instead of a view: {other:?}").into()),
            }
        }
        socket.send(text(&FromShopper::Join(Box::new(self.request())))?).await?;
        Ok(socket)
    }

    fn request(&self) -> JoinRequest {
        JoinRequest {
            queue: None,
            terms: self.terms.clone(),
            data: serde_json::json!({ "firstName": "Ada", "basket": { "items": 2 } }),
            page_url: Some("https://shop.example/lamps".into()),
            page_title: Some("Lamps".into()),
            language: "en".into(),
            has_camera: true,
            has_microphone: true,
            call_back: None,
        }
    }
}

/// The place that a message tells, if it does.
pub fn place(text: &str) -> Option<u32> {
    match serde_json::from_str(text).ok()? {
        ToShopper::View(view) => match view.stage {
            ShopperStage::Waiting { place, .. } => Some(place),
            _ => None,
        },
        _ => None,
    }
}

/// Out of the line.
pub fn leave() -> Result<Message, Failure> {
    text(&FromShopper::Leave)
}

fn text(message: &FromShopper) -> Result<Message, Failure> {
    Ok(Message::Text(serde_json::to_string(message)?.into()))
}
