//! Sockets: one for each open widget and desk. A socket speaks JSON text of at most 64 KiB, says hello within five seconds, is
//! pinged, is limited in rate, and has a bounded outbox: whoever cannot keep up is closed with 1013 and comes back to a fresh
//! view, so nothing is ever dropped silently. Only what a client of a newer release says beyond what this one understands is
//! dropped, with a line in the log: during a deploy its page may meet a server that is one release behind.
//!
//! An idle socket is one small task. What is rarely under way, and large, is boxed; it would else be part of the task for good.

pub mod agent;
pub mod guest;
mod limits;
mod outbox;
pub mod shopper;
mod signed_in;
#[cfg(test)]
mod slow_client;
mod wire;

use std::time::Duration;

use axum::{
    extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    OrgId,
    wire::{FIRST_WITH_BEAT, MAX_MESSAGE_BYTES, OLDEST_VERSION, Problem, VERSION},
};
use futures::{StreamExt, stream::SplitStream};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::{
    http::{App, is_same_origin},
    shutdown::Shutdown,
};
use limits::RateLimit;
use outbox::Outbox;

/// How long a client has for its hello.
const HELLO_WITHIN: Duration = Duration::from_secs(5);
/// What a socket reads ahead; the default of 128 KiB would dominate the memory of an idle shopper. A longer message is read in
/// steps of this size.
const READ_BUFFER_BYTES: usize = 512;
/// How long the last word to a client may take.
const GOODBYE_WITHIN: Duration = Duration::from_secs(2);

/// Close codes of RFC 6455 section 7.4.1 and its registry.
mod code {
    pub const GOING_AWAY: u16 = 1001;
    pub const UNREADABLE: u16 = 1007;
    pub const POLICY: u16 = 1008;
    pub const TRY_AGAIN_LATER: u16 = 1013;
}

/// How often a client is pinged, and after which silence it is gone.
#[derive(Clone, Copy, Debug)]
pub struct Heartbeat {
    /// Between pings.
    pub every: Duration,
    /// Without a sign of life.
    pub gone_after: Duration,
}

/// One side of the front desk, as a socket needs it.
pub trait Session: Send {
    /// What the client says.
    type In: DeserializeOwned + Send;
    /// What it is told.
    type Out: Serialize + Send;

    /// Takes a message in.
    fn handle(&mut self, message: Self::In) -> impl Future<Output = Result<(), Problem>> + Send;
    /// The next message to send; `None` when the session is over.
    fn next(&mut self) -> impl Future<Output = Option<Self::Out>> + Send;
    /// The socket is gone.
    fn detach(self) -> impl Future<Output = ()> + Send;
    /// A problem as a message.
    fn problem(problem: Problem) -> Self::Out;
    /// The word that the line is alive.
    fn beat() -> Self::Out;
    /// The wire version that a hello names.
    fn version(hello: &Self::In) -> Option<u16>;
}

/// The organisation of a socket that one of our own pages opens; else the answer that refuses it before the upgrade.
#[expect(clippy::result_large_err, reason = "the error is the very answer that is sent")]
fn organisation_of(app: &App, org: &str, headers: &HeaderMap) -> Result<OrgId, Response> {
    if !is_same_origin(headers, &app.settings.public_url) {
        tracing::warn!(org, "refused a socket from another origin");
        return Err((StatusCode::FORBIDDEN, "sockets are for our own pages").into_response());
    }
    org.parse().map_err(|_| (StatusCode::NOT_FOUND, "no such organisation").into_response())
}

/// The upgrade with all limits set.
fn limited(upgrade: WebSocketUpgrade) -> WebSocketUpgrade {
    upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(4 * MAX_MESSAGE_BYTES)
}

/// Why a socket closes.
struct Goodbye<Out> {
    last: Option<Out>,
    code: u16,
    reason: &'static str,
}

impl<Out> Goodbye<Out> {
    fn plain(code: u16, reason: &'static str) -> Self {
        Self { last: None, code, reason }
    }
}

/// Whether the socket closes after a problem, and with which code.
fn closing_code(problem: &Problem) -> Option<u16> {
    match problem {
        Problem::BadMessage => Some(code::UNREADABLE),
        Problem::TooFast | Problem::BadToken | Problem::SignedOut | Problem::Superseded | Problem::Upgrade => Some(code::POLICY),
        // The session goes on: asking again may help, and a view that is behind is sent again.
        Problem::Internal
        | Problem::UnknownQueue { .. }
        | Problem::QueueClosed
        | Problem::QueueFull
        | Problem::NobodyThere
        | Problem::TooManyTickets
        | Problem::Blocked => None,
    }
}

/// Runs a socket from its hello to its end. `attach` turns the first message into a session.
async fn run<S, F, A>(shutdown: &Shutdown, socket: WebSocket, heartbeat: Heartbeat, attach: F)
where
    S: Session,
    F: FnOnce(S::In) -> A,
    A: Future<Output = Result<S, Problem>>,
{
    let (sink, mut stream) = socket.split();
    let mut outbox = Outbox::new(sink);
    let goodbye = match hello::<S, F, A>(shutdown, &mut stream, attach).await {
        Ok((mut session, version)) => {
            let goodbye = converse(shutdown, &mut session, &mut stream, &mut outbox, heartbeat, version).await;
            Box::pin(session.detach()).await;
            goodbye
        }
        Err(goodbye) => goodbye,
    };
    let close = CloseFrame { code: goodbye.code, reason: goodbye.reason.into() };
    let last = goodbye.last.and_then(|last| wire::encode(&last));
    // Whatever the client still sends is read and dropped: closing with unread bytes would reset the connection, and the client
    // would lose the words that were meant for it.
    let drained = async { while let Some(Ok(_)) = stream.next().await {} };
    let farewell = async { tokio::join!(outbox.close(last, close), drained) };
    timeout(GOODBYE_WITHIN, farewell).await.ok();
}

/// The session of the first message, and the wire version that the client speaks.
async fn hello<S, F, A>(shutdown: &Shutdown, stream: &mut SplitStream<WebSocket>, attach: F) -> Result<(S, u16), Goodbye<S::Out>>
where
    S: Session,
    F: FnOnce(S::In) -> A,
    A: Future<Output = Result<S, Problem>>,
{
    let first = tokio::select! {
        () = shutdown.token.cancelled() => return Err(Goodbye::plain(code::GOING_AWAY, "restarting")),
        first = timeout(HELLO_WITHIN, wire::receive(stream)) => first,
    };
    let Ok(first) = first else { return Err(Goodbye::plain(code::POLICY, "no hello in time")) };
    let message = match first {
        wire::Received::Message(message) => message,
        wire::Received::Unreadable | wire::Received::Unknown => return Err(refused::<S>(Problem::BadMessage)),
        wire::Received::Alive | wire::Received::Closed => return Err(Goodbye::plain(code::POLICY, "no hello")),
    };
    let version = S::version(&message).unwrap_or(OLDEST_VERSION);
    let session = Box::pin(attach(message)).await.map_err(refused::<S>)?;
    Ok((session, version))
}

fn refused<S: Session>(problem: Problem) -> Goodbye<S::Out> {
    tracing::info!(?problem, "a socket is refused");
    let code = closing_code(&problem).unwrap_or(code::POLICY);
    Goodbye { last: Some(S::problem(problem)), code, reason: "refused" }
}

async fn converse<S: Session>(
    shutdown: &Shutdown,
    session: &mut S,
    stream: &mut SplitStream<WebSocket>,
    outbox: &mut Outbox,
    heartbeat: Heartbeat,
    version: u16,
) -> Goodbye<S::Out> {
    let mut rate = RateLimit::new(Instant::now().into_std());
    let mut pings = interval(heartbeat.every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last_heard = Instant::now();
    loop {
        let mut beat = None;
        let message = tokio::select! {
            biased;
            () = shutdown.token.cancelled() => return Goodbye::plain(code::GOING_AWAY, "restarting"),
            () = outbox.sent() => None,
            _ = pings.tick() => {
                if last_heard.elapsed() > heartbeat.gone_after {
                    return Goodbye::plain(code::POLICY, "silent");
                }
                beat = (version >= FIRST_WITH_BEAT).then(|| wire::encode(&S::beat())).flatten();
                Some(Message::Ping(Vec::new().into()))
            }
            received = wire::receive(stream) => {
                last_heard = Instant::now();
                let outcome = match received {
                    wire::Received::Alive => Ok(()),
                    wire::Received::Closed => return Goodbye::plain(code::GOING_AWAY, "gone"),
                    wire::Received::Message(_) | wire::Received::Unknown if !rate.allows(last_heard.into_std()) => Err(Problem::TooFast),
                    wire::Received::Unknown if version > VERSION => Ok(()),
                    wire::Received::Unreadable | wire::Received::Unknown => Err(Problem::BadMessage),
                    wire::Received::Message(message) => Box::pin(session.handle(message)).await,
                };
                match outcome {
                    Ok(()) => None,
                    Err(problem) => match closing_code(&problem) {
                        Some(_) => return refused::<S>(problem),
                        None => wire::encode(&S::problem(problem)),
                    },
                }
            }
            next = session.next() => match next {
                Some(next) => wire::encode(&next),
                None => return Goodbye::plain(code::POLICY, "over"),
            },
        };
        for message in [message, beat].into_iter().flatten() {
            if outbox.push(message).is_err() {
                tracing::warn!("a client does not keep up; its socket closes");
                return Goodbye::plain(code::TRY_AGAIN_LATER, "too slow");
            }
        }
    }
}
