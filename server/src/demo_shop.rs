//! The demo shop: a merchant's site, on an address of its own on purpose, so that the widget is as foreign to it as it will be to
//! a real shop.

use std::{
    net::SocketAddr,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Path as UrlPath, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::Origin;

/// The text in the shop's files that stands for this server's address.
const ORIGIN_PLACEHOLDER: &str = "{{VITRINE_ORIGIN}}";

struct Shop {
    folder: PathBuf,
    vitrine: Origin,
}

/// The shop's routes.
pub fn router(folder: PathBuf, vitrine: Origin) -> Router {
    let shop = Arc::new(Shop { folder, vitrine });
    Router::new()
        .route("/", get(|State(shop): State<Arc<Shop>>| async move { shop.file("index.html").await }))
        .route("/{*path}", get(|State(shop): State<Arc<Shop>>, UrlPath(path): UrlPath<String>| async move { shop.file(&path).await }))
        .with_state(shop)
}

/// The origin that browsers see the shop under.
///
/// # Errors
/// Never for a real socket address.
pub fn origin(address: SocketAddr) -> Result<Origin, domain::origin::InvalidOrigin> {
    format!("http://{address}").parse()
}

impl Shop {
    async fn file(&self, path: &str) -> Response {
        let path = Path::new(path);
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let Ok(bytes) = tokio::fs::read(self.folder.join(path)).await else {
            return (StatusCode::NOT_FOUND, "This page of the demo shop does not exist.").into_response();
        };
        let kind = content_type(path);
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if text.contains(ORIGIN_PLACEHOLDER) => text.replace(ORIGIN_PLACEHOLDER, self.vitrine.as_str()).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], bytes).into_response()
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => "application/octet-stream",
    }
}
