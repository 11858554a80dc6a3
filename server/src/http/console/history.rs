//! The pages of the history.

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use backend::{
    front_desk::blocks,
    history::{self, Overview, TicketStory},
};
use domain::wire::{
    ConsolePage,
    console::{Fields, HistoryFilter, HistoryPage, TicketPage},
};

use super::entered::{Entered, Instead};

/// `GET /o/{org}/history?queue=…&agent=…&outcome=…&from=…&to=…&before=…`
pub async fn list(entered: Entered, Query(pairs): Query<Vec<(String, String)>>) -> Result<Response, Instead> {
    let filter = HistoryFilter::from_fields(Fields::new(&pairs));
    let found = history::list(&entered.app().store, &entered.member, &filter).await.map_err(|error| entered.stop(&error))?;
    let Overview { zone, now, queues, agents, sees_all, lines, next, summary, is_summary_cut, problems } = found;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = HistoryPage {
        frame: entered.frame(),
        filter,
        queues,
        agents,
        sees_all,
        lines,
        next,
        summary,
        is_summary_cut,
        zone: zone.to_string(),
        year: zone.date(now).year(),
        problems,
    };
    Ok(entered.page(status, &ConsolePage::History(Box::new(page))))
}

/// `GET /o/{org}/history/{ticket}`
pub async fn show(entered: Entered, Path((_, ticket)): Path<(String, String)>) -> Result<Response, Instead> {
    let found = async { history::ticket(&entered.app().store, &entered.member, &history::ticket_id(&ticket)?).await };
    let story = found.await.map_err(|error| entered.stop(&error))?;
    let TicketStory { id, queue, zone, now, joined_at, outcome, waited, entries, are_rings_cut, calls, tags, told, block } = story;
    let page = TicketPage {
        frame: entered.frame(),
        id,
        queue,
        at: zone.stamp(joined_at),
        year: zone.date(now).year(),
        zone: zone.to_string(),
        outcome,
        waited,
        entries,
        are_rings_cut,
        calls,
        tags,
        told,
        block,
    };
    Ok(entered.page(StatusCode::OK, &ConsolePage::Ticket(Box::new(page))))
}

/// `POST /o/{org}/history/{ticket}/block`
pub async fn block(
    entered: Entered,
    Path((_, ticket)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Instead> {
    let reason = Fields::new(&pairs).text("reason");
    let block = async { blocks::block_ticket(&entered.app().store, &entered.member, &history::ticket_id(&ticket)?, reason).await };
    // Where nothing is known of the visit any more, the story says so.
    block.await.map_err(|error| entered.stop(&error))?;
    Ok(entered.lead_to(&format!("/{ticket}")))
}
