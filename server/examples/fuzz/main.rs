//! Sends a running demo server everything that a stranger can send, valid or broken, in every state, and everything to what reads
//! text without a server. All choices follow from one seed; how the workers overtake each other does not.
//!
//! Usage: `fuzz HOST:PORT ORIGIN SEED SECONDS`; the server has to trust 127.0.0.1 as a proxy. Prints what was sent and what came
//! back, by kind, and fails if something did not hold. Who watches the server itself is scripts/soak/fuzz.mjs.

mod desks;
mod dice;
mod good;
mod mutate;
mod parsers;
mod requests;
mod seeds;
mod shoppers;
mod shopping;
mod socket;
mod tally;
mod target;

use std::{sync::Arc, time::Duration};

use tokio::{io::AsyncWriteExt, task::JoinSet, time::Instant};

use dice::Dice;
use tally::Tally;
use target::Target;

/// Why the run ends.
type Failure = Box<dyn std::error::Error + Send + Sync>;

const SHOPPERS: usize = 24;
const REQUESTS: usize = 6;
/// What has to happen for a run to be worth something.
const REACHED: &[&str] = &[
    "shopper: attacked when unknown",
    "shopper: attacked when outside",
    "shopper: attacked when waiting",
    "shopper: attacked when incall",
    "shopper: attacked when over",
    "desk: in a call",
    "http: answered 200",
    "apply: applied",
    "decode: read",
];
/// What is not over by then hangs.
const LEEWAY: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, origin, seed, seconds] = &arguments[..] else {
        return Err("usage: fuzz HOST:PORT ORIGIN SEED SECONDS".into());
    };
    let (seed, length) = (seed.parse()?, Duration::from_secs(seconds.parse()?));
    let target = Target { address: address.clone(), origin: origin.clone(), tally: Arc::new(Tally::default()) };
    let workers = start(&target, seed, Instant::now() + length);
    if tokio::time::timeout(length + LEEWAY, finish(&target, workers)).await.is_err() {
        target.tally.fail("a worker does not come to its end");
    }
    for needed in REACHED.iter().filter(|kind| target.tally.of(kind) == 0) {
        target.tally.fail(format!("this never happened, so the run says nothing of it: {needed}"));
    }
    if !target.tally.has_failed()
        && let Err(error) = good::call(&target, &mut Dice::of(seed, "the last call")).await
    {
        target.tally.fail(format!("after the attack: {error}"));
    }
    let outcome = if target.tally.has_failed() { "failed" } else { "held" };
    let mut output = tokio::io::stdout();
    output.write_all(format!("{}fuzz seed {seed}: {outcome}\n", target.tally).as_bytes()).await?;
    output.flush().await?;
    if target.tally.has_failed() { Err(format!("again with SOAK_SEED={seed}").into()) } else { Ok(()) }
}

/// Starts all workers, each with its own share of the seed.
fn start(target: &Target, seed: u64, until: Instant) -> JoinSet<Result<(), Failure>> {
    let mut workers = JoinSet::new();
    for number in 0..SHOPPERS {
        workers.spawn(shoppers::run(target.clone(), Dice::of(seed, &format!("shopper {number}")), until));
    }
    for (number, agent) in ["anna", "bruno", "bruno"].into_iter().enumerate() {
        workers.spawn(desks::run(target.clone(), Dice::of(seed, &format!("desk {number}")), agent, until));
    }
    for number in 0..REQUESTS {
        workers.spawn(requests::run(target.clone(), Dice::of(seed, &format!("request {number}")), until));
    }
    workers.spawn(good::look(target.clone(), until));
    workers.spawn(parsers::apply(Arc::clone(&target.tally), Dice::of(seed, "apply"), until));
    let (tally, mut dice) = (Arc::clone(&target.tally), Dice::of(seed, "decode"));
    workers.spawn_blocking(move || {
        parsers::decode(&tally, &mut dice, until);
        Ok(())
    });
    workers
}

/// Waits for all workers; one that fails or panics is a failure of the run.
async fn finish(target: &Target, mut workers: JoinSet<Result<(), Failure>>) {
    while let Some(ended) = workers.join_next().await {
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(error)) => target.tally.fail(error),
            Err(error) => target.tally.fail(error),
        }
    }
}
