//! Whether an agent takes calls.

use domain::{call::Event, wire::Availability};

use super::{
    super::{super::drive, answer},
    AgentSession,
};
use crate::{
    Result,
    store::{presence, rings},
};

impl AgentSession {
    /// Takes calls from now on, or no longer; then also not the one that rings.
    pub(super) async fn set_availability(&mut self, availability: Availability) -> Result<()> {
        let agent = &self.agent;
        self.hub
            .store
            .change(&agent.actor(), |change| {
                Box::pin(async move {
                    presence::set_availability(change, agent.scope(), agent.person(), availability).await?;
                    change.event(agent.org(), "availability_set", &[("agent", agent.person().as_str())]).await?;
                    drive::hint_agent(change, agent.scope(), agent.person());
                    Ok(())
                })
            })
            .await?;
        self.availability = availability;
        self.must_look = true;
        // A change of its own: the ticket is locked before the agent. Should it not come to it, the poller ends the ring.
        if availability == Availability::Away
            && let Some(ticket) = rings::live_of(&self.hub.store.reader(), self.agent.scope(), self.agent.person()).await?
        {
            let event = Event::AgentLeft { agent: self.agent.person().clone() };
            answer::hand(&self.hub, &self.agent, &ticket, &event).await?;
        }
        Ok(())
    }
}
