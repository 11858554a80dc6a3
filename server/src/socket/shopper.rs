//! The widget's socket.

use std::{future::ready, net::SocketAddr};

use axum::{
    extract::{ConnectInfo, Path, State, WebSocketUpgrade},
    http::HeaderMap,
    response::Response,
};
use backend::front_desk::{ShopperHello, ShopperSession};
use domain::wire::{FromShopper, Problem, SHOPPER_BEAT, SHOPPER_GONE_AFTER, ToShopper};

use super::{Heartbeat, Session, limited, organisation_of, run};
use crate::{client_address::client_address, http::AppState};

const HEARTBEAT: Heartbeat = Heartbeat { every: SHOPPER_BEAT, gone_after: SHOPPER_GONE_AFTER };

/// `GET /widget/{org}/socket`: opened by the widget's own page, so the origin is ours; who it is follows from the token in its hello.
pub async fn upgrade(
    State(app): State<AppState>,
    Path(org): Path<String>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let org = match organisation_of(&app, &org, &headers) {
        Ok(org) => org,
        Err(refusal) => return refusal,
    };
    let from = Some(client_address(peer.ip(), &headers, &app.settings.trusted_proxies));
    limited(upgrade).on_upgrade(move |socket| {
        let tasks = app.shutdown.tasks.clone();
        tasks.spawn(async move {
            let desk = app.desk.clone();
            run::<ShopperSession, _, _>(&app.shutdown, socket, HEARTBEAT, |first| async move {
                match first {
                    FromShopper::Hello { version, token, resume, queue, page, former } => {
                        desk.attach_shopper(org, ShopperHello { version, token, resume, queue, page, former, from }).await
                    }
                    _ => Err(Problem::BadMessage),
                }
            })
            .await;
        });
        ready(())
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

    fn beat() -> ToShopper {
        ToShopper::Beat
    }

    fn version(hello: &FromShopper) -> Option<u16> {
        match hello {
            FromShopper::Hello { version, .. } => Some(*version),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::ws::WebSocket;

    use super::*;
    use crate::shutdown::Shutdown;

    fn size<T>(_: impl FnOnce(WebSocket) -> T) -> usize {
        size_of::<T>()
    }

    #[test]
    fn the_task_of_an_idle_widget_is_small() {
        let shutdown = Shutdown::default();
        let attach = |_: FromShopper| async { Err::<ShopperSession, _>(Problem::Internal) };
        let task = size(|socket| run(&shutdown, socket, HEARTBEAT, attach));
        assert!(task <= 4_096, "{task} bytes, for each of thousands; what is rarely under way wants a Box");
    }
}
