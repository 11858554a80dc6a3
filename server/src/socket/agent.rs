//! The desk's socket.

use std::future::ready;

use axum::{
    extract::{Path, State, WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use backend::front_desk::AgentHello;
use domain::wire::{AGENT_BEAT, AGENT_GONE_AFTER, FromAgent, Problem};

use super::{Heartbeat, limited, organisation_of, run, signed_in::SignedInDesk};
use crate::http::{AppState, signed_in};

const HEARTBEAT: Heartbeat = Heartbeat { every: AGENT_BEAT, gone_after: AGENT_GONE_AFTER };

/// `GET /o/{org}/desk/socket`: who it is follows from the session cookie.
pub async fn upgrade(State(app): State<AppState>, Path(org): Path<String>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let org = match organisation_of(&app, &org, &headers) {
        Ok(org) => org,
        Err(refusal) => return refusal,
    };
    // A socket that is refused before the upgrade tells the page nothing, so a missing session is told inside.
    let agent = match signed_in(&app, &headers).await {
        Ok(signed_in) => signed_in.and_then(|signed_in| signed_in.agent_in(&org)),
        Err(error) => {
            tracing::error!(%error, "the session cannot be read");
            return (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").into_response();
        }
    };
    limited(upgrade).on_upgrade(move |socket| {
        let tasks = app.shutdown.tasks.clone();
        tasks.spawn(async move {
            let (desk, state) = (app.desk.clone(), app.clone());
            run::<SignedInDesk, _, _>(&app.shutdown, socket, HEARTBEAT, |first| async move {
                match (first, agent) {
                    (FromAgent::Hello { version, device, call, page }, Some(agent)) => {
                        let desk = desk.attach_agent(agent, AgentHello { version, device, call, page }).await?;
                        Ok(SignedInDesk::new(desk, state, org, headers))
                    }
                    (FromAgent::Hello { .. }, None) => Err(Problem::SignedOut),
                    _ => Err(Problem::BadMessage),
                }
            })
            .await;
        });
        ready(())
    })
}
