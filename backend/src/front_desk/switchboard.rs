//! Brings signals to the sessions on this node that play the parts they are addressed to.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{ParticipantId, wire::Signal};
use tokio::sync::mpsc::Sender;

/// How long a signal waits for a session that has not yet seen its call.
const KEEP: Duration = Duration::from_secs(5);
/// How many signals wait for one part, and how many parts are waited for.
const MOST: usize = 64;
const MOST_PARTS: usize = 1_024;

/// The plugs of this node.
#[derive(Default)]
pub(super) struct Switchboard {
    numbers: AtomicU64,
    plugs: Mutex<Plugs>,
}

#[derive(Default)]
struct Plugs {
    sessions: HashMap<ParticipantId, (u64, Sender<Signal>)>,
    early: HashMap<ParticipantId, VecDeque<(Instant, Signal)>>,
}

impl Switchboard {
    /// A number by which a session is told from others.
    pub fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// This session plays the part from now on. What came too early for it comes now.
    pub fn plug(&self, part: &ParticipantId, number: u64, inbox: &Sender<Signal>) {
        let mut plugs = self.plugs();
        plugs.sessions.insert(part.clone(), (number, inbox.clone()));
        let now = Instant::now();
        for (at, signal) in plugs.early.remove(part).unwrap_or_default() {
            if now.duration_since(at) < KEEP {
                pass(inbox, signal);
            }
        }
    }

    /// This session no longer plays the part, unless another has taken it over.
    pub fn unplug(&self, part: &ParticipantId, number: u64) {
        let mut plugs = self.plugs();
        if plugs.sessions.get(part).is_some_and(|(owner, _)| *owner == number) {
            plugs.sessions.remove(part);
        }
    }

    /// Passes a signal to the session that plays its part here, or keeps it a moment for one that is about to.
    pub fn deliver(&self, signal: Signal) {
        let mut plugs = self.plugs();
        if let Some((_, inbox)) = plugs.sessions.get(&signal.to) {
            pass(inbox, signal);
            return;
        }
        let now = Instant::now();
        if plugs.early.len() >= MOST_PARTS && !plugs.early.contains_key(&signal.to) {
            plugs.early.retain(|_, signals| signals.back().is_some_and(|(at, _)| now.duration_since(*at) < KEEP));
        }
        if plugs.early.len() < MOST_PARTS {
            let signals = plugs.early.entry(signal.to.clone()).or_default();
            if signals.len() >= MOST {
                signals.pop_front();
            }
            signals.push_back((now, signal));
        }
    }

    /// Forgets what nobody came for.
    pub fn sweep(&self) {
        let now = Instant::now();
        self.plugs().early.retain(|_, signals| signals.back().is_some_and(|(at, _)| now.duration_since(*at) < KEEP));
    }

    fn plugs(&self) -> MutexGuard<'_, Plugs> {
        self.plugs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A full inbox loses the signal: delivery is at most once, and negotiation recovers by a new offer.
fn pass(inbox: &Sender<Signal>, signal: Signal) {
    if inbox.try_send(signal).is_err() {
        tracing::debug!("a session is too slow for its signals");
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        CallId,
        wire::{Candidate, SignalBody},
    };
    use tokio::sync::mpsc;

    use super::*;

    fn signal(to: &ParticipantId, epoch: u32) -> Signal {
        let body = SignalBody::Candidate(Candidate { candidate: String::new(), mid: None, line: None });
        Signal { call: CallId::from_random([0; 20]), from: ParticipantId::from_random([0; 20]), to: to.clone(), epoch, body }
    }

    #[test]
    fn what_comes_before_its_session_is_kept_in_order() {
        let switchboard = Switchboard::default();
        let part = ParticipantId::from_random([1; 20]);
        switchboard.deliver(signal(&part, 1));
        switchboard.deliver(signal(&part, 2));
        let (inbox, mut signals) = mpsc::channel(8);
        switchboard.plug(&part, switchboard.number(), &inbox);
        switchboard.deliver(signal(&part, 3));
        let epochs: Vec<u32> = std::iter::from_fn(|| signals.try_recv().ok()).map(|signal| signal.epoch).collect();
        assert_eq!(epochs, [1, 2, 3]);
    }

    #[test]
    fn a_session_that_was_replaced_does_not_unplug_its_successor() {
        let switchboard = Switchboard::default();
        let part = ParticipantId::from_random([1; 20]);
        let (old, _old_signals) = mpsc::channel(8);
        let (new, mut signals) = mpsc::channel(8);
        let [first, second] = [switchboard.number(), switchboard.number()];
        switchboard.plug(&part, first, &old);
        switchboard.plug(&part, second, &new);
        switchboard.unplug(&part, first);
        switchboard.deliver(signal(&part, 1));
        assert!(signals.try_recv().is_ok());
    }
}
