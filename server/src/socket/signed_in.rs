//! A desk's session for as long as somebody is signed in: whoever signs out in one tab is out in all.

use std::time::Duration;

use axum::http::HeaderMap;
use backend::front_desk::AgentSession;
use domain::{
    OrgId,
    wire::{FromAgent, Problem, ToAgent},
};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Session;
use crate::http::{AppState, signed_in};

/// How often the cookie of an open desk is looked up again.
const CHECKED_EVERY: Duration = Duration::from_secs(5);

/// A desk and the cookie that opened it.
pub struct SignedInDesk {
    desk: AgentSession,
    app: AppState,
    org: OrgId,
    headers: HeaderMap,
    checks: Interval,
    is_over: bool,
}

impl SignedInDesk {
    /// The desk of whoever the request's cookie belongs to.
    pub fn new(desk: AgentSession, app: AppState, org: OrgId, headers: HeaderMap) -> Self {
        let mut checks = interval(CHECKED_EVERY);
        checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { desk, app, org, headers, checks, is_over: false }
    }

    /// Whether the cookie no longer opens this desk. A store that does not answer signs nobody out.
    async fn is_signed_out(&self) -> bool {
        match signed_in(&self.app, &self.headers).await {
            Ok(signed_in) => signed_in.and_then(|signed_in| signed_in.agent_in(&self.org)).is_none(),
            Err(error) => {
                tracing::error!(%error, "an open desk's session cannot be read");
                false
            }
        }
    }
}

impl Session for SignedInDesk {
    type In = FromAgent;
    type Out = ToAgent;

    fn handle(&mut self, message: FromAgent) -> impl Future<Output = Result<(), Problem>> + Send {
        self.desk.handle(message)
    }

    async fn next(&mut self) -> Option<ToAgent> {
        while !self.is_over {
            tokio::select! {
                next = self.desk.next() => return match next {
                    // Whoever was taken out of the organisation has lost the line as well, and no other window has it.
                    Some(ToAgent::Problem(Problem::Superseded)) if self.is_signed_out().await => {
                        self.is_over = true;
                        Some(ToAgent::Problem(Problem::SignedOut))
                    }
                    next => next,
                },
                _ = self.checks.tick() => if self.is_signed_out().await {
                    self.is_over = true;
                    return Some(ToAgent::Problem(Problem::SignedOut));
                },
            }
        }
        None
    }

    fn detach(self) -> impl Future<Output = ()> + Send {
        self.desk.detach()
    }

    fn problem(problem: Problem) -> ToAgent {
        ToAgent::Problem(problem)
    }

    fn beat() -> ToAgent {
        ToAgent::Beat
    }

    fn version(hello: &FromAgent) -> Option<u16> {
        match hello {
            FromAgent::Hello { version, .. } => Some(*version),
            _ => None,
        }
    }
}
