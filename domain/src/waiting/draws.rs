//! The random numbers of an estimate: always the same, so that the same line has the same estimate on every node.

/// Where every estimate starts.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A generator with a fixed start (xorshift with the shifts 13, 7, 17: Marsaglia, "Xorshift RNGs", 2003).
pub(super) struct Draws(u64);

impl Draws {
    pub fn new() -> Self {
        Self(SEED)
    }

    /// A whole number below `bound`, all of them about equally often.
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        usize::try_from(((self.0 >> 32) * bound) >> 32).unwrap_or(0)
    }

    /// Shuffles.
    pub fn shuffle(&mut self, values: &mut [f64]) {
        for end in (1..values.len()).rev() {
            let chosen = self.below(end + 1);
            values.swap(end, chosen);
        }
    }
}
