//! How long a shopper in line will wait: an honest range, and what of it is shown.
//!
//! Three parts. [`Experience`] is what a queue has shown so far: how long its calls keep an agent ([`CallLengths`]), how long an
//! agent takes to answer ([`AnswerTimes`]) and how soon shoppers give up ([`Leaving`]). [`estimate()`] and [`estimates`] play the
//! line forward from who serves now and what runs now, and give a [`Range`]: half of all waits end by its lower end, nine of ten
//! by its upper end. [`Shown`] decides which of that a shopper reads, so that it does not flicker and never grows without a reason.
//!
//! Shoppers who leave shorten the wait of those behind them, so the model lets them leave, at the queue's own rate. Agents who
//! come and go are known only once they did: what is left of that risk is in [`Staffing`].
//!
//! Out of scope: agents who serve several queues. Each queue's line is played as if its agents were its alone, so a shared agent
//! is counted in full in every queue he serves, and those estimates are too short while several of these queues have a line.

mod answers;
mod coarse;
mod draws;
mod estimate;
mod experience;
mod far;
mod leaving;
mod lengths;
#[cfg(test)]
mod properties;
mod runs;
mod shown;
mod spread;
mod staffing;

pub use answers::AnswerTimes;
pub use coarse::Coarse;
pub use estimate::{Range, Serving, estimate, estimates};
pub use experience::Experience;
pub use leaving::Leaving;
pub use lengths::CallLengths;
pub use shown::{Circumstances, Reading, Reason, Shown};
pub use staffing::Staffing;

/// The most measurements one of the summaries here looks at; the caller gives the newest first, none older than 60 days.
pub const MAX_MEASURED: usize = 200;
