//! The widget's socket.

use std::time::Duration;

use axum::{
    extract::{Path, State, WebSocketUpgrade},
    http::HeaderMap,
    response::Response,
};
use backend::front_desk::{ShopperHello, ShopperSession};
use domain::wire::{FromShopper, Problem, ToShopper};

use super::{Heartbeat, Session, limited, organisation_of, run};
use crate::http::AppState;

const HEARTBEAT: Heartbeat = Heartbeat { every: Duration::from_secs(20), gone_after: Duration::from_secs(50) };

/// `GET /widget/{org}/socket`: opened by the widget's own page, so the origin is ours; who it is follows from the token in its hello.
pub async fn upgrade(State(app): State<AppState>, Path(org): Path<String>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let org = match organisation_of(&app, &org, &headers) {
        Ok(org) => org,
        Err(refusal) => return refusal,
    };
    let tasks = app.shutdown.tasks.clone();
    limited(upgrade).on_upgrade(move |socket| {
        tasks.track_future(async move {
            let desk = app.desk.clone();
            run::<ShopperSession, _, _>(&app.shutdown, socket, HEARTBEAT, |first| async move {
                match first {
                    FromShopper::Hello { version, token, resume, queue } => {
                        desk.attach_shopper(org, ShopperHello { version, token, resume, queue }).await
                    }
                    _ => Err(Problem::BadMessage),
                }
            })
            .await;
        })
    })
}

impl Session for ShopperSession {
    type In = FromShopper;
    type Out = ToShopper;

    fn handle(&mut self, message: FromShopper) -> impl Future<Output = Result<(), Problem>> + Send {
        Self::handle(self, message)
    }

    fn next(&mut self) -> impl Future<Output = Option<ToShopper>> + Send {
        Self::next(self)
    }

    fn detach(self) -> impl Future<Output = ()> + Send {
        Self::detach(self)
    }

    fn problem(problem: Problem) -> ToShopper {
        ToShopper::Problem(problem)
    }
}
