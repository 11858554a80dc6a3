//! What the stage says about how things are.

use std::fmt::Write;

use domain::{Duration, call::Role, locale::phrase::Call};

use super::CallPhase;
use crate::media::Quality;

/// What somebody is called who told no name.
pub(super) const fn nameless(role: Role) -> Call {
    match role {
        Role::Shopper => Call::Shopper,
        Role::Agent => Call::Agent,
        Role::Guest => Call::Guest,
    }
}

/// The word for a quality.
pub(super) const fn quality(quality: Quality) -> Call {
    match quality {
        Quality::Good => Call::QualityGood,
        Quality::Fair => Call::QualityFair,
        Quality::Poor => Call::QualityPoor,
        Quality::Reconnecting => Call::QualityReconnecting,
    }
}

/// What can be told about the other participant at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// How far the connection is.
    pub(super) phase: CallPhase,
    /// How good it is.
    pub(super) quality: Quality,
    /// Whether the other is muted.
    pub(super) is_muted: bool,
    /// Whether the other's camera is on.
    pub(super) is_camera_on: bool,
    /// Whether the other's picture is held back by a weak line.
    pub(super) is_held_back: bool,
    /// Whether the other shows a screen that can be seen here.
    pub(super) is_screen_shown: bool,
}

/// Something to say aloud, with or without the other's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A text without blank.
    Plain(Call),
    /// A text with the other's name.
    Named(Call),
}

/// What to say when things change: the weightiest change only, and nothing when there is none.
pub(super) fn announcement(before: Option<&Seen>, now: &Seen) -> Option<Said> {
    let is_new = |change: &dyn Fn(&Seen) -> bool| before.is_none_or(change);
    if is_new(&|before| before.phase != now.phase) {
        return match now.phase {
            CallPhase::Connecting => Some(Said::Named(Call::ConnectingTo)),
            CallPhase::Connected => Some(Said::Named(Call::ConnectedTo)),
            CallPhase::Reconnecting => Some(Said::Plain(Call::Reconnecting)),
            CallPhase::Ended { .. } => None,
        };
    }
    if now.phase != CallPhase::Connected {
        None
    } else if before.map_or(now.is_screen_shown, |before| before.is_screen_shown != now.is_screen_shown) {
        Some(Said::Named(if now.is_screen_shown { Call::ShowsScreen } else { Call::ShowsNoScreen }))
    } else if is_new(&|before| before.is_muted != now.is_muted) {
        Some(Said::Named(if now.is_muted { Call::IsMuted } else { Call::IsHeardAgain }))
    } else if is_new(&|before| before.is_camera_on != now.is_camera_on) {
        Some(Said::Named(if now.is_camera_on { Call::HasCameraOn } else { Call::HasCameraOff }))
    } else if now.is_camera_on && before.map_or(now.is_held_back, |before| before.is_held_back != now.is_held_back) {
        Some(Said::Named(if now.is_held_back { Call::PictureIsPaused } else { Call::PictureIsBack }))
    } else if is_new(&|before| before.quality != now.quality) {
        Some(Said::Plain(quality(now.quality)))
    } else {
        None
    }
}

/// A length of time as a clock shows it: minutes and seconds, with hours when there are any.
pub(super) fn elapsed(length: Duration) -> String {
    let seconds = length.as_secs().max(0);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = if hours > 0 { write!(text, "{hours}:{minutes:02}:{seconds:02}") } else { write!(text, "{minutes}:{seconds:02}") };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Seen {
        Seen {
            phase: CallPhase::Connected,
            quality: Quality::Good,
            is_muted: false,
            is_camera_on: true,
            is_held_back: false,
            is_screen_shown: false,
        }
    }

    #[test]
    fn only_what_changed_is_said() {
        assert_eq!(announcement(Some(&seen()), &seen()), None);
        assert_eq!(announcement(Some(&seen()), &Seen { is_muted: true, ..seen() }), Some(Said::Named(Call::IsMuted)));
        assert_eq!(announcement(Some(&Seen { is_muted: true, ..seen() }), &seen()), Some(Said::Named(Call::IsHeardAgain)));
        assert_eq!(announcement(Some(&seen()), &Seen { quality: Quality::Poor, ..seen() }), Some(Said::Plain(Call::QualityPoor)));
    }

    #[test]
    fn who_shows_a_screen_is_said_and_when_that_ends() {
        let shown = Seen { is_screen_shown: true, is_muted: true, ..seen() };
        assert_eq!(announcement(Some(&seen()), &shown), Some(Said::Named(Call::ShowsScreen)));
        assert_eq!(announcement(Some(&shown), &Seen { is_screen_shown: false, ..shown.clone() }), Some(Said::Named(Call::ShowsNoScreen)));
    }

    #[test]
    fn a_picture_that_the_line_holds_back_is_not_said_to_be_switched_off() {
        let held_back = Seen { is_held_back: true, ..seen() };
        assert_eq!(announcement(Some(&seen()), &held_back), Some(Said::Named(Call::PictureIsPaused)));
        assert_eq!(announcement(Some(&held_back), &seen()), Some(Said::Named(Call::PictureIsBack)));
        let off = Seen { is_camera_on: false, ..held_back.clone() };
        assert_eq!(announcement(Some(&held_back), &off), Some(Said::Named(Call::HasCameraOff)));
        assert_eq!(announcement(Some(&off), &Seen { is_held_back: false, ..off.clone() }), None);
    }

    #[test]
    fn a_broken_connection_is_said_instead_of_all_that_comes_with_it() {
        let broken = Seen { phase: CallPhase::Reconnecting, quality: Quality::Reconnecting, ..seen() };
        assert_eq!(announcement(Some(&seen()), &broken), Some(Said::Plain(Call::Reconnecting)));
        assert_eq!(announcement(Some(&broken), &Seen { is_muted: true, ..broken.clone() }), None);
        assert_eq!(announcement(Some(&broken), &seen()), Some(Said::Named(Call::ConnectedTo)));
    }

    #[test]
    fn the_first_thing_said_is_whom_one_is_connected_with() {
        assert_eq!(announcement(None, &Seen { phase: CallPhase::Connecting, ..seen() }), Some(Said::Named(Call::ConnectingTo)));
    }

    #[test]
    fn time_reads_as_on_a_clock() {
        for (seconds, text) in [(-3, "0:00"), (7, "0:07"), (754, "12:34"), (3_600, "1:00:00"), (36_061, "10:01:01")] {
            assert_eq!(elapsed(Duration::from_secs(seconds)), text);
        }
    }
}
