//! The desk's keys: every action has one. They do nothing while somebody types, with a modifier, or when switched off (WCAG
//! 2.1.4 asks that single keys can be).

use super::state::Stage;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Take the oldest ring.
    Accept,
    /// Leave the oldest ring to others.
    Decline,
    /// Go available or away.
    ToggleAvailability,
    /// Bring the call to this tab.
    BringHere,
    /// Mute or unmute the microphone.
    ToggleMicrophone,
    /// Camera off or on.
    ToggleCamera,
    /// Open or close the choice of devices.
    ToggleDevices,
    /// Open or close the chat.
    ToggleChat,
    /// Fill the screen with the call or stop that.
    ToggleFullscreen,
    /// Show the own screen or stop that.
    ToggleScreen,
    /// Put the shopper on hold or back.
    ToggleHold,
    /// Ask the shopper for a still, or no longer ask.
    AskForStill,
    /// Hand the call over or invite somebody.
    Transfer,
    /// Show the links for guests.
    Guests,
    /// Let the guest in who knocks.
    AdmitGuest,
    /// Turn the guest away who knocks.
    RefuseGuest,
    /// Go to the field for products.
    Products,
    /// Scan a code.
    Scan,
    /// End the call.
    HangUp,
    /// Be done with the last call.
    Done,
    /// Ring tone on or off.
    ToggleTone,
    /// Show the list of keys.
    Help,
}

/// All actions in the order in which the list shows them.
pub const ALL: [Action; 22] = [
    Action::Accept,
    Action::Decline,
    Action::ToggleAvailability,
    Action::BringHere,
    Action::ToggleMicrophone,
    Action::ToggleCamera,
    Action::ToggleDevices,
    Action::ToggleChat,
    Action::ToggleFullscreen,
    Action::ToggleScreen,
    Action::ToggleHold,
    Action::AskForStill,
    Action::Transfer,
    Action::Guests,
    Action::AdmitGuest,
    Action::RefuseGuest,
    Action::Products,
    Action::Scan,
    Action::HangUp,
    Action::Done,
    Action::ToggleTone,
    Action::Help,
];

impl Action {
    /// The key, as the list shows it and, in lower case, as `KeyboardEvent.key` tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "A",
            Self::Decline => "D",
            Self::ToggleAvailability => "S",
            Self::BringHere => "B",
            Self::ToggleMicrophone => "M",
            Self::ToggleCamera => "V",
            Self::ToggleDevices => "O",
            Self::ToggleChat => "C",
            Self::ToggleFullscreen => "F",
            Self::ToggleScreen => "W",
            Self::ToggleHold => "H",
            Self::AskForStill => "P",
            Self::Transfer => "T",
            Self::Guests => "G",
            Self::AdmitGuest => "L",
            Self::RefuseGuest => "U",
            Self::Products => "/",
            Self::Scan => "N",
            Self::HangUp => "E",
            Self::Done => "X",
            Self::ToggleTone => "R",
            Self::Help => "?",
        }
    }

    /// Whether the action makes sense while the centre shows this. Who presses a key at the wrong time must not cause anything.
    pub fn is_possible(self, stage: Stage) -> bool {
        match self {
            Self::Accept | Self::Decline => stage == Stage::Incoming,
            Self::BringHere => stage == Stage::CallElsewhere,
            Self::Done => matches!(stage, Stage::Idle(_)),
            Self::ToggleMicrophone
            | Self::ToggleCamera
            | Self::ToggleDevices
            | Self::ToggleChat
            | Self::ToggleFullscreen
            | Self::ToggleScreen
            | Self::ToggleHold
            | Self::AskForStill
            | Self::Transfer
            | Self::Guests
            | Self::AdmitGuest
            | Self::RefuseGuest
            | Self::Products
            | Self::Scan
            | Self::HangUp => stage == Stage::Call,
            Self::ToggleAvailability => !matches!(stage, Stage::Loading | Stage::Blocked(_)),
            Self::ToggleTone | Self::Help => true,
        }
    }
}

/// A key that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Whether Ctrl, Alt or the system key was held.
    pub has_modifier: bool,
    /// Whether the key is held down and repeats.
    pub is_repeat: bool,
    /// Whether the focus is where text is typed or an option is chosen.
    pub is_typing: bool,
}

/// What a key does now, if anything.
pub fn action(pressed: &Pressed, stage: Stage, are_keys_on: bool) -> Option<Action> {
    if pressed.has_modifier || pressed.is_repeat || pressed.is_typing {
        return None;
    }
    let action = ALL.into_iter().find(|action| action.key().eq_ignore_ascii_case(&pressed.key))?;
    // The list stays within reach, because the keys are switched on there again.
    (action.is_possible(stage) && (are_keys_on || action == Action::Help)).then_some(action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::state::Idle;

    fn press(key: &str) -> Pressed {
        Pressed { key: key.into(), has_modifier: false, is_repeat: false, is_typing: false }
    }

    #[test]
    fn a_ring_is_answered_with_a_and_d() {
        assert_eq!(action(&press("a"), Stage::Incoming, true), Some(Action::Accept));
        assert_eq!(action(&press("D"), Stage::Incoming, true), Some(Action::Decline));
    }

    #[test]
    fn a_slash_goes_to_the_field_for_products_in_a_call() {
        assert_eq!(action(&press("/"), Stage::Call, true), Some(Action::Products));
        assert_eq!(action(&press("/"), Stage::Incoming, true), None);
    }

    #[test]
    fn a_key_at_the_wrong_time_does_nothing() {
        assert_eq!(action(&press("a"), Stage::Call, true), None);
        assert_eq!(action(&press("e"), Stage::Idle(Idle::NobodyWaits), true), None);
        assert_eq!(action(&press("z"), Stage::Incoming, true), None);
    }

    #[test]
    fn keys_do_nothing_while_typing_with_a_modifier_or_held_down() {
        for pressed in [
            Pressed { is_typing: true, ..press("a") },
            Pressed { has_modifier: true, ..press("a") },
            Pressed { is_repeat: true, ..press("a") },
        ] {
            assert_eq!(action(&pressed, Stage::Incoming, true), None, "{pressed:?}");
        }
    }

    #[test]
    fn keys_that_are_switched_off_leave_only_the_list() {
        assert_eq!(action(&press("a"), Stage::Incoming, false), None);
        assert_eq!(action(&press("?"), Stage::Incoming, false), Some(Action::Help));
    }

    #[test]
    fn no_two_actions_share_a_key() {
        for (index, action) in ALL.iter().enumerate() {
            assert!(ALL.iter().skip(index + 1).all(|other| other.key() != action.key()), "{action:?}");
        }
    }
}
