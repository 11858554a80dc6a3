//! A shopper on hold: hears and sees nothing of the agents, and they nothing of the shopper.
//!
//! The store has the truth, but an agent's page tells the others at once and directly, so that it works while the server is away.
//! So that what comes late or twice, by either way, changes nothing, each change has a number of its own.

use serde::{Deserialize, Serialize};

use super::{CallMachine, CallState, Effect, Refusal};
use crate::{CallId, PersonId, Timestamp};

/// Turns that may be missing before one that is taken: more than a page keeps for a server that is away.
const MOST_MISSING: u32 = 100;

/// Whether a call's shopper is on hold. `Who` names agents: a person for the rules, a part in the call for those in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold<Who> {
    /// Counts the changes.
    pub turn: u32,
    /// By whom; `None` while the shopper is not on hold.
    pub on: Option<Held<Who>>,
}

/// Who has put the shopper on hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held<Who> {
    /// The agent, who has to be in the call for as long as it lasts.
    pub by: Who,
    /// Since when.
    pub since: Timestamp,
}

impl<Who> Default for Hold<Who> {
    fn default() -> Self {
        Self { turn: 0, on: None }
    }
}

impl<Who> Hold<Who> {
    /// Whether the shopper is on hold.
    pub const fn is_on(&self) -> bool {
        self.on.is_some()
    }

    /// What it becomes when `by` puts the shopper on hold or back.
    #[must_use]
    pub fn turned(&self, is_on: bool, by: Who, now: Timestamp) -> Self {
        Self { turn: self.turn.saturating_add(1), on: is_on.then_some(Held { by, since: now }) }
    }

    /// Whether this yields to what somebody tells: to a later turn, and to the store's word also about the same one.
    pub const fn yields_to(&self, told: &Self, is_of_store: bool) -> bool {
        told.turn > self.turn || (is_of_store && told.turn == self.turn)
    }
}

impl CallMachine {
    /// Puts the shopper on hold, or back, at the agent's wish. A turn that was taken already changes nothing.
    pub(super) fn turn_hold(&mut self, by: PersonId, of: &CallId, is_on: bool, turn: u32, now: Timestamp) -> Vec<Effect> {
        if !self.is_in_call(&by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        let Some(call) = self.call.as_mut().filter(|call| call.id == *of) else { return vec![] };
        let is_next = turn > call.hold.turn && turn - call.hold.turn <= MOST_MISSING;
        if !is_next {
            return vec![];
        }
        call.hold = Hold { turn, ..call.hold.turned(is_on, by, now) };
        vec![Effect::HoldTurned { call: call.id.clone(), hold: call.hold.clone() }]
    }

    /// Nobody stays on hold for an agent who is not in the call any more.
    pub(super) fn end_hold_of(&mut self, agent: &PersonId, now: Timestamp) -> Vec<Effect> {
        let running = self.call.as_mut().filter(|call| call.state == CallState::Running);
        match running.filter(|call| call.hold.on.as_ref().is_some_and(|held| held.by == *agent)) {
            Some(call) => {
                call.hold = call.hold.turned(false, agent.clone(), now);
                vec![Effect::HoldTurned { call: call.id.clone(), hold: call.hold.clone() }]
            }
            None => vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;
    use crate::{Duration, ParticipantId, RingId};

    const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);

    fn agent(number: u8) -> PersonId {
        PersonId::from_random([number; 20])
    }

    fn ring(number: u8) -> RingId {
        RingId::from_random([number; 20])
    }

    fn call() -> CallId {
        CallId::from_random([50; 20])
    }

    fn accept(number: u8) -> Event {
        let part = |number: u8| ParticipantId::from_random([number; 20]);
        Event::Accept { ring: ring(number), call: call(), shopper: part(100), agent: part(number + 100) }
    }

    fn asked(purpose: Purpose) -> Event {
        let new = NewRing { id: ring(2), agent: agent(2) };
        Event::Invite { by: agent(1), ring: new, purpose, due_at: NOW + DEFAULT_RING_TIME }
    }

    /// Agent 1 in a call.
    fn talking() -> CallMachine {
        let mut machine = CallMachine::new();
        let rings = vec![NewRing { id: ring(1), agent: agent(1) }];
        machine.handle(Event::Ring { rings, due_at: NOW + DEFAULT_RING_TIME }, NOW);
        machine.handle(accept(1), NOW);
        machine
    }

    fn hold(by: u8, is_on: bool, turn: u32) -> Event {
        Event::Hold { by: agent(by), call: call(), is_on, turn }
    }

    fn held(machine: &CallMachine) -> Option<(PersonId, Timestamp)> {
        let on = machine.call().and_then(|call| call.hold.on.clone());
        on.map(|held| (held.by, held.since))
    }

    #[test]
    fn a_shopper_is_on_hold_from_one_press_to_the_next() {
        let mut machine = talking();
        machine.handle(hold(1, true, 1), NOW);
        assert_eq!(held(&machine), Some((agent(1), NOW)));
        machine.handle(hold(1, false, 2), NOW + Duration::from_secs(9));
        assert_eq!(held(&machine), None);
    }

    #[test]
    fn what_comes_twice_late_or_about_another_call_changes_nothing() {
        let mut machine = talking();
        machine.handle(hold(1, true, 1), NOW);
        machine.handle(hold(1, false, 2), NOW);
        let before = machine.clone();
        for late in [hold(1, true, 1), hold(1, false, 2), hold(1, true, 0), hold(1, true, u32::MAX)] {
            assert_eq!(machine.handle(late, NOW), []);
        }
        let other = CallId::from_random([51; 20]);
        assert_eq!(machine.handle(Event::Hold { by: agent(1), call: other, is_on: true, turn: 3 }, NOW), []);
        assert_eq!(machine, before);
    }

    #[test]
    fn only_an_agent_in_the_call_can_do_it() {
        let mut machine = talking();
        assert_eq!(machine.handle(hold(2, true, 1), NOW), [Effect::Refused(Refusal::NotInCall)]);
        assert_eq!(held(&machine), None);
    }

    #[test]
    fn another_agent_in_the_call_can_take_the_shopper_back() {
        let mut machine = talking();
        machine.handle(asked(Purpose::Join), NOW);
        machine.handle(accept(2), NOW);
        machine.handle(hold(1, true, 1), NOW);
        machine.handle(hold(2, false, 2), NOW);
        assert_eq!(held(&machine), None);
    }

    #[test]
    fn nobody_stays_on_hold_for_an_agent_who_leaves_is_lost_or_hands_over() {
        for leaves in [Event::AgentLeaves { agent: agent(1) }, Event::AgentLeft { agent: agent(1) }] {
            let mut machine = talking();
            machine.handle(asked(Purpose::Join), NOW);
            machine.handle(accept(2), NOW);
            machine.handle(hold(1, true, 1), NOW);
            machine.handle(leaves, NOW);
            assert_eq!(machine.call().map(|call| (call.hold.turn, call.hold.is_on())), Some((2, false)));
        }
        let mut machine = talking();
        machine.handle(hold(1, true, 1), NOW);
        machine.handle(asked(Purpose::HandOver), NOW);
        assert!(held(&machine).is_some(), "until somebody accepts nothing changes");
        machine.handle(accept(2), NOW);
        assert_eq!(held(&machine), None);
    }

    #[test]
    fn a_later_turn_wins_and_of_the_same_one_the_stores_word() {
        let none = Hold::<u8>::default();
        let on = none.turned(true, 1, NOW);
        assert!(none.yields_to(&on, false) && !on.yields_to(&none, true), "an old view does not end what was just pressed");
        assert!(!on.yields_to(&on.clone(), false) && on.yields_to(&Hold { turn: 1, on: None }, true));
    }
}
