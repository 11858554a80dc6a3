//! The list of keys.

use domain::locale::phrase;
use leptos::prelude::*;

use super::{
    device,
    keys::{ALL, Action},
};
use crate::ui::{Checkbox, Dialog, texts};

const fn words(action: Action) -> phrase::Desk {
    match action {
        Action::Accept => phrase::Desk::KeyAccept,
        Action::Decline => phrase::Desk::KeyDecline,
        Action::ToggleAvailability => phrase::Desk::KeyAvailability,
        Action::BringHere => phrase::Desk::KeyBringHere,
        Action::ToggleMicrophone => phrase::Desk::KeyMicrophone,
        Action::ToggleCamera => phrase::Desk::KeyCamera,
        Action::ToggleDevices => phrase::Desk::KeyDevices,
        Action::ToggleChat => phrase::Desk::KeyChat,
        Action::ToggleFullscreen => phrase::Desk::KeyFullscreen,
        Action::ToggleScreen => phrase::Desk::KeyScreen,
        Action::ToggleHold => phrase::Desk::KeyHold,
        Action::AskForStill => phrase::Desk::KeyStill,
        Action::Transfer => phrase::Desk::KeyTransfer,
        Action::Guests => phrase::Desk::KeyGuests,
        Action::AdmitGuest => phrase::Desk::KeyAdmitGuest,
        Action::RefuseGuest => phrase::Desk::KeyRefuseGuest,
        Action::Products => phrase::Desk::KeyProducts,
        Action::Scan => phrase::Desk::KeyScan,
        Action::HangUp => phrase::Desk::KeyHangUp,
        Action::Done => phrase::Desk::KeyDone,
        Action::ToggleTone => phrase::Desk::KeyTone,
        Action::Help => phrase::Desk::KeyHelp,
    }
}

/// The list of keys, and the switch that turns them off.
#[component]
pub fn Help(
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// Whether single keys act.
    are_keys_on: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts();
    Effect::new(move |was_on: Option<bool>| {
        let is_on = are_keys_on.get();
        if was_on.is_some_and(|was_on| was_on != is_on) {
            device::keep_keys(is_on);
        }
        is_on
    });
    let rows = move || {
        let row = |action: Action| {
            view! {
                <tr>
                    <td>{texts.text(words(action))}</td>
                    <td><kbd>{action.key()}</kbd></td>
                </tr>
            }
        };
        ALL.into_iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <Dialog open=is_open heading=texts.text(phrase::Desk::KeysHeading) id="keys-heading">
            <p>{texts.text(phrase::Desk::KeysMore)}</p>
            <Checkbox name="keys" checked=are_keys_on>{texts.text(phrase::Desk::KeysSwitch)}</Checkbox>
            <table class="keys">
                <thead>
                    <tr>
                        <th scope="col">{texts.text(phrase::Desk::ActionColumn)}</th>
                        <th scope="col">{texts.text(phrase::Desk::KeyColumn)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Dialog>
    }
}
