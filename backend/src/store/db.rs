//! The two drivers behind one face: pools, transactions, binding and reading.

use std::{str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    Column, ConnectOptions, Connection as _, Executor, PgConnection, Postgres, Row as _, Sqlite, SqliteConnection, Transaction, TypeInfo,
    ValueRef,
    postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow},
    query::Query,
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};

use super::{
    Param, Row,
    constraint::Constraints,
    file,
    row::{Row as OwnedRow, Value},
};
use crate::{Error, Result};

/// Readers of an SQLite file; they never block each other or the writer.
const SQLITE_READERS: u32 = 4;
/// Connections of one node to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long somebody waits for a free connection before it is an error.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long SQLite waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a connection to PostgreSQL rests until it is asked, before its next use, whether it is still one. Not before each: that
/// would be a second way there and back for every statement, and whoever gives up while it is asked loses it.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

const SQLITE_BEGIN_CHANGE: &str = "BEGIN IMMEDIATE";
const SQLITE_BEGIN_SNAPSHOT: &str = "BEGIN DEFERRED";
// A change sees one state from its first statement on, as in SQLite; where another was faster it fails and is run again.
const POSTGRES_BEGIN_CHANGE: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ";
const POSTGRES_BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// The store's connections.
#[derive(Clone, Debug)]
pub(super) enum Db {
    /// One writer, because SQLite has room for one, and readers beside it.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    /// One pool for all.
    Postgres(PgPool),
}

/// An open transaction. Dropped without [`Tx::commit`] it is rolled back.
pub(super) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Connects. An SQLite file and nothing above it is made when it is not there.
    pub(super) async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            Self::open_sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            // The address may hold a password, so an error does not repeat it.
            let options = PgConnectOptions::from_str(url)
                .map_err(|_| Error::StoreUrl("the address of PostgreSQL".to_owned()))?
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .acquire_timeout(ACQUIRE_TIMEOUT)
                .max_connections(POSTGRES_CONNECTIONS)
                .test_before_acquire(false)
                .before_acquire(|connection, about| Box::pin(is_there(connection, about.idle_for)));
            Ok(Self::Postgres(pool.connect_with(options).await.map_err(unreachable)?))
        } else {
            Err(Error::StoreUrl(url.split_once("://").map_or(url, |(scheme, _)| scheme).to_owned()))
        }
    }

    async fn open_sqlite(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| Error::StoreUrl(url.to_owned()))?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .disable_statement_logging();
        let path = options.get_filename().to_owned();
        // Made by us rather than by SQLite, because of what shoppers tell only its owner may read it; journals follow suit.
        match file::create_private(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(Error::File { path, source: error }),
            _ => {}
        }
        let unopened = |source| Error::Unopened { path: path.clone(), source };
        // Connections to a file have nothing to grow stale, so none is ever closed for its age.
        let pool = SqlitePoolOptions::new()
            .acquire_timeout(ACQUIRE_TIMEOUT)
            .max_lifetime(None)
            .idle_timeout(None)
            // Nor can one be lost on the way. Whoever gives up while it is asked would lose it, with its thread and all it has read.
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_usable(connection)));
        let writer = pool.clone().max_connections(1).connect_with(options.clone()).await.map_err(unopened)?;
        let readers = pool.max_connections(SQLITE_READERS).connect_with(options.read_only(true)).await.map_err(unopened)?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// Begins what may write.
    pub(super) async fn begin_change(&self) -> Result<Tx> {
        match self {
            Self::Sqlite { writer, .. } => writer.begin_with(SQLITE_BEGIN_CHANGE).await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin_with(POSTGRES_BEGIN_CHANGE).await.map(Tx::Postgres),
        }
        .map_err(|error| classify(error, &Constraints::default()))
    }

    /// Begins what reads several times and has to see one state.
    pub(super) async fn begin_snapshot(&self) -> Result<Tx> {
        match self {
            Self::Sqlite { readers, .. } => readers.begin_with(SQLITE_BEGIN_SNAPSHOT).await.map(Tx::Sqlite),
            Self::Postgres(pool) => pool.begin_with(POSTGRES_BEGIN_SNAPSHOT).await.map(Tx::Postgres),
        }
        .map_err(|error| classify(error, &Constraints::default()))
    }

    /// All rows of one statement that only reads.
    pub(super) async fn all(&self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite { readers, .. } => {
                let mut connection = readers.acquire().await.map_err(unreachable)?;
                sqlite_all(&mut connection, sql, params).await
            }
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await.map_err(unreachable)?;
                postgres_all(&mut connection, sql, params).await
            }
        }
        .map_err(|error| classify(error, &Constraints::default()))
    }

    /// Closes all connections, SQLite's journal being written back into its file.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub(super) async fn execute(&mut self, sql: &'static str, params: Vec<Param>) -> Result<u64, sqlx::Error> {
        match self {
            Self::Sqlite(tx) => Ok(tx.execute(bound_sqlite(sql, params)).await?.rows_affected()),
            Self::Postgres(tx) => Ok(tx.execute(bound_postgres(sql, params)).await?.rows_affected()),
        }
    }

    pub(super) async fn all(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, sqlx::Error> {
        match self {
            Self::Sqlite(tx) => sqlite_all(tx, sql, params).await,
            Self::Postgres(tx) => postgres_all(tx, sql, params).await,
        }
    }

    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }

    pub(super) async fn rollback(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await,
            Self::Postgres(tx) => tx.rollback().await,
        }
    }
}

/// Whether a connection that has rested still leads to PostgreSQL.
async fn is_there(connection: &mut PgConnection, rested: Duration) -> Result<bool, sqlx::Error> {
    if rested > TRUSTED_FOR {
        connection.ping().await?;
    }
    Ok(true)
}

/// Whether a connection may be used again. SQLite ends a transaction by itself when the disk is full; the driver then cannot roll
/// it back, takes it for open ever after, and lets no other begin.
async fn is_usable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // A transaction that was dropped is rolled back by the time this is answered.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// What kind of trouble a driver's error is, with a broken constraint under its own name.
pub(super) fn classify(error: sqlx::Error, constraints: &Constraints) -> Error {
    match &error {
        sqlx::Error::Database(database) => match constraints.broken(database.as_ref()) {
            Some(name) => Error::Constraint { name },
            None => Error::Store(error),
        },
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            Error::Unreachable(error)
        }
        _ => Error::Store(error),
    }
}

fn unreachable(error: sqlx::Error) -> Error {
    Error::Unreachable(error)
}

macro_rules! bound {
    ($name:ident, $database:ty, $arguments:ty) => {
        fn $name(sql: &'static str, params: Vec<Param>) -> Query<'static, $database, $arguments> {
            params.into_iter().fold(sqlx::query::<$database>(sql), |query, param| match param {
                Param::Text(text) => query.bind(text),
                Param::OptText(text) => query.bind(text),
                Param::Int(number) => query.bind(number),
                Param::OptInt(number) => query.bind(number),
                Param::Real(number) => query.bind(number),
                Param::Blob(bytes) => query.bind(bytes),
            })
        }
    };
}

bound!(bound_sqlite, Sqlite, SqliteArguments);
bound!(bound_postgres, Postgres, PgArguments);

async fn sqlite_all(connection: &mut SqliteConnection, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, sqlx::Error> {
    owned(connection.fetch_all(bound_sqlite(sql, params)).await?, sqlite_value)
}

async fn postgres_all(connection: &mut PgConnection, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>, sqlx::Error> {
    owned(connection.fetch_all(bound_postgres(sql, params)).await?, postgres_value)
}

/// Takes the values out of a driver's rows; the column names are shared between all rows of the answer.
fn owned<R: sqlx::Row>(rows: Vec<R>, value: fn(&R, usize) -> Result<Value, sqlx::Error>) -> Result<Vec<Row>, sqlx::Error> {
    let Some(first) = rows.first() else { return Ok(vec![]) };
    let names: Arc<[String]> = first.columns().iter().map(|column| column.name().to_owned()).collect();
    rows.iter()
        .map(|row| {
            let values = (0..row.len()).map(|index| value(row, index)).collect::<Result<_, _>>()?;
            Ok(OwnedRow { names: Arc::clone(&names), values })
        })
        .collect()
}

fn sqlite_value(row: &SqliteRow, index: usize) -> Result<Value, sqlx::Error> {
    let raw = row.try_get_raw(index)?;
    // The kind of the value itself: an expression has no declared type.
    let kind = raw.type_info().name().to_owned();
    if raw.is_null() {
        return Ok(Value::Null);
    }
    match kind.as_str() {
        "TEXT" => row.try_get(index).map(Value::Text),
        "INTEGER" => row.try_get_unchecked(index).map(Value::Int),
        "REAL" => row.try_get_unchecked(index).map(Value::Real),
        "BLOB" => row.try_get(index).map(Value::Blob),
        other => Err(unknown_type(index, other)),
    }
}

fn postgres_value(row: &PgRow, index: usize) -> Result<Value, sqlx::Error> {
    let raw = row.try_get_raw(index)?;
    let kind = raw.type_info().name().to_owned();
    if raw.is_null() {
        return Ok(Value::Null);
    }
    match kind.as_str() {
        "TEXT" | "VARCHAR" | "NAME" => row.try_get(index).map(Value::Text),
        "INT8" => row.try_get(index).map(Value::Int),
        "INT4" => row.try_get::<i32, _>(index).map(|number| Value::Int(number.into())),
        "FLOAT8" => row.try_get(index).map(Value::Real),
        "BYTEA" => row.try_get(index).map(Value::Blob),
        other => Err(unknown_type(index, other)),
    }
}

fn unknown_type(index: usize, name: &str) -> sqlx::Error {
    let source = format!("the store has no use for a column of type {name}; cast it in the statement").into();
    sqlx::Error::ColumnDecode { index: index.to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_read_that_is_given_up_costs_no_connection() {
        let folder = std::env::temp_dir().join(format!("vitrine-readers-{}", crate::random::secret().expect("a name")));
        std::fs::create_dir(&folder).expect("a folder");
        let db = Db::open(&format!("sqlite://{}", folder.join("store.db").display())).await.expect("a store");
        let Db::Sqlite { readers, .. } = &db else { panic!("SQLite") };
        let mut all = vec![];
        for _ in 0..SQLITE_READERS {
            let mut reader = readers.acquire().await.expect("a reader");
            // It lives as long as its connection.
            reader.execute("CREATE TEMP TABLE mark (is_there)").await.expect("a mark");
            all.push(reader);
        }
        all.clear();
        // Given up at its first wait, at its second, and so on; a read that is quicker is none of them.
        for waits in [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4] {
            while readers.num_idle() < usize::try_from(readers.size()).expect("few") {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            let mut read = Box::pin(db.all("SELECT 1 AS one", vec![]));
            for _ in 0..waits {
                if futures::poll!(&mut read).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        for _ in 0..SQLITE_READERS {
            let mut reader = readers.acquire().await.expect("a reader");
            let marks = reader.fetch_all("SELECT name FROM sqlite_temp_master WHERE name = 'mark'").await.expect("its marks");
            assert_eq!(marks.len(), 1, "one of them is new");
            all.push(reader);
        }
        all.clear();
        db.close().await;
        std::fs::remove_dir_all(&folder).expect("it is gone");
    }
}
