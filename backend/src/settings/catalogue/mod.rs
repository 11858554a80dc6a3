//! Where an organisation's catalogue comes from.

mod planned;

use domain::{
    Timestamp,
    catalogue::{Defaults, Tally},
    wire::console::{FormProblem, Wrong},
};

pub(super) use planned::PlannedCatalogue;

use super::{
    Organisation,
    hours::own_organisation,
    refused::{SaveError, changed, settled},
};
use crate::{
    Error, Result,
    accounts::AgentScope,
    catalogue::{Feed, Filled, Source, discard, fill, read, sweep},
    outbound::Validators,
    store::{
        Change, Scope, Store,
        catalogue::feed::{self as feeds, Shown},
    },
};

/// What a change of the catalogue is called in the audit.
const SAVED: &str = "catalogue.save";

/// Where the catalogue comes from and what came of it, with the organisation it is of; for its owners and admins.
///
/// # Errors
/// [`Error::Forbidden`] for others.
pub async fn catalogue(store: &Store, admin: &AgentScope) -> Result<(Organisation, Feed)> {
    let organisation = own_organisation(store, admin).await?;
    let feed = feeds::feed(&store.reader(), admin.scope()).await?;
    let feed = feed.unwrap_or_else(|| Feed::none(organisation.locales.tags().first().cloned().unwrap_or_default()));
    Ok((organisation, feed))
}

/// Reads a file, and makes what is in it the catalogue. The version is the one that was edited, and `opened_at` when that began.
///
/// # Errors
/// See [`SaveError`]; what was in the catalogue before stays.
pub async fn upload_catalogue(
    store: &Store,
    admin: &AgentScope,
    edited: (i64, Timestamp),
    defaults: Defaults,
    (name, bytes): (String, Vec<u8>),
) -> Result<Tally, SaveError> {
    admin.roles().require_configure()?;
    let read = match read(bytes, defaults.clone()).await? {
        Ok(read) => read,
        Err(problem) => return Err(SaveError::Problems(vec![FormProblem::new("file", Wrong::NoFeed(problem))])),
    };
    let (scope, actor) = (admin.scope(), admin.actor());
    let filled = fill(store, scope, read).await?;
    let (source, kept) = (&Source::File { name }, &filled);
    let save = store.change(&actor, |change| {
        let defaults = &defaults;
        Box::pin(async move {
            let version = match version_in(change, scope).await? {
                version if version != edited.0 => return changed(change, scope, SAVED, &[], edited.1).await,
                version => version,
            };
            feeds::save(change, scope, source, defaults, None).await?;
            show_in(change, scope, version + 1, kept).await?;
            noted(change, scope).await?;
            Ok(Ok(()))
        })
    });
    match settled(save.await) {
        Ok(()) => {
            sweep(store, scope, filled.generation).await;
            Ok(filled.tally)
        }
        Err(error) => {
            discard(store, scope, filled.generation).await;
            Err(error)
        }
    }
}

/// Reads an address from now on, as often as that; what is in the catalogue stays until it has been read.
///
/// # Errors
/// As [`upload_catalogue`].
pub async fn follow_catalogue(
    store: &Store,
    admin: &AgentScope,
    edited: (i64, Timestamp),
    defaults: &Defaults,
    (url, every_hours): (&str, u32),
) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let (scope, actor, source) = (admin.scope(), admin.actor(), &Source::Address { url: url.to_owned(), every_hours });
    let save = store.change(&actor, |change| {
        Box::pin(async move {
            if version_in(change, scope).await? != edited.0 {
                return changed(change, scope, SAVED, &[], edited.1).await;
            }
            let now = change.now;
            feeds::save(change, scope, source, defaults, Some(now)).await?;
            noted(change, scope).await?;
            Ok(Ok(()))
        })
    });
    settled(save.await)
}

/// Reads the address as soon as may be, whenever it was due.
///
/// # Errors
/// [`Error::Forbidden`] for whom it is not for.
pub async fn read_catalogue_now(store: &Store, admin: &AgentScope) -> Result<()> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    store.change(&admin.actor(), |change| Box::pin(async move { feeds::read_soon(change, scope).await.map(drop) })).await
}

/// Takes everything out of the catalogue whose version is still the one that was looked at, and reads nothing any more.
///
/// # Errors
/// [`Error::Raced`] when somebody else has changed it since, [`Error::Forbidden`] for whom it is not for.
pub async fn remove_catalogue(store: &Store, admin: &AgentScope, version: i64) -> Result<()> {
    admin.roles().require_configure()?;
    let (scope, actor) = (admin.scope(), admin.actor());
    let remove = store.change(&actor, |change| {
        Box::pin(async move {
            if version_in(change, scope).await? != version {
                return Ok(None);
            }
            let last = feeds::empty(change, scope).await?;
            noted(change, scope).await?;
            Ok(Some(last))
        })
    });
    let last = remove.await?.ok_or(Error::Raced)?;
    sweep(store, scope, last).await;
    Ok(())
}

async fn version_in(change: &mut Change<'_>, scope: &Scope) -> Result<i64> {
    Ok(feeds::feed_in(change, scope).await?.map_or(0, |feed| feed.version))
}

/// From now on these items count.
async fn show_in(change: &mut Change<'_>, scope: &Scope, version: i64, filled: &Filled) -> Result<()> {
    let Filled { generation, digest, tally } = filled;
    let shown = Shown { generation: *generation, digest, validators: &Validators::default(), tally };
    // Of two files at once the later one wins, whichever was read first.
    if feeds::show(change, scope, version, &shown, None).await? { Ok(()) } else { Err(Error::Raced) }
}

async fn noted(change: &mut Change<'_>, scope: &Scope) -> Result<()> {
    change.event(scope.org(), "catalogue_saved", &[]).await?;
    change.audit(Some(scope.org()), SAVED, &[]).await
}
