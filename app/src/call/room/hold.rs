//! A shopper on hold: nothing flows between the shopper and the agents, both ways, and the connections stay.

use domain::{
    ParticipantId,
    call::{Hold, Role},
    wire::ParticipantView,
};
use leptos::prelude::*;

use super::{super::remote::change, CallRoom, Inner, Other, Remote};
use crate::media::channel::Direct;

impl CallRoom {
    /// Whether the shopper is on hold; reactive.
    pub fn hold(&self) -> Hold<ParticipantId> {
        self.inner.hold.get()
    }

    /// Whether this is the shopper's page, as the first view has it.
    pub fn is_shoppers(&self) -> bool {
        self.inner.role.get() == Some(Role::Shopper)
    }

    /// Whether this is the page of the shopper who is on hold; reactive.
    pub fn is_on_hold_here(&self) -> bool {
        self.hold().is_on() && self.is_shoppers()
    }

    /// An agent puts the shopper on hold, or back: here, and with everybody who can be reached directly. Answers the number of the
    /// change, for the server; `None` when it is so already.
    pub fn turn_hold(&self, is_on: bool) -> Option<u32> {
        let known = self.inner.hold.get_untracked();
        if known.is_on() == is_on || self.inner.is_over.get() || self.inner.role.get() != Some(Role::Agent) {
            return None;
        }
        let turned = known.turned(is_on, self.inner.me.clone(), self.inner.around.clock.exact_now());
        self.inner.take_hold(&turned, false);
        let told = Direct::Hold { hold: turned.clone() };
        for other in self.inner.others.borrow().iter() {
            other.peer.tell(&told);
        }
        Some(turned.turn)
    }
}

impl Inner {
    /// What somebody tells of the hold: the store by way of a view, or an agent directly.
    pub(super) fn take_hold(&self, told: &Hold<ParticipantId>, is_of_store: bool) {
        let is_news = self.hold.with_untracked(|known| known != told && known.yields_to(told, is_of_store));
        if is_news {
            self.hold.set(told.clone());
            self.keep_hold();
        }
    }

    /// An agent who is not there any more, or comes from a new page, may never have told the server: then its word counts.
    pub(super) fn doubt_hold(&self, participants: &[ParticipantView], known: &[Other]) {
        let by = self.hold.with_untracked(|hold| hold.on.as_ref().map(|held| held.by.clone()));
        let Some(by) = by.filter(|by| *by != self.me) else { return };
        let sum = |id: &ParticipantId| participants.iter().find(|view| view.id == *id).map(|view| view.epoch);
        let now = sum(&by).zip(sum(&self.me)).map(|(his, mine)| his.saturating_add(mine));
        let before = known.iter().find(|other| other.remote.id == by).map(|other| other.epoch);
        if now.is_none() || before.is_some_and(|before| Some(before) != now) {
            self.hold.set(Hold::default());
        }
    }

    /// Cuts, or joins again, whom the hold keeps apart.
    pub(super) fn keep_hold(&self) {
        let is_on = self.hold.with_untracked(Hold::is_on);
        let is_shopper = self.role.get() == Some(Role::Shopper);
        let cut = |remote: &Remote| is_on && (is_shopper || remote.role == Role::Shopper);
        for other in self.others.borrow().iter() {
            let is_cut = cut(&other.remote);
            other.peer.set_cut(is_cut);
            change(&other.remote.is_on_hold, is_cut);
        }
        let remotes: Vec<_> = self.others.borrow().iter().map(|other| other.remote.clone()).collect();
        for remote in &remotes {
            self.expect(remote);
        }
    }

    /// What an agent tells of the hold; of others it is not taken.
    pub(super) fn hear_hold(&self, remote: &Remote, told: &Hold<ParticipantId>) {
        let is_his = told.on.as_ref().is_none_or(|held| self.knows_agent(&held.by));
        if remote.role == Role::Agent && is_his {
            self.take_hold(told, false);
        }
    }

    fn knows_agent(&self, id: &ParticipantId) -> bool {
        *id == self.me || self.others.borrow().iter().any(|other| other.remote.id == *id && other.remote.role == Role::Agent)
    }
}
