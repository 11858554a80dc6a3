//! A store of its own for each test, on SQLite and, where one is at hand, on PostgreSQL.

use std::path::{Path, PathBuf};

use backend::store::{Clock, Store};
use domain::Timestamp;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection, migrate::Migrator};

/// The address of a PostgreSQL that tests may make databases in.
pub const POSTGRES_URL: &str = "VITRINE_TEST_POSTGRES_URL";

/// 2026-01-01T00:00:00Z.
pub const NOW: Timestamp = Timestamp::from_micros(1_767_225_600_000_000);

/// A store with its tables, and what is around it.
pub struct TestStore {
    /// The store; its clock stands still at [`NOW`] until a test moves it.
    pub store: Store,
    /// Its address.
    pub url: String,
    /// A folder of its own.
    pub folder: PathBuf,
}

impl TestStore {
    /// A new SQLite file.
    pub async fn sqlite() -> Self {
        Self::sqlite_without_tables().await.migrated().await
    }

    async fn sqlite_without_tables() -> Self {
        let folder = new_folder();
        let url = format!("sqlite://{}", folder.join("vitrine.db").display());
        Self::open(url, folder).await
    }

    /// A new database in PostgreSQL; `None`, said aloud, when there is none to test with.
    pub async fn postgres() -> Option<Self> {
        Some(Self::postgres_without_tables().await?.migrated().await)
    }

    async fn postgres_without_tables() -> Option<Self> {
        let Ok(server) = std::env::var(POSTGRES_URL) else {
            eprintln!("NOT TESTED ON POSTGRESQL: {POSTGRES_URL} is not set; `make test` sets it");
            return None;
        };
        let name = format!("test_{}", backend::random::secret().expect("random bytes").replace('-', "_").to_lowercase());
        let mut admin = PgConnection::connect(&server).await.expect("PostgreSQL answers");
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE \"{name}\""))).await.expect("a database can be made");
        admin.close().await.expect("the connection closes");
        let (server, _) = server.rsplit_once('/').expect("an address with a database");
        Some(Self::open(format!("{server}/{name}"), new_folder()).await)
    }

    async fn open(url: String, folder: PathBuf) -> Self {
        let store = Store::open_with(&url, Clock::stopped_at(NOW)).await.expect("the store opens");
        Self { store, url, folder }
    }

    async fn migrated(self) -> Self {
        self.store.migrate().await.expect("the tables can be made");
        self
    }

    /// An empty store with the tables of an earlier version.
    pub async fn of_version(is_postgres: bool, version: i64) -> Option<Self> {
        let test = if is_postgres { Self::postgres_without_tables().await? } else { Self::sqlite_without_tables().await };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(if is_postgres { "postgres" } else { "sqlite" });
        let migrations = Migrator::new(folder).await.expect("the migrations");
        if is_postgres {
            let mut connection = PgConnection::connect(&test.url).await.expect("a connection");
            migrations.run_to(version, &mut connection).await.expect("the tables of then");
        } else {
            let mut connection = SqliteConnection::connect(&test.url).await.expect("a connection");
            migrations.run_to(version, &mut connection).await.expect("the tables of then");
        }
        Some(test)
    }

    /// A second process on the same store, with the same clock.
    pub async fn another_node(&self) -> Store {
        Store::open_with(&self.url, self.store.clock().clone()).await.expect("the store opens again")
    }

    /// Whether the store is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }
}

impl Drop for TestStore {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn new_folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("vitrine-test-{}", backend::random::secret().expect("random bytes")));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Makes a test of each function for each kind of store.
#[macro_export]
macro_rules! on_every_store {
    ($($test:ident;)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                super::$test($crate::support::TestStore::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                if let Some(store) = $crate::support::TestStore::postgres().await {
                    super::$test(store).await;
                }
            })*
        }
    };
}
