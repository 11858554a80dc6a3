//! The one way out over HTTP to addresses that people typed in.
//!
//! It reaches public addresses only, so that nobody reads what the server's own network has to tell (request forgery): a name is resolved
//! once and the connection goes to what was checked, each redirect is checked anew, nothing that a server says makes it read for ever,
//! and no proxy of the environment is asked. Redirects lead to no other answer than a plain look: no credentials are ever sent.

mod connection;
mod guard;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use http::{
    HeaderMap, Request, Response, StatusCode,
    header::{self, HeaderName},
};
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;
use url::Url;

use guard::Guard;

/// How often an address may lead on to another.
const MOST_REDIRECTS: usize = 5;
/// The longest validator that is kept, in bytes.
const MAX_VALIDATOR_BYTES: usize = 500;
const USER_AGENT: &str = concat!("Vitrine/", env!("CARGO_PKG_VERSION"));

/// By what a server tells that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This.
    Content {
        /// All of it.
        bytes: Vec<u8>,
        /// How to ask whether it is still so.
        validators: Validators,
    },
    /// Nothing changed.
    Same,
}

/// Why an address could not be read; in words for who typed it in, without anything that the server said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// It is no address of the web, or has a user's name in it.
    #[error("it is no address that begins with https:// or http://")]
    NoAddress,
    /// Its name leads nowhere.
    #[error("there is no server of this name")]
    NoServer,
    /// It leads into a network of the server's own.
    #[error("it leads into a private network, which is not allowed")]
    Private,
    /// Nobody answers there.
    #[error("the server does not answer")]
    Unreachable,
    /// The certificate is not right.
    #[error("the server's certificate is not valid")]
    Insecure,
    /// A redirect led from https to http.
    #[error("it leads from https to http")]
    Downgrade,
    /// It leads on and on.
    #[error("it leads on to other addresses too often")]
    TooManyRedirects,
    /// The answer is not what was hoped for.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// There is too much of it.
    #[error("the answer is too large")]
    TooLarge,
    /// It took too long.
    #[error("the answer took too long")]
    Late,
    /// It ended in the middle.
    #[error("the answer broke off")]
    Broken,
}

/// The way out. Clones are the same one.
#[derive(Clone)]
pub struct Outbound {
    guard: Guard,
    tls: TlsConnector,
}

impl Outbound {
    /// Reaches public addresses only, with the certificates that this machine trusts.
    ///
    /// # Errors
    /// What TLS needs is not there.
    pub fn new() -> Result<Self, rustls::Error> {
        Self::with(Guard::default())
    }

    /// As [`Outbound::new`], and reaches these addresses as well: for tests, whose servers are on loopback.
    ///
    /// # Errors
    /// As [`Outbound::new`].
    pub fn reaching(servers: Vec<SocketAddr>) -> Result<Self, rustls::Error> {
        Self::with(Guard::reaching(servers))
    }

    fn with(guard: Guard) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        let (_, unreadable) = roots.add_parsable_certificates(found.certs);
        if roots.is_empty() {
            tracing::warn!(unreadable, "this machine trusts no certificates, so no https address can be read");
        }
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { guard, tls: TlsConnector::from(Arc::new(config)) })
    }

    /// What an address says, unless that is what these validators are of; at most so many bytes, and within this time.
    ///
    /// # Errors
    /// See [`OutboundError`].
    pub async fn get(&self, url: &str, known: &Validators, most_bytes: usize, within: Duration) -> Result<Answer, OutboundError> {
        tokio::time::timeout(within, self.try_to_get(url, known, most_bytes)).await.map_err(|_| OutboundError::Late)?
    }

    async fn try_to_get(&self, url: &str, known: &Validators, most_bytes: usize) -> Result<Answer, OutboundError> {
        let mut url = Url::parse(url).map_err(|_| OutboundError::NoAddress)?;
        for _ in 0..=MOST_REDIRECTS {
            let response = self.look(&url, known).await?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && *known != Validators::default() {
                return Ok(Answer::Same);
            }
            if !status.is_redirection() {
                return if status == StatusCode::OK {
                    content(response, most_bytes).await
                } else {
                    Err(OutboundError::Status(status.as_u16()))
                };
            }
            let Some(to) = text(response.headers(), header::LOCATION) else { return Err(OutboundError::Status(status.as_u16())) };
            let next = url.join(&to).map_err(|_| OutboundError::NoAddress)?;
            if url.scheme() == "https" && next.scheme() == "http" {
                return Err(OutboundError::Downgrade);
            }
            url = next;
        }
        Err(OutboundError::TooManyRedirects)
    }

    async fn look(&self, url: &Url, known: &Validators) -> Result<Response<Incoming>, OutboundError> {
        let has_user = !url.username().is_empty() || url.password().is_some();
        if !matches!(url.scheme(), "http" | "https") || has_user {
            return Err(OutboundError::NoAddress);
        }
        let (host, port) = (url.host().ok_or(OutboundError::NoAddress)?, url.port_or_known_default().ok_or(OutboundError::NoAddress)?);
        let servers = self.guard.servers(&host, port).await?;
        let tls = (url.scheme() == "https").then_some(&self.tls);
        let mut request = Request::get(&url[url::Position::BeforePath..url::Position::AfterQuery])
            .header(header::HOST, &url[url::Position::BeforeHost..url::Position::AfterPort])
            .header(header::USER_AGENT, USER_AGENT)
            .header(header::ACCEPT, "*/*")
            .header(header::ACCEPT_ENCODING, "identity");
        for (name, value) in [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = request.body(Empty::<Bytes>::new()).map_err(|_| OutboundError::NoAddress)?;
        connection::send(&servers, tls, &host, request).await
    }
}

async fn content(response: Response<Incoming>, most_bytes: usize) -> Result<Answer, OutboundError> {
    let validators =
        Validators { etag: text(response.headers(), header::ETAG), last_modified: text(response.headers(), header::LAST_MODIFIED) };
    let body = Limited::new(response.into_body(), most_bytes).collect().await;
    let body = body.map_err(|error| if error.is::<LengthLimitError>() { OutboundError::TooLarge } else { OutboundError::Broken })?;
    Ok(Answer::Content { bytes: body.to_bytes().to_vec(), validators })
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let text = headers.get(&name)?.to_str().ok()?;
    (name == header::LOCATION || text.len() <= MAX_VALIDATOR_BYTES).then(|| text.to_owned())
}
