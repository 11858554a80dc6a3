//! How shoppers found their calls.

use domain::{TicketId, Timestamp};

use super::{Change, Scope};
use crate::{Result, params};

const RATE: &str = "
    INSERT INTO rating (org_id, call_id, stars, created_at)
    SELECT c.org_id, c.id, CAST($3 AS BIGINT), CAST($4 AS BIGINT)
    FROM call c JOIN ticket t ON t.org_id = c.org_id AND t.id = c.ticket_id
    WHERE c.org_id = $1 AND c.ticket_id = $2 AND c.state = 'ended' AND t.state = 'ended'
    ORDER BY c.started_at DESC, c.id LIMIT 1
    ON CONFLICT DO NOTHING";
const COMMENT: &str = "
    INSERT INTO rating_comment (org_id, call_id, comment, delete_after)
    SELECT c.org_id, c.id, CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM call c
    WHERE c.org_id = $1 AND c.ticket_id = $2
    ORDER BY c.started_at DESC, c.id LIMIT 1
    ON CONFLICT DO NOTHING";

/// Stores how the latest call of an ended ticket was; `false` when there was no call or it was rated before.
pub(crate) async fn rate(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, stars: u8) -> Result<bool> {
    Ok(change.execute(RATE, params![scope.org(), ticket, stars, change.now]).await? > 0)
}

/// Stores the shopper's own words about it.
pub(crate) async fn comment(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    comment: &str,
    delete_after: Timestamp,
) -> Result<()> {
    change.execute(COMMENT, params![scope.org(), ticket, comment, delete_after]).await.map(drop)
}
