//! What the agent writes down of the own call, from the first word in the call until it is done with afterwards. What is typed is
//! sent a moment later, over a broken line when that is back.

use std::time::Duration;

use domain::{
    CallId,
    call::Outcome,
    wire::{CallRecord, FromAgent},
};
use leptos::prelude::*;

use super::model::DeskModel;
use crate::client::Timer;

/// How long typing has to rest before it is sent.
const RESTS_FOR: Duration = Duration::from_millis(600);

/// The page that lies open. A copy is the same page.
#[derive(Clone, Copy)]
pub struct Notes {
    /// How the call went.
    pub outcome: RwSignal<Option<Outcome>>,
    /// The agent's words.
    pub note: RwSignal<String>,
    call: RwSignal<Option<CallId>>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    is_unsent: RwSignal<bool>,
}

impl Notes {
    /// An empty page.
    pub fn new() -> Self {
        Self {
            outcome: RwSignal::new(None),
            note: RwSignal::new(String::new()),
            call: RwSignal::new(None),
            timer: StoredValue::new_local(None),
            is_unsent: RwSignal::new(false),
        }
    }

    /// Opens the page of the record that the server shows, unless it lies open: what is being typed is newer. What was typed last on
    /// the page before still goes out.
    pub fn turn_to(self, desk: DeskModel, record: Option<&CallRecord>) {
        let call = record.map(|record| record.call.clone());
        if self.call.with_untracked(|open| *open != call) {
            self.send(desk);
            self.outcome.set(record.and_then(|record| record.outcome));
            self.note.set(record.map(|record| record.note.clone()).unwrap_or_default());
            self.is_unsent.set(false);
            self.call.set(call);
        }
    }

    /// Takes in what is typed.
    pub fn write(self, desk: DeskModel, text: String) {
        self.note.set(text);
        self.is_unsent.set(true);
        self.timer.set_value(Timer::once(RESTS_FOR, move || self.send(desk)));
    }

    /// Takes in what is chosen.
    pub fn choose(self, desk: DeskModel, outcome: Outcome) {
        self.outcome.set(Some(outcome));
        self.is_unsent.set(true);
        self.send(desk);
    }

    /// Sends what has not been sent.
    pub fn send(self, desk: DeskModel) {
        let Some(call) = self.call.get_untracked().filter(|_| self.is_unsent.get_untracked()) else { return };
        let (outcome, note) = (self.outcome.get_untracked(), self.note.get_untracked());
        self.is_unsent.set(false);
        desk.keep(&FromAgent::Record { call, outcome, note });
    }

    /// Whether the server has what is on the page; reactive.
    pub fn is_kept(self, record: Option<&CallRecord>) -> bool {
        let is_same = record
            .is_some_and(|record| record.outcome == self.outcome.get() && record.note == self.note.with(|note| note.trim().to_owned()));
        is_same && !self.is_unsent.get()
    }
}
