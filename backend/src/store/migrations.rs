//! The tables: a folder of migrations for each dialect, inside the binary. They expand first and contract a release later.

use sqlx::migrate::{MigrateError, Migrator};

use super::db::Db;
use crate::{Error, Result};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

pub(super) async fn run(db: &Db) -> Result<()> {
    let outcome = match db {
        Db::Sqlite { writer, .. } => SQLITE.run(writer).await,
        Db::Postgres(pool) => POSTGRES.run(pool).await,
    };
    outcome.map_err(|error| match error {
        MigrateError::VersionMissing(_) => Error::Newer,
        error => Error::Migration(error),
    })
}
