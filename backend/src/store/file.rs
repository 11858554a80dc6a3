//! An SQLite store as a file: making it, copying it while it is in use, and looking whether it is whole.

use std::{path::Path, str::FromStr};

use sqlx::{ConnectOptions, Connection, Executor, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{Store, db::Db};
use crate::{Error, Result};

const COPY: &str = "VACUUM INTO $1";
const CHECK: &str = "PRAGMA integrity_check(1)";
const SQLITE_IS_VITRINES: &str = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('organisation', '_sqlx_migrations')";

/// The file behind an address such as `sqlite://PATH`; `None` for another kind of store.
pub(crate) fn path(url: &str) -> Option<std::path::PathBuf> {
    let options = url.starts_with("sqlite:").then(|| SqliteConnectOptions::from_str(url).ok())?;
    options.map(|options| options.get_filename().to_owned())
}

/// Makes an empty file that only its owner may read; never touches one that is there.
pub(crate) fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Writes a copy of the store as it is at one moment into an empty file. `false` for a store that is no file.
pub(crate) async fn copy(store: &Store, to: &Path) -> Result<bool> {
    let Db::Sqlite { writer, .. } = store.db() else { return Ok(false) };
    let to = to.to_str().ok_or_else(|| Error::Invalid("the name of the file is no text".to_owned()))?.to_owned();
    let mut connection = writer.acquire().await.map_err(Error::Unreachable)?;
    connection.execute(sqlx::query(COPY).bind(to)).await.map_err(Error::Store)?;
    Ok(true)
}

/// Whether a file is a whole store of ours; what is wrong with it otherwise.
pub(crate) async fn check(path: &Path) -> Result<()> {
    let damaged = |problem: &str| Error::Invalid(format!("{} is no intact store of Vitrine: {problem}", path.display()));
    // Immutable: a look at a backup leaves no journal beside it.
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true).disable_statement_logging();
    let mut file = options.connect().await.map_err(|error| damaged(&error.to_string()))?;
    let outcome = look(&mut file).await;
    file.close().await.map_err(Error::Store)?;
    match outcome {
        Ok((verdict, 2)) if verdict == "ok" => Ok(()),
        Ok((verdict, 2)) => Err(damaged(&verdict)),
        Ok(_) => Err(damaged("its tables are others")),
        Err(error) => Err(damaged(&error.to_string())),
    }
}

async fn look(file: &mut SqliteConnection) -> Result<(String, i64), sqlx::Error> {
    let verdict = file.fetch_one(CHECK).await?.try_get(0)?;
    let tables = file.fetch_one(SQLITE_IS_VITRINES).await?.try_get(0)?;
    Ok((verdict, tables))
}
