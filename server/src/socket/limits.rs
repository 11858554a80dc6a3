//! How many messages a client may send.

use std::time::{Duration, Instant};

/// Messages in a burst: a connection that gathers candidates sends dozens at once.
const BURST: f64 = 120.0;
/// Messages a second in the long run.
const PER_SECOND: f64 = 20.0;

/// A bucket of tokens, one a message.
#[derive(Debug)]
pub struct RateLimit {
    tokens: f64,
    filled_at: Instant,
}

impl RateLimit {
    /// A full bucket.
    pub fn new(now: Instant) -> Self {
        Self { tokens: BURST, filled_at: now }
    }

    /// Takes a token, if there is one.
    pub fn allows(&mut self, now: Instant) -> bool {
        let since = now.checked_duration_since(self.filled_at).unwrap_or(Duration::ZERO);
        self.tokens = (self.tokens + since.as_secs_f64() * PER_SECOND).min(BURST);
        self.filled_at = now;
        let is_allowed = self.tokens >= 1.0;
        if is_allowed {
            self.tokens -= 1.0;
        }
        is_allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_a_flood_does_not() {
        let now = Instant::now();
        let mut rate = RateLimit::new(now);
        assert_eq!((0..200).filter(|_| rate.allows(now)).count(), 120);
        assert_eq!((0..200).filter(|_| rate.allows(now + Duration::from_secs(2))).count(), 40);
    }
}
