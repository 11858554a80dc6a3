//! What a page tells of the shopper of a ticket, after the ticket was drawn.

use domain::{TicketId, identity::Identity, queue::Asks, shopper_data::Claim};

use super::{
    Change, Scope,
    tickets::{claims, claims_json},
    words,
};
use crate::{Result, params};

const TELL_DATA: &str = "UPDATE shopper_detail SET data_json = $3, identity_json = $4 WHERE org_id = $1 AND ticket_id = $2";
const TELL_PAGE: &str = "UPDATE shopper_detail SET page_url = $3, page_title = $4 WHERE org_id = $1 AND ticket_id = $2";
const ASKS: &str = "
    SELECT t.language, d.data_json FROM ticket t LEFT JOIN shopper_detail d ON d.org_id = t.org_id AND d.ticket_id = t.id
    WHERE t.org_id = $1 AND t.id = $2";

/// The page told something new about its shopper.
pub(crate) async fn tell_data(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    (claims, identity): (&[Claim], Option<&Identity>),
) -> Result<()> {
    let identity = identity.map(words::json).transpose()?;
    change.execute(TELL_DATA, params![scope.org(), ticket, claims_json(claims), identity]).await.map(drop)
}

/// The shopper moved on to another page.
pub(crate) async fn tell_page(
    change: &mut Change<'_>,
    scope: &Scope,
    ticket: &TicketId,
    (url, title): (Option<&str>, Option<&str>),
) -> Result<()> {
    change.execute(TELL_PAGE, params![scope.org(), ticket, url, title]).await.map(drop)
}

/// What a ticket's call asks for.
pub(crate) async fn asks(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<Asks> {
    let row = change.optional(ASKS, params![scope.org(), ticket]).await?;
    row.map_or_else(|| Ok(Asks::default()), |row| Ok(Asks::of(&claims(&row)?, row.text("language")?)))
}
