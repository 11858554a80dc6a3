//! What a desk is told beside its view: how rings, the call and invitations ended.

use domain::{
    CallId, RingId,
    call::RingOutcome,
    wire::{CallNews, DeskView, FIRST_WITH_INVITATIONS, InvitationNews, RingNews, ToAgent, Unanswered},
};

use super::AgentSession;
use crate::{
    Result,
    store::{calls, rings},
};

impl AgentSession {
    /// The rings that the desk showed and no longer does, not by its own answer.
    pub(super) fn ended(&self, view: &DeskView) -> Vec<RingId> {
        let was_shown = self.shown.iter().flat_map(|shown| &shown.rings);
        let is_gone = |ring: &&RingId| !view.rings.iter().any(|live| live.ring == **ring) && !self.settled.contains(*ring);
        was_shown.map(|ring| &ring.ring).filter(is_gone).cloned().collect()
    }

    pub(super) async fn news(&self, ended: &[RingId]) -> Result<Vec<RingNews>> {
        let mut all = vec![];
        for ring in ended {
            let fate = rings::fate(&self.hub.store.reader(), self.agent.scope(), ring, self.agent.person()).await?;
            if let Some((outcome, winner)) = fate.filter(|(outcome, _)| is_understood(*outcome, self.version)) {
                all.push(RingNews {
                    ring: ring.clone(),
                    outcome,
                    answered_by: winner.filter(|_| outcome == RingOutcome::AnsweredByAnother),
                    is_own: matches!(outcome, RingOutcome::Accepted | RingOutcome::Declined),
                });
            }
        }
        Ok(all)
    }

    /// Tells how a ring ended that this desk tried to answer.
    pub(super) async fn tell_end(&mut self, ring: &RingId) -> Result<()> {
        if !self.settled.contains(ring) {
            let news = self.news(std::slice::from_ref(ring)).await?;
            self.settled.insert(ring.clone());
            self.pending.extend(news.into_iter().map(ToAgent::Ring));
        }
        Ok(())
    }

    /// Why nobody comes whom this agent asked: of what the desk showed and no longer does.
    pub(super) async fn invitation_news(&self, view: &DeskView) -> Result<Option<InvitationNews>> {
        let Some(ring) = self.shown.as_ref().and_then(asks).filter(|ring| asks(view) != Some(*ring)) else { return Ok(None) };
        let end = rings::invitation_end(&self.hub.store.reader(), self.agent.scope(), ring, self.agent.person()).await?;
        Ok(end.and_then(|(outcome, name)| Some(InvitationNews { name: Some(name), outcome: unanswered(outcome)? })))
    }

    /// How the call ended that the desk shows and that the agent is no longer in. `None` also while the view is merely old.
    pub(super) async fn call_news(&self, now_in: Option<&CallId>) -> Result<Option<CallNews>> {
        let Some(call) = self.untold.as_ref().filter(|call| Some(*call) != now_in) else { return Ok(None) };
        let fate = calls::fate(&self.hub.store.reader(), self.agent.scope(), call, self.agent.person()).await?;
        Ok(fate.map(|(end, part)| CallNews { call: call.clone(), end, part }))
    }
}

/// The ring with which this desk's agent asks somebody into the call.
fn asks(view: &DeskView) -> Option<&RingId> {
    view.call.as_ref()?.company.asked.as_ref().filter(|asked| asked.is_mine).map(|asked| &asked.ring)
}

/// Why somebody does not come; `None` when he does, or the agent knows already.
fn unanswered(outcome: RingOutcome) -> Option<Unanswered> {
    match outcome {
        RingOutcome::Declined => Some(Unanswered::Declined),
        RingOutcome::Missed => Some(Unanswered::Missed),
        RingOutcome::Unreachable | RingOutcome::AgentLeft => Some(Unanswered::Gone),
        RingOutcome::Accepted | RingOutcome::AnsweredByAnother | RingOutcome::ShopperLeft | RingOutcome::TakenBack => None,
    }
}

/// Whether a desk of this version knows the word.
fn is_understood(outcome: RingOutcome, version: u16) -> bool {
    outcome != RingOutcome::TakenBack || version >= FIRST_WITH_INVITATIONS
}
