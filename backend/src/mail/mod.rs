//! Mail to an organisation's own people. A change leaves a row in the outbox for each recipient; whichever node is first takes it,
//! writes the letter from what the store knows by then, and hands it to the mail server.
//!
//! What cannot be sent is tried again with growing pauses for a day. A row is taken for a while only, so a node that goes away in
//! the middle leaves it to the others; a letter that was handed over in that very moment may then come twice, and bears the same
//! Message-ID, so that mail programs show it once.

mod letter;
mod mailer;

pub use mailer::{InvalidMailServer, Mailer};

use std::time::Duration as StdDuration;

use domain::{CallBackId, Duration, Origin, PersonId};
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use crate::{
    Result,
    store::{
        Actor, Store, call_backs,
        outbox::{self, Due},
    },
};

/// The outbox rows that are letters about call-backs.
pub(crate) const KIND: &str = "call_back_mail";

/// How often the outbox is looked into.
const EVERY: StdDuration = StdDuration::from_secs(2);
/// How many letters are taken at a time.
const AT_A_TIME: u32 = 20;
/// How long a node has for one letter before others may take it.
const CLAIMED_FOR: Duration = Duration::from_secs(120);
/// The pause after the first failure; it doubles with each further one.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);
/// After which time a letter is given up.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(24 * 3_600);

/// What a row tells: ids only.
#[derive(Debug, Deserialize)]
struct About {
    call_back: CallBackId,
    to: PersonId,
}

/// What became of the letters that were due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drained {
    /// Handed to the mail server.
    pub sent: u32,
    /// To be tried again later.
    pub put_off: u32,
    /// Given up, or not wanted any more.
    pub dropped: u32,
}

/// Sends what is due, now and again every two seconds until the shutdown. Several servers may do so on one store. Without a mailer
/// nothing is sent, and nothing waits for one either.
pub async fn keep(store: Store, mailer: Option<Mailer>, public_url: Origin, shutdown: CancellationToken) {
    if mailer.is_none() {
        tracing::info!("mail is off: VITRINE_SMTP_URL is not set");
    }
    loop {
        if let Err(error) = drain(&store, mailer.as_ref(), &public_url).await {
            tracing::error!(%error, "the outbox cannot be looked after; trying again");
        }
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Sends what is due by the store's clock, once.
///
/// # Errors
/// The store failed; letters that were not sent stay where they are.
pub async fn drain(store: &Store, mailer: Option<&Mailer>, public_url: &Origin) -> Result<Drained> {
    let mut drained = Drained::default();
    let now = store.now().await?;
    for row in &outbox::due(&store.reader(), KIND, now, AT_A_TIME).await? {
        let claimed =
            store.change(&Actor::System, |change| Box::pin(async move { outbox::claim(change, row, change.now + CLAIMED_FOR).await }));
        let Some(row) = claimed.await? else { continue };
        let outcome = attempt(store, mailer, public_url, &row).await?;
        let is_late = store.now().await? - row.created_at >= GIVEN_UP_AFTER;
        match outcome {
            Attempt::Sent => {
                drained.sent += 1;
                finish(store, &row, None).await?;
            }
            Attempt::Unwanted(why) => {
                drained.dropped += 1;
                tracing::info!(letter = row.id, org = %row.scope.org(), why, "a letter is not sent");
                finish(store, &row, Some(why)).await?;
            }
            Attempt::Failed(why) if is_late => {
                drained.dropped += 1;
                tracing::error!(letter = row.id, org = %row.scope.org(), attempts = row.attempts, why, "a letter is given up after a day");
                finish(store, &row, Some(&format!("given up: {why}"))).await?;
            }
            Attempt::Failed(why) => {
                drained.put_off += 1;
                tracing::warn!(letter = row.id, org = %row.scope.org(), attempts = row.attempts, why, "a letter could not be sent; trying again");
                put_off(store, &row, &why).await?;
            }
        }
    }
    Ok(drained)
}

/// What became of one attempt.
enum Attempt {
    Sent,
    /// There is nobody to write to, or nothing to write.
    Unwanted(&'static str),
    /// In words without anybody's data.
    Failed(String),
}

async fn attempt(store: &Store, mailer: Option<&Mailer>, public_url: &Origin, row: &Due) -> Result<Attempt> {
    let Some(mailer) = mailer else { return Ok(Attempt::Unwanted("mail is off")) };
    let Ok(About { call_back, to }) = serde_json::from_value(row.payload.clone()) else {
        return Ok(Attempt::Unwanted("its row cannot be read"));
    };
    let Some(letter) = call_backs::letter(&store.reader(), &row.scope, &call_back, &to).await? else {
        return Ok(Attempt::Unwanted("the call-back is done or gone"));
    };
    let desk = format!("{public_url}/o/{}/desk", row.scope.org());
    let message_id = format!("<{}.{}@vitrine>", row.id, row.scope.org());
    let text = letter::write(&letter, &desk);
    Ok(match mailer.send(&letter.recipient, &text, message_id).await {
        Ok(()) => Attempt::Sent,
        Err(why) => Attempt::Failed(why),
    })
}

async fn finish(store: &Store, row: &Due, error: Option<&str>) -> Result<()> {
    store.change(&Actor::System, |change| Box::pin(async move { outbox::finish(change, row, error).await })).await
}

async fn put_off(store: &Store, row: &Due, error: &str) -> Result<()> {
    let pause = pause(row.attempts);
    store.change(&Actor::System, |change| Box::pin(async move { outbox::put_off(change, row, change.now + pause, error).await })).await
}

/// How long to wait after so many failures.
fn pause(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(20);
    Duration::from_micros(FIRST_PAUSE.as_micros() << doublings).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_an_hour() {
        let seconds: Vec<i64> = [1, 2, 3, 7, 8, 60].map(|failures| pause(failures).as_secs()).to_vec();
        assert_eq!(seconds, [30, 60, 120, 1_920, 3_600, 3_600]);
    }
}
