//! What an agent writes down of the own call.

use domain::{
    CallId, PersonId, Timestamp,
    call::{MAX_NOTE_CHARS, Outcome},
    text,
    wire::CallRecord,
};

use super::{
    super::{drive, hub::Hub},
    join::KEEP_DETAIL,
};
use crate::{Result, accounts::AgentScope, store::records};

/// The record that a desk shows.
#[derive(Default)]
pub(super) struct Notebook {
    open: Option<Box<CallRecord>>,
    is_running: bool,
}

impl Notebook {
    /// Opens the record of this call, unless it lies open: the running one, or the one that the agent is not done with.
    pub async fn turn_to(&mut self, hub: &Hub, agent: &AgentScope, running: Option<&CallId>, last: Option<&CallId>) -> Result<()> {
        let subject = running.or(last);
        let is_open = self.open.as_ref().map(|open| &open.call) == subject && self.is_running == running.is_some();
        if !is_open {
            self.open = match subject {
                Some(call) => records::record(&hub.store.reader(), agent.scope(), call, agent.person()).await?.map(Box::new),
                None => None,
            };
            self.is_running = running.is_some();
        }
        Ok(())
    }

    /// What the desk shows. `free_at` is when rings may come again.
    pub fn shown(&self, free_at: Option<Timestamp>) -> Option<Box<CallRecord>> {
        self.open.as_deref().map(|open| Box::new(CallRecord { free_at, ..open.clone() }))
    }

    /// Writes down how a call went. What is of another agent's call is not written.
    pub async fn write(&mut self, hub: &Hub, agent: &AgentScope, call: &CallId, outcome: Option<Outcome>, note: &str) -> Result<()> {
        let note = text::paragraph(note, MAX_NOTE_CHARS);
        let kept = note.as_deref();
        let is_written = hub
            .store
            .change(&agent.actor(), |change| {
                Box::pin(async move {
                    let until = change.now + KEEP_DETAIL;
                    let whose = (call, agent.person());
                    if !records::write(change, agent.scope(), whose, outcome, kept, until).await? {
                        return Ok(false);
                    }
                    change.event(agent.org(), "call_recorded", &[("call", call.as_str()), ("agent", agent.person().as_str())]).await?;
                    Ok(true)
                })
            })
            .await?;
        if !is_written {
            tracing::warn!(org = %agent.org(), agent = %agent.person(), %call, "an agent wrote about a call of others");
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.call == *call && is_written) {
            open.outcome = outcome;
            open.note = note.unwrap_or_default();
        }
        Ok(())
    }
}

/// The agent is done with the last call and can be rung.
pub(super) async fn done(hub: &Hub, agent: &AgentScope) -> Result<()> {
    hub.store
        .change(&agent.actor(), |change| {
            Box::pin(async move {
                let person: &PersonId = agent.person();
                records::end_wrap_up(change, agent.scope(), person).await?;
                change.event(agent.org(), "wrap_up_done", &[("agent", person.as_str())]).await?;
                drive::hint_agent(change, agent.scope(), person);
                Ok(())
            })
        })
        .await
}
