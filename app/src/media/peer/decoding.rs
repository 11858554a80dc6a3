//! Connected, and yet nothing of the other side can be seen or heard: when that is so, and what to do. Without clock and
//! connection, so that it can be tested with made-up times.

use crate::media::counters::Counters;

/// What the other side says that it sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// A picture.
    pub picture: bool,
    /// A voice.
    pub voice: bool,
}

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Negotiate with fresh candidates; the other side begins its picture anew.
    Restart,
    /// Begin anew with a fresh connection.
    Rebuild,
}

/// How long nothing may come out before something is done.
const PATIENCE: f64 = 6.0;
/// The longest time between two attempts.
const SLOWEST: f64 = 60.0;
/// Attempts in a row, after which it is left to the two people: a browser that cannot decode what comes will not learn it.
const MOST_ATTEMPTS: u32 = 8;

/// Watches that what is sent comes out. All times are seconds on any one clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DecodeWatch {
    last: Option<Counters>,
    still_since: Option<f64>,
    attempts: u32,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// Packets come and no picture comes out, or nothing comes at all.
    Connection,
    /// One of the two does not come while the other does: mostly a device of the other side.
    OneKind,
}

impl DecodeWatch {
    /// Not connected, or nobody looks: what stands still now proves nothing.
    pub(super) const fn rest(&mut self) {
        self.last = None;
        self.still_since = None;
    }

    /// Takes in what was counted; what to do, if anything.
    pub(super) fn take(&mut self, now: f64, counters: Counters, expected: Expected) -> Option<Remedy> {
        let last = self.last.replace(counters)?;
        let Some(trouble) = trouble(&last, &counters, expected) else {
            self.still_since = None;
            self.attempts = 0;
            return None;
        };
        let since = *self.still_since.get_or_insert(now);
        let patience = (PATIENCE * 2_f64.powi(i32::try_from(self.attempts / 2).unwrap_or(i32::MAX))).min(SLOWEST);
        if now - since < patience || self.attempts >= MOST_ATTEMPTS {
            return None;
        }
        let is_first = self.attempts.is_multiple_of(2);
        if !is_first && trouble == Trouble::OneKind {
            return None;
        }
        self.attempts += 1;
        self.still_since = Some(now);
        Some(if is_first { Remedy::Restart } else { Remedy::Rebuild })
    }
}

fn trouble(last: &Counters, now: &Counters, expected: Expected) -> Option<Trouble> {
    let has_picture = now.frames_decoded > last.frames_decoded;
    let has_voice = now.voice_packets > last.voice_packets;
    let has_picture_packets = now.picture_packets > last.picture_packets;
    match (expected.picture && !has_picture, expected.voice && !has_voice) {
        (false, false) => None,
        (true, _) if has_picture_packets => Some(Trouble::Connection),
        (true, true) => Some(Trouble::Connection),
        (true, false) if !expected.voice => Some(Trouble::Connection),
        (false, true) if !expected.picture => Some(Trouble::Connection),
        _ => Some(Trouble::OneKind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Expected = Expected { picture: true, voice: true };

    /// What is done while each of two seconds adds so much.
    fn run(watch: &mut DecodeWatch, secs: u32, expected: Expected, grows: Counters) -> Vec<(f64, Remedy)> {
        let mut counters = Counters::default();
        let mut done = vec![];
        for now in (0..=secs).step_by(2) {
            if let Some(remedy) = watch.take(f64::from(now), counters, expected) {
                done.push((f64::from(now), remedy));
                if remedy == Remedy::Rebuild {
                    watch.rest();
                }
            }
            counters.picture_packets += grows.picture_packets;
            counters.voice_packets += grows.voice_packets;
            counters.frames_decoded += grows.frames_decoded;
        }
        done
    }

    const PACKETS: Counters = Counters {
        picture_packets: 100.0,
        screen_packets: 0.0,
        voice_packets: 100.0,
        frames_decoded: 60.0,
        lost: 0.0,
        frozen_secs: 0.0,
        concealed_secs: 0.0,
        bytes_in: 0.0,
        bytes_out: 0.0,
        round_trip_secs: None,
        lost_there: None,
        available_bps: None,
        is_limited: false,
        path: None,
    };

    #[test]
    fn what_comes_out_is_left_alone() {
        assert_eq!(run(&mut DecodeWatch::default(), 600, BOTH, PACKETS), []);
    }

    #[test]
    fn packets_without_pictures_are_first_restarted_then_rebuilt() {
        let grows = Counters { frames_decoded: 0.0, ..PACKETS };
        let done = run(&mut DecodeWatch::default(), 16, BOTH, grows);
        assert_eq!(done, [(8.0, Remedy::Restart), (14.0, Remedy::Rebuild)]);
    }

    #[test]
    fn a_connection_through_which_nothing_comes_is_helped_too() {
        let done = run(&mut DecodeWatch::default(), 16, BOTH, Counters::default());
        assert_eq!(done.first(), Some(&(8.0, Remedy::Restart)));
        let voice_only = Expected { picture: false, voice: true };
        assert_eq!(run(&mut DecodeWatch::default(), 16, voice_only, Counters::default()).len(), 2);
    }

    #[test]
    fn nothing_is_missed_that_is_not_sent() {
        assert_eq!(run(&mut DecodeWatch::default(), 600, Expected::default(), Counters::default()), []);
        let voice_only = Expected { picture: false, voice: true };
        let grows = Counters { picture_packets: 0.0, frames_decoded: 0.0, ..PACKETS };
        assert_eq!(run(&mut DecodeWatch::default(), 600, voice_only, grows), []);
    }

    #[test]
    fn a_voice_that_comes_through_is_not_cut_off_for_a_camera_that_sends_nothing() {
        let grows = Counters { picture_packets: 0.0, frames_decoded: 0.0, ..PACKETS };
        assert_eq!(run(&mut DecodeWatch::default(), 600, BOTH, grows), [(8.0, Remedy::Restart)]);
    }

    #[test]
    fn what_no_attempt_cures_is_tried_ever_more_rarely_and_then_left() {
        let grows = Counters { frames_decoded: 0.0, ..PACKETS };
        let done = run(&mut DecodeWatch::default(), 3_600, BOTH, grows);
        assert_eq!(done.len(), 8);
        let gaps: Vec<f64> = done.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        assert!(gaps.last() > gaps.first(), "{gaps:?}");
    }

    #[test]
    fn after_a_cure_the_patience_is_as_at_first() {
        let mut watch = DecodeWatch::default();
        let broken = Counters { frames_decoded: 0.0, ..PACKETS };
        run(&mut watch, 60, BOTH, broken);
        watch.rest();
        run(&mut watch, 10, BOTH, PACKETS);
        watch.rest();
        assert_eq!(run(&mut watch, 16, BOTH, broken).first(), Some(&(8.0, Remedy::Restart)));
    }

    #[test]
    fn a_rest_forgets_how_long_nothing_came() {
        let mut watch = DecodeWatch::default();
        for round in 0..20 {
            watch.rest();
            assert_eq!(watch.take(f64::from(round), Counters::default(), BOTH), None);
            assert_eq!(watch.take(f64::from(round) + 0.5, Counters::default(), BOTH), None);
        }
    }
}
