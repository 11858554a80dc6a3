//! The built files: hashed ones are kept for ever, unhashed scripts are asked for again within five minutes.

use std::path::Path;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use super::AppState;

/// A file with a hash in its name, so it never changes. Merchants' pages load some of them as modules, so with CORS.
pub async fn hashed(State(app): State<AppState>, request: Request) -> Response {
    // A development build has no hashes in its names.
    let cache_control = if app.site.assets.reload.is_some() { "no-cache" } else { "public, max-age=31536000, immutable" };
    let asked = request.uri().path().to_owned();
    let folder = app.site.folder.join("assets");
    let mut response = serve(app, request, cache_control).await;
    if response.status() == StatusCode::NOT_FOUND
        && let Some(newer) = newer_part(&folder, &asked).await
    {
        response = ([(header::CACHE_CONTROL, "no-store")], Redirect::temporary(&newer)).into_response();
    }
    for_every_page(response)
}

/// A script that merchants load by a fixed name; also usable by pages that ask for it with CORS.
pub async fn script(State(app): State<AppState>, request: Request) -> Response {
    for_every_page(serve(app, request, "public, max-age=300, must-revalidate").await)
}

fn for_every_page(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// The address of today's form of a part of the page script, for a page that loaded the script before a release and asks for the
/// part only now. Such parts understand the script of the release before.
async fn newer_part(folder: &Path, asked: &str) -> Option<String> {
    let (part, _) = asked.strip_prefix("/assets/embed-")?.rsplit_once('-')?;
    let prefix = format!("embed-{part}-");
    let mut files = tokio::fs::read_dir(folder).await.ok()?;
    while let Ok(Some(file)) = files.next_entry().await {
        let name = file.file_name();
        if let Some(name) =
            name.to_str().filter(|name| name.starts_with(&prefix) && Path::new(name).extension().is_some_and(|extension| extension == "js"))
        {
            return Some(format!("/assets/{name}"));
        }
    }
    None
}

/// The longest name of a file, in bytes, with room for what a compressed one ends with.
const LONGEST_NAME: usize = 250;

async fn serve(app: AppState, request: Request, cache_control: &'static str) -> Response {
    // To look for a name that no file can have is an error of the file system, and not that nothing was found.
    if request.uri().path().split('/').any(|name| name.len() > LONGEST_NAME) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let files = ServeDir::new(&app.site.folder).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let mut response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new).into_response(),
        Err(never) => match never {},
    };
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
        response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    response
}
