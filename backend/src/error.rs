//! What can go wrong below the server, in words that a person can act on.

use std::path::PathBuf;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store cannot be reached, or went away.
    #[error("the store cannot be reached: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// The file is no store, or its folder is out of reach.
    #[error("the store {path} cannot be opened: {source}", path = path.display())]
    Unopened {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: sqlx::Error,
    },
    /// The store could not run a statement.
    #[error("the store failed: {0}")]
    Store(#[source] sqlx::Error),
    /// A row would break this constraint of the store.
    #[error("the store refused the change: it breaks \"{name}\"")]
    Constraint {
        /// The constraint's or unique index's name, the same in both dialects.
        name: String,
    },
    /// Somebody else changed the same rows first. [`crate::store::Store::change`] runs a change again when it ends so; a use
    /// case returns it when a conditional update found no row.
    #[error("somebody else changed the same at the same time; try again")]
    Raced,
    /// A row that has to be there is not.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// A column held something else than it should.
    #[error("column \"{column}\" of the store cannot be read: {problem}")]
    Unreadable {
        /// The column's name.
        column: String,
        /// What was there.
        problem: String,
    },
    /// The address of the store makes no sense.
    #[error("\"{0}\" is no store: say sqlite://PATH or postgres://USER@HOST/DATABASE")]
    StoreUrl(String),
    /// The tables could not be brought up to date.
    #[error("the store's tables could not be brought up to date: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A later version has changed the tables already.
    #[error("the store belongs to a newer version of Vitrine; upgrade this one")]
    Newer,
    /// The actor may not do this.
    #[error("this needs the role {0}")]
    Forbidden(&'static str),
    /// The input makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// A file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// A password could not be hashed, or a hash not be read.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
    /// A task of ours ended early.
    #[error("a task was ended: {0}")]
    Task(#[from] tokio::task::JoinError),
}

impl Error {
    /// Whether the change may succeed when it is simply run again.
    pub fn is_race(&self) -> bool {
        match self {
            Self::Raced => true,
            // SQLite: busy and locked with all their extended codes. PostgreSQL: serialization failure and deadlock.
            Self::Store(sqlx::Error::Database(error)) => match error.code().as_deref() {
                Some("40001" | "40P01") => true,
                Some(code) => code.parse::<i32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)),
                None => false,
            },
            _ => false,
        }
    }

    /// The name of the constraint that was in the way.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name } => Some(name),
            _ => None,
        }
    }
}

/// Turns a broken constraint into what it means.
pub trait OnConstraint<T> {
    /// When this constraint was broken, the error that `meaning` makes; anything else as it is.
    fn on_constraint(self, name: &str, meaning: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnConstraint<T> for Result<T> {
    fn on_constraint(self, name: &str, meaning: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|error| if error.constraint() == Some(name) { meaning() } else { error })
    }
}
