//! From where tickets are drawn, as hashes: what a stranger has drawn of late.

use domain::{TicketId, Timestamp, queue::Drawn};

use super::{Change, Scope};
use crate::{Result, params};

const INSERT: &str = "
    INSERT INTO ticket_source (org_id, ticket_id, visit_hash, network_hash, drawn_at, delete_after) VALUES ($1, $2, $3, $4, $5, $6)";
const BY_VISIT: &str = "
    SELECT COUNT(*) AS drawn FROM ticket_source s
    WHERE s.org_id = $1 AND s.visit_hash = $2 AND s.drawn_at > $3
        AND NOT EXISTS (SELECT 1 FROM call c WHERE c.org_id = s.org_id AND c.ticket_id = s.ticket_id)";
const BY_NETWORK: &str = "
    SELECT COUNT(*) AS drawn FROM ticket_source s
    WHERE s.org_id = $1 AND s.network_hash = $2 AND s.drawn_at > $3
        AND NOT EXISTS (SELECT 1 FROM call c WHERE c.org_id = s.org_id AND c.ticket_id = s.ticket_id)";
const BY_ORGANISATION: &str = "SELECT COUNT(*) AS drawn FROM ticket WHERE org_id = $1 AND state <> 'ended'";

/// From where a ticket is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// A hash of the visit.
    pub visit: String,
    /// A hash of the network, where it is a stranger's.
    pub network: Option<String>,
}

/// Remembers from where a ticket was drawn.
pub(crate) async fn insert(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    source: &Source,
    delete_after: Timestamp,
) -> Result<()> {
    let row = params![scope.org(), ticket, source.visit.as_str(), source.network.as_deref(), change.now, delete_after];
    change.execute(INSERT, row).await.map(drop)
}

/// What counts against one more ticket from there: unanswered ones drawn after `since`, and the live ones of everybody.
pub(crate) async fn drawn(change: &mut Change<'_>, scope: &Scope, source: &Source, since: Timestamp) -> Result<Drawn> {
    let by_visit = count(change, BY_VISIT, params![scope.org(), source.visit.as_str(), since]).await?;
    let by_network = match &source.network {
        Some(network) => count(change, BY_NETWORK, params![scope.org(), network.as_str(), since]).await?,
        None => 0,
    };
    let by_organisation = count(change, BY_ORGANISATION, params![scope.org()]).await?;
    Ok(Drawn { by_visit, by_network, by_organisation })
}

async fn count(change: &mut Change<'_>, sql: &'static str, params: Vec<super::Param>) -> Result<u32> {
    change.optional(sql, params).await?.map_or(Ok(0), |row| row.count("drawn"))
}
