//! The range a place in line will wait.

use serde::{Deserialize, Serialize};

use crate::Duration;
use crate::waiting::Experience;
use crate::waiting::far::Far;
use crate::waiting::runs::Runs;
use crate::waiting::spread::{float, length, seconds};

/// How many places more than there are agents are played; the others are carried on from the last.
const NEAR: usize = 32;

/// With more agents than this, the others are left out: the first of so many lines waits for the answer only.
const MOST_AGENTS: usize = 1_000;

/// A wait until the answer, from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// Half of all waits end by then.
    pub p50: Duration,
    /// Nine of ten end by then; never less than `p50`.
    pub p90: Duration,
}

/// Who serves a queue now: agents that are available, in a call or wrapping up; and who is expected back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serving {
    /// Agents without a call, those who are rung right now included.
    pub free: u32,
    /// For each agent in a call or wrapping up, how long ago the call was answered.
    pub busy: Vec<Duration>,
    /// Agents who serve, but are on a break now. They shorten the waits that are longer than a break; alone they serve nobody.
    pub away: u32,
}

impl Serving {
    /// How many serve.
    pub fn agents(&self) -> usize {
        usize::try_from(self.free).unwrap_or(usize::MAX).saturating_add(self.busy.len())
    }

    /// How many of them are played, or as many as are expected back: without a call, in one, on a break.
    pub(super) fn played(&self) -> [usize; 3] {
        let count = |agents: u32| usize::try_from(agents).unwrap_or(MOST_AGENTS);
        let free = count(self.free).min(MOST_AGENTS);
        let busy = self.busy.len().min(MOST_AGENTS - free);
        [free, busy, count(self.away).min(MOST_AGENTS - free - busy)]
    }
}

/// How long the ticket at this place (1 is next, 0 is taken for it) will wait. `None` if no agent serves. Behind the
/// 100,000th place nothing is told apart.
pub fn estimate(place: u32, serving: &Serving, experience: &Experience) -> Option<Range> {
    let place = usize::try_from(place.clamp(1, 100_000)).unwrap_or(1);
    Line::new(serving, experience)?.take(place).last()
}

/// How long each of the first `places` tickets of a line will wait, the next first. Empty if no agent serves. No ticket's ends are
/// before those of the ticket ahead of it.
pub fn estimates(places: usize, serving: &Serving, experience: &Experience) -> Vec<Range> {
    Line::new(serving, experience).map_or_else(Vec::new, |line| line.take(places).collect())
}

/// A line being looked along from its head, without end.
struct Line<'a> {
    runs: Runs<'a>,
    experience: &'a Experience,
    agents: usize,
    /// The places already passed.
    passed: usize,
    /// The range of the last place passed: nobody is told less than who is ahead of him.
    last: Range,
    /// Once all near places are passed.
    beyond: Option<Beyond>,
}

/// How the ranges go on behind the last place played, in seconds.
struct Beyond {
    far: Far,
    from: usize,
    p50: f64,
    /// What the normal curve misses of the upper end.
    missed: f64,
}

impl<'a> Line<'a> {
    fn new(serving: &Serving, experience: &'a Experience) -> Option<Self> {
        let last = Range { p50: Duration::ZERO, p90: Duration::ZERO };
        Some(Self {
            runs: Runs::new(serving, experience)?,
            experience,
            agents: serving.played().iter().sum(),
            passed: 0,
            last,
            beyond: None,
        })
    }

    /// The next place, played.
    fn play(&mut self) -> Range {
        self.runs.advance();
        let waits = self.runs.waits();
        let count = waits.len();
        let (_, p90, _) = waits.select_nth_unstable_by(count * 9 / 10, f64::total_cmp);
        let p90 = length(*p90);
        let (_, p50, _) = waits.select_nth_unstable_by(count / 2, f64::total_cmp);
        Range { p50: length(*p50), p90 }
    }

    /// What comes behind the place just played.
    fn carry_on(&self) -> Beyond {
        let far = Far::new(float(self.agents), self.experience, self.runs.moments());
        let (p50, p90) = (seconds(self.last.p50), seconds(self.last.p90));
        let missed = p90 - p50 - far.place(0.0).1;
        Beyond { far, from: self.passed, p50, missed }
    }
}

impl Beyond {
    /// The range of the place behind so many others.
    fn range(&self, passed: usize) -> Range {
        let (later, upwards) = self.far.place(float(passed + 1 - self.from));
        let median = self.p50 + later;
        Range { p50: length(median), p90: length(median + (upwards + self.missed).max(0.0)) }
    }
}

impl Iterator for Line<'_> {
    type Item = Range;

    fn next(&mut self) -> Option<Range> {
        if self.beyond.is_none() && self.passed >= self.agents.saturating_add(NEAR) {
            self.beyond = Some(self.carry_on());
        }
        let Range { p50, p90 } = match &self.beyond {
            Some(beyond) => beyond.range(self.passed),
            None => self.play(),
        };
        self.last = Range { p50: p50.max(self.last.p50), p90: p90.max(self.last.p90) };
        self.passed += 1;
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::waiting::{AnswerTimes, CallLengths, Leaving, Staffing};

    /// A queue with long experience of calls that are all of this length.
    fn steady(seconds: i64) -> Experience {
        Experience {
            lengths: CallLengths::learn(vec![Duration::from_secs(seconds); 200]),
            answers: AnswerTimes::learn(vec![Duration::from_secs(5); 200]),
            leaving: Leaving::learn(0, Duration::from_secs(10_000_000)),
            ..Experience::default()
        }
    }

    fn busy(ages: &[i64]) -> Serving {
        Serving { busy: ages.iter().map(|age| Duration::from_secs(*age)).collect(), ..Serving::default() }
    }

    fn median(place: u32, serving: &Serving, experience: &Experience) -> i64 {
        estimate(place, serving, experience).unwrap().p50.as_secs()
    }

    fn assert_near(value: i64, expected: i64) {
        assert!((value - expected).abs() <= expected / 10 + 5, "{value} and not about {expected}");
    }

    #[test]
    fn with_nobody_serving_there_is_no_estimate() {
        assert_eq!(estimate(1, &Serving::default(), &Experience::default()), None);
    }

    #[test]
    fn next_in_line_with_a_free_agent_waits_for_the_answer_only() {
        let range = estimate(1, &Serving { free: 1, ..Serving::default() }, &steady(300)).unwrap();
        assert!(range.p90 < Duration::from_secs(10), "{range:?}");
    }

    #[test]
    fn the_age_of_a_running_call_counts() {
        assert_near(median(1, &busy(&[100]), &steady(300)), 205);
        assert_near(median(1, &busy(&[250]), &steady(300)), 55);
    }

    #[test]
    fn more_agents_make_it_shorter_in_proportion() {
        assert_near(median(8, &busy(&[0]), &steady(300)), 8 * 305);
        assert_near(median(8, &busy(&[0, 0, 0, 0]), &steady(300)), 2 * 305);
    }

    #[test]
    fn an_agent_on_a_break_shortens_a_long_wait_and_serves_nobody_alone() {
        let one_away = Serving { away: 1, ..busy(&[0]) };
        assert!(median(12, &one_away, &steady(300)) < median(12, &busy(&[0]), &steady(300)) * 2 / 3);
        assert!(median(1, &one_away, &steady(300)) > 150);
        assert_eq!(estimate(1, &Serving { away: 3, ..Serving::default() }, &steady(300)), None);
    }

    #[test]
    fn agents_who_take_breaks_make_it_longer() {
        let staffing = Staffing::learn(1_000, Duration::from_secs(300_000), Duration::from_secs(300_000));
        let restless = Experience { staffing, ..steady(300) };
        assert!(median(8, &busy(&[0]), &restless) > median(8, &busy(&[0]), &steady(300)) * 3 / 2);
    }

    #[test]
    fn shoppers_who_leave_make_it_shorter() {
        let patient = steady(300);
        let impatient = Experience { leaving: Leaving::learn(1_000, Duration::from_secs(600_000)), ..patient.clone() };
        assert!(median(20, &busy(&[0]), &impatient) < median(20, &busy(&[0]), &patient) / 2);
    }

    #[test]
    fn little_experience_makes_the_range_wider() {
        let width = |experience: &Experience| {
            let range = estimate(10, &busy(&[0, 0]), experience).unwrap();
            range.p90.as_secs() - range.p50.as_secs()
        };
        assert!(width(&Experience::default()) > 2 * width(&steady(420)));
    }

    #[test]
    fn places_carried_on_join_those_that_were_played_without_a_jump() {
        for experience in [Experience::default(), steady(300)] {
            let ranges = estimates(60, &busy(&[10, 200, 400]), &experience);
            let steps: Vec<i64> = ranges.windows(2).map(|pair| (pair[1].p90.as_micros() - pair[0].p90.as_micros()) / 1_000_000).collect();
            let seam = 3 + NEAR - 1;
            let usual = (ranges[seam].p90.as_secs() - ranges[seam - 10].p90.as_secs()) / 10;
            assert!((steps[seam] - usual).abs() <= usual / 2 + 5, "{} at the seam, {usual} before: {steps:?}", steps[seam]);
        }
    }

    #[test]
    fn places_carried_on_are_told_about_what_playing_on_would_tell() {
        let serving = busy(&[10, 200, 400, 600]);
        let uneven = CallLengths::learn((0..200).map(|call| Duration::from_secs(if call % 4 == 0 { 1_500 } else { 60 })));
        let uneven = Experience { lengths: uneven, ..steady(300) };
        let impatient = Experience { leaving: Leaving::learn(1_000, Duration::from_secs(1_500_000)), ..Experience::default() };
        for experience in [steady(300), uneven, Experience::default(), impatient] {
            let carried = estimate(300, &serving, &experience).unwrap();
            let mut line = Line::new(&serving, &experience).unwrap();
            let played = (0..300).map(|_| line.play()).last().unwrap();
            let width = |range: Range| seconds(range.p90) - seconds(range.p50);
            assert_near(carried.p50.as_secs(), played.p50.as_secs());
            assert!((0.8..1.25).contains(&(width(carried) / width(played))), "{carried:?} and not {played:?}");
        }
    }

    #[test]
    fn absurd_numbers_of_agents_are_no_trouble() {
        let serving = Serving { free: u32::MAX, away: u32::MAX, busy: vec![Duration::from_micros(i64::MAX); 2_000] };
        assert!(estimate(1, &serving, &Experience::default()).unwrap().p90 < Duration::from_secs(60));
    }

    #[test]
    fn the_same_line_has_the_same_estimate_every_time() {
        let line = || estimates(100, &busy(&[10, 200]), &Experience::default());
        assert_eq!(line(), line());
    }
}
