//! Random numbers with a seed, unlike those of the estimate itself.

/// A seeded generator (SplitMix64: Steele and others, "Fast Splittable Pseudorandom Number Generators", 2014).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    /// Evenly between 0 and 1, never 0.
    pub fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (u32::try_from(mixed >> 32).map_or(0.0, f64::from) + 0.5) / 4_294_967_296.0
    }

    /// Exponential with this mean.
    pub fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.even().ln()
    }

    /// Log-normal with this mean and standard deviation of the logarithm.
    pub fn log_normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let normal = (-2.0 * self.even().ln()).sqrt() * (std::f64::consts::TAU * self.even()).cos();
        mean * (deviation * normal - deviation * deviation / 2.0).exp()
    }
}
