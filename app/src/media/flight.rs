//! The notes of the flight recorder, until the server has them.

use std::collections::VecDeque;

use domain::{
    Timestamp,
    wire::{FlightEvent, FlightNote, MAX_FLIGHT_NOTES},
};

/// Notes kept while the server is away; beyond that the oldest go, so that a page that never gets through does not grow.
const MOST: usize = 256;

/// Notes about one call that the server does not have yet.
#[derive(Debug, Default)]
pub struct Recorder {
    notes: VecDeque<FlightNote>,
}

impl Recorder {
    /// Writes a note down.
    pub fn note(&mut self, at: Timestamp, event: FlightEvent) {
        if self.notes.len() == MOST {
            self.notes.pop_front();
        }
        self.notes.push_back(FlightNote { at, event });
    }

    /// Hands the notes to `send`, as many at a time as one message may hold, for as long as it takes them. What it does not take
    /// is kept.
    pub fn flush(&mut self, mut send: impl FnMut(Vec<FlightNote>) -> bool) {
        while !self.notes.is_empty() {
            let count = self.notes.len().min(MAX_FLIGHT_NOTES);
            if !send(self.notes.iter().take(count).cloned().collect()) {
                break;
            }
            self.notes.drain(..count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorder(count: i64) -> Recorder {
        let mut recorder = Recorder::default();
        for at in 0..count {
            recorder.note(Timestamp::from_micros(at), FlightEvent::Disconnected);
        }
        recorder
    }

    /// When the notes were taken that are sent, message by message.
    fn sent(recorder: &mut Recorder, mut takes: usize) -> Vec<Vec<i64>> {
        let mut messages = vec![];
        recorder.flush(|notes| {
            if takes == 0 {
                return false;
            }
            takes -= 1;
            messages.push(notes.iter().map(|note| note.at.as_micros()).collect());
            true
        });
        messages
    }

    #[test]
    fn all_notes_go_out_in_order_and_once_in_messages_of_bounded_size() {
        let mut recorder = recorder(150);
        let messages = sent(&mut recorder, 99);
        assert_eq!(messages.iter().map(Vec::len).collect::<Vec<_>>(), [64, 64, 22]);
        assert_eq!(messages.concat(), (0..150).collect::<Vec<_>>());
        assert!(sent(&mut recorder, 99).is_empty());
    }

    #[test]
    fn what_the_server_could_not_take_goes_out_later() {
        let mut recorder = recorder(100);
        assert_eq!(sent(&mut recorder, 1).concat().len(), 64);
        assert_eq!(sent(&mut recorder, 1).concat(), (64..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_server_that_stays_away_costs_the_oldest_notes_and_no_memory() {
        let mut recorder = recorder(10_000);
        let kept = sent(&mut recorder, 99).concat();
        assert_eq!(kept, (10_000 - 256..10_000).collect::<Vec<_>>());
    }
}
