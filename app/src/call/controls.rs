//! What can be done in a call. A button's name says what a press does, and changes with the state; none is "pressed", which
//! would say it twice.

use domain::locale::phrase::Call;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::stage::Panel;
use crate::{
    media::LocalMedia,
    ui::{Glyph, Icon, Texts, focus, texts},
};

/// The row of buttons at the height of the thumb.
#[component]
pub(super) fn Controls(
    /// The page's camera and microphone.
    media: LocalMedia,
    /// Which panel is open.
    panel: RwSignal<Option<Panel>>,
    /// Chat lines that were not seen yet.
    unread: Signal<u32>,
    /// Whether the stage fills the screen; `None` where it cannot.
    fullscreen: Signal<Option<bool>>,
    /// Fills the screen or stops that.
    on_fullscreen: UnsyncCallback<()>,
    /// Ends the call.
    on_end: UnsyncCallback<()>,
    /// Shows to whom the call can be handed over; only for agents.
    on_transfer: Option<UnsyncCallback<()>>,
    /// Shows the links for guests; only for agents.
    on_guests: Option<UnsyncCallback<()>>,
    /// Whether the own screen is shown; `None` where it cannot be.
    screen: Signal<Option<bool>>,
    /// Shows the own screen or stops that.
    on_screen: UnsyncCallback<()>,
    /// Whether the shopper is on hold.
    is_held: Signal<bool>,
    /// Puts the shopper on hold or back; only for agents.
    on_hold: Option<UnsyncCallback<()>>,
    /// Asks the shopper for a still, or no longer asks; only for agents.
    on_still: Option<UnsyncCallback<()>>,
    /// Whether that can be asked.
    can_ask: Signal<bool>,
) -> impl IntoView {
    let texts = texts();
    let is_open = move |which| panel.get() == Some(which);
    let toggle = move |which| panel.update(|panel| *panel = if *panel == Some(which) { None } else { Some(which) });
    let chat_label = Signal::derive(move || match (is_open(Panel::Chat), unread.get()) {
        (true, _) => texts.text(Call::CloseChat),
        (false, 0) => texts.text(Call::OpenChat),
        (false, unread) => texts.count(Call::OpenChatUnread, unread),
    });
    view! {
        <div class="call-controls" role="group" aria-label=texts.text(Call::Controls)>
            <Microphone media texts />
            <Camera media texts />
            <Control
                name="devices"
                label=texts.text(Call::Devices)
                icon=Glyph::Settings
                attr:aria-haspopup="dialog"
                attr:aria-expanded=move || is_open(Panel::Devices).to_string()
                on:click=move |_| toggle(Panel::Devices)
            />
            <Control
                name="chat"
                label=chat_label
                icon=Glyph::Chat
                badge=unread
                attr:aria-expanded=move || is_open(Panel::Chat).to_string()
                on:click=move |_| toggle(Panel::Chat)
            />
            <Show when=move || fullscreen.get().is_some()>
                <Control
                    name="fullscreen"
                    label=Signal::derive(move || {
                        texts.text(if fullscreen.get() == Some(true) { Call::LeaveFullScreen } else { Call::FullScreen })
                    })
                    icon=Signal::derive(move || if fullscreen.get() == Some(true) { Glyph::Shrink } else { Glyph::Expand })
                    on:click=move |_| on_fullscreen.run(())
                />
            </Show>
            <Show when=move || screen.get().is_some()>
                <Control
                    name="screen"
                    label=Signal::derive(move || texts.text(if screen.get() == Some(true) { Call::StopScreen } else { Call::ShowScreen }))
                    icon=Glyph::Screen
                    is_off=Signal::derive(move || screen.get() == Some(true))
                    on:click=move |_| on_screen.run(())
                />
            </Show>
            {on_hold.map(|on_hold| {
                view! {
                    <Control
                        name="hold"
                        label=Signal::derive(move || texts.text(if is_held.get() { Call::TakeOffHold } else { Call::PutOnHold }))
                        icon=Signal::derive(move || if is_held.get() { Glyph::Resume } else { Glyph::Hold })
                        is_off=is_held
                        on:click=move |_| on_hold.run(())
                    />
                }
            })}
            {on_still.map(|on_still| {
                view! {
                    <Show when=move || can_ask.get()>
                        <Control name="still" label=texts.text(Call::AskForStill) icon=Glyph::Still on:click=move |_| on_still.run(()) />
                    </Show>
                }
            })}
            {on_transfer.map(|on_transfer| {
                view! {
                    <Control
                        name="transfer"
                        label=texts.text(Call::Transfer)
                        icon=Glyph::Forward
                        attr:aria-haspopup="dialog"
                        on:click=move |_| on_transfer.run(())
                    />
                }
            })}
            {on_guests.map(|on_guests| {
                view! {
                    <Control
                        name="guests"
                        label=texts.text(Call::InviteGuest)
                        icon=Glyph::Link
                        attr:aria-haspopup="dialog"
                        on:click=move |_| on_guests.run(())
                    />
                }
            })}
            <Control name="end" label=texts.text(Call::End) icon=Glyph::HangUp on:click=move |_| on_end.run(()) />
        </div>
    }
}

#[component]
fn Microphone(media: LocalMedia, texts: Texts) -> impl IntoView {
    let is_off = Signal::derive(move || media.is_muted() || !media.has_microphone());
    let label = Signal::derive(move || {
        texts.text(match (media.has_microphone(), media.is_muted()) {
            (false, _) => Call::NoMicrophone,
            (true, true) => Call::Unmute,
            (true, false) => Call::Mute,
        })
    });
    let press = move || {
        if untrack(|| media.has_microphone()) {
            media.set_muted(!untrack(|| media.is_muted()));
        } else {
            media.open();
        }
    };
    view! {
        <Control
            name="microphone"
            label
            icon=Signal::derive(move || if is_off.get() { Glyph::MicrophoneOff } else { Glyph::Microphone })
            is_off
            on:click=move |_| press()
        />
    }
}

#[component]
fn Camera(media: LocalMedia, texts: Texts) -> impl IntoView {
    let is_off = Signal::derive(move || !media.is_camera_on());
    view! {
        <Control
            name="camera"
            label=Signal::derive(move || texts.text(if is_off.get() { Call::TurnCameraOn } else { Call::TurnCameraOff }))
            icon=Signal::derive(move || if is_off.get() { Glyph::CameraOff } else { Glyph::Camera })
            is_off
            on:click=move |_| media.set_camera_on(!untrack(|| media.is_camera_on()))
        />
    }
}

/// One button. Keys and tests of the desk know it by `data-control`.
#[component]
fn Control(
    /// What it controls.
    name: &'static str,
    /// What a press does.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    icon: Signal<Glyph>,
    /// Whether what it controls is off.
    #[prop(optional, into)]
    is_off: Signal<bool>,
    /// A number to draw the eye, unless it is nought.
    #[prop(optional, into)]
    badge: Signal<u32>,
) -> impl IntoView {
    let badge = move || {
        Some(badge.get()).filter(|count| *count > 0).map(|count| view! { <span class="call-badge" aria-hidden="true">{count}</span> })
    };
    view! {
        <button
            type="button"
            class="call-control"
            class:is-off=move || is_off.get()
            data-control=name
            aria-label=move || label.get()
            title=move || label.get()
        >
            <Icon glyph=icon />
            {badge}
        </button>
    }
}

/// Gives the focus back to the button of a panel that has closed, as soon as that is to be seen again.
pub(super) fn focus_control(stage: NodeRef<html::Section>, name: &'static str) {
    let give_back = move || {
        let stage = stage.try_get_untracked().flatten();
        let button = stage.and_then(|stage| stage.query_selector(&format!("[data-control={name}]")).ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            focus(&button);
        }
    };
    // Fails only outside a window.
    let _ = request_animation_frame(give_back);
}
