//! Random bytes, and what is made of them.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::Result;

/// Bytes from the operating system.
pub fn bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A new identifier: `random::id(TicketId::from_random)?`.
pub fn id<T>(make: impl FnOnce([u8; domain::id::LENGTH]) -> T) -> Result<T> {
    bytes().map(make)
}

/// A secret of 32 random bytes in 43 characters that are safe in a URL, a cookie and JSON.
pub fn secret() -> Result<String> {
    bytes::<32>().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
}

/// A nonce for a content security policy. Should the operating system give no bytes it is empty, with which no script runs.
pub fn nonce() -> String {
    bytes::<16>().map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).unwrap_or_default()
}

/// How long to pause before trying again: a random share of a limit that doubles with each attempt up to a quarter second, so
/// that two who collided do not collide again.
pub fn pause(attempt: u32) -> Duration {
    let limit = 2_000_u64.saturating_mul(1 << attempt.min(7));
    let share = getrandom::u64().unwrap_or(0) % limit;
    Duration::from_micros(share)
}

#[cfg(test)]
mod tests {
    use domain::TicketId;

    use super::*;

    #[test]
    fn ids_and_secrets_do_not_repeat() {
        assert_ne!(id(TicketId::from_random).ok(), id(TicketId::from_random).ok());
        assert_ne!(secret().ok(), secret().ok());
        assert_eq!(secret().ok().map(|secret| secret.len()), Some(43));
    }

    #[test]
    fn a_pause_never_lasts_longer_than_a_quarter_second() {
        assert!((0..100).all(|attempt| pause(attempt) <= Duration::from_micros(256_000)));
    }
}
