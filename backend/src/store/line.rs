//! The line of a queue: its live tickets, with what is known of their shoppers.

use domain::{QueueId, TicketId, call::TicketState, identity::Identity, queue::Asks, shopper_data, wire::ShopperCard};

use super::{Row, Scope, Snapshot, tickets, words};
use crate::{Error, Result, front_desk::floor::LiveTicket, params};

// Not sorted: the view of a queue knows the order of its line.
const LIVE: &str = "
    SELECT t.id, t.state, t.joined_at, COALESCE(t.moved_at, t.joined_at) AS in_line_since, t.epoch, t.round_started_at, t.is_back,
        t.shopping_turn, t.language, t.has_camera, t.has_microphone, d.data_json, d.identity_json, d.page_url, d.page_title,
        l.name AS lost_agent, b.name AS passed_on_by
    FROM ticket t
    LEFT JOIN shopper_detail d ON d.org_id = t.org_id AND d.ticket_id = t.id
    LEFT JOIN person l ON l.id = t.lost_agent_id
    LEFT JOIN person b ON b.id = t.passed_on_by
    WHERE t.org_id = $1 AND t.queue_id = $2 AND t.state <> 'ended'";
const LIVE_ONE: &str = "
    SELECT t.id, t.state, t.joined_at, COALESCE(t.moved_at, t.joined_at) AS in_line_since, t.epoch, t.round_started_at, t.is_back,
        t.shopping_turn, t.language, t.has_camera, t.has_microphone, d.data_json, d.identity_json, d.page_url, d.page_title,
        l.name AS lost_agent, b.name AS passed_on_by
    FROM ticket t
    LEFT JOIN shopper_detail d ON d.org_id = t.org_id AND d.ticket_id = t.id
    LEFT JOIN person l ON l.id = t.lost_agent_id
    LEFT JOIN person b ON b.id = t.passed_on_by
    WHERE t.org_id = $1 AND t.id = $3 AND t.queue_id = $2 AND t.state <> 'ended'";

/// The live tickets of a queue, in any order, without their rings and calls.
pub(crate) async fn live(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId) -> Result<Vec<LiveTicket>> {
    snapshot.all(LIVE, params![scope.org(), queue]).await?.iter().map(live_ticket).collect()
}

/// One of them; `None` when it is over or in another queue.
pub(crate) async fn live_one(snapshot: &mut Snapshot<'_>, scope: &Scope, queue: &QueueId, ticket: &TicketId) -> Result<Option<LiveTicket>> {
    snapshot.optional(LIVE_ONE, params![scope.org(), queue, ticket]).await?.as_ref().map(live_ticket).transpose()
}

fn live_ticket(row: &Row) -> Result<LiveTicket> {
    let name = |column| Ok::<_, Error>(row.opt_text(column)?.map(str::to_owned));
    Ok(LiveTicket {
        id: row.id("id")?,
        // What is not over either waits or talks.
        state: if row.text("state")? == "waiting" { TicketState::Waiting } else { TicketState::InCall },
        since: row.time("joined_at")?,
        in_line_since: row.time("in_line_since")?,
        epoch: row.count("epoch")?,
        round_started_at: row.time("round_started_at")?,
        shopper: card(row)?,
        rings: vec![],
        lost_agent: name("lost_agent")?,
        passed_on_by: name("passed_on_by")?,
        is_back: row.flag("is_back")?,
        shopping_turn: row.count("shopping_turn")?,
        call: None,
    })
}

fn card(row: &Row) -> Result<ShopperCard> {
    let (language, mut claims) = (row.text("language")?.to_owned(), tickets::claims(row)?);
    let asks = Asks::of(&claims, &language);
    claims.retain(|claim| !shopper_data::is_of_call(&claim.key));
    let identity = words::read_opt_json(row, "identity_json")?;
    let verified = match &identity {
        Some(Identity::Verified(claims)) => shopper_data::name(claims),
        _ => None,
    };
    Ok(ShopperCard {
        name: verified.or_else(|| shopper_data::name(&claims)),
        claims,
        asks,
        page_url: row.opt_text("page_url")?.map(str::to_owned),
        page_title: row.opt_text("page_title")?.map(str::to_owned),
        language,
        has_camera: row.flag("has_camera")?,
        has_microphone: row.flag("has_microphone")?,
        identity,
    })
}
