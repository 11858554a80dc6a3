//! The page of a guest, who comes by a link. The link's token stands in the fragment, which browsers send nowhere: looking at the
//! address, as mail programs do, uses nothing, and only the page's own POST does.

mod tries;

pub use tries::Tries;

use std::net::SocketAddr;

use app::shell::render_guest;
use axum::{
    Json,
    extract::{ConnectInfo, Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use domain::{
    ConnectionId, OrgId,
    locale::{Locale, Phrases},
    wire::{ClaimLink, ConsolePage, GuestPage, LinkClaimed},
};
use serde::Deserialize;

use super::{AppState, console, page};
use crate::client_address::client_address;

/// What may stand in the address before the fragment.
#[derive(Debug, Deserialize)]
pub struct GuestQuery {
    locale: Option<String>,
}

/// `GET /guest/{org}?locale=#TOKEN`
pub async fn show(State(app): State<AppState>, Path(org): Path<String>, Query(query): Query<GuestQuery>) -> Response {
    let Some(org) = console::known(&app, &org).await else { return console::unknown_organisation() };
    let locale = Locale::choose(query.locale.as_deref());
    let guest = GuestPage {
        org: org.id,
        org_name: org.name,
        language: locale.language().as_str().to_owned(),
        phrases: Phrases::guest(locale),
        direction: locale.direction(),
    };
    page::answer(&app, StatusCode::OK, page::Elsewhere::default(), "", |document| render_guest(document, &ConsolePage::Guest(guest)))
}

/// `POST /guest/{org}/claim`: uses the link. 410 when it is used or dead.
pub async fn claim(
    State(app): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(org): Path<String>,
    headers: HeaderMap,
    Json(link): Json<ClaimLink>,
) -> Response {
    let Ok(org) = org.parse::<OrgId>() else { return console::unknown_organisation() };
    // A browser's secret is named as an id is.
    if link.claim.parse::<ConnectionId>().is_err() {
        return answer(&LinkClaimed::Failed, StatusCode::BAD_REQUEST);
    }
    let from = client_address(peer.ip(), &headers, &app.settings.trusted_proxies);
    if !app.link_tries.takes(from) {
        tracing::warn!(%org, "too many links were tried from one network");
        return answer(&LinkClaimed::TooMany, StatusCode::TOO_MANY_REQUESTS);
    }
    let claimed = match app.recent.of(&app.store, &org).await {
        Ok(Some(settings)) => app.desk.claim_link(&settings.scope, &link).await,
        Ok(None) => return console::unknown_organisation(),
        Err(error) => Err(error),
    };
    match claimed {
        Ok(claimed) => {
            let status = match &claimed {
                LinkClaimed::Knocking { .. } => StatusCode::OK,
                LinkClaimed::Used | LinkClaimed::Dead => StatusCode::GONE,
                LinkClaimed::NoName => StatusCode::UNPROCESSABLE_ENTITY,
                LinkClaimed::TooMany => StatusCode::TOO_MANY_REQUESTS,
                LinkClaimed::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            };
            tracing::info!(%org, %status, "a link for a guest was tried");
            answer(&claimed, status)
        }
        Err(error) => {
            tracing::error!(%org, %error, "a link for a guest could not be used");
            answer(&LinkClaimed::Failed, StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn answer(claimed: &LinkClaimed, status: StatusCode) -> Response {
    (status, Json(claimed)).into_response()
}
