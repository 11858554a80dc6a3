//! What a shop's order page tells: a purchase after a call.

use std::sync::Arc;

use axum::{
    Extension,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use backend::{purchases, settings::WidgetSettings};
use domain::purchase::{Counted, Purchase};

use super::{AppState, console};

/// The largest purchase that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024;

/// `POST /page/{org}/purchase` with JSON (see [`Purchase::read`]), as `text/plain` so that browsers ask nothing before: 204 when it counts
/// for its call, also when it was told before.
pub async fn count(State(app): State<AppState>, Extension(settings): Extension<Arc<WidgetSettings>>, body: Bytes) -> Response {
    let org = settings.scope.org();
    let purchase = match Purchase::read(&body) {
        Ok(purchase) => purchase,
        Err(problem) => {
            tracing::info!(%org, %problem, "a purchase cannot be read");
            return (StatusCode::BAD_REQUEST, problem.to_string()).into_response();
        }
    };
    match purchases::count(&app.store, &settings.scope, &purchase).await {
        Ok(Counted::Now | Counted::Before) => StatusCode::NO_CONTENT.into_response(),
        Ok(Counted::Not) => {
            tracing::info!(%org, call = %purchase.call, "a purchase counts for no call");
            (StatusCode::NOT_FOUND, "There is no call that this purchase counts for.").into_response()
        }
        Err(error) => console::failed(&error),
    }
}
