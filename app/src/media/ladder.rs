//! How much is sent over a line: the picture gets smaller, then slower, then it stops, so that the voice comes through; and back
//! up step by step when the line is good again. Counts samples instead of time; they come every two seconds.

use domain::wire::SendStep;

/// What is known of the line to the other side at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineSample {
    /// What the browser believes could be sent, in bits per second.
    pub available_bps: Option<f64>,
    /// The share of our packets that the other side misses, 0 to 1.
    pub lost_there: Option<f64>,
    /// The time to the other side and back in seconds.
    pub round_trip_secs: Option<f64>,
    /// Whether the browser sends less than it is asked to, because the line does not take more.
    pub is_limited: bool,
}

/// The browser begins with a low estimate and finds out; before that nothing is judged.
const SAMPLES_UNTIL_JUDGED: u32 = 3;
/// So many bad samples in a row lead a step down.
const BAD_UNTIL_DOWN: u32 = 2;
/// So many good samples in a row lead a step up, at first.
const GOOD_UNTIL_UP: u32 = 5;
/// A step up that fails within so many samples doubles the patience before the next.
const TRIAL: u32 = 6;
/// The most patience: two minutes.
const MOST_PATIENCE: u32 = 60;

/// Decides what is sent.
#[derive(Clone, Copy, Debug)]
pub struct Ladder {
    step: SendStep,
    seen: u32,
    bad: u32,
    good: u32,
    patience: u32,
    /// Samples since the last step up.
    trial: Option<u32>,
}

impl Default for Ladder {
    fn default() -> Self {
        Self { step: SendStep::Full, seen: 0, bad: 0, good: 0, patience: GOOD_UNTIL_UP, trial: None }
    }
}

impl Ladder {
    /// What is sent.
    pub const fn step(&self) -> SendStep {
        self.step
    }

    /// A new connection begins with a low estimate again; what was learned of the line stays.
    pub const fn begin_anew(&mut self) {
        (self.seen, self.bad, self.good) = (0, 0, 0);
    }

    /// Takes in a sample; answers the new step when it changes.
    pub fn take(&mut self, sample: LineSample) -> Option<SendStep> {
        self.seen = self.seen.saturating_add(1);
        if self.seen <= SAMPLES_UNTIL_JUDGED {
            return None;
        }
        self.age_trial();
        let limits = Limits::of(self.step);
        self.bad = if limits.are_broken_by(sample) { self.bad.saturating_add(1) } else { 0 };
        self.good = if is_good(sample, self.step) { self.good.saturating_add(1) } else { 0 };
        if self.bad >= BAD_UNTIL_DOWN {
            self.change(down(self.step))
        } else if self.good >= self.patience {
            self.change(up(self.step))
        } else {
            None
        }
    }

    fn age_trial(&mut self) {
        self.trial = self.trial.map(|age| age.saturating_add(1));
        if self.trial.is_some_and(|age| age > TRIAL) {
            self.trial = None;
            self.patience = GOOD_UNTIL_UP;
        }
    }

    fn change(&mut self, step: SendStep) -> Option<SendStep> {
        (self.bad, self.good) = (0, 0);
        if step == self.step {
            return None;
        }
        if step < self.step {
            self.trial = Some(0);
        } else if self.trial.take().is_some() {
            self.patience = (self.patience * 2).min(MOST_PATIENCE);
        }
        self.step = step;
        Some(step)
    }
}

/// What a step needs of the line.
struct Limits {
    least_bps: f64,
    most_lost: f64,
    most_secs: f64,
}

impl Limits {
    const fn of(step: SendStep) -> Self {
        let (least_bps, most_lost, most_secs) = match step {
            SendStep::Full => (200_000.0, 0.10, 1.2),
            SendStep::LowResolution => (100_000.0, 0.15, 1.6),
            SendStep::LowFrameRate => (45_000.0, 0.25, 2.5),
            // The voice is never given up.
            SendStep::NoPicture => (0.0, f64::INFINITY, f64::INFINITY),
        };
        Self { least_bps, most_lost, most_secs }
    }

    fn are_broken_by(&self, sample: LineSample) -> bool {
        sample.available_bps.is_some_and(|bps| bps < self.least_bps)
            || sample.lost_there.is_some_and(|lost| lost > self.most_lost)
            || sample.round_trip_secs.is_some_and(|secs| secs > self.most_secs)
    }
}

/// Whether more may be tried. The estimate says little then: it does not rise above what is being sent.
fn is_good(sample: LineSample, step: SendStep) -> bool {
    let is_held_back = sample.is_limited && step != SendStep::NoPicture;
    !is_held_back && sample.lost_there.unwrap_or(0.0) < 0.04 && sample.round_trip_secs.unwrap_or(0.0) < 0.8
}

const fn down(step: SendStep) -> SendStep {
    match step {
        SendStep::Full => SendStep::LowResolution,
        SendStep::LowResolution => SendStep::LowFrameRate,
        SendStep::LowFrameRate | SendStep::NoPicture => SendStep::NoPicture,
    }
}

const fn up(step: SendStep) -> SendStep {
    match step {
        SendStep::NoPicture => SendStep::LowFrameRate,
        SendStep::LowFrameRate => SendStep::LowResolution,
        SendStep::LowResolution | SendStep::Full => SendStep::Full,
    }
}

/// What a picture's slot is asked to send.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Encoding {
    /// Whether anything is sent.
    pub is_active: bool,
    /// The picture's sides are divided by this.
    pub scale_down_by: f64,
    /// Pictures a second.
    pub most_frames: f64,
    /// Bits a second.
    pub most_bps: f64,
}

impl Encoding {
    /// The camera's, at a step.
    pub const fn of(step: SendStep) -> Self {
        let (is_active, scale_down_by, most_frames, most_bps) = match step {
            SendStep::Full => (true, 1.0, 30.0, 2_500_000.0),
            SendStep::LowResolution => (true, 2.0, 24.0, 450_000.0),
            SendStep::LowFrameRate => (true, 4.0, 8.0, 110_000.0),
            SendStep::NoPicture => (false, 4.0, 8.0, 110_000.0),
        };
        Self { is_active, scale_down_by, most_frames, most_bps }
    }

    /// The camera's while a screen is shown: it yields first, and has stopped before the screen gives anything up.
    pub const fn beside_screen(step: SendStep) -> Self {
        Self::of(match step {
            SendStep::Full => SendStep::LowResolution,
            SendStep::LowResolution | SendStep::LowFrameRate | SendStep::NoPicture => SendStep::NoPicture,
        })
    }

    /// A shown screen's. It never gets smaller, since nobody could read it, but slower; and never stops: a page that stands still
    /// costs next to nothing, and the voice goes before it anyway.
    pub const fn of_screen(step: SendStep) -> Self {
        let (most_frames, most_bps) = match step {
            SendStep::Full => (15.0, 2_500_000.0),
            SendStep::LowResolution => (10.0, 700_000.0),
            SendStep::LowFrameRate => (4.0, 160_000.0),
            SendStep::NoPicture => (1.0, 50_000.0),
        };
        Self { is_active: true, scale_down_by: 1.0, most_frames, most_bps }
    }

    /// The camera's.
    pub const fn of_camera(step: SendStep, is_beside_screen: bool) -> Self {
        if is_beside_screen { Self::beside_screen(step) } else { Self::of(step) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: LineSample = LineSample { available_bps: Some(2e6), lost_there: Some(0.0), round_trip_secs: Some(0.05), is_limited: false };
    const LOSSY: LineSample = LineSample { lost_there: Some(0.4), ..GOOD };

    /// The steps that so many samples lead to.
    fn feed(ladder: &mut Ladder, sample: LineSample, count: u32) -> Vec<SendStep> {
        (0..count).filter_map(|_| ladder.take(sample)).collect()
    }

    fn judged() -> Ladder {
        let mut ladder = Ladder::default();
        feed(&mut ladder, GOOD, SAMPLES_UNTIL_JUDGED);
        ladder
    }

    #[test]
    fn the_picture_gets_smaller_then_slower_then_stops_and_no_further() {
        let steps = feed(&mut judged(), LOSSY, 100);
        assert_eq!(steps, [SendStep::LowResolution, SendStep::LowFrameRate, SendStep::NoPicture]);
    }

    #[test]
    fn one_bad_sample_changes_nothing() {
        let mut ladder = judged();
        for _ in 0..20 {
            assert_eq!(ladder.take(LOSSY), None);
            assert_eq!(ladder.take(GOOD), None);
        }
    }

    #[test]
    fn the_low_estimate_that_every_connection_begins_with_is_not_judged() {
        let begin = LineSample { available_bps: Some(30_000.0), ..GOOD };
        let mut ladder = Ladder::default();
        assert_eq!(feed(&mut ladder, begin, SAMPLES_UNTIL_JUDGED), []);
        assert_eq!(feed(&mut ladder, GOOD, 100), []);
    }

    #[test]
    fn a_line_that_is_good_again_leads_back_up_one_step_at_a_time() {
        let mut ladder = judged();
        feed(&mut ladder, LOSSY, 6);
        assert_eq!(ladder.step(), SendStep::NoPicture);
        assert_eq!(feed(&mut ladder, GOOD, GOOD_UNTIL_UP - 1), []);
        assert_eq!(feed(&mut ladder, GOOD, 1), [SendStep::LowFrameRate]);
        assert_eq!(feed(&mut ladder, GOOD, 2 * GOOD_UNTIL_UP), [SendStep::LowResolution, SendStep::Full]);
    }

    #[test]
    fn a_step_up_that_fails_makes_the_next_one_wait_longer() {
        let mut ladder = judged();
        feed(&mut ladder, LOSSY, 6);
        let mut waits = vec![];
        for _ in 0..5 {
            let wait = (1..).find(|_| ladder.take(GOOD).is_some()).unwrap();
            waits.push(wait);
            assert_eq!(feed(&mut ladder, LOSSY, 2), [SendStep::NoPicture]);
        }
        assert_eq!(waits, [5, 10, 20, 40, 60]);
    }

    #[test]
    fn a_narrow_line_keeps_the_step_that_fits() {
        let narrow = LineSample { available_bps: Some(130_000.0), is_limited: true, ..GOOD };
        let mut ladder = judged();
        assert_eq!(feed(&mut ladder, narrow, 500), [SendStep::LowResolution]);
    }

    #[test]
    fn loss_that_less_picture_does_not_cure_keeps_the_little_picture() {
        let lossy = LineSample { lost_there: Some(0.2), ..GOOD };
        assert_eq!(feed(&mut judged(), lossy, 500), [SendStep::LowResolution, SendStep::LowFrameRate]);
    }

    #[test]
    fn each_step_asks_for_no_more_than_the_one_before() {
        let steps = [SendStep::Full, SendStep::LowResolution, SendStep::LowFrameRate, SendStep::NoPicture].map(Encoding::of);
        for pair in steps.windows(2) {
            assert!(pair[1].most_bps <= pair[0].most_bps && pair[1].most_frames <= pair[0].most_frames);
            assert!(pair[1].scale_down_by >= pair[0].scale_down_by);
        }
        assert_eq!(steps.map(|encoding| encoding.is_active), [true, true, true, false]);
    }

    const STEPS: [SendStep; 4] = [SendStep::Full, SendStep::LowResolution, SendStep::LowFrameRate, SendStep::NoPicture];

    #[test]
    fn beside_a_screen_the_camera_yields_before_the_screen_does() {
        for pair in STEPS.windows(2) {
            let (before, after) = (pair[0], pair[1]);
            assert!(Encoding::of_screen(after).most_bps < Encoding::of_screen(before).most_bps);
            assert!(Encoding::of_screen(after).most_frames < Encoding::of_screen(before).most_frames);
        }
        for step in STEPS {
            assert!(Encoding::beside_screen(step).most_bps <= Encoding::of(step).most_bps, "{step:?}");
            assert!(Encoding::of_screen(step).is_active && Encoding::of_screen(step).scale_down_by <= 1.0, "{step:?}");
        }
        assert!(Encoding::beside_screen(SendStep::Full).is_active);
        assert!(!Encoding::beside_screen(SendStep::LowResolution).is_active, "gone before the screen gets slow");
    }

    proptest! {
        #[test]
        fn whatever_the_line_does_steps_are_single_and_a_good_line_gets_all_in_the_end(
            samples in prop::collection::vec((0.0..3e6_f64, 0.0..1.0_f64, 0.0..3.0_f64, any::<bool>()), 0..300)
        ) {
            let mut ladder = Ladder::default();
            for (bps, lost, secs, is_limited) in samples {
                let before = ladder.step();
                let sample = LineSample {
                    available_bps: Some(bps), lost_there: Some(lost), round_trip_secs: Some(secs), is_limited,
                };
                if let Some(step) = ladder.take(sample) {
                    prop_assert!(step == up(before) || step == down(before));
                    prop_assert!(step != before);
                }
            }
            feed(&mut ladder, GOOD, 3 + MOST_PATIENCE + 2 * GOOD_UNTIL_UP + MOST_PATIENCE * 2);
            prop_assert_eq!(ladder.step(), SendStep::Full);
        }
    }
}
