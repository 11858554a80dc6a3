//! The figures of many waits.

use domain::waiting::Reason;

use crate::shop::Wait;

/// Sums over waits.
#[derive(Clone, Default)]
pub struct Tally {
    waits: f64,
    lower: f64,
    upper: f64,
    answered: f64,
    lower_of_answered: f64,
    upper_of_answered: f64,
    peer: f64,
    error: f64,
    peer_error: f64,
    real: f64,
    read: f64,
    followed: f64,
    overdue: f64,
    grown: f64,
}

fn one(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

impl Tally {
    pub fn add(&mut self, waits: &[Wait], followed: bool) {
        for wait in waits {
            self.waits += 1.0;
            self.lower += one(wait.real <= wait.p50);
            self.upper += one(wait.real <= wait.p90);
            self.answered += one(!wait.has_left);
            self.lower_of_answered += one(!wait.has_left && wait.real <= wait.p50);
            self.upper_of_answered += one(!wait.has_left && wait.real <= wait.p90);
            self.peer += one(wait.real <= wait.peer);
            self.error += (wait.real - wait.p50).abs();
            self.peer_error += (wait.real - wait.peer).abs();
            self.real += wait.real;
            self.read += one(wait.read.is_none_or(|minutes| wait.real <= f64::from(minutes) * 60.0));
            self.followed += one(followed);
            self.overdue += one(wait.grown.contains(&Reason::Overdue));
            self.grown += one(wait.grown.iter().any(|reason| *reason != Reason::Overdue));
        }
    }

    pub fn merge(&mut self, other: &Self) {
        self.waits += other.waits;
        self.lower += other.lower;
        self.upper += other.upper;
        self.answered += other.answered;
        self.lower_of_answered += other.lower_of_answered;
        self.upper_of_answered += other.upper_of_answered;
        self.peer += other.peer;
        self.error += other.error;
        self.peer_error += other.peer_error;
        self.real += other.real;
        self.read += other.read;
        self.followed += other.followed;
        self.overdue += other.overdue;
        self.grown += other.grown;
    }

    pub fn print(&self, name: &str) {
        let figure = |what: &str, value: f64, unit: &str| println!("waiting_{name}_{what} {value:.1} {unit}");
        println!("waiting_{name}_waits {} shoppers", self.waits);
        figure("mean_wait", self.real / self.waits, "s");
        figure("left", 100.0 - 100.0 * self.answered / self.waits, "%");
        figure("within_upper_end", 100.0 * self.upper / self.waits, "%");
        figure("within_lower_end", 100.0 * self.lower / self.waits, "%");
        figure("within_rocket_chat", 100.0 * self.peer / self.waits, "%");
        figure("mean_error", self.error / self.waits, "s");
        figure("mean_error_rocket_chat", self.peer_error / self.waits, "s");
        figure("of_answered_within_upper_end", 100.0 * self.upper_of_answered / self.answered, "%");
        figure("of_answered_within_lower_end", 100.0 * self.lower_of_answered / self.answered, "%");
        figure("within_upper_end_as_read", 100.0 * self.read / self.waits, "%");
        figure("grew_overdue", 100.0 * self.overdue / self.followed, "%");
        figure("grew_for_another_reason", 100.0 * self.grown / self.followed, "%");
    }
}
