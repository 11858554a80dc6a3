//! The names of broken constraints. PostgreSQL tells them; SQLite tells the columns of a unique index, so the names are looked
//! up in its own catalogue.

use std::{collections::HashMap, sync::Arc};

use sqlx::error::{DatabaseError, ErrorKind};

use super::db::Db;
use crate::{Result, params};

const SQLITE_UNIQUE_INDEXES: &str = "
    SELECT t.name AS table_name, i.name AS index_name, i.origin AS origin, c.name AS column_name
    FROM sqlite_schema t
    JOIN pragma_index_list(t.name) i ON i.\"unique\" = 1
    JOIN pragma_index_info(i.name) c
    WHERE t.type = 'table'
    ORDER BY t.name, i.name, c.seqno";

/// Which columns SQLite names when a unique index is broken, and the index's name.
#[derive(Clone, Debug, Default)]
pub(super) struct Constraints(Arc<HashMap<String, String>>);

impl Constraints {
    /// Reads them from the store's catalogue.
    pub(super) async fn load(db: &Db) -> Result<Self> {
        let Db::Sqlite { .. } = db else { return Ok(Self::default()) };
        let mut columns: Vec<(String, Vec<String>)> = vec![];
        for row in db.all(SQLITE_UNIQUE_INDEXES, params![]).await? {
            let (table, index) = (row.text("table_name")?, row.text("index_name")?);
            // SQLite forgets the name of a primary key; PostgreSQL gives it this one by itself.
            let name = if row.text("origin")? == "pk" { format!("{table}_pkey") } else { index.to_owned() };
            let column = format!("{table}.{}", row.text("column_name")?);
            match columns.last_mut().filter(|(last, _)| *last == name) {
                Some((_, names)) => names.push(column),
                None => columns.push((name, vec![column])),
            }
        }
        Ok(Self(Arc::new(columns.into_iter().map(|(name, columns)| (columns.join(", "), name)).collect())))
    }

    /// Whether there is nothing to look up.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name of the constraint that an error is about, if it is about one. A foreign key of SQLite has none to tell.
    pub(super) fn broken(&self, error: &dyn DatabaseError) -> Option<String> {
        if let Some(name) = error.constraint() {
            return Some(name.to_owned());
        }
        match error.kind() {
            ErrorKind::UniqueViolation => {
                let columns = error.message().rsplit_once("failed: ").map_or("", |(_, columns)| columns);
                Some(self.0.get(columns).cloned().unwrap_or_else(|| columns.to_owned()))
            }
            ErrorKind::CheckViolation => error.message().rsplit_once("failed: ").map(|(_, name)| name.to_owned()),
            ErrorKind::ForeignKeyViolation => Some("foreign key".to_owned()),
            _ => None,
        }
    }
}
