//! Every statement of the store can be run on both dialects, and both have the same tables.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use backend::params;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use crate::{on_every_store, support::TestStore};

on_every_store! {
    every_statement_fits_the_tables;
}

/// A constant of the store's source that holds SQL.
struct Statement {
    name: String,
    sql: String,
}

/// The store's source files, those in folders as well.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the store's source").map(|entry| entry.expect("a file").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn statements() -> Vec<Statement> {
    let mut found = vec![];
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")) {
        let source = fs::read_to_string(&path).expect("source");
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for part in source.split("const ").skip(1) {
            let Some((name, rest)) = part.split_once(": &str =") else { continue };
            let literal = rest.trim_start();
            let Some(literal) = literal.strip_prefix('"') else { continue };
            let end = literal.find("\";").expect("the literal ends");
            let sql = literal[..end].replace("\\\"", "\"").trim().to_owned();
            if ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].iter().any(|verb| sql.starts_with(verb)) {
                found.push(Statement { name: format!("{file}: {name}"), sql });
            }
        }
    }
    found
}

async fn every_statement_fits_the_tables(test: TestStore) {
    let statements = statements();
    assert!(statements.len() > 40, "only {} statements were found", statements.len());
    if test.is_postgres() {
        let mut connection = PgConnection::connect(&test.url).await.expect("a connection");
        for Statement { name, sql } in statements.into_iter().filter(|statement| !statement.name.contains(": SQLITE_")) {
            let outcome = connection.prepare(sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(sql))).await;
            assert!(outcome.is_ok(), "{name}: {}", outcome.map(drop).unwrap_err());
        }
    } else {
        let mut connection = SqliteConnection::connect(&test.url).await.expect("a connection");
        for Statement { name, sql } in statements.into_iter().filter(|statement| !statement.name.contains(": POSTGRES_")) {
            let outcome = connection.prepare(sqlx::SqlSafeStr::into_sql_str(AssertSqlSafe(sql))).await;
            assert!(outcome.is_ok(), "{name}: {}", outcome.map(drop).unwrap_err());
        }
    }
}

const SQLITE_COLUMNS: &str = "
    SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" AS is_required
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite%'";
const POSTGRES_COLUMNS: &str = "
    SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name,
        CASE WHEN is_nullable = 'NO' THEN CAST(1 AS BIGINT) ELSE 0 END AS is_required
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'";
const SQLITE_INDEXES: &str = "SELECT name, tbl_name AS table_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
const POSTGRES_INDEXES: &str = "
    SELECT CAST(indexname AS TEXT) AS name, CAST(tablename AS TEXT) AS table_name FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey'";

#[tokio::test]
async fn both_dialects_have_the_same_tables_columns_and_indexes() {
    let Some(postgres) = TestStore::postgres().await else { return };
    let sqlite = TestStore::sqlite().await;
    assert_eq!(columns(&sqlite, SQLITE_COLUMNS).await, columns(&postgres, POSTGRES_COLUMNS).await);
    assert_eq!(indexes(&sqlite, SQLITE_INDEXES).await, indexes(&postgres, POSTGRES_INDEXES).await);
}

async fn columns(test: &TestStore, sql: &'static str) -> BTreeSet<String> {
    let rows = test.store.reader().all(sql, params![]).await.expect("the columns");
    rows.iter()
        .map(|row| {
            let (table, column) = (row.text("table_name").expect("a table"), row.text("column_name").expect("a column"));
            // A rowid that counts by itself is never NULL, though SQLite does not say so.
            let is_required = row.flag("is_required").expect("a flag") || (table, column) == ("outbox", "id") || column == "seq";
            format!("{table}.{column} {is_required}")
        })
        .collect()
}

async fn indexes(test: &TestStore, sql: &'static str) -> BTreeSet<String> {
    let rows = test.store.reader().all(sql, params![]).await.expect("the indexes");
    rows.iter().map(|row| format!("{} on {}", row.text("name").expect("a name"), row.text("table_name").expect("a table"))).collect()
}

#[tokio::test]
async fn no_two_unique_indexes_of_a_table_have_the_same_columns() {
    // SQLite tells the columns of a broken index and not its name.
    let test = TestStore::sqlite().await;
    let sql = "
        SELECT t.name AS table_name, i.name AS index_name, c.name AS column_name
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i ON i.\"unique\" = 1 JOIN pragma_index_info(i.name) c
        WHERE t.type = 'table' ORDER BY t.name, i.name, c.seqno";
    let mut indexes: Vec<(String, Vec<String>)> = vec![];
    for row in test.store.reader().all(sql, params![]).await.expect("the indexes") {
        let name = format!("{} {}", row.text("table_name").expect("a table"), row.text("index_name").expect("an index"));
        let column = format!("{}.{}", row.text("table_name").expect("a table"), row.text("column_name").expect("a column"));
        match indexes.last_mut().filter(|(last, _)| *last == name) {
            Some((_, columns)) => columns.push(column),
            None => indexes.push((name, vec![column])),
        }
    }
    let distinct: BTreeSet<_> = indexes.iter().map(|(_, columns)| columns).collect();
    assert_eq!(distinct.len(), indexes.len(), "{indexes:?}");
}
