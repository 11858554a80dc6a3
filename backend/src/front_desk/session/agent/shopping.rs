//! What an agent shows and buys in the running call.

use domain::wire::{AgentShopping, Problem, ToAgent};

use super::{
    super::{
        super::shopping::{self, By},
        internal,
        shopping::News,
    },
    AgentSession,
};
use crate::{Result, store::calls};

impl AgentSession {
    pub(super) async fn shop(&mut self, action: &AgentShopping) -> Result<(), Problem> {
        self.try_to_shop(action).await.map_err(internal(self.agent.org(), "shop"))
    }

    async fn try_to_shop(&mut self, action: &AgentShopping) -> Result<()> {
        let (scope, agent) = (self.agent.scope(), self.agent.person());
        if *action == AgentShopping::TellRecent {
            let recent = shopping::recent(&self.hub, scope, agent).await?;
            self.pending.push_back(ToAgent::Recent(recent));
            return Ok(());
        }
        if let AgentShopping::Find { id, term, page } = action {
            let found = shopping::find(&self.hub, scope, (*id, term, *page)).await?;
            self.pending.push_back(ToAgent::Found(Box::new(found)));
            return Ok(());
        }
        let Some(ticket) = &calls::of_agent(&self.hub.store.reader(), scope, agent).await? else { return Ok(()) };
        let by = By { actor: self.agent.actor(), scope, ticket, agent: Some(agent) };
        match action {
            AgentShopping::Change(wish) => shopping::wish(&self.hub, &by, wish).await,
            _ => shopping::act(&self.hub, &by, action).await,
        }
    }

    /// Tells what is shown and bought: products before what names them.
    pub(super) fn tell_shopping(&mut self, news: News) {
        self.shopping.take(&news);
        let News { shopping, products, is_quiet, .. } = news;
        if is_quiet {
            return;
        }
        self.pending.extend(products.into_iter().map(|product| ToAgent::Product(Box::new(product))));
        self.pending.push_back(ToAgent::Shopping(Box::new(shopping)));
    }
}
