//! The near part of a line, played forward many times over.

use crate::waiting::draws::Draws;
use crate::waiting::spread::{exponential, float, normal, seconds};
use crate::waiting::{Experience, Serving};

/// How often the line is played. The share of waits below a quantile is off by 1.3 % at most (one standard deviation at p90),
/// and less for the first places because the draws are evenly spread.
const RUNS: usize = 512;

/// Many possible futures of one line, side by side. Each draw takes one value from each of as many equal shares of its
/// distribution as there are runs (Latin hypercube sampling: McKay and others, 1979), so that few runs are enough.
pub(super) struct Runs<'a> {
    experience: &'a Experience,
    draws: Draws,
    agents: usize,
    /// When each agent is free, by run; the soonest last.
    free: Vec<f64>,
    /// By what factor all calls of a run are longer than was learned.
    scale: Vec<f64>,
    /// What each place draws from, to be shuffled: seconds until an answer, seconds of a call, and for patience and breaks
    /// exponentials of mean 1.
    answers: Vec<f64>,
    lengths: Vec<f64>,
    patience: Vec<f64>,
    breaks: Vec<f64>,
    /// When the last place is rung, by run.
    reached: Vec<f64>,
    /// When the last place is answered, by run.
    answered: Vec<f64>,
}

impl<'a> Runs<'a> {
    /// Begins with those who serve now; `None` if nobody does.
    pub fn new(serving: &Serving, experience: &'a Experience) -> Option<Self> {
        if serving.agents() == 0 {
            return None;
        }
        let Experience { lengths, answers, staffing, .. } = experience;
        let even: Vec<f64> = (0..RUNS).map(|run| (float(run) + 0.5) / float(RUNS)).collect();
        let each = |draw: &dyn Fn(f64) -> f64| even.iter().copied().map(draw).collect::<Vec<f64>>();
        let (mut shares, mut breaks) = (even.clone(), each(&exponential));
        let mut draws = Draws::new();
        draws.shuffle(&mut shares);
        let scale: Vec<f64> = shares.iter().map(|share| (normal(*share) * lengths.0.doubt).exp()).collect();

        let [idle, busy, away] = serving.played();
        let agents = idle + busy + away;
        let mut free = vec![0.0; RUNS * agents];
        for (agent, age) in serving.busy.iter().take(busy).enumerate() {
            let age = seconds(*age);
            draws.shuffle(&mut shares);
            draws.shuffle(&mut breaks);
            for (run, times) in free.chunks_exact_mut(agents).enumerate() {
                let left = scale[run] * lengths.0.left(age / scale[run], shares[run]);
                times[agent] = left + staffing.pause(age + left, breaks[run]);
            }
        }
        for agent in busy..busy + away {
            draws.shuffle(&mut breaks);
            for (times, share) in free.chunks_exact_mut(agents).zip(&breaks) {
                times[agent] = share * staffing.away();
            }
        }
        for times in free.chunks_exact_mut(agents) {
            times.sort_unstable_by(|one, other| other.total_cmp(one));
        }
        Some(Self {
            experience,
            draws,
            agents,
            free,
            scale,
            answers: each(&|share| answers.0.at(share)),
            lengths: each(&|share| lengths.0.at(share)),
            patience: breaks.clone(),
            breaks,
            reached: vec![0.0; RUNS],
            answered: vec![0.0; RUNS],
        })
    }

    /// Lets the next place come to its turn.
    pub fn advance(&mut self) {
        for column in [&mut self.answers, &mut self.lengths, &mut self.patience, &mut self.breaks] {
            self.draws.shuffle(column);
        }
        let Experience { leaving, staffing, .. } = self.experience;
        let leaving = leaving.per_second();
        for (run, times) in self.free.chunks_exact_mut(self.agents).enumerate() {
            let Some((soonest, others)) = times.split_last() else { continue };
            let soonest = *soonest;
            let answered = soonest + self.answers[run];
            self.reached[run] = soonest;
            self.answered[run] = answered;
            // The place itself is played as one who stays, but for those behind it he may be gone.
            if self.patience[run] < answered * leaving {
                continue;
            }
            let length = self.scale[run] * self.lengths[run];
            let free = answered + length + staffing.pause(length, self.breaks[run]);
            let place = others.partition_point(|time| *time > free);
            let last = self.agents - 1;
            times.copy_within(place..last, place + 1);
            times[place] = free;
        }
    }

    /// The waits until the answer of the last place in all runs, in no order.
    pub fn waits(&mut self) -> &mut [f64] {
        &mut self.answered
    }

    /// Mean and variance of when the last place is rung.
    pub fn moments(&self) -> (f64, f64) {
        let mean = self.reached.iter().sum::<f64>() / float(RUNS);
        let variance = self.reached.iter().map(|time| (time - mean) * (time - mean)).sum::<f64>() / float(RUNS);
        (mean, variance)
    }
}
