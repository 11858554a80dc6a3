//! Credentials for a TURN server that end by themselves (coturn's `use-auth-secret`, after
//! draft-uberti-behave-turn-rest-00): the user name is `expiry:ticket`, the password its HMAC-SHA1 under the shared secret.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Duration, TicketId, Timestamp, wire::IceServer};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// How long credentials are good for a new allocation; one that was made goes on.
pub const TTL: Duration = Duration::from_secs(300);

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

impl TurnConfig {
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
    fn the_secret_is_not_printed() {
        let turn = TurnConfig { urls: vec![], secret: "north".into() };
        assert!(!format!("{turn:?}").contains("north"));
    }
}
