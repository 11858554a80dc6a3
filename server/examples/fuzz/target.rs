//! The server under test, as a stranger reaches it.

use std::{sync::Arc, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{Failure, dice::Dice, tally::Tally};

/// The demo organisation.
pub const ORG: &str = "demodemodemodemodemo";
/// How long an answer may take on a busy machine before it counts as none.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Where to send things, and where to note what came of it.
#[derive(Clone, Debug)]
pub struct Target {
    /// Host and port.
    pub address: String,
    /// The server's public origin.
    pub origin: String,
    /// What was done.
    pub tally: Arc<Tally>,
}

impl Target {
    /// Sends bytes as a connection of their own; what came back, when the server closed it in time.
    pub async fn exchange(&self, request: &[u8]) -> Result<Vec<u8>, Failure> {
        let mut stream = TcpStream::connect(&self.address).await?;
        // A server that has read enough may close before it has read everything.
        let _ = stream.write_all(request).await;
        let mut answer = vec![];
        let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.map_err(|_| "no answer in time")?;
        Ok(answer)
    }

    /// Gets a page.
    pub async fn page(&self, path: &str) -> Result<String, Failure> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Ok(String::from_utf8_lossy(&self.exchange(request.as_bytes()).await?).into_owned())
    }

    /// The visit token in the widget's page, read as plainly as a client can.
    pub async fn visit_token(&self) -> Result<String, Failure> {
        let page = self.page(&format!("/widget/{ORG}")).await?;
        let token = page.split("\"token\":\"").nth(1).and_then(|rest| rest.split('"').next());
        token.map(str::to_owned).ok_or_else(|| "the widget's page has no token".into())
    }

    /// Signs an agent of the demo in, from an address of its own: wrong passwords elsewhere must not slow it down. Its cookie.
    pub async fn sign_in(&self, dice: &mut Dice, name: &str) -> Result<String, Failure> {
        let form = format!("email={name}%40demo.test&password=agent-demo-2026");
        let request = format!(
            "POST /o/{ORG}/sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: {}\r\nX-Forwarded-For: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n{form}",
            self.origin,
            address(dice),
            form.len()
        );
        let answer = String::from_utf8_lossy(&self.exchange(request.as_bytes()).await?).into_owned();
        let cookie = answer.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
        cookie.map(str::to_owned).ok_or_else(|| format!("{name} cannot sign in: {}", first_line(&answer)).into())
    }
}

/// An address out of the block for benchmarks (RFC 2544).
pub fn address(dice: &mut Dice) -> String {
    format!("198.18.{}.{}", dice.byte(), dice.byte())
}

/// The first line of a text.
pub fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("nothing")
}
