//! A session's end of the signalling.

use std::sync::Arc;

use domain::{
    CallId, ParticipantId,
    wire::{MAX_SIGNAL_BYTES, Problem, Signal},
};
use tokio::sync::mpsc::{self, Receiver, Sender};

use super::super::{
    floor::{LiveCall, Part},
    hub::Hub,
    relay::News,
    switchboard::Switchboard,
};
use crate::store::Scope;

/// How many signals may wait for a slow socket; a negotiation takes a few dozen.
const INBOX: usize = 256;
/// How many signals may wait for a view.
const MOST_EARLY: usize = 64;

/// Plays at most one part in one call.
pub(super) struct Phone {
    hub: Arc<Hub>,
    number: u64,
    /// Made for the first call: who waits needs no room for signals.
    wire: Option<(Sender<Signal>, Receiver<Signal>)>,
    line: Option<Line>,
    early: Vec<Signal>,
}

/// The part that is played.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    call: CallId,
    me: ParticipantId,
    /// Everybody's epoch, as this session's client was told.
    epochs: Vec<(ParticipantId, u32)>,
}

impl Line {
    /// The sum of the epochs of two participants; `None` when one is not in the call.
    fn epoch(&self, one: &ParticipantId, other: &ParticipantId) -> Option<u32> {
        let of = |id: &ParticipantId| self.epochs.iter().find(|(part, _)| part == id).map(|(_, epoch)| *epoch);
        of(one)?.checked_add(of(other)?)
    }
}

impl Phone {
    pub fn new(hub: &Arc<Hub>) -> Self {
        Self { hub: Arc::clone(hub), number: hub.switchboard.number(), wire: None, line: None, early: vec![] }
    }

    /// The client has been told of this call, or of none. Answers the signals that waited for that.
    pub fn hold(&mut self, line: Option<(&LiveCall, &Part)>) -> Vec<Signal> {
        let line = line.map(|(call, me)| Line {
            call: call.id.clone(),
            me: me.id.clone(),
            epochs: call.participants.iter().map(|part| (part.id.clone(), part.epoch)).collect(),
        });
        if self.line == line {
            return vec![];
        }
        let (old, new) = (self.line.as_ref().map(|line| &line.me), line.as_ref().map(|line| &line.me));
        if let Some(old) = old.filter(|old| Some(*old) != new) {
            self.switchboard().unplug(old, self.number);
        }
        if let Some(new) = new.filter(|new| Some(*new) != old) {
            let (sender, _) = self.wire.get_or_insert_with(|| mpsc::channel(INBOX));
            self.hub.switchboard.plug(new, self.number, sender);
        }
        self.line = line;
        std::mem::take(&mut self.early).into_iter().filter_map(|signal| self.sort(signal)).collect()
    }

    /// The next signal for the client. Cancel-safe.
    pub async fn receive(&mut self) -> Signal {
        loop {
            // This session holds a sender itself, so the channel never closes.
            let Some((_, inbox)) = &mut self.wire else { return std::future::pending().await };
            let Some(signal) = inbox.recv().await else { return std::future::pending().await };
            if let Some(signal) = self.sort(signal) {
                return signal;
            }
        }
    }

    /// A signal for now; one of a page that the client has not been told of yet waits, and one of another call is dropped.
    fn sort(&mut self, signal: Signal) -> Option<Signal> {
        let line = self.line.as_ref()?;
        if signal.call != line.call || signal.to != line.me {
            return None;
        }
        if signal.epoch <= line.epoch(&signal.from, &signal.to).unwrap_or(0) {
            return Some(signal);
        }
        if self.early.len() < MOST_EARLY {
            self.early.push(signal);
        }
        None
    }

    /// Passes on what the client says. It must speak for its own part, to another part of the same call; what comes after the
    /// end of a call is no mistake and goes nowhere.
    pub fn send(&self, scope: &Scope, signal: Signal) -> Result<(), Problem> {
        let Some(line) = self.line.as_ref().filter(|line| line.call == signal.call) else {
            tracing::debug!(org = %scope.org(), call = %signal.call, "a signal came for a call that is not held here");
            return Ok(());
        };
        if signal.body.bytes() > MAX_SIGNAL_BYTES {
            tracing::warn!(org = %scope.org(), call = %signal.call, "a signal that is too long was refused");
            return Err(Problem::BadMessage);
        }
        if signal.from != line.me || signal.to == line.me || line.epoch(&signal.from, &signal.to).is_none() {
            tracing::warn!(org = %scope.org(), call = %signal.call, "a signal that speaks for another participant was refused");
            return Err(Problem::BadMessage);
        }
        self.hub.tell(scope.org().clone(), News::Signal(Box::new(signal.clone())));
        self.switchboard().deliver(signal);
        Ok(())
    }

    fn switchboard(&self) -> &Switchboard {
        &self.hub.switchboard
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            self.switchboard().unplug(&line.me, self.number);
        }
    }
}
