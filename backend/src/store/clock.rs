//! The store's clock: the one `now` of all nodes.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use domain::{Duration, Timestamp};

/// Tells the time of the store. Clones are the same clock. It never goes back, and tests can move it forward.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Face>);

#[derive(Debug)]
struct Face {
    /// What a clock shows that does not run by itself.
    stopped_at: Option<Timestamp>,
    /// How far the store's time is ahead of this machine's.
    skew: AtomicI64,
    /// How far tests have moved it.
    advanced: AtomicI64,
    /// The latest instant it ever showed.
    latest: AtomicI64,
}

impl Clock {
    fn new(stopped_at: Option<Timestamp>) -> Self {
        Self(Arc::new(Face { stopped_at, skew: AtomicI64::new(0), advanced: AtomicI64::new(0), latest: AtomicI64::new(i64::MIN) }))
    }

    /// A clock that runs with the machine's, corrected to the store's when that is another machine.
    pub fn running() -> Self {
        Self::new(None)
    }

    /// A clock that moves only by [`Clock::advance`], for tests.
    pub fn stopped_at(instant: Timestamp) -> Self {
        Self::new(Some(instant))
    }

    /// The time. Never earlier than an earlier answer, also when the machine's clock is set back.
    pub fn now(&self) -> Timestamp {
        let base = self.0.stopped_at.unwrap_or_else(machine_time).as_micros();
        let skew = if self.0.stopped_at.is_some() { 0 } else { self.0.skew.load(Ordering::Relaxed) };
        let shown = base.saturating_add(skew).saturating_add(self.0.advanced.load(Ordering::SeqCst));
        Timestamp::from_micros(self.0.latest.fetch_max(shown, Ordering::SeqCst).max(shown))
    }

    /// Moves the clock forward; a negative length does nothing.
    pub fn advance(&self, by: Duration) {
        self.0.advanced.fetch_add(by.as_micros().max(0), Ordering::SeqCst);
    }

    /// Follows the store's own clock: `store_time` was read between the two instants of this machine.
    pub(super) fn follow(&self, asked_at: Timestamp, store_time: Timestamp, answered_at: Timestamp) {
        let half_way = Duration::from_micros((answered_at - asked_at).as_micros() / 2);
        self.0.skew.store((store_time - (asked_at + half_way)).as_micros(), Ordering::Relaxed);
    }
}

/// This machine's time.
pub(super) fn machine_time() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |length| length.as_micros());
    Timestamp::from_micros(i64::try_from(since_epoch).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_moves_only_when_advanced_and_its_clones_move_with_it() {
        let clock = Clock::stopped_at(Timestamp::from_micros(5));
        let clone = clock.clone();
        assert_eq!(clone.now(), Timestamp::from_micros(5));
        clock.advance(Duration::from_micros(2));
        clock.advance(Duration::from_micros(-9));
        assert_eq!(clone.now(), Timestamp::from_micros(7));
    }

    #[test]
    fn a_running_clock_does_not_go_back_when_the_store_turns_out_to_be_behind() {
        let clock = Clock::running();
        let before = clock.now();
        let here = machine_time();
        clock.follow(here, here - Duration::from_secs(3_600), here);
        assert!(clock.now() >= before);
    }

    #[test]
    fn a_running_clock_shows_the_time_of_a_store_that_is_ahead() {
        let clock = Clock::running();
        let here = machine_time();
        clock.follow(here, here + Duration::from_secs(60), here);
        assert!(clock.now() - machine_time() > Duration::from_secs(55));
    }
}
