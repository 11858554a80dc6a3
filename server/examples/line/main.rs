//! A long line of shoppers: how long after somebody leaves it until the last of them has the new place.
//!
//! Usage: `line vitrine|socket-io|floor HOST:PORT ORIGIN ORGANISATION COUNT CHANGES`. Prints `joined SECONDS` when everybody is in line,
//! then for each change the milliseconds until half, 99 of 100 and all others had their new place: `change P50 P99 LAST`, and at
//! the end `bytes N`, what each of them received for a change.

#![expect(clippy::print_stdout, reason = "its figures are for whoever started it")]

mod floor;
mod line;
mod socket_io;
mod vitrine;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use line::{Failure, Line, Server};

/// Between a change that everybody has heard of and the next one.
const BETWEEN_CHANGES: Duration = Duration::from_millis(500);

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, address, origin, org, count, changes] = &arguments[..] else {
        return Err("usage: line vitrine|socket-io|floor HOST:PORT ORIGIN ORGANISATION COUNT CHANGES".into());
    };
    let (count, changes): (usize, usize) = (count.parse()?, changes.parse()?);
    if count <= changes {
        return Err("there have to be more shoppers than changes".into());
    }
    let server = match kind.as_str() {
        "vitrine" => Server::Vitrine(vitrine::Target::of(address, origin, org)),
        "socket-io" => Server::SocketIo(address.clone()),
        "floor" => Server::Floor(address.clone()),
        other => return Err(format!("there is no {other}").into()),
    };
    let bytes = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let mut line = Line::of(count, &server, &bytes).await?;
    println!("joined {:.1}", began.elapsed().as_secs_f64());
    bytes.store(0, Ordering::Relaxed);
    let mut told = 0;
    for _ in 0..changes {
        // One change, and not many at once: who leaves is gone before the next one thinks of it.
        tokio::time::sleep(BETWEEN_CHANGES).await;
        let mut waits = line.first_leaves().await?;
        told += waits.len();
        waits.sort_unstable();
        let at = |hundredths: usize| waits.get((waits.len() * hundredths / 100).min(waits.len().saturating_sub(1)));
        let [half, most, last] = [50, 99, 100].map(|share| at(share).map_or(0.0, |wait| wait.as_secs_f64() * 1_000.0));
        println!("change {half:.1} {most:.1} {last:.1}");
    }
    println!("bytes {}", bytes.load(Ordering::Relaxed) / u64::try_from(told.max(1))?);
    Ok(())
}
