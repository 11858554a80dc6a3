//! The time a ring has left and the time a shopper has waited, on the server's clock.

use domain::{Duration, Timestamp};

pub use crate::ui::{elapsed, elapsed_datetime};

/// What a countdown ring shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countdown {
    /// Whole seconds left; the second that has begun counts.
    pub secs: i64,
    /// How much of the ring is gone, in hundredths: 0 when it starts, 100 when it is missed.
    pub gone: i64,
}

/// The countdown of something that began and is due, at `now`.
pub fn countdown(started_at: Timestamp, due_at: Timestamp, now: Timestamp) -> Countdown {
    let whole = (due_at - started_at).as_micros().max(1);
    let left = (due_at - now).as_micros().clamp(0, whole);
    let gone = 100_i64.saturating_sub(left.saturating_mul(100).div_euclid(whole));
    Countdown { secs: Duration::from_micros(left).ceil_secs(), gone }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_micros(1_000_000_000);

    fn after(millis: i64) -> Countdown {
        countdown(START, START + Duration::from_secs(20), START + Duration::from_millis(millis))
    }

    #[test]
    fn a_ring_counts_from_its_whole_time_down_to_nothing() {
        assert_eq!(after(0), Countdown { secs: 20, gone: 0 });
        assert_eq!(after(10_000), Countdown { secs: 10, gone: 50 });
        assert_eq!(after(19_500), Countdown { secs: 1, gone: 98 });
        assert_eq!(after(20_000), Countdown { secs: 0, gone: 100 });
    }

    #[test]
    fn a_clock_that_is_off_never_shows_more_than_the_whole_or_less_than_nothing() {
        assert_eq!(after(-5_000), Countdown { secs: 20, gone: 0 });
        assert_eq!(after(90_000), Countdown { secs: 0, gone: 100 });
    }

    #[test]
    fn a_ring_without_length_is_over() {
        assert_eq!(countdown(START, START, START), Countdown { secs: 0, gone: 100 });
    }

    #[test]
    fn waiting_time_reads_as_a_clock() {
        let at = |secs| elapsed(START, START + Duration::from_secs(secs));
        assert_eq!([at(-3), at(7), at(750), at(3_723)], ["0:00", "0:07", "12:30", "1:02:03"]);
    }
}
