//! What an agent asks about the shopper who rings or talks with him, and blocking that shopper.

use domain::{
    CallId, TicketId,
    call::Event,
    wire::{BlockNews, BlockOutcome, EarlierTicket, EarlierTickets, MOST_EARLIER, Past, Problem, ToAgent},
};

use super::{
    super::{super::blocks, internal},
    AgentSession,
};
use crate::{
    Error, Result, history,
    store::{
        calls,
        past::{self, Earlier},
    },
};

impl AgentSession {
    /// Tells the earlier tickets of the visit that drew this one.
    pub(super) async fn tell_past(&mut self, ticket: TicketId) -> Result<(), Problem> {
        let earlier = match self.earlier(&ticket).await {
            Ok(earlier) => Some(earlier),
            Err(error) => {
                tracing::error!(org = %self.agent.org(), %ticket, %error, "the earlier tickets of a visit could not be read");
                None
            }
        };
        self.pending.push_back(ToAgent::Past(Past { ticket, earlier }));
        Ok(())
    }

    async fn earlier(&self, ticket: &TicketId) -> Result<EarlierTickets> {
        let (store, scope) = (&self.hub.store, self.agent.scope());
        let (zone, now) = (history::zone(store, &self.agent).await?, store.now().await?);
        let whose = (ticket, self.agent.person());
        let mut found = past::of_ticket(&store.reader(), scope, whose, MOST_EARLIER.saturating_add(1), now).await?;
        let most = usize::try_from(MOST_EARLIER).unwrap_or(usize::MAX);
        let has_more = found.len() > most;
        found.truncate(most);
        let told = |earlier: Earlier| {
            let Earlier { ticket, at, queue, outcome, agent, talked, went, notes } = earlier;
            EarlierTicket { ticket, at: zone.stamp(at), queue, outcome, agent, talked, went, notes }
        };
        Ok(EarlierTickets { tickets: found.into_iter().map(told).collect(), has_more, year: zone.date(now).year() })
    }

    /// Blocks the shopper of a call, and ends the call if it is running.
    pub(super) async fn block(&mut self, call: &CallId, reason: &str) -> Result<(), Problem> {
        let org = self.agent.org().clone();
        let outcome = match blocks::block_call(&self.hub.store, &self.agent, call, reason).await {
            Ok(outcome) => outcome,
            Err(Error::Missing("call")) => {
                tracing::warn!(%org, agent = %self.agent.person(), %call, "an agent would block the shopper of a call of others");
                return Err(Problem::BadMessage);
            }
            Err(error) => return Err(internal(&org, "block")(error)),
        };
        if outcome == BlockOutcome::Blocked && self.is_in(call).await.map_err(internal(&org, "block"))? {
            let event = Event::AgentHangsUp { agent: self.agent.person().clone() };
            self.hand_to_call(&event).await.map_err(internal(&org, "block"))?;
        }
        self.pending.push_back(ToAgent::Block(BlockNews { call: call.clone(), outcome }));
        Ok(())
    }

    async fn is_in(&self, call: &CallId) -> Result<bool> {
        let (reader, scope, person) = (self.hub.store.reader(), self.agent.scope(), self.agent.person());
        // Of a call that he is in, there is no end yet.
        Ok(calls::fate(&reader, scope, call, person).await?.is_none())
    }
}
