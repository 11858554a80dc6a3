//! Chance that can be had again: everything is decided by one seed.

/// A small generator (SplitMix64, Steele et al. 2014). Good enough to choose, and no secret depends on it.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one worker: the same for the same seed and worker, and unlike those of every other.
    pub fn of(seed: u64, worker: &str) -> Self {
        let mut dice = Self(seed);
        for byte in worker.bytes() {
            dice.0 = dice.roll() ^ u64::from(byte);
        }
        dice
    }

    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.roll() % end).unwrap_or(0)
    }

    /// Yes, that often.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that has some.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A byte.
    pub fn byte(&mut self) -> u8 {
        self.roll().to_le_bytes()[0]
    }

    /// Random bytes, as many as an identifier is made of.
    pub fn id_bytes(&mut self) -> [u8; domain::id::LENGTH] {
        std::array::from_fn(|_| self.byte())
    }
}
