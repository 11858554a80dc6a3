//! One connection for one question.

use std::{net::SocketAddr, time::Duration};

use http::{Request, Response};
use http_body_util::Empty;
use hyper::{
    body::{Bytes, Incoming},
    client::conn::http1,
};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;
use url::Host;

use super::OutboundError;

/// How long a server may take to be there.
const CONNECTED_WITHIN: Duration = Duration::from_secs(10);

/// Asks the first of these servers that is there.
pub(super) async fn send(
    servers: &[SocketAddr],
    tls: Option<&TlsConnector>,
    host: &Host<&str>,
    request: Request<Empty<Bytes>>,
) -> Result<Response<Incoming>, OutboundError> {
    let stream = connect(servers).await?;
    let Some(tls) = tls else { return ask(stream, request).await };
    let name = match host {
        Host::Domain(name) => ServerName::try_from((*name).to_owned()).map_err(|_| OutboundError::NoAddress)?,
        Host::Ipv4(address) => ServerName::from(std::net::IpAddr::V4(*address)),
        Host::Ipv6(address) => ServerName::from(std::net::IpAddr::V6(*address)),
    };
    let stream = timeout(CONNECTED_WITHIN, tls.connect(name, stream)).await.map_err(|_| OutboundError::Unreachable)?;
    ask(stream.map_err(|_| OutboundError::Insecure)?, request).await
}

async fn connect(servers: &[SocketAddr]) -> Result<TcpStream, OutboundError> {
    for server in servers {
        if let Ok(Ok(stream)) = timeout(CONNECTED_WITHIN, TcpStream::connect(server)).await {
            return Ok(stream);
        }
    }
    Err(OutboundError::Unreachable)
}

async fn ask<S>(stream: S, request: Request<Empty<Bytes>>) -> Result<Response<Incoming>, OutboundError>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| OutboundError::Broken)?;
    // It ends with the answer, or when nobody waits for that any more.
    tokio::spawn(async move { connection.await.ok() });
    sender.send_request(request).await.map_err(|_| OutboundError::Broken)
}
