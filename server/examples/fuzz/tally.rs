//! What was done, and what did not hold.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Failures that are told; after a dozen the rest is more of the same.
const MOST: usize = 12;

/// Counts of all workers, by kind.
#[derive(Debug, Default)]
pub struct Tally {
    counts: Mutex<BTreeMap<String, u64>>,
    failures: Mutex<Vec<String>>,
}

impl Tally {
    /// One more of a kind.
    pub fn count(&self, kind: impl Into<String>) {
        *lock(&self.counts).entry(kind.into()).or_default() += 1;
    }

    /// How many of a kind.
    pub fn of(&self, kind: &str) -> u64 {
        lock(&self.counts).get(kind).copied().unwrap_or_default()
    }

    /// Something did not hold.
    pub fn fail(&self, what: impl fmt::Display) {
        let mut failures = lock(&self.failures);
        if failures.len() < MOST {
            failures.push(what.to_string());
        }
    }

    /// Whether something did not hold.
    pub fn has_failed(&self) -> bool {
        !lock(&self.failures).is_empty()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, count) in lock(&self.counts).iter() {
            writeln!(formatter, "  {kind:<46} {count:>9}")?;
        }
        for failure in lock(&self.failures).iter() {
            writeln!(formatter, "  FAILED: {failure}")?;
        }
        Ok(())
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
