//! Signalling that arrives before the view that tells of the call.

use domain::wire::Signal;

use super::CallRoom;

/// More than one call's opening needs; what goes beyond is dropped, and the connection mends itself.
const MOST: usize = 64;

/// Keeps signals until the room they are for exists. The page hands **every** signal in here.
#[derive(Debug, Default)]
pub struct EarlySignals {
    signals: Vec<Signal>,
}

impl EarlySignals {
    /// Hands a signal to the room, or keeps it while there is none.
    pub fn receive(&mut self, signal: Signal, room: Option<&CallRoom>) {
        match room {
            Some(room) => room.receive(signal),
            None if self.signals.len() < MOST => self.signals.push(signal),
            None => {}
        }
    }

    /// Hands what was kept to a new room.
    pub fn flush(&mut self, room: &CallRoom) {
        for signal in std::mem::take(&mut self.signals) {
            room.receive(signal);
        }
    }
}
