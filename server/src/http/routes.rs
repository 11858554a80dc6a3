//! The one table of routes. The router is made from it, so there is no route without a row and no row without a class.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware,
    routing::{MethodRouter, get, post},
};
use domain::{catalogue::MAX_FEED_BYTES, schedule::ics};

use super::{
    AppState, assets, channel,
    class::{self, Class},
    console, guest, health, purchase, sign_in, snapshot, status, widget,
};
use crate::socket;

/// The largest request body: a sign-in form is far below.
const MAX_BODY_BYTES: usize = 64 * 1024;
/// A form with as many exceptions from opening hours as there may be.
const MAX_HOURS_FORM_BYTES: usize = 1024 * 1024;

struct Route {
    path: &'static str,
    class: Class,
    handler: MethodRouter<AppState>,
}

fn table() -> Vec<Route> {
    let route = |path, class, handler| Route { path, class, handler };
    let hours_form = DefaultBodyLimit::max(MAX_HOURS_FORM_BYTES);
    let feed = DefaultBodyLimit::max(MAX_BODY_BYTES + MAX_FEED_BYTES);
    let order = DefaultBodyLimit::max(purchase::MAX_BYTES);
    let hours_file = DefaultBodyLimit::max(MAX_HOURS_FORM_BYTES + ics::MAX_BYTES);
    vec![
        route("/", Class::Console, get(console::front_door)),
        route("/o/{org}", Class::Console, get(console::organisation)),
        route("/o/{org}/desk", Class::Console, get(console::desk)),
        route("/o/{org}/desk/socket", Class::Console, get(socket::agent::upgrade)),
        route("/o/{org}/board", Class::Console, get(console::board::show)),
        route("/o/{org}/board/stream", Class::Console, get(console::board::stream)),
        route("/o/{org}/history", Class::Console, get(console::history::list)),
        route("/o/{org}/history/{ticket}", Class::Console, get(console::history::show)),
        route("/o/{org}/history/{ticket}/snapshots/{snapshot}", Class::Console, get(snapshot::show)),
        route("/o/{org}/history/{ticket}/block", Class::Console, post(console::history::block)),
        route("/o/{org}/blocks", Class::Console, get(console::blocks::list)),
        route("/o/{org}/blocks/{block}/lift", Class::Console, post(console::blocks::lift)),
        route("/o/{org}/queues", Class::Console, get(console::queues::list)),
        route("/o/{org}/queues/new", Class::Console, get(console::queues::new).post(console::queues::create).layer(hours_form)),
        route("/o/{org}/queues/{queue}", Class::Console, get(console::queues::show).post(console::queues::save).layer(hours_form)),
        route("/o/{org}/queues/{queue}/move", Class::Console, post(console::queues::shift)),
        route("/o/{org}/queues/{queue}/remove", Class::Console, get(console::queues::ask_removal).post(console::queues::remove)),
        route("/o/{org}/hours", Class::Console, get(console::hours::show).post(console::hours::submit).layer(hours_file)),
        route("/o/{org}/me", Class::Console, get(console::face::show).post(console::face::save)),
        route("/o/{org}/catalogue", Class::Console, get(console::catalogue::show).post(console::catalogue::submit).layer(feed)),
        route("/o/{org}/catalogue/read", Class::Console, post(console::catalogue::read)),
        route("/o/{org}/catalogue/remove", Class::Console, get(console::catalogue::ask_removal).post(console::catalogue::remove)),
        route("/o/{org}/people", Class::Console, get(console::people::list)),
        route("/o/{org}/people/new", Class::Console, get(console::people::new).post(console::people::add)),
        route("/o/{org}/people/{person}", Class::Console, get(console::people::show).post(console::people::save)),
        route("/o/{org}/people/{person}/password", Class::Console, post(console::people::renew_password)),
        route("/o/{org}/people/{person}/remove", Class::Console, get(console::people::ask_removal).post(console::people::remove)),
        route("/o/{org}/sign-in", Class::Console, get(sign_in::show).post(sign_in::submit)),
        route("/o/{org}/sign-out", Class::Console, post(sign_in::sign_out)),
        route("/widget/{org}", Class::Frame, get(widget::show)),
        route("/widget/{org}/snapshots/{snapshot}", Class::Frame, post(snapshot::keep)),
        route("/widget/{org}/socket", Class::Frame, get(socket::shopper::upgrade)),
        route("/guest/{org}", Class::Link, get(guest::show)),
        route("/guest/{org}/claim", Class::Link, post(guest::claim)),
        route("/guest/{org}/socket", Class::Link, get(socket::guest::upgrade)),
        route("/page/{org}/channel.json", Class::Page, get(channel::show)),
        route("/page/{org}/purchase", Class::Page, post(purchase::count).layer(order)),
        route("/page/{org}/status", Class::Page, get(status::stream)),
        route("/page/{org}/status.json", Class::Page, get(status::once)),
        route("/assets/{*file}", Class::Open, get(assets::hashed)),
        route("/embed.js", Class::Open, get(assets::script)),
        route("/flux-player.js", Class::Open, get(assets::script)),
        route("/track.js", Class::Open, get(assets::script)),
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
            Class::Link => route.handler.layer(middleware::from_fn_with_state(app.clone(), class::link)),
            Class::Frame => route.handler.layer(middleware::from_fn(class::frame)),
            Class::Page => route.handler.layer(middleware::from_fn_with_state(app.clone(), class::page)),
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
    fn the_path_tells_the_class_of_every_route_that_not_everybody_may_use() {
        for Route { path, class, .. } in table() {
            assert_eq!(path.starts_with("/o/") || path == "/", class == Class::Console, "{path}");
            assert_eq!(path.starts_with("/widget/"), class == Class::Frame, "{path}");
            assert_eq!(path.starts_with("/guest/"), class == Class::Link, "{path}");
            assert_eq!(path.starts_with("/page/"), class == Class::Page, "{path}");
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
