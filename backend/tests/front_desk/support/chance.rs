//! What happens by chance in a history, out of one seed, and for how long histories go on.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// Where all chance of a history comes from. A seed brings back every choice; how tasks overtake each other it does not.
pub struct Chance(AtomicU64);

impl Chance {
    /// Chance of this seed.
    pub fn of(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Chance of one's own for each of many people: what one does shall not depend on who of the others was faster.
    pub fn split(&self) -> Self {
        Self::of(self.roll())
    }

    /// Any number (SplitMix64).
    pub fn roll(&self) -> u64 {
        let mut mixed = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&self, end: u64) -> u64 {
        self.roll() % end
    }

    /// Yes, that often.
    pub fn percent(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(u64::try_from(of.len()).unwrap())).unwrap()]
    }
}

/// The seeds of one test: the one in `SOAK_SEED`, or one that nobody chose; and after it others, for `SOAK_MINUTES`. Without that
/// variable one history is enough.
pub fn seeds() -> impl Iterator<Item = u64> {
    let number = |name| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap_or_else(|_| panic!("{name} is a number")));
    let first = number("SOAK_SEED").unwrap_or_else(|| getrandom::u64().unwrap());
    let until = number("SOAK_MINUTES").map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    std::iter::successors(Some(first), move |seed| until.filter(|until| Instant::now() < *until).map(|_| seed.wrapping_add(1)))
        .inspect(|seed| eprintln!("history with SOAK_SEED={seed}"))
}
