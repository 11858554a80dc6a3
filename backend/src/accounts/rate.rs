//! Slows down whoever tries passwords. A failure is counted before the password is looked at and taken back when it was right,
//! so that many attempts at once get no further than one after the other.

use std::net::IpAddr;

use domain::Duration;

use crate::{
    Result, digest, network,
    store::{Actor, Change, Store, people},
};

/// Wrong passwords for one account from one address before there is a wait.
const PER_ACCOUNT: i64 = 5;
/// Wrong passwords from one address, whatever the account. A shop full of agents shares one.
const PER_ADDRESS: i64 = 40;
/// After how long failures are forgotten, and so how long the wait is at most.
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// One attempt to sign in.
pub(super) struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    /// The attempt for an account by whatever was typed as its e-mail address.
    pub(super) fn new(email: &str, from: IpAddr) -> Self {
        let address = network::name(from);
        Self { account: digest::of(&format!("{address} {}", email.trim().to_lowercase())), address: digest::of(&address) }
    }

    /// Counts the attempt. How long to wait instead of trying, if there were too many.
    pub(super) async fn begin(&self, store: &Store) -> Result<Option<Duration>> {
        store.change(&Actor::Guest, |change| Box::pin(async move { self.count(change).await })).await
    }

    async fn count(&self, change: &mut Change<'_>) -> Result<Option<Duration>> {
        let forget_at = change.now + WINDOW;
        let mut wait = None;
        for (key, limit) in [(&self.account, PER_ACCOUNT), (&self.address, PER_ADDRESS)] {
            let (failures, forget_at) = people::count_failure(change, key, forget_at).await?;
            if failures > limit {
                wait = wait.max(Some(forget_at - change.now));
            }
        }
        Ok(wait)
    }

    /// The password was right: it was no failure, and the earlier ones of the account were typing mistakes.
    pub(super) async fn succeeded(&self, change: &mut Change<'_>) -> Result<()> {
        people::forget_failures(change, &self.account).await?;
        people::take_back_failure(change, &self.address).await
    }
}
