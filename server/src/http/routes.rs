//! The one table of routes. The router is made from it, so there is no route without a row and no row without a class.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware,
    routing::{MethodRouter, get, post},
};

use super::{
    AppState, assets,
    class::{self, Class},
    console, health, sign_in, widget,
};
use crate::socket;

/// The largest request body: a sign-in form is far below.
const MAX_BODY_BYTES: usize = 64 * 1024;

struct Route {
    path: &'static str,
    class: Class,
    handler: MethodRouter<AppState>,
}

fn table() -> Vec<Route> {
    let route = |path, class, handler| Route { path, class, handler };
    vec![
        route("/", Class::Console, get(console::front_door)),
        route("/o/{org}", Class::Console, get(console::organisation)),
        route("/o/{org}/desk", Class::Console, get(console::desk)),
        route("/o/{org}/desk/socket", Class::Console, get(socket::agent::upgrade)),
        route("/o/{org}/sign-in", Class::Console, get(sign_in::show).post(sign_in::submit)),
        route("/o/{org}/sign-out", Class::Console, post(sign_in::sign_out)),
        route("/widget/{org}", Class::Frame, get(widget::show)),
        route("/widget/{org}/socket", Class::Frame, get(socket::shopper::upgrade)),
        route("/assets/{*file}", Class::Open, get(assets::hashed)),
        route("/embed.js", Class::Open, get(assets::script)),
        route("/embed.d.ts", Class::Open, get(assets::script)),
        route("/favicon.svg", Class::Open, get(assets::script)),
        route("/healthz", Class::Open, get(health::alive)),
        route("/readyz", Class::Open, get(health::ready)),
        route("/metrics", Class::Open, get(health::metrics)),
    ]
}

/// All routes, each behind the guard of its class; open ones need none.
pub fn router(app: AppState) -> Router {
    let router = table().into_iter().fold(Router::new(), |router, route| {
        let handler = match route.class {
            Class::Console => route.handler.layer(middleware::from_fn_with_state(app.clone(), class::console)),
            Class::Frame => route.handler.layer(middleware::from_fn(class::frame)),
            Class::Open => route.handler,
        };
        router.route(route.path, handler)
    });
    router
        .fallback(|| async { (StatusCode::NOT_FOUND, "There is nothing at this address.") })
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(class::every))
        .with_state(app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_for_signed_in_people_is_of_the_console_class_and_every_widget_page_of_the_frame_class() {
        for Route { path, class, .. } in table() {
            assert_eq!(path.starts_with("/o/") || path == "/", class == Class::Console, "{path}");
            assert_eq!(path.starts_with("/widget/"), class == Class::Frame, "{path}");
        }
    }

    #[test]
    fn no_path_has_two_rows() {
        let mut paths: Vec<_> = table().into_iter().map(|route| route.path).collect();
        let rows = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), rows);
    }
}
