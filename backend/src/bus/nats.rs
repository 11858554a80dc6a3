//! The bus of several servers: one NATS server or cluster between them. It may be away, at the start or later: this node goes on
//! without it, connects in the background, and says so in its log and at `/readyz`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_nats::{Client, ConnectOptions, Event, ServerAddr, connection::State};
use futures::{
    FutureExt, StreamExt,
    future::{self, BoxFuture},
    stream::BoxStream,
};
use percent_encoding::percent_decode_str;
use tokio::time::timeout;

use super::{Bus, BusError, Payload};

/// How far a subscriber may fall behind before it misses messages.
const BACKLOG: usize = 1_024;
/// How often the server is asked whether it still lives; after three questions without an answer it is gone.
const ASKED_EVERY: Duration = Duration::from_secs(5);
/// How long a message may wait for room in front of a line that is stuck.
const SENT_WITHIN: Duration = Duration::from_secs(1);
/// The longest pause between two attempts to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

/// Passes messages on over NATS.
pub struct NatsBus {
    client: Client,
}

impl NatsBus {
    /// Connects in the background to one of `addresses`: `nats://` or, for TLS, `tls://`, separated by commas, with
    /// `user:password@` or `token@` before the host where the server asks for it.
    ///
    /// # Errors
    /// An address cannot be read. A server that does not answer is no error.
    pub async fn connect(addresses: &str) -> Result<Self, BusError> {
        let addresses = addresses.split(',').map(|address| parse(address.trim())).collect::<Result<Vec<_>, _>>()?;
        let news = Arc::new(Line::default());
        let options = authenticated(ConnectOptions::new(), &addresses)
            .name("vitrine")
            .retry_on_initial_connect()
            .ping_interval(ASKED_EVERY)
            .subscription_capacity(BACKLOG)
            .reconnect_delay_callback(pause)
            .event_callback(move |event| {
                news.tell(&event);
                future::ready(())
            });
        let client = options.connect(addresses).await.map_err(|error| BusError(error.to_string()))?;
        Ok(Self { client })
    }

    fn is_connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }
}

/// What the log says about the line to the server, each turn once.
#[derive(Default)]
struct Line {
    is_known_away: AtomicBool,
}

impl Line {
    fn tell(&self, event: &Event) {
        match event {
            Event::Connected => {
                self.is_known_away.store(false, Ordering::Relaxed);
                tracing::info!("NATS is connected");
            }
            Event::Disconnected | Event::ClientError(_) => {
                if !self.is_known_away.swap(true, Ordering::Relaxed) {
                    tracing::warn!(%event, "NATS cannot be reached; other servers' changes are found later until it comes back");
                }
            }
            Event::SlowConsumer(_) => tracing::warn!("messages of NATS came faster than they were read; some were missed"),
            _ => tracing::warn!(%event, "NATS"),
        }
    }
}

/// Messages of a log must not hold a password, so nothing of the address is repeated.
fn parse(address: &str) -> Result<ServerAddr, BusError> {
    let unreadable = || BusError("an address of NATS cannot be read; it looks like nats://HOST:4222 or tls://HOST:4222".to_owned());
    let address: ServerAddr = address.parse().map_err(|_| unreadable())?;
    if !["nats", "tls"].contains(&address.scheme()) || address.host().is_empty() {
        return Err(unreadable());
    }
    Ok(address)
}

/// NATS' library leaves what stands before the `@` to its caller. One sign-in is good for all servers of a cluster.
fn authenticated(options: ConnectOptions, addresses: &[ServerAddr]) -> ConnectOptions {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    match addresses.iter().find_map(|address| Some((address.username()?, address.password()))) {
        Some((user, Some(password))) => options.user_and_password(decoded(user), decoded(password)),
        Some((token, None)) => options.token(decoded(token)),
        None => options,
    }
}

/// Twice as long each time; the first attempt is made at once.
fn pause(attempts: usize) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(u32::MAX).min(12);
    if doublings == 0 { Duration::ZERO } else { Duration::from_millis(2_u64.pow(doublings)).min(LONGEST_PAUSE) }
}

impl Bus for NatsBus {
    fn publish<'a>(&'a self, subject: &'a str, payload: Payload) -> BoxFuture<'a, Result<(), BusError>> {
        async move {
            // The library would keep it until the server is back: by then everybody has read again, and old signals only confuse.
            if !self.is_connected() {
                return Err(BusError("NATS is away".to_owned()));
            }
            match timeout(SENT_WITHIN, self.client.publish(subject.to_owned(), payload.to_vec().into())).await {
                Ok(sent) => sent.map_err(|error| BusError(error.to_string())),
                Err(_) => Err(BusError("the line to NATS is stuck".to_owned())),
            }
        }
        .boxed()
    }

    fn subscribe<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<BoxStream<'static, Payload>, BusError>> {
        async move {
            // Made while the server is away it counts from the moment it is back, as it also does after each later absence.
            match timeout(SENT_WITHIN, self.client.subscribe(subject.to_owned())).await {
                Ok(Ok(messages)) => Ok(messages.map(|message| Payload::from(&*message.payload)).boxed()),
                Ok(Err(error)) => Err(BusError(error.to_string())),
                Err(_) => Err(BusError("the line to NATS is stuck".to_owned())),
            }
        }
        .boxed()
    }

    fn is_reachable(&self) -> BoxFuture<'_, bool> {
        future::ready(self.is_connected()).boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_none_is_refused_without_repeating_its_password() {
        for address in ["", "http://host:4222", "wss://host", "nats://user:sesame@host:port"] {
            let refusal = parse(address).map(drop).unwrap_err().to_string();
            assert!(refusal.contains("nats://HOST:4222") && !refusal.contains("sesame"), "{address}: {refusal}");
        }
        assert!(parse("nats://user:sesame@127.0.0.1:4222").is_ok());
        assert!(parse("tls://nats.example").is_ok());
    }

    #[test]
    fn pauses_grow_and_stay_below_their_limit() {
        let pauses: Vec<_> = (0..30).map(pause).collect();
        assert!(pauses.is_sorted(), "{pauses:?}");
        assert_eq!((pauses[1], pauses[29]), (Duration::ZERO, LONGEST_PAUSE));
        assert_eq!(pause(usize::MAX), LONGEST_PAUSE);
    }
}
