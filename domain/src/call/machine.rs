//! The transitions.

use super::{
    ACKNOWLEDGE_WITHIN, Call, CallEnd, CallState, Effect, Event, Guest, GuestEnd, Hold, NewRing, Participant, Refusal, Ring, RingOutcome,
    RingState, Role, TicketEnd, TicketState,
};
use crate::{CallId, ParticipantId, PersonId, QueueId, RingId, Timestamp};

/// A ticket with its rings, its latest call and that call's guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallMachine {
    pub(super) ticket: TicketState,
    pub(super) rings: Vec<Ring>,
    pub(super) call: Option<Call>,
    /// Those who are not gone; none without a running call.
    pub(super) guests: Vec<Guest>,
}

impl CallMachine {
    /// A ticket that has just been drawn.
    pub fn new() -> Self {
        Self { ticket: TicketState::Waiting, rings: vec![], call: None, guests: vec![] }
    }

    /// A ticket as the store remembers it. Ended rings may be left out, but for accepted ones: they tell late comers who won.
    pub fn restore(ticket: TicketState, rings: Vec<Ring>, call: Option<Call>) -> Self {
        Self { ticket, rings, call, guests: vec![] }
    }

    /// Where the ticket is.
    pub fn ticket(&self) -> TicketState {
        self.ticket
    }

    /// Its rings, the oldest first.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// Its latest call, running or ended.
    pub fn call(&self) -> Option<&Call> {
        self.call.as_ref()
    }

    /// The rings that are not over.
    pub fn live_rings(&self) -> impl Iterator<Item = &Ring> {
        self.rings.iter().filter(|ring| !matches!(ring.state, RingState::Ended(_)))
    }

    /// Takes one event in and answers what to write and whom to tell. `now` is the store's clock.
    pub fn handle(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        match event {
            Event::Ring { rings, due_at } => self.ring(rings, due_at, now),
            Event::Invite { by, ring, purpose, due_at } => self.invite(by, ring, purpose, [now, due_at]),
            Event::TakeBack { by } => self.take_back(&by, now),
            Event::Show { ring } => self.show(&ring),
            Event::Accept { ring, call, shopper, agent } => self.accept(&ring, call, [shopper, agent], now),
            Event::Decline { ring } => self.end_ring(&ring, RingOutcome::Declined, now),
            Event::Tick => self.tick(now),
            Event::AgentLeft { agent } => self.agent_left(&agent, now),
            Event::QueueChosen { queue } => self.change_queue(queue, now),
            Event::ShopperLeft => self.shopper_gone(TicketEnd::Left, CallEnd::ShopperHungUp, now),
            Event::ShopperLost => self.shopper_gone(TicketEnd::Lost, CallEnd::ShopperLost, now),
            Event::AgentLeaves { agent } => self.agent_leaves(&agent, now),
            Event::Transfer { by, queue } => self.transfer(by, queue, now),
            Event::InviteGuest { by, guest, due_at } => self.invite_guest(by, guest, due_at),
            Event::GuestKnocks { guest } => self.guest_knocks(&guest, now),
            Event::AdmitGuest { by, guest } => self.admit_guest(&by, &guest),
            Event::RefuseGuest { by, guest } => self.refuse_guest(&by, &guest),
            Event::ShowGuestOut { by, guest } => self.show_guest_out(&by, &guest),
            Event::GuestLeft { guest } => self.guest_left(&guest, GuestEnd::Left),
            Event::GuestLost { guest } => self.guest_left(&guest, GuestEnd::Lost),
            Event::Hold { by, call, is_on, turn } => self.turn_hold(by, &call, is_on, turn, now),
            Event::AgentHangsUp { agent } => self.end_call_of(&agent, now),
        }
    }

    fn ring(&mut self, rings: Vec<NewRing>, due_at: Timestamp, now: Timestamp) -> Vec<Effect> {
        if self.ticket != TicketState::Waiting {
            return vec![];
        }
        let mut effects = vec![];
        for NewRing { id, agent } in rings {
            if !self.knows(&id, &agent) {
                let ring = Ring { id, agent, invitation: None, started_at: now, due_at, ended_at: None, state: RingState::Sent };
                self.rings.push(ring.clone());
                effects.push(Effect::RingStarted(ring));
            }
        }
        effects
    }

    /// Whether there is this ring, or the agent is being rung already.
    pub(super) fn knows(&self, id: &RingId, agent: &PersonId) -> bool {
        self.rings.iter().any(|ring| ring.id == *id) || self.live_rings().any(|ring| ring.agent == *agent)
    }

    fn show(&mut self, id: &RingId) -> Vec<Effect> {
        match self.rings.iter_mut().find(|ring| ring.id == *id) {
            Some(ring) if ring.state == RingState::Sent => {
                ring.state = RingState::Shown;
                vec![Effect::RingShown(id.clone())]
            }
            _ => vec![],
        }
    }

    fn accept(&mut self, id: &RingId, call: CallId, [shopper, agent]: [ParticipantId; 2], now: Timestamp) -> Vec<Effect> {
        let Some(ring) = self.rings.iter().find(|ring| ring.id == *id) else {
            return vec![Effect::Refused(Refusal::UnknownRing)];
        };
        let person = ring.agent.clone();
        match ring.state {
            // The same accept again, from another tab or after a lost answer: it has been done.
            RingState::Ended(RingOutcome::Accepted) => return vec![],
            RingState::Ended(outcome) => return vec![Effect::Refused(self.refusal(ring, outcome))],
            RingState::Sent | RingState::Shown => {}
        }
        if now >= ring.due_at {
            return self
                .end_ring(id, RingOutcome::Missed, now)
                .into_iter()
                .chain([Effect::Refused(Refusal::RingOver(RingOutcome::Missed))])
                .collect();
        }
        if let Some(invitation) = ring.invitation.clone() {
            return self.join(id, person, agent, &invitation, now);
        }
        let call = Call {
            id: call,
            participants: vec![
                Participant { id: shopper, role: Role::Shopper, person: None },
                Participant { id: agent, role: Role::Agent, person: Some(person) },
            ],
            state: CallState::Running,
            started_at: now,
            hold: Hold::default(),
        };
        let mut effects = self.end_ring(id, RingOutcome::Accepted, now);
        effects.extend(self.end_live_rings(RingOutcome::AnsweredByAnother, now));
        effects.push(Effect::CallStarted(call.clone()));
        self.call = Some(call);
        effects.push(self.move_ticket(TicketState::InCall));
        effects
    }

    fn refusal(&self, late: &Ring, outcome: RingOutcome) -> Refusal {
        // What an accept ends, ends with it; an accepted ring of another time belongs to another call.
        let won = |ring: &&Ring| ring.ended_at == late.ended_at && ring.state == RingState::Ended(RingOutcome::Accepted);
        let winner = self.rings.iter().find(won);
        match (outcome, winner) {
            (RingOutcome::AnsweredByAnother, Some(winner)) => Refusal::AnsweredBy(winner.agent.clone()),
            (outcome, _) => Refusal::RingOver(outcome),
        }
    }

    fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        let over: Vec<(RingId, RingOutcome)> = self
            .live_rings()
            .filter_map(|ring| {
                if now >= ring.due_at {
                    Some((ring.id.clone(), RingOutcome::Missed))
                } else if ring.state == RingState::Sent && now >= ring.started_at + ACKNOWLEDGE_WITHIN {
                    Some((ring.id.clone(), RingOutcome::Unreachable))
                } else {
                    None
                }
            })
            .collect();
        let mut effects: Vec<Effect> = over.iter().flat_map(|(ring, outcome)| self.end_ring(ring, *outcome, now)).collect();
        effects.extend(self.expire_links(now));
        effects
    }

    fn agent_left(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        let ring = self.live_rings().find(|ring| ring.agent == *agent).map(|ring| ring.id.clone());
        match ring {
            Some(ring) => self.end_ring(&ring, RingOutcome::AgentLeft, now),
            None if !self.is_in_call(agent) => vec![],
            None if self.has_other_agent(agent) => self.leave(agent, now),
            None => self.lose_agent(agent, now),
        }
    }

    /// The call is over and the shopper, who has done nothing to end it, waits again.
    fn lose_agent(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.close_call(CallEnd::AgentLost, now);
        if !effects.is_empty() {
            self.ticket = TicketState::Waiting;
            effects.push(Effect::TicketReturned { lost: agent.clone() });
        }
        effects
    }

    fn change_queue(&mut self, queue: QueueId, now: Timestamp) -> Vec<Effect> {
        if self.ticket != TicketState::Waiting {
            return vec![];
        }
        let mut effects = self.end_live_rings(RingOutcome::ShopperLeft, now);
        effects.push(Effect::QueueChanged(queue));
        effects
    }

    fn shopper_gone(&mut self, ticket: TicketEnd, call: CallEnd, now: Timestamp) -> Vec<Effect> {
        match self.ticket {
            TicketState::Waiting => {
                let mut effects = self.end_live_rings(RingOutcome::ShopperLeft, now);
                effects.push(self.move_ticket(TicketState::Ended(ticket)));
                effects
            }
            TicketState::InCall => self.end_call(call, now),
            TicketState::Ended(_) => vec![],
        }
    }

    pub(super) fn end_call_of(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        if self.is_in_call(agent) { self.end_call(CallEnd::AgentHungUp, now) } else { vec![Effect::Refused(Refusal::NotInCall)] }
    }

    fn end_call(&mut self, reason: CallEnd, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.close_call(reason, now);
        if !effects.is_empty() {
            effects.push(self.move_ticket(TicketState::Ended(TicketEnd::Served)));
        }
        effects
    }

    /// Ends the running call, and with it what still asks somebody into it, and its guests.
    pub(super) fn close_call(&mut self, reason: CallEnd, now: Timestamp) -> Vec<Effect> {
        let Some(call) = self.call.as_mut().filter(|call| call.state == CallState::Running) else { return vec![] };
        call.state = CallState::Ended(reason);
        let ended = Effect::CallEnded { call: call.id.clone(), reason };
        let is_by_shopper = matches!(reason, CallEnd::ShopperHungUp | CallEnd::ShopperLost);
        let mut effects = self.end_live_rings(if is_by_shopper { RingOutcome::ShopperLeft } else { RingOutcome::TakenBack }, now);
        effects.extend(self.end_guests());
        effects.push(ended);
        effects
    }

    fn end_live_rings(&mut self, outcome: RingOutcome, now: Timestamp) -> Vec<Effect> {
        let live: Vec<RingId> = self.live_rings().map(|ring| ring.id.clone()).collect();
        live.iter().flat_map(|ring| self.end_ring(ring, outcome, now)).collect()
    }

    pub(super) fn end_ring(&mut self, id: &RingId, outcome: RingOutcome, now: Timestamp) -> Vec<Effect> {
        match self.rings.iter_mut().find(|ring| ring.id == *id) {
            Some(ring) if !matches!(ring.state, RingState::Ended(_)) => {
                ring.state = RingState::Ended(outcome);
                ring.ended_at = Some(now);
                vec![Effect::RingEnded { ring: id.clone(), agent: ring.agent.clone(), outcome }]
            }
            _ => vec![],
        }
    }

    fn move_ticket(&mut self, state: TicketState) -> Effect {
        self.ticket = state;
        Effect::TicketMoved(state)
    }
}

impl Default for CallMachine {
    fn default() -> Self {
        Self::new()
    }
}
