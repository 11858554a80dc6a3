//! What reads text without a server around it: the messages of the wire, and the settings file of `vitrine apply`.

use std::sync::Arc;

use backend::{Actor, Error, settings, store::Store};
use domain::wire::{FromAgent, FromShopper, ToAgent, ToShopper};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::Instant;

use crate::{
    Failure,
    dice::Dice,
    mutate,
    seeds::{self, Known},
    tally::Tally,
};

/// Messages between two pauses.
const AT_ONCE: usize = 200;
/// So much longer is a pause than the work before it: the server under test needs the processor too.
const PAUSE: u32 = 4;

/// Broken messages, until the deadline. A panic ends the worker, and with it the run.
pub fn decode(tally: &Arc<Tally>, dice: &mut Dice, until: Instant) {
    let known = Known { token: "v1.demodemodemodemodemo.1.A".into(), ..Known::default() };
    while Instant::now() < until && !tally.has_failed() {
        let began = Instant::now();
        for _ in 0..AT_ONCE {
            let message = if dice.chance(50) {
                serde_json::to_value(seeds::shopper(dice, &known))
            } else {
                serde_json::to_value(seeds::agent(dice, &known))
            };
            let message = mutate::structure(dice, &message.unwrap_or_default()).to_string();
            let bytes = if dice.chance(50) { mutate::bytes(dice, message.as_bytes()) } else { message.into_bytes() };
            let is_read = [
                survives::<FromShopper>(tally, &bytes),
                survives::<FromAgent>(tally, &bytes),
                survives::<ToShopper>(tally, &bytes),
                survives::<ToAgent>(tally, &bytes),
            ];
            tally.count(if is_read.contains(&true) { "decode: read" } else { "decode: refused" });
        }
        std::thread::sleep(began.elapsed() * PAUSE);
    }
}

/// Whether the bytes are a message; one that can be read can be written, and read again.
fn survives<T: Serialize + DeserializeOwned>(tally: &Tally, bytes: &[u8]) -> bool {
    let Ok(message) = serde_json::from_slice::<T>(bytes) else { return false };
    let again = serde_json::to_vec(&message).and_then(|bytes| serde_json::from_slice::<T>(&bytes));
    if let Err(error) = again {
        tally.fail(format!("a message was read, written, and not read again: {error}: {}", String::from_utf8_lossy(bytes)));
    }
    true
}

const SETTINGS: &str = concat!(
    include_str!("../../../backend/src/demo.toml"),
    "\n[[sites]]\norigin = \"https://shop.example\"\n[[sites]]\norigin = \"http://127.0.0.1:3100\"\n"
);

/// Broken settings files, until the deadline: each is refused in words, or applied and then the same a second time.
pub async fn apply(tally: Arc<Tally>, mut dice: Dice, until: Instant) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&format!("sqlite://{}", folder.path().join("apply.db").display())).await?;
    store.migrate().await?;
    while Instant::now() < until && !tally.has_failed() {
        let file = broken_settings(&mut dice);
        match settings::apply(&store, &Actor::System, &file).await {
            Ok(_) => {
                tally.count("apply: applied");
                match settings::apply(&store, &Actor::System, &file).await {
                    Ok(diff) if diff.is_empty() => {}
                    Ok(diff) => tally.fail(format!("a second time still changes something: {diff}\n{file}")),
                    Err(error) => tally.fail(format!("applied, and then not any more: {error}\n{file}")),
                }
            }
            Err(Error::Invalid(_)) => tally.count("apply: refused in words"),
            Err(error) => tally.fail(format!("a settings file meets {error}\n{file}")),
        }
    }
    store.close().await;
    Ok(())
}

/// Lines are left out, doubled and moved; the rest are changed in their bytes.
fn broken_settings(dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = SETTINGS.lines().collect();
    for _ in 0..dice.below(3) {
        let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
        match dice.below(3) {
            0 => drop(lines.remove(from)),
            1 => lines.insert(to, lines[from]),
            _ => lines.swap(from, to),
        }
    }
    let text = lines.join("\n");
    if dice.chance(60) {
        // As `vitrine apply` reads a file: what is no UTF-8 does not get this far.
        return String::from_utf8_lossy(&mutate::bytes(dice, text.as_bytes())).into_owned();
    }
    text
}
