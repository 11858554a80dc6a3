//! What a shop learns of itself while it runs: only what it has seen until then.

use std::collections::VecDeque;

use domain::Duration;
use domain::waiting::{AnswerTimes, CallLengths, Experience, Leaving, MAX_MEASURED, Staffing};

/// So many chats the peer's formula looks back.
const PEER_CHATS: usize = 100;

#[derive(Default)]
pub struct Learned {
    calls: VecDeque<Duration>,
    answers: VecDeque<Duration>,
    left: u32,
    waited: f64,
    breaks: u32,
    served: f64,
    away: f64,
    experience: Option<Experience>,
}

/// A length in seconds as the rules want it.
pub fn length(seconds: f64) -> Duration {
    let micros = std::time::Duration::try_from_secs_f64(seconds).map_or(0, |length| length.as_micros());
    Duration::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

fn keep(list: &mut VecDeque<Duration>, seconds: f64) {
    list.push_front(length(seconds));
    list.truncate(MAX_MEASURED);
}

impl Learned {
    pub fn call(&mut self, seconds: f64) {
        keep(&mut self.calls, seconds);
        self.experience = None;
    }

    pub fn answer(&mut self, seconds: f64) {
        keep(&mut self.answers, seconds);
        self.experience = None;
    }

    pub fn waited(&mut self, seconds: f64, has_left: bool) {
        self.waited += seconds;
        self.left += u32::from(has_left);
        self.experience = None;
    }

    pub fn took_break(&mut self, served: f64, away: f64) {
        self.breaks += 1;
        self.served += served;
        self.away += away;
        self.experience = None;
    }

    pub fn experience(&mut self) -> &Experience {
        let Self { calls, answers, left, waited, breaks, served, away, .. } = self;
        self.experience.get_or_insert_with(|| Experience {
            lengths: CallLengths::learn(calls.iter().copied()),
            answers: AnswerTimes::learn(answers.iter().copied()),
            leaving: Leaving::learn(*left, length(*waited)),
            staffing: Staffing::learn(*breaks, length(*served), length(*away)),
        })
    }

    /// What Rocket.Chat's formula says for a place: `((place - 1) / N + 1) x mean`, with N its number of most recent chats.
    pub fn peer(&self, place: u32) -> f64 {
        let recent = || self.calls.iter().take(PEER_CHATS).map(|call| call.to_std().as_secs_f64());
        let count: f64 = recent().map(|_| 1.0).sum();
        let mean = if count > 0.0 { recent().sum::<f64>() / count } else { 0.0 };
        (f64::from(place - 1) / 100.0 + 1.0) * mean
    }
}
