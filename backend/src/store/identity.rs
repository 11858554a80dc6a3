//! The secret that an organisation shares with its own server, to verify who a shopper is.

use super::{Change, Reader, Row, Scope};
use crate::{Result, params};

const KEY: &str = "SELECT secret FROM identity_key WHERE org_id = $1";
const PUT_KEY: &str = "INSERT INTO identity_key (org_id, secret) VALUES ($1, $2) ON CONFLICT (org_id) DO UPDATE SET secret = $2";
const DELETE_KEY: &str = "DELETE FROM identity_key WHERE org_id = $1";

/// The organisation's key, if it has one.
pub(crate) async fn key(reader: &Reader, scope: &Scope) -> Result<Option<String>> {
    reader.optional(KEY, params![scope.org()]).await?.as_ref().map(secret).transpose()
}

/// As [`key`], within a change.
pub(crate) async fn key_in(change: &mut Change<'_>, scope: &Scope) -> Result<Option<String>> {
    change.optional(KEY, params![scope.org()]).await?.as_ref().map(secret).transpose()
}

fn secret(row: &Row) -> Result<String> {
    Ok(row.text("secret")?.to_owned())
}

/// From now on the key is this one; `None`: there is none.
pub(crate) async fn put_key(change: &mut Change<'_>, scope: &Scope, key: Option<&str>) -> Result<()> {
    match key {
        Some(key) => change.execute(PUT_KEY, params![scope.org(), key]).await.map(drop),
        None => change.execute(DELETE_KEY, params![scope.org()]).await.map(drop),
    }
}
