//! The socket of a guest's page.

use std::future::ready;

use axum::{
    extract::{Path, State, WebSocketUpgrade},
    http::HeaderMap,
    response::Response,
};
use backend::front_desk::{GuestHello, GuestSession};
use domain::wire::{FromGuest, Problem, SHOPPER_BEAT, SHOPPER_GONE_AFTER, ToGuest};

use super::{Heartbeat, Session, limited, organisation_of, run};
use crate::http::AppState;

const HEARTBEAT: Heartbeat = Heartbeat { every: SHOPPER_BEAT, gone_after: SHOPPER_GONE_AFTER };

/// `GET /guest/{org}/socket`: opened by the guest's own page; who it is follows from the pass in its hello.
pub async fn upgrade(State(app): State<AppState>, Path(org): Path<String>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let org = match organisation_of(&app, &org, &headers) {
        Ok(org) => org,
        Err(refusal) => return refusal,
    };
    limited(upgrade).on_upgrade(move |socket| {
        let tasks = app.shutdown.tasks.clone();
        tasks.spawn(async move {
            let desk = app.desk.clone();
            run::<GuestSession, _, _>(&app.shutdown, socket, HEARTBEAT, |first| async move {
                match first {
                    FromGuest::Hello { version, pass, page } => desk.attach_guest(org, GuestHello { version, pass, page }).await,
                    _ => Err(Problem::BadMessage),
                }
            })
            .await;
        });
        ready(())
    })
}

impl Session for GuestSession {
    type In = FromGuest;
    type Out = ToGuest;

    fn handle(&mut self, message: FromGuest) -> impl Future<Output = Result<(), Problem>> + Send {
        Self::handle(self, message)
    }

    fn next(&mut self) -> impl Future<Output = Option<ToGuest>> + Send {
        Self::next(self)
    }

    fn detach(self) -> impl Future<Output = ()> + Send {
        Self::detach(self)
    }

    fn problem(problem: Problem) -> ToGuest {
        ToGuest::Problem(problem)
    }

    fn beat() -> ToGuest {
        ToGuest::Beat
    }

    fn version(hello: &FromGuest) -> Option<u16> {
        match hello {
            FromGuest::Hello { version, .. } => Some(*version),
            _ => None,
        }
    }
}
