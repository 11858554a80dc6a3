//! How honest the waiting times are: shops are simulated and each real wait is held against what the shopper was told when he joined
//! the line, and against what Rocket.Chat's formula says for the same shopper. Prints a figure a line.
//!
//! Shoppers who leave count with what they would have waited (see `shop`); `..._of_answered_...` are the figures without them, for
//! comparison: those are biased, because the short waits are the ones that get answered. Who finds nobody serving gets no
//! estimate and is not counted. The seeds are fixed; `tuning` as argument takes those the rules were tuned with, else fresh ones.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

mod chance;
mod learned;
mod report;
mod scenario;
mod shop;

use std::time::Instant;

use domain::Duration;
use domain::waiting::{Experience, Serving, estimates};
use report::Tally;
use scenario::SCENARIOS;
use shop::Shop;

fn main() {
    let first = if std::env::args().any(|argument| argument == "tuning") { 1 } else { 1_000_001 };
    let mut all = Tally::default();
    for scenario in &SCENARIOS {
        let mut tally = Tally::default();
        for (number, shop) in (0..scenario.shops).enumerate() {
            // Following everybody all the time is dear: one shop of each kind is enough for what is shown.
            let waits = Shop::new(scenario, number, first + 97 * shop, shop == 1).run();
            tally.add(&waits, shop == 1);
        }
        tally.print(scenario.name);
        all.merge(&tally);
    }
    all.print("all");
    for agents in [20, 100] {
        println!("waiting_10000_places_{agents}_agents {:.2} ms", milliseconds(agents));
    }
}

/// How long the ranges of 10,000 places take: the median of some times.
fn milliseconds(agents: i64) -> f64 {
    let serving = Serving { busy: (0..agents).map(|agent| Duration::from_secs(agent * 37)).collect(), ..Serving::default() };
    let experience = Experience::default();
    let mut times: Vec<f64> = (0..21)
        .map(|_| {
            let began = Instant::now();
            let ranges = std::hint::black_box(estimates(10_000, std::hint::black_box(&serving), &experience));
            let time = began.elapsed().as_secs_f64() * 1_000.0;
            if ranges.len() == 10_000 { time } else { f64::INFINITY }
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::INFINITY)
}
