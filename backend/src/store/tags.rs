//! What a page wants its tickets counted by.

use domain::{TicketId, tracking::Tags};

use super::{Change, Scope, words};
use crate::{Result, params};

const PUT: &str = "UPDATE ticket SET tags_json = $3 WHERE org_id = $1 AND id = $2";

/// From now on these are the ticket's tags, and no others.
pub(crate) async fn put(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, tags: &Tags) -> Result<()> {
    change.execute(PUT, params![scope.org(), ticket, words::json(tags)?]).await.map(drop)
}
