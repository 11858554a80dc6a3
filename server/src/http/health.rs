//! Whether the process lives, whether it can serve, and its figures.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use backend::front_desk::Numbers;

use super::AppState;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive"
}

/// Store and bus answer, so calls can be served. Without the bus a shopper here and an agent at another server do not connect.
pub async fn ready(State(app): State<AppState>) -> Response {
    if app.shutdown.token.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping").into_response();
    }
    match app.store.is_reachable().await {
        Ok(()) if !app.desk.is_bus_reachable().await => {
            (StatusCode::SERVICE_UNAVAILABLE, "the bus to the other servers does not answer").into_response()
        }
        Ok(()) => "ready".into_response(),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").into_response()
        }
    }
}

/// Figures for Prometheus, for this machine and for whoever has the token.
pub async fn metrics(State(app): State<AppState>, ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap) -> Response {
    let is_local = peer.ip().is_loopback() && !headers.contains_key("x-forwarded-for") && !headers.contains_key("forwarded");
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    let has_token = matches!((token, &app.settings.metrics_token), (Some(given), Some(own)) if backend::keys::is_equal(given.as_bytes(), own.as_bytes()));
    if !is_local && !has_token {
        return (StatusCode::FORBIDDEN, "metrics are for loopback, or for a bearer of VITRINE_METRICS_TOKEN").into_response();
    }
    record(app.desk.numbers());
    metrics::gauge!("vitrine_page_streams").set(app.streams.open());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], app.metrics.render()).into_response()
}

fn record(numbers: Numbers) {
    let Numbers { waiting, calls, rings, agent_sockets, shopper_sockets, guest_sockets } = numbers;
    metrics::gauge!("vitrine_tickets_waiting").set(waiting);
    metrics::gauge!("vitrine_calls_running").set(calls);
    metrics::gauge!("vitrine_rings_live").set(rings);
    metrics::gauge!("vitrine_sockets", "of" => "agents").set(agent_sockets);
    metrics::gauge!("vitrine_sockets", "of" => "shoppers").set(shopper_sockets);
    metrics::gauge!("vitrine_sockets", "of" => "guests").set(guest_sockets);
}
