//! The far part of a line, where counts are large: a fluid with normal noise carries on from the last place that was played.
//!
//! With calls ending at a rate `r` and each shopper in line leaving at a rate `q`, the number ahead falls as
//! `x' = -r - q x`. Place `k` is reached when `r g(t) = k`, with `g(t) = (exp(q t) - 1) / q` (the fluid limit of a line with
//! abandonment: Whitt, "Fluid Models for Multiserver Queues with Abandonments", 2006). Call ends vary like a renewal process,
//! leaving like a death process, and the whole scale by what is not known of the call lengths.

use crate::waiting::Experience;

/// The standard normal quantile at nine tenths.
const NINE_TENTHS: f64 = 1.281_6;

/// Carries on behind the last place that was played.
pub(super) struct Far {
    /// Calls that end in a second.
    rate: f64,
    /// Of those in line, the share that leaves in a second.
    leaving: f64,
    /// Variability of one agent's turns.
    variability: f64,
    /// Doubt of the scale.
    doubt: f64,
    /// The share of shoppers who are still in line when the last place played is rung.
    kept: f64,
    /// The variance of that time that is not doubt of the scale.
    variance: f64,
}

impl Far {
    /// With so many agents, behind a place that is rung at a time of this mean and variance.
    pub fn new(agents: f64, experience: &Experience, (from, variance): (f64, f64)) -> Self {
        let Experience { lengths, answers, leaving, staffing } = experience;
        let pause = lengths.0.mean * staffing.per_second() * staffing.away();
        let turn = lengths.0.mean + answers.0.mean + pause;
        let apart = lengths.0.variability * lengths.0.mean * lengths.0.mean + pause * (2.0 * staffing.away() - pause).max(0.0);
        let mut far = Self {
            rate: agents / turn,
            leaving: leaving.per_second(),
            variability: apart / (turn * turn),
            doubt: lengths.0.doubt,
            kept: (-leaving.per_second() * from).exp(),
            variance: 0.0,
        };
        far.variance = (variance - far.doubted(far.kept)).max(0.0);
        far
    }

    /// How much later than the last place played the one `behind` places behind it is reached, and the distance from its median to
    /// nine tenths; both in seconds.
    pub fn place(&self, behind: f64) -> (f64, f64) {
        let Self { rate, leaving, .. } = self;
        // From the last place played on, what `g` still has to grow, as seen from there.
        let grown = leaving * behind / rate * self.kept;
        let later = grown.ln_1p() / leaving;
        // What is left at that time of those who stood in line at the last place's, and of those who stand there now.
        let since = 1.0 / (1.0 + grown);
        let kept = self.kept * since;
        let renewed = self.variability / rate * (1.0 - since * since) / (2.0 * leaving);
        let noise = (self.variance - self.died(self.kept)) * since * since + renewed + self.died(kept);
        (later, NINE_TENTHS * (noise.max(0.0) + self.doubted(kept)).sqrt())
    }

    /// Variance of the time from shoppers who leave unevenly until this share of them is left.
    fn died(&self, kept: f64) -> f64 {
        (1.0 - kept) * (1.0 - kept) / (2.0 * self.leaving * self.rate)
    }

    /// Variance of the time from the doubt of the scale, once this share of shoppers is left.
    fn doubted(&self, kept: f64) -> f64 {
        let reach = self.doubt * (1.0 - kept) / self.leaving;
        reach * reach
    }
}
