//! More than one agent in a call, and a call that goes on with another agent or in another queue.

use super::{
    CallEnd, CallMachine, CallState, Effect, Invitation, MAX_PARTICIPANTS, NewRing, Participant, Purpose, Refusal, Ring, RingOutcome,
    RingState, Role, TicketState,
};
use crate::{ParticipantId, PersonId, QueueId, RingId, Timestamp};

impl CallMachine {
    /// The ring that asks an agent into the running call.
    pub fn invitation(&self) -> Option<(&Ring, &Invitation)> {
        self.live_rings().find_map(|ring| Some((ring, ring.invitation.as_ref()?)))
    }

    pub(super) fn invite(&mut self, by: PersonId, ring: NewRing, purpose: Purpose, [now, due_at]: [Timestamp; 2]) -> Vec<Effect> {
        let NewRing { id, agent } = ring;
        if !self.is_in_call(&by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        if self.live_rings().next().is_some() || self.knows(&id, &agent) || self.is_in_call(&agent) || !self.has_room() {
            return vec![Effect::Refused(Refusal::CannotInvite)];
        }
        let invitation = Some(Invitation { by, purpose });
        let ring = Ring { id, agent, invitation, started_at: now, due_at, ended_at: None, state: RingState::Sent };
        self.rings.push(ring.clone());
        vec![Effect::RingStarted(ring)]
    }

    pub(super) fn take_back(&mut self, by: &PersonId, now: Timestamp) -> Vec<Effect> {
        let asked = self.invitation().filter(|(_, invitation)| invitation.by == *by).map(|(ring, _)| ring.id.clone());
        asked.map_or_else(Vec::new, |ring| self.end_ring(&ring, RingOutcome::TakenBack, now))
    }

    /// The agent accepts an invitation. It is live, so whoever invited is in the running call.
    pub(super) fn join(
        &mut self,
        ring: &RingId,
        person: PersonId,
        part: ParticipantId,
        invitation: &Invitation,
        now: Timestamp,
    ) -> Vec<Effect> {
        let mut effects = self.end_ring(ring, RingOutcome::Accepted, now);
        if let Some(call) = self.call.as_mut() {
            let participant = Participant { id: part, role: Role::Agent, person: Some(person) };
            call.participants.push(participant.clone());
            effects.push(Effect::ParticipantJoined { call: call.id.clone(), participant });
        }
        if invitation.purpose == Purpose::HandOver {
            effects.extend(self.leave(&invitation.by, now));
        }
        effects
    }

    pub(super) fn agent_leaves(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        if self.is_in_call(agent) && self.has_other_agent(agent) { self.leave(agent, now) } else { self.end_call_of(agent, now) }
    }

    /// Takes an agent out of the running call. What he asked others into it for is over too: nobody would be there to introduce them.
    pub(super) fn leave(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.take_back(agent, now);
        effects.extend(self.end_hold_of(agent, now));
        let Some(call) = self.call.as_mut().filter(|call| call.state == CallState::Running) else { return effects };
        let is_his = |participant: &Participant| participant.person.as_ref() == Some(agent);
        if let Some(at) = call.participants.iter().position(is_his) {
            let participant = call.participants.remove(at).id;
            effects.push(Effect::ParticipantLeft { call: call.id.clone(), participant, agent: agent.clone() });
        }
        effects
    }

    pub(super) fn transfer(&mut self, by: PersonId, queue: QueueId, now: Timestamp) -> Vec<Effect> {
        if !self.is_in_call(&by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        let mut effects = self.close_call(CallEnd::Transferred, now);
        self.ticket = TicketState::Waiting;
        effects.push(Effect::TicketTransferred { by, queue });
        effects
    }

    pub(super) fn is_in_call(&self, agent: &PersonId) -> bool {
        self.agents().any(|other| other == agent)
    }

    pub(super) fn has_other_agent(&self, agent: &PersonId) -> bool {
        self.agents().any(|other| other != agent)
    }

    fn has_room(&self) -> bool {
        self.call.as_ref().is_some_and(|call| call.participants.len() + self.kept_seats() < MAX_PARTICIPANTS)
    }

    /// The agents in the running call.
    fn agents(&self) -> impl Iterator<Item = &PersonId> {
        let running = self.call.iter().filter(|call| call.state == CallState::Running);
        running.flat_map(|call| &call.participants).filter_map(|participant| participant.person.as_ref())
    }
}
