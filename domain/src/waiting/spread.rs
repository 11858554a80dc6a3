//! A distribution of lengths of time, learned from few or many of them, as a table of its quantiles.

use crate::Duration;
use crate::waiting::MAX_MEASURED;

/// The cells of equal probability the table has.
const CELLS: u32 = 128;

/// The standard normal quantile at the lower edge of the last cell.
const LAST: f64 = 2.418;

/// No length is taken to be longer, in seconds: what lasts a day was forgotten, and lengths from a tenth of a second to hours would
/// make a curve without bounds of their spread.
const LONGEST: f64 = 86_400.0;

/// A count of measurements at which they weigh as much as the fitted curve.
const HALF: f64 = 24.0;

/// What is assumed before anything was measured: a log-normal distribution, worth a few measurements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prior {
    /// Its mean in seconds.
    pub mean: f64,
    /// The standard deviation of the logarithm.
    pub deviation: f64,
    /// How many measurements it is worth.
    pub worth: f64,
}

/// A distribution of lengths of time in seconds.
///
/// Below the last cell it is linear between the quantiles, and in it exponential: what is left of a length that is beyond all
/// that was seen has the same distribution however long it lasts already, which is never nothing and never absurd.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spread {
    /// The lower edge of each cell.
    edges: Vec<f64>,
    /// The mean by which a length in the last cell exceeds its edge.
    tail: f64,
    /// The mean length.
    pub mean: f64,
    /// Variance over squared mean.
    pub variability: f64,
    /// How sure the scale of it all is: the standard deviation of the logarithm of the factor by which it may be wrong.
    pub doubt: f64,
}

impl Spread {
    /// Learns from lengths, the newest first; the prior fades as they get more.
    ///
    /// Two views are mixed by how many lengths there are: a log-normal curve with the usual conjugate estimates of its two
    /// parameters (Gelman and others, "Bayesian Data Analysis", 3.3), and the quantiles of the lengths themselves.
    pub fn learn(lengths: impl IntoIterator<Item = Duration>, prior: Prior) -> Self {
        let mut measured: Vec<f64> = lengths.into_iter().take(MAX_MEASURED).map(|length| seconds(length).clamp(0.1, LONGEST)).collect();
        measured.sort_unstable_by(f64::total_cmp);
        let count = float(measured.len());
        let weight = prior.worth + count;

        let expected = prior.mean.ln() - prior.deviation * prior.deviation / 2.0;
        let sum: f64 = measured.iter().map(|length| length.ln()).sum();
        let seen = if measured.is_empty() { expected } else { sum / count };
        let middle = (prior.worth * expected + sum) / weight;
        let apart: f64 = measured.iter().map(|length| (length.ln() - seen) * (length.ln() - seen)).sum();
        let moved = prior.worth * count / weight * (seen - expected) * (seen - expected);
        let variance = (prior.worth * prior.deviation * prior.deviation + apart + moved) / weight;
        let deviation = variance.sqrt();

        let share = count / (count + HALF);
        let edges: Vec<f64> = (0..CELLS)
            .map(|cell| {
                let curve = (middle + deviation * normal(f64::from(cell.max(1)) / f64::from(CELLS))).exp().min(LONGEST);
                let curve = if cell == 0 { curve / 2.0 } else { curve };
                quantile(&measured, cell).map_or(curve, |seen| share * seen + (1.0 - share) * curve)
            })
            .collect();
        let last = edges.last().copied().unwrap_or(prior.mean);
        let tail = (deviation * last / LAST).clamp(0.1, LONGEST / 2.0);
        let (mean, square) = moments(&edges, last, tail);
        Self { edges, tail, mean, variability: (square / (mean * mean) - 1.0).max(0.0), doubt: (variance / weight).sqrt() }
    }

    /// The length that this share (0 to below 1) of all is below.
    pub fn at(&self, share: f64) -> f64 {
        let place = share * f64::from(CELLS);
        let cell = floor(place).min(self.edges.len() - 1);
        let part = place - float(cell);
        let from = self.edges[cell];
        match self.edges.get(cell + 1) {
            Some(to) => from + part * (to - from),
            None => from + self.tail * exponential(part),
        }
    }

    /// What is left of a length that lasts `age` already, so that this share (0 to below 1) of all such have less left.
    pub fn left(&self, age: f64, share: f64) -> f64 {
        let cell = self.edges.partition_point(|edge| *edge <= age);
        let from = match cell.checked_sub(1) {
            None => return (self.at(share) - age).max(0.0),
            Some(cell) => self.edges[cell],
        };
        let Some(to) = self.edges.get(cell) else { return self.tail * exponential(share) };
        let below = (float(cell - 1) + (age - from) / (to - from)) / f64::from(CELLS);
        (self.at(below + share * (1.0 - below)) - age).max(0.0)
    }
}

/// Mean and mean square of a table.
fn moments(edges: &[f64], last: f64, tail: f64) -> (f64, f64) {
    let middles = || edges.iter().zip(edges.iter().skip(1)).map(|(from, to)| f64::midpoint(*from, *to));
    let mean = middles().sum::<f64>() + last + tail;
    let square = middles().map(|middle| middle * middle).sum::<f64>() + last * last + 2.0 * last * tail + 2.0 * tail * tail;
    (mean / f64::from(CELLS), square / f64::from(CELLS))
}

/// The length in sorted measurements that `cell` of all cells are below; `None` without any.
fn quantile(sorted: &[f64], cell: u32) -> Option<f64> {
    let place = (f64::from(cell) / f64::from(CELLS) * float(sorted.len()) - 0.5).max(0.0);
    let index = floor(place);
    let from = sorted.get(index)?;
    let to = sorted.get(index + 1).unwrap_or(from);
    Some(from + (place - float(index)) * (to - from))
}

/// The standard normal quantile, off by less than 0.0005 (Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.2.23).
pub(super) fn normal(share: f64) -> f64 {
    let outer = share.min(1.0 - share).max(1e-12);
    let t = (-2.0 * outer.ln()).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let size = t - above / below;
    if share < 0.5 { -size } else { size }
}

/// The quantile of the exponential distribution with mean 1.
pub(super) fn exponential(share: f64) -> f64 {
    -(1.0 - share.clamp(0.0, 1.0 - 1e-12)).ln()
}

/// A length in seconds; a negative one is none.
pub(super) fn seconds(length: Duration) -> f64 {
    length.to_std().as_secs_f64()
}

/// So many seconds as a length; what is no such number becomes the nearest that is, at most a week.
pub(super) fn length(seconds: f64) -> Duration {
    let bounded = if seconds.is_nan() { 0.0 } else { seconds.clamp(0.0, 604_800.0) };
    let micros = std::time::Duration::try_from_secs_f64(bounded).map_or(0, |length| length.as_micros());
    Duration::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

/// A count as a number.
pub(super) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The whole number below, 0 for a negative one. The standard library converts floats without a cast only as lengths of time.
fn floor(number: f64) -> usize {
    std::time::Duration::try_from_secs_f64(number).map_or(0, |whole| usize::try_from(whole.as_secs()).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIOR: Prior = Prior { mean: 420.0, deviation: 0.8, worth: 4.0 };

    fn learn(lengths: &[i64]) -> Spread {
        Spread::learn(lengths.iter().map(|seconds| Duration::from_secs(*seconds)), PRIOR)
    }

    #[test]
    fn with_nothing_measured_the_mean_is_the_priors() {
        assert!((learn(&[]).mean - 420.0).abs() < 10.0, "{}", learn(&[]).mean);
    }

    #[test]
    fn many_measurements_leave_nothing_of_the_prior() {
        let spread = learn(&[60; 200]);
        assert!((spread.mean - 60.0).abs() < 6.0, "{}", spread.mean);
        assert!((spread.at(0.5) - 60.0).abs() < 1.0, "{}", spread.at(0.5));
    }

    #[test]
    fn few_measurements_move_the_mean_a_part_of_the_way() {
        let means = [learn(&[]).mean, learn(&[60; 2]).mean, learn(&[60; 20]).mean, learn(&[60; 200]).mean];
        assert!(means.is_sorted_by(|more, less| more > less) && means[1] > 200.0, "{means:?}");
    }

    #[test]
    fn what_is_left_of_a_length_is_the_length_without_its_age() {
        let spread = learn(&[100; 200]);
        assert!((spread.left(40.0, 0.5) - 60.0).abs() < 5.0, "{}", spread.left(40.0, 0.5));
    }

    #[test]
    fn what_is_left_is_seen_among_the_lengths_that_reach_the_age() {
        let spread = learn(&(1..=200).collect::<Vec<i64>>());
        assert!((spread.left(100.0, 0.5) - 50.0).abs() < 10.0, "{}", spread.left(100.0, 0.5));
    }

    #[test]
    fn what_is_left_beyond_all_that_was_seen_is_neither_nothing_nor_absurd() {
        let spread = learn(&[300; 200]);
        for age in [400.0, 4_000.0, 400_000.0] {
            let left = spread.left(age, 0.5);
            assert!((1.0..600.0).contains(&left), "{age}: {left}");
        }
    }

    #[test]
    fn the_normal_quantile_is_what_the_tables_say() {
        for (share, size) in [(0.5, 0.0), (0.9, 1.281_6), (0.975, 1.960_0), (0.1, -1.281_6)] {
            assert!((normal(share) - size).abs() < 0.001, "{share}");
        }
    }

    #[test]
    fn lengths_from_a_moment_to_hours_make_no_curve_without_bounds() {
        let wild: Vec<Duration> = (0..10).flat_map(|_| [Duration::from_millis(1), Duration::from_secs(5_000)]).collect();
        let spread = Spread::learn(wild, Prior { mean: 420.0, deviation: 0.8, worth: 4.0 });
        for age in [0.0, 5_000.0, 83_929.3, 1_000_000.0] {
            let left = spread.left(age, 0.5);
            assert!(left > 0.0 && left < LONGEST / 2.0, "{left} s are left after {age} s");
        }
    }
}
