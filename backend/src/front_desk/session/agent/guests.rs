//! What an agent does about the guests of the running call.

use domain::wire::{GuestAction, Problem, ToAgent};

use super::{
    super::{super::guests, internal},
    AgentSession,
};

impl AgentSession {
    /// Makes a link, takes it back, lets in, turns away or shows out; the desk hears what its view does not say.
    pub(super) async fn guest(&mut self, action: &GuestAction) -> Result<(), Problem> {
        let news = guests::act(&self.hub, &self.agent, action).await;
        self.pending.extend(news.map_err(internal(self.agent.org(), "guest"))?.map(ToAgent::Guest));
        Ok(())
    }
}
