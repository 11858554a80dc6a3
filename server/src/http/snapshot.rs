//! Stills of shoppers' pictures: the widget sends one, people of the organisation look at it.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{Error, front_desk::SnapshotRefused, history};
use domain::{
    OrgId, SnapshotId,
    snapshot::{MAX_BYTES, NotAStill},
    wire::Resume,
};

use super::{
    AppState,
    class::is_same_origin,
    console::{self, entered::Entered},
};

/// How long a slow line may take to send one.
const SENT_WITHIN: Duration = Duration::from_secs(60);

/// `POST /widget/{org}/snapshots/{snapshot}` with `Authorization: Bearer TICKET.SECRET` and a JPEG: 204 when it is kept. Who it is is
/// known before anything of the picture is read.
pub async fn keep(State(app): State<AppState>, Path((org, id)): Path<(String, String)>, headers: HeaderMap, body: Body) -> Response {
    let (Ok(org), Ok(id)) = (org.parse::<OrgId>(), id.parse::<SnapshotId>()) else { return StatusCode::NOT_FOUND.into_response() };
    if !is_same_origin(&headers, &app.settings.public_url) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(held) = held(&headers) else { return StatusCode::UNAUTHORIZED.into_response() };
    let holder = match app.desk.holder(&org, held).await {
        Ok(Some(holder)) => holder,
        Ok(None) => return StatusCode::UNAUTHORIZED.into_response(),
        Err(error) => return console::failed(&error),
    };
    let jpeg = match tokio::time::timeout(SENT_WITHIN, to_bytes(body, MAX_BYTES)).await {
        Ok(Ok(jpeg)) => jpeg,
        Ok(Err(_)) => return refused(SnapshotRefused::NotAStill(NotAStill::TooLarge)),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    match app.desk.keep_snapshot(&holder, &id, &jpeg).await {
        Ok(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(why)) => {
            tracing::info!(%org, snapshot = %id, %why, "a still was not kept");
            refused(why)
        }
        Err(error) => console::failed(&error),
    }
}

/// The ticket and the secret that opens it.
fn held(headers: &HeaderMap) -> Option<Resume> {
    let bearer = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")?;
    let (ticket, secret) = bearer.split_once('.')?;
    Some(Resume { ticket: ticket.parse().ok()?, secret: secret.to_owned() })
}

fn refused(why: SnapshotRefused) -> Response {
    let status = match why {
        SnapshotRefused::NotAStill(NotAStill::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        SnapshotRefused::NotAStill(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        SnapshotRefused::CallOver | SnapshotRefused::Taken => StatusCode::CONFLICT,
        SnapshotRefused::TooMany => StatusCode::TOO_MANY_REQUESTS,
    };
    (status, why.to_string()).into_response()
}

/// `GET /o/{org}/history/{ticket}/snapshots/{snapshot}`: a picture of a stranger's making, so nothing but a picture, and in a
/// sandbox of its own when it is opened by itself.
pub async fn show(entered: Entered, Path((_, ticket, id)): Path<(String, String, String)>) -> Response {
    let found = async {
        let id = id.parse::<SnapshotId>().map_err(|_| Error::Missing("snapshot"))?;
        history::snapshot(&entered.app().store, &entered.member, &history::ticket_id(&ticket)?, &id).await
    };
    let jpeg = match found.await {
        Ok(jpeg) => jpeg,
        Err(Error::Missing(_)) => {
            return (StatusCode::NOT_FOUND, "There is no such still picture, or it has been deleted.").into_response();
        }
        Err(error) => return console::failed(&error),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"still.jpg\"")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'")),
        (header::HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    (headers, jpeg).into_response()
}
