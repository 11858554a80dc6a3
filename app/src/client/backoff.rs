//! How long to wait before the next attempt.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(15);

/// A connection that held this long was good, so the next loss begins with the shortest wait again.
pub(super) const STABLE_AFTER: Duration = Duration::from_secs(10);

/// Counts failed attempts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Backoff {
    attempts: u32,
}

impl Backoff {
    /// Attempts since the connection was last stable.
    pub(super) const fn attempts(self) -> u32 {
        self.attempts
    }

    /// The wait before the next attempt: doubling, of which a random half is taken off so that not everybody comes back in the
    /// same moment after a restart. `random` is in 0..1.
    pub(super) fn next_wait(&mut self, random: f64) -> Duration {
        let full = FIRST.saturating_mul(1 << self.attempts.min(5)).min(LONGEST);
        self.attempts = self.attempts.saturating_add(1);
        full.mul_f64(1.0 - random.clamp(0.0, 1.0) / 2.0)
    }

    /// The connection has been stable.
    pub(super) const fn reset(&mut self) {
        self.attempts = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest_and_start_over_after_a_reset() {
        let mut backoff = Backoff::default();
        let waits: Vec<_> = (0..7).map(|_| backoff.next_wait(0.0).as_millis()).collect();
        assert_eq!(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
        backoff.reset();
        assert_eq!(backoff.next_wait(0.0), FIRST);
    }

    #[test]
    fn chance_takes_off_at_most_half() {
        for random in [0.0, 0.3, 0.999, 7.0, -1.0] {
            let wait = Backoff::default().next_wait(random);
            assert!(wait >= FIRST / 2 && wait <= FIRST, "{wait:?}");
        }
    }

    #[test]
    fn a_very_long_outage_does_not_overflow() {
        let mut backoff = Backoff { attempts: u32::MAX };
        assert_eq!(backoff.next_wait(0.0), LONGEST);
        assert_eq!(backoff.attempts(), u32::MAX);
    }
}
