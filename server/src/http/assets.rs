//! The built files: hashed ones are kept for ever, unhashed scripts are asked for again within five minutes.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::AppState;

/// A file with a hash in its name, so it never changes.
pub async fn hashed(State(app): State<AppState>, request: Request) -> Response {
    // A development build has no hashes in its names.
    let cache_control = if app.site.assets.reload.is_some() { "no-cache" } else { "public, max-age=31536000, immutable" };
    serve(app, request, cache_control).await
}

/// A script that merchants load by a fixed name; also usable by pages that ask for it with CORS.
pub async fn script(State(app): State<AppState>, request: Request) -> Response {
    let mut response = serve(app, request, "public, max-age=300, must-revalidate").await;
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

async fn serve(app: AppState, request: Request, cache_control: &'static str) -> Response {
    let files = ServeDir::new(&app.site.folder).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let mut response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new).into_response(),
        Err(never) => match never {},
    };
    if response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
        response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    response
}
