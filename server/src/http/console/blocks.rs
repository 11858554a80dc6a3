//! The list of blocked shoppers.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use backend::{
    Error,
    front_desk::blocks::{self, Blocks},
};
use domain::wire::{ConsolePage, console::BlocksPage};

use super::{
    entered::{Entered, Instead},
    queues::Done,
};

/// `GET /o/{org}/blocks`
pub async fn list(entered: Entered, Query(done): Query<Done>) -> Result<Response, Instead> {
    let found = blocks::list(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))?;
    let Blocks { lines, more, zone, now } = found;
    let page = BlocksPage {
        frame: entered.frame(),
        blocks: lines,
        more,
        year: zone.date(now).year(),
        zone: zone.to_string(),
        is_lifted: done.removed.is_some(),
    };
    Ok(entered.page(StatusCode::OK, &ConsolePage::Blocks(Box::new(page))))
}

/// `POST /o/{org}/blocks/{block}/lift`
pub async fn lift(entered: Entered, Path((_, block)): Path<(String, String)>) -> Result<Response, Instead> {
    let lift = async {
        let block = block.parse().map_err(|_| Error::Missing("block"))?;
        blocks::lift(&entered.app().store, &entered.member, &block).await
    };
    lift.await.map_err(|error| entered.stop(&error))?;
    Ok(entered.lead_to("?removed=1"))
}
