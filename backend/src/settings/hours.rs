//! The organisation's opening hours.

use domain::{Timestamp, schedule::Schedule};

use super::{
    Organisation,
    refused::{SaveError, changed, settled},
};
use crate::{
    Error, Result,
    accounts::AgentScope,
    store::{Hint, Store, settings},
};

/// What a save of the hours is called in the audit.
const SAVED: &str = "hours.save";

/// The organisation with its hours and its version, for its owners and admins.
///
/// # Errors
/// [`Error::Forbidden`] for others.
pub async fn own_organisation(store: &Store, admin: &AgentScope) -> Result<Organisation> {
    admin.roles().require_configure()?;
    settings::organisation(&store.reader(), admin.org()).await?.ok_or(Error::Missing("organisation"))
}

/// Saves the opening hours of an organisation whose version is still the one that was edited; `None`: always open. `opened_at` is
/// when the editing began.
///
/// # Errors
/// See [`SaveError`].
pub async fn save_hours(
    store: &Store,
    admin: &AgentScope,
    (version, opened_at): (i64, Timestamp),
    schedule: Option<&Schedule>,
) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let actor = admin.actor();
    let save = store.change(&actor, |change| {
        Box::pin(async move {
            let Some(was) = settings::organisation_in(change, scope.org()).await? else { return Err(Error::Missing("organisation")) };
            if was.version != version {
                return changed(change, scope, SAVED, &[], opened_at).await;
            }
            let wanted = Organisation { schedule: schedule.cloned(), ..was };
            settings::update_organisation(change, &wanted, version).await?;
            change.event(scope.org(), "hours_saved", &[]).await?;
            change.audit(Some(scope.org()), SAVED, &[]).await?;
            change.hint(Hint::Settings { org: scope.org().clone() });
            for queue in settings::queues_in(change, scope).await? {
                change.hint(Hint::Queue { org: scope.org().clone(), queue: queue.queue.id });
            }
            Ok(Ok(()))
        })
    });
    settled(save.await)
}
