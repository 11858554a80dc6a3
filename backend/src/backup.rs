//! Backup and restore of an SQLite store. A PostgreSQL has tools of its own, which we name.

use std::{fs, io, path::Path};

use crate::{
    Error, Result,
    store::{Store, file},
};

/// Copies the store at `url` into a new file, also while servers use it, and checks the copy. Only its owner may read it: it
/// holds what shoppers told.
pub async fn backup(url: &str, to: &Path) -> Result<()> {
    let Some(from) = file::path(url) else { return Err(use_tool("back up this store with pg_dump --format=custom")) };
    if !from.exists() {
        return Err(Error::Invalid(format!("there is no store at {}", from.display())));
    }
    create_private(to)?;
    let outcome = copy(url, to).await;
    if outcome.is_err() {
        // Half a backup must not look like one.
        fs::remove_file(to).ok();
    }
    outcome
}

async fn copy(url: &str, to: &Path) -> Result<()> {
    let store = Store::open(url).await?;
    let outcome = file::copy(&store, to).await;
    store.close().await;
    outcome?;
    file::check(to).await
}

/// Puts a backup in the place of the store at `url`, where there must be none yet. The servers must not be running.
pub async fn restore(from: &Path, url: &str) -> Result<()> {
    let Some(to) = file::path(url) else { return Err(use_tool("restore this store with pg_restore into an empty database")) };
    if !from.exists() {
        return Err(Error::Invalid(format!("there is no backup at {}", from.display())));
    }
    file::check(from).await?;
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_owned(), source })?;
    if to.exists() {
        return Err(exists(&to));
    }
    // A journal of another store would be played into this one.
    let journal = to.with_file_name(format!("{}-wal", to.file_name().unwrap_or_default().to_string_lossy()));
    if journal.exists() {
        return Err(Error::Invalid(format!("{} is left from another store; move it away first", journal.display())));
    }
    create_private(&to)?;
    fs::copy(from, &to).map(drop).map_err(|source| {
        // Half a store must not look like one.
        fs::remove_file(&to).ok();
        Error::File { path: to.clone(), source }
    })
}

fn use_tool(what: &str) -> Error {
    Error::Invalid(format!("{what}; VITRINE_DATABASE_URL names a PostgreSQL"))
}

fn exists(path: &Path) -> Error {
    Error::Invalid(format!("{} exists already and is left as it is", path.display()))
}

fn create_private(path: &Path) -> Result<()> {
    file::create_private(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Error::File { path: path.to_owned(), source },
    })
}
