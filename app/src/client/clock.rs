//! The server's time, as far as the page can tell: screens count down on it, so that a wrong clock on a phone does no harm.

use std::{collections::VecDeque, time::Duration};

use domain::Timestamp;
use leptos::prelude::*;

use super::Timer;

/// How many of the last views the offset is taken from.
const SAMPLES: usize = 8;

/// The server's time. Made once by the page; a copy is the same clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    now: RwSignal<Timestamp>,
    offsets: StoredValue<VecDeque<i64>>,
}

impl Clock {
    /// A clock that ticks once a second in the browser until its owner goes away. On the server it stands still.
    pub fn new() -> Self {
        let clock = Self { now: RwSignal::new(Timestamp::default()), offsets: StoredValue::new(VecDeque::new()) };
        let timer = StoredValue::new_local(None);
        Effect::new(move |_| timer.set_value(Timer::every(Duration::from_secs(1), move || clock.tick())));
        clock
    }

    /// Learns the server's time from the `now` of a message that has just arrived.
    pub fn observe(&self, server: Timestamp) {
        self.offsets.update_value(|offsets| {
            offsets.truncate(SAMPLES - 1);
            offsets.push_front(server.as_micros().saturating_sub(local_micros()));
        });
        self.tick();
    }

    /// The server's time, to the second; whoever reads it in a view is told every second. The epoch before anything is known.
    pub fn now(&self) -> Timestamp {
        self.now.get()
    }

    /// The server's time, exactly; only in the browser.
    pub fn exact_now(&self) -> Timestamp {
        Timestamp::from_micros(local_micros().saturating_add(self.offsets.with_value(best)))
    }

    fn tick(&self) {
        if self.offsets.try_with_value(|offsets| !offsets.is_empty()) == Some(true) {
            self.now.set(self.exact_now());
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

/// A message that took longer makes the server look further back, so the greatest offset is the truest.
fn best(offsets: &VecDeque<i64>) -> i64 {
    offsets.iter().copied().max().unwrap_or(0)
}

/// Milliseconds since 1970 fit an `f64` exactly for 285,000 years.
#[expect(clippy::as_conversions, reason = "the standard library has no checked way from f64 to i64")]
fn local_micros() -> i64 {
    (js_sys::Date::now() * 1_000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_that_came_fastest_decides() {
        assert_eq!(best(&VecDeque::from([-40_000, -5_000, -900_000])), -5_000);
        assert_eq!(best(&VecDeque::new()), 0);
    }
}
