//! What an agent does with call-backs.

use domain::{
    CallBackId,
    call_back::Action,
    wire::{Problem, ToAgent},
};

use super::{
    super::{super::call_backs, internal},
    AgentSession,
};

impl AgentSession {
    /// Takes it, gives it back or finishes it; the desk hears when that cannot be.
    pub(super) async fn call_back(&mut self, call_back: &CallBackId, action: Action) -> Result<(), Problem> {
        let news = call_backs::act(&self.hub, &self.agent, call_back, action).await;
        self.pending.extend(news.map_err(internal(self.agent.org(), "call back"))?.map(ToAgent::CallBack));
        Ok(())
    }
}
