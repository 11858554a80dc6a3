//! Credentials for a TURN server that end by themselves (coturn's `use-auth-secret`, after
//! draft-uberti-behave-turn-rest-00): the user name is `expiry:ticket`, the password its HMAC-SHA1 under the shared secret.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Duration, TicketId, Timestamp, wire::IceServer};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long credentials are good for a new allocation; one that was made goes on.
pub const TTL: Duration = Duration::from_secs(300);
/// When whoever holds credentials gets new ones, so that every restart finds some with half their time left.
pub const RENEW_AFTER: Duration = Duration::from_secs(150);

/// Where the TURN server is, and the secret shared with it.
#[derive(Clone)]
pub struct TurnConfig {
    /// `turn:` and `turns:` addresses.
    pub urls: Vec<String>,
    /// coturn's `static-auth-secret`.
    pub secret: String,
}

impl fmt::Debug for TurnConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("TurnConfig").field("urls", &self.urls).finish_non_exhaustive()
    }
}

/// Whether this address is a relay's; a `stun:` one is not.
pub fn is_relay(url: &str) -> bool {
    url.starts_with("turn:") || url.starts_with("turns:")
}

impl TurnConfig {
    /// Whether any of the servers is a relay, not only one that tells addresses.
    pub fn has_relay(&self) -> bool {
        self.urls.iter().any(|url| is_relay(url))
    }

    /// Credentials for one side of a call of this ticket.
    pub fn credentials(&self, ticket: &TicketId, now: Timestamp) -> IceServer {
        let username = format!("{}:{ticket}", (now + TTL).as_micros().div_euclid(1_000_000));
        let credential = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes()).ok().map(|mut mac| {
            mac.update(username.as_bytes());
            STANDARD.encode(mac.finalize().into_bytes())
        });
        IceServer { urls: self.urls.clone(), username: Some(username), credential }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_name_the_ticket_and_end_after_five_minutes() {
        let turn = TurnConfig { urls: vec!["turn:turn.example:3478".into()], secret: "north".into() };
        let server = turn.credentials(&TicketId::from_random([0; 20]), Timestamp::from_micros(1_700_000_000_000_000));
        assert_eq!(server.username.as_deref(), Some("1700000300:AAAAAAAAAAAAAAAAAAAA"));
        // printf '1700000300:AAAAAAAAAAAAAAAAAAAA' | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(server.credential.as_deref(), Some("Sr/UBHk597tNiTTAD2q3M2cOAvU="));
    }

    #[test]
    fn a_server_that_only_tells_addresses_is_no_relay() {
        let turn = |url: &str| TurnConfig { urls: vec![url.into()], secret: String::new() };
        assert!(turn("turns:turn.example:443?transport=tcp").has_relay() && turn("turn:turn.example").has_relay());
        assert!(!turn("stun:stun.example").has_relay());
    }

    #[test]
    fn the_secret_is_not_printed() {
        let turn = TurnConfig { urls: vec![], secret: "north".into() };
        assert!(!format!("{turn:?}").contains("north"));
    }
}
