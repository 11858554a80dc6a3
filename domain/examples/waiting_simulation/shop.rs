//! A shop over some days: shoppers come, wait, are rung for, answered or leave; agents come, go and take breaks.
//!
//! A shopper who leaves is not thrown out of the count: that would keep the short waits only. His place stays in line as a shadow that
//! takes nobody's time, so that what he would have waited is known, and the estimate he got is held against that.

use std::collections::VecDeque;

use domain::Timestamp;
use domain::waiting::{Circumstances, Reason, Serving, Shown, estimate, estimates};

use crate::chance::Chance;
use crate::learned::{Learned, length};
use crate::scenario::{DAY, Scenario};

/// How often those in line get a new estimate.
const EVERY: f64 = 20.0;

/// A ring that is not answered moves on after so long.
const RING: f64 = 20.0;

/// What became of one shopper who got an estimate.
pub struct Wait {
    /// What he waited, or would have waited had he stayed, in seconds.
    pub real: f64,
    pub has_left: bool,
    pub p50: f64,
    pub p90: f64,
    pub peer: f64,
    /// Why what he read grew, each time it did.
    pub grown: Vec<Reason>,
    /// The upper end he read first, in minutes.
    pub read: Option<u16>,
}

struct Ticket {
    joined: f64,
    leaves: f64,
    wait: Option<Wait>,
    shown: Option<Shown>,
}

#[derive(Clone, Copy)]
enum State {
    Away {
        until: f64,
        is_break: bool,
    },
    Free,
    /// Answers (or gets out of the ring) at `answered`, and is free at `until`.
    Taken {
        answered: f64,
        until: f64,
        has_call: bool,
    },
}

struct Agent {
    state: State,
    shift: (f64, f64),
    began: f64,
    break_at: f64,
}

pub struct Shop<'a> {
    scenario: &'a Scenario,
    chance: Chance,
    learned: Learned,
    line: VecDeque<Ticket>,
    agents: Vec<Agent>,
    call_length: f64,
    now: f64,
    waits: Vec<Wait>,
    follows: bool,
}

impl<'a> Shop<'a> {
    /// A shop with this seed. If `follows`, those in line get new estimates all the time.
    pub fn new(scenario: &'a Scenario, number: usize, seed: u64, follows: bool) -> Self {
        let mut chance = Chance::new(seed);
        let agents = (0..scenario.agents)
            .map(|agent| {
                let shift = scenario.shift(agent);
                Agent {
                    state: State::Away { until: shift.0, is_break: false },
                    shift,
                    began: 0.0,
                    break_at: chance.exponential(scenario.between_breaks),
                }
            })
            .collect();
        let call_length = scenario.call_lengths.get(number % scenario.call_lengths.len()).copied().unwrap_or(420.0);
        Self {
            scenario,
            chance,
            learned: Learned::default(),
            line: VecDeque::new(),
            agents,
            call_length,
            now: 0.0,
            waits: Vec::new(),
            follows,
        }
    }

    /// Runs all days.
    pub fn run(mut self) -> Vec<Wait> {
        let end = f64::from(self.scenario.days) * DAY;
        let mut arrival = self.next_arrival(0.0);
        let mut tick = EVERY;
        while self.now < end && self.waits.len() < self.scenario.shoppers {
            let change = self.agents.iter().map(Agent::next).fold(f64::INFINITY, f64::min);
            self.now = arrival.min(change).min(tick);
            for agent in 0..self.agents.len() {
                self.turn(agent);
            }
            if arrival <= self.now {
                self.join();
                arrival = self.next_arrival(self.now);
            }
            self.ring();
            if tick <= self.now {
                tick += EVERY;
                if self.follows {
                    self.follow();
                }
            }
        }
        self.waits
    }

    fn next_arrival(&mut self, from: f64) -> f64 {
        let mut time = from;
        loop {
            time += self.chance.exponential(3_600.0 / self.scenario.per_hour);
            if self.chance.even() < self.scenario.shape(time) {
                return time;
            }
        }
    }

    /// What is due for this agent.
    fn turn(&mut self, number: usize) {
        let (now, scenario) = (self.now, self.scenario);
        let Some(agent) = self.agents.get_mut(number) else { return };
        match agent.state {
            State::Away { until, .. } if until <= now => {
                agent.state = State::Free;
                agent.began = now;
                agent.break_at = now + self.chance.exponential(scenario.between_breaks);
            }
            State::Taken { answered, until, has_call } if until <= now => {
                agent.state = State::Free;
                if has_call {
                    self.learned.call(until - answered);
                }
            }
            _ => {}
        }
        if !matches!(agent.state, State::Free) {
            return;
        }
        let day = (now / DAY).floor() * DAY;
        if now >= day + agent.shift.1 {
            agent.state = State::Away { until: day + DAY + agent.shift.0, is_break: false };
        } else if now >= agent.break_at {
            let away = self.chance.exponential(scenario.break_length);
            agent.state = State::Away { until: now + away, is_break: true };
            self.learned.took_break(now - agent.began, away);
        }
    }

    fn serving(&self) -> Serving {
        let mut serving = Serving::default();
        for agent in &self.agents {
            match agent.state {
                State::Away { is_break, .. } => serving.away += u32::from(is_break),
                State::Taken { answered, .. } if answered <= self.now => serving.busy.push(length(self.now - answered)),
                State::Free | State::Taken { .. } => serving.free += 1,
            }
        }
        serving
    }

    /// Those who are rung for right now: they are ahead, too.
    fn rung(&self) -> u32 {
        let is_rung = |agent: &&Agent| matches!(agent.state, State::Taken { answered, .. } if answered > self.now);
        self.agents.iter().filter(is_rung).map(|_| 1).sum()
    }

    fn instant(&self) -> Timestamp {
        Timestamp::from_micros(0) + length(self.now)
    }

    fn join(&mut self) {
        let place = self.rung() + self.line.iter().filter(|ticket| ticket.leaves > self.now).map(|_| 1).sum::<u32>() + 1;
        let (serving, now) = (self.serving(), self.instant());
        let peer = self.learned.peer(place);
        let experience = self.learned.experience();
        let range = estimate(place, &serving, experience);
        let agents = u32::try_from(serving.agents()).unwrap_or(u32::MAX);
        let shown = range.map(|range| Shown::new(range, Circumstances { place, agents, call_length: experience.lengths.mean() }, now));
        let wait = range.map(|range| Wait {
            real: 0.0,
            has_left: false,
            p50: range.p50.to_std().as_secs_f64(),
            p90: range.p90.to_std().as_secs_f64(),
            peer,
            grown: Vec::new(),
            read: shown.and_then(|shown| shown.read(now).wait.to_minutes),
        });
        let leaves = self.now + self.chance.log_normal(self.scenario.patience, 1.0);
        self.line.push_back(Ticket { joined: self.now, leaves, wait, shown });
    }

    /// Rings for the next in line while there is a free agent.
    fn ring(&mut self) {
        while let Some(agent) = self.agents.iter().position(|agent| matches!(agent.state, State::Free)) {
            let Some(ticket) = self.line.pop_front() else { return };
            let mut after = 0.0;
            while self.chance.even() < 0.06 {
                after += RING;
            }
            after += self.chance.log_normal(6.0, 0.6).min(RING);
            let answered = self.now + after;
            let has_left = ticket.leaves < answered;
            self.learned.waited(ticket.leaves.min(answered) - ticket.joined, has_left);
            if let Some(wait) = ticket.wait {
                self.waits.push(Wait { real: answered - ticket.joined, has_left, ..wait });
            }
            if ticket.leaves <= self.now {
                continue;
            }
            let until = if has_left {
                ticket.leaves
            } else {
                self.learned.answer(after);
                // One in eight has a short question only; and there are better and worse days.
                let is_short = self.chance.even() < 0.125;
                let day = 1.0 + 0.12 * (self.now / DAY).floor().sin();
                let mean = if is_short { 60.0 } else { (self.call_length - 7.5) / 0.875 * day };
                answered + self.chance.log_normal(mean, self.scenario.call_deviation)
            };
            if let Some(agent) = self.agents.get_mut(agent) {
                agent.state = State::Taken { answered: answered.min(until), until, has_call: !has_left };
            }
        }
    }

    /// New estimates for all in line.
    fn follow(&mut self) {
        let (serving, now, rung) = (self.serving(), self.instant(), self.rung());
        let experience = self.learned.experience();
        let agents = u32::try_from(serving.agents()).unwrap_or(u32::MAX);
        let call_length = experience.lengths.mean();
        let behind = usize::try_from(rung).unwrap_or(0);
        if self.line.is_empty() {
            return;
        }
        let ranges = estimates(behind + self.line.len(), &serving, experience);
        let waiting = self.line.iter_mut().filter(|ticket| ticket.leaves > self.now);
        for ((ticket, range), place) in waiting.zip(ranges.into_iter().skip(behind)).zip(rung + 1..) {
            let circumstances = Circumstances { place, agents, call_length };
            let (Some(before), Some(wait)) = (ticket.shown, ticket.wait.as_mut()) else { continue };
            let shown = before.update(range, circumstances, now);
            let (was, is) = (before.read(now), shown.read(now));
            if is.wait.is_longer_than(was.wait) {
                wait.grown.extend(is.reason);
            }
            ticket.shown = Some(shown);
        }
    }
}

impl Agent {
    /// When something is due for this agent.
    fn next(&self) -> f64 {
        match self.state {
            State::Away { until, .. } | State::Taken { until, .. } => until,
            State::Free => self.break_at.max(self.began),
        }
    }
}
