//! Sockets: one for each open widget and desk. A socket speaks JSON text of at most 64 KiB, says hello within five seconds, is
//! pinged, is limited in rate, and has a bounded outbox: whoever cannot keep up is closed with 1013 and comes back to a fresh
//! view, so nothing is ever dropped silently.

pub mod agent;
mod limits;
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
    wire::{MAX_MESSAGE_BYTES, Problem},
};
use futures::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use serde::{Serialize, de::DeserializeOwned};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, MissedTickBehavior, interval, timeout},
};

use crate::{
    http::{App, is_same_origin},
    shutdown::Shutdown,
};
use limits::RateLimit;

/// How long a client has for its hello.
const HELLO_WITHIN: Duration = Duration::from_secs(5);
/// Messages that wait for a slow client.
const OUTBOX_MESSAGES: usize = 64;
/// What a socket reads ahead; the default of 128 KiB would dominate the memory of an idle shopper.
const READ_BUFFER_BYTES: usize = 4 * 1024;
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
        Problem::Internal | Problem::UnknownQueue { .. } | Problem::QueueClosed => None,
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
    let (outbox, inbox) = mpsc::channel::<Message>(OUTBOX_MESSAGES);
    let (overtake, overtaken) = oneshot::channel();
    let mut writer = tokio::spawn(write(sink, inbox, overtaken));
    let goodbye = match hello::<S, F, A>(shutdown, &mut stream, attach).await {
        Ok(mut session) => {
            let goodbye = converse(shutdown, &mut session, &mut stream, &outbox, heartbeat).await;
            session.detach().await;
            goodbye
        }
        Err(goodbye) => goodbye,
    };
    let close = CloseFrame { code: goodbye.code, reason: goodbye.reason.into() };
    let last = goodbye.last.and_then(|last| wire::encode(&last));
    let farewell = last.into_iter().chain([Message::Close(Some(close.clone()))]);
    let is_queued = farewell.into_iter().all(|message| outbox.try_send(message).is_ok());
    if !is_queued {
        let _ = overtake.send(close);
    }
    drop(outbox);
    // Whatever the client still sends is read and dropped: closing with unread bytes would reset the connection, and the client
    // would lose the words that were meant for it.
    let drained = async { while let Some(Ok(_)) = stream.next().await {} };
    let farewell = async { tokio::join!(&mut writer, drained) };
    if timeout(GOODBYE_WITHIN, farewell).await.is_err() {
        writer.abort();
    }
}

/// Sends what is queued. A close frame in `overtake` goes before all of it: the client does not keep up and will get a fresh view
/// when it comes back.
async fn write(mut sink: SplitSink<WebSocket, Message>, mut inbox: mpsc::Receiver<Message>, mut overtake: oneshot::Receiver<CloseFrame>) {
    loop {
        let message = tokio::select! {
            biased;
            Ok(close) = &mut overtake => Some(Message::Close(Some(close))),
            queued = inbox.recv() => queued,
        };
        let Some(message) = message else { break };
        let is_last = matches!(message, Message::Close(_));
        if sink.send(message).await.is_err() || is_last {
            break;
        }
    }
    let _ = sink.close().await;
}

async fn hello<S, F, A>(shutdown: &Shutdown, stream: &mut SplitStream<WebSocket>, attach: F) -> Result<S, Goodbye<S::Out>>
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
        wire::Received::Unreadable => return Err(refused::<S>(Problem::BadMessage)),
        wire::Received::Alive | wire::Received::Closed => return Err(Goodbye::plain(code::POLICY, "no hello")),
    };
    attach(message).await.map_err(refused::<S>)
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
    outbox: &mpsc::Sender<Message>,
    heartbeat: Heartbeat,
) -> Goodbye<S::Out> {
    let mut rate = RateLimit::new(Instant::now().into_std());
    let mut pings = interval(heartbeat.every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut last_heard = Instant::now();
    loop {
        let message = tokio::select! {
            () = shutdown.token.cancelled() => return Goodbye::plain(code::GOING_AWAY, "restarting"),
            _ = pings.tick() => {
                if last_heard.elapsed() > heartbeat.gone_after {
                    return Goodbye::plain(code::POLICY, "silent");
                }
                Some(Message::Ping(Vec::new().into()))
            }
            next = session.next() => match next {
                Some(next) => wire::encode(&next),
                None => return Goodbye::plain(code::POLICY, "over"),
            },
            received = wire::receive(stream) => {
                last_heard = Instant::now();
                let outcome = match received {
                    wire::Received::Alive => Ok(()),
                    wire::Received::Closed => return Goodbye::plain(code::GOING_AWAY, "gone"),
                    wire::Received::Unreadable => Err(Problem::BadMessage),
                    wire::Received::Message(_) if !rate.allows(last_heard.into_std()) => Err(Problem::TooFast),
                    wire::Received::Message(message) => session.handle(message).await,
                };
                match outcome {
                    Ok(()) => None,
                    Err(problem) => match closing_code(&problem) {
                        Some(_) => return refused::<S>(problem),
                        None => wire::encode(&S::problem(problem)),
                    },
                }
            }
        };
        if let Some(message) = message
            && outbox.try_send(message).is_err()
        {
            tracing::warn!("a client does not keep up; its socket closes");
            return Goodbye::plain(code::TRY_AGAIN_LATER, "too slow");
        }
    }
}
