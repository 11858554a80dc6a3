//! What the desk does with a call that other agents are in, are asked into, or are handed.

use domain::{
    CallId, PersonId, QueueId,
    call::{Purpose, Role},
    wire::{AgentCall, Company, DeskView, FromAgent},
};
use leptos::prelude::*;

use super::{model::DeskModel, state::CallOver};
use crate::client::Delivery;

impl DeskModel {
    /// Asks another agent into the call.
    pub fn invite(self, agent: PersonId, purpose: Purpose) {
        if self.say(&FromAgent::Invite { agent, purpose }) {
            self.is_transfer_open.set(false);
        }
    }

    /// No longer asks.
    pub fn take_back(self) {
        self.say(&FromAgent::TakeBack);
    }

    /// Passes the call on to another queue. It goes on here until the server says that the queue takes it.
    pub fn transfer(self, queue: QueueId) {
        if self.say(&FromAgent::Transfer { queue }) {
            self.is_transfer_open.set(false);
        }
    }

    /// The agent presses the end: with another agent in the call it is asked what is meant.
    pub fn end(self) {
        if self.view.with_untracked(|view| colleague(view.as_ref()).is_some()) {
            self.is_end_open.set(true);
        } else {
            self.hang_up();
        }
    }

    /// Leaves the call to the other agents in it.
    pub fn leave(self) {
        if let Some(room) = self.room.get_untracked() {
            room.close();
            self.finish(room.call(), CallOver::Left);
        }
        // Kept for the same reason as a hang-up is.
        self.send(&FromAgent::Leave, Delivery::Keep);
    }

    /// Tells the server that the shopper is on hold, or back. Kept, because the others in the call know already.
    pub fn tell_hold(self, turn: u32, is_on: bool) {
        if let Some(room) = self.room.get_untracked() {
            self.keep(&FromAgent::Hold { call: room.call(), is_on, turn });
        }
    }

    /// The shopper ended the call and said so over the direct line. The server hears it from the shopper, or from here when
    /// the shopper's line to it is down.
    pub fn ended_by_shopper(self, call: CallId) {
        self.finish(call, CallOver::ByShopper);
    }

    /// Tells the server to end a call that is over here and goes on there.
    pub fn end_leftover(self, call: &CallId) {
        let goes_on =
            self.view.with_untracked(|view| view.as_ref().and_then(|view| view.call.as_ref()).is_some_and(|now| now.call == *call));
        if goes_on {
            self.send(&FromAgent::HangUp, Delivery::Keep);
        }
    }

    /// With whom the call may go on; reactive.
    pub fn company(self) -> Company {
        self.view.with(|view| call(view.as_ref()).map(|call| call.company.clone()).unwrap_or_default())
    }
}

/// The name of another agent in the call, if there is one: empty when it is not known.
pub fn colleague(view: Option<&DeskView>) -> Option<String> {
    let call = call(view)?;
    let other = call.participants.iter().find(|part| part.role == Role::Agent && part.id != call.me)?;
    Some(other.name.clone().unwrap_or_default())
}

/// Those of `all` whose names hold what was typed.
pub fn found<T: Clone>(all: &[T], name: impl Fn(&T) -> &str, typed: &str) -> Vec<T> {
    let typed = typed.trim().to_lowercase();
    all.iter().filter(|one| name(one).to_lowercase().contains(&typed)).cloned().collect()
}

fn call(view: Option<&DeskView>) -> Option<&AgentCall> {
    view?.call.as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples;

    #[test]
    fn only_another_agent_in_the_call_can_go_on_with_it() {
        assert_eq!(colleague(Some(&samples::in_call(true))), None);
        assert_eq!(colleague(Some(&samples::three())).as_deref(), Some("Bruno"));
        assert_eq!(colleague(None), None);
    }

    #[test]
    fn a_search_finds_parts_of_names_however_they_are_written() {
        let names = ["Bruno".to_owned(), "Carla".to_owned()];
        assert_eq!(found(&names, String::as_str, " RU "), ["Bruno"]);
        assert_eq!(found(&names, String::as_str, "").len(), 2);
        assert!(found(&names, String::as_str, "x").is_empty());
    }
}
