//! How good a connection is, in four words, from what the browser counts.

/// How good a connection is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Nothing to tell.
    #[default]
    Good,
    /// Now and then a stumble.
    Fair,
    /// Hard to talk.
    Poor,
    /// No media comes through; the connection is being mended.
    Reconnecting,
}

/// What the browser has counted since the connection began (W3C webrtc-stats).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// Packets of the other's media that arrived.
    pub received: f64,
    /// Packets that did not.
    pub lost: f64,
    /// Seconds in which the picture stood still.
    pub frozen_secs: f64,
    /// Seconds of the other's voice that had to be made up because packets were missing.
    pub concealed_secs: f64,
    /// The time to the other and back in seconds, when known.
    pub round_trip_secs: Option<f64>,
    /// The share of our own packets that the other misses, 0 to 1, when told.
    pub lost_there: Option<f64>,
}

/// Makes a steady word out of samples.
#[derive(Clone, Copy, Debug, Default)]
pub struct QualityMeter {
    last: Option<Sample>,
    shown: Quality,
    candidate: Quality,
}

impl QualityMeter {
    /// Takes in a sample, `period_secs` after the one before. A word changes only when two samples in a row say so: one stumble
    /// is no news.
    pub fn take(&mut self, sample: Sample, period_secs: f64) -> Quality {
        let Some(last) = self.last.replace(sample) else { return self.shown };
        let heard = judge(last, sample, period_secs);
        if heard == self.candidate {
            self.shown = heard;
        }
        self.candidate = heard;
        self.shown
    }
}

/// The word for what happened between two samples.
fn judge(last: Sample, now: Sample, period_secs: f64) -> Quality {
    let received = (now.received - last.received).max(0.0);
    let lost = (now.lost - last.lost).max(0.0);
    let share_lost = if received + lost > 0.0 { lost / (received + lost) } else { 0.0 };
    let share_lost = share_lost.max(now.lost_there.unwrap_or(0.0));
    let broken = (now.frozen_secs - last.frozen_secs).max(now.concealed_secs - last.concealed_secs).max(0.0) / period_secs.max(0.1);
    let round_trip = now.round_trip_secs.unwrap_or(0.0);
    if share_lost > 0.08 || round_trip > 0.8 || broken > 0.3 {
        Quality::Poor
    } else if share_lost > 0.02 || round_trip > 0.35 || broken > 0.08 {
        Quality::Fair
    } else {
        Quality::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(received: f64, lost: f64) -> Sample {
        Sample { received, lost, ..Sample::default() }
    }

    #[test]
    fn loss_round_trip_and_standstill_each_make_a_connection_worse() {
        let start = sample(1_000.0, 0.0);
        assert_eq!(judge(start, sample(1_200.0, 0.0), 2.0), Quality::Good);
        assert_eq!(judge(start, sample(1_200.0, 8.0), 2.0), Quality::Fair);
        assert_eq!(judge(start, sample(1_200.0, 40.0), 2.0), Quality::Poor);
        assert_eq!(judge(start, Sample { round_trip_secs: Some(0.5), ..sample(1_200.0, 0.0) }, 2.0), Quality::Fair);
        assert_eq!(judge(start, Sample { frozen_secs: 1.5, ..sample(1_200.0, 0.0) }, 2.0), Quality::Poor);
        assert_eq!(judge(start, Sample { lost_there: Some(0.2), ..sample(1_200.0, 0.0) }, 2.0), Quality::Poor);
    }

    #[test]
    fn one_stumble_does_not_change_the_word_and_two_do() {
        let mut meter = QualityMeter::default();
        assert_eq!(meter.take(sample(0.0, 0.0), 2.0), Quality::Good);
        assert_eq!(meter.take(sample(100.0, 30.0), 2.0), Quality::Good);
        assert_eq!(meter.take(sample(200.0, 30.0), 2.0), Quality::Good);
        assert_eq!(meter.take(sample(300.0, 60.0), 2.0), Quality::Good);
        assert_eq!(meter.take(sample(400.0, 90.0), 2.0), Quality::Poor);
        assert_eq!(meter.take(sample(500.0, 90.0), 2.0), Quality::Poor);
        assert_eq!(meter.take(sample(600.0, 90.0), 2.0), Quality::Good);
    }

    #[test]
    fn counters_that_start_over_after_a_rebuild_are_no_loss() {
        assert_eq!(judge(sample(9_000.0, 500.0), sample(10.0, 0.0), 2.0), Quality::Good);
    }

    #[test]
    fn nothing_received_and_nothing_lost_is_no_fault_of_the_line() {
        assert_eq!(judge(Sample::default(), Sample::default(), 2.0), Quality::Good);
    }
}
