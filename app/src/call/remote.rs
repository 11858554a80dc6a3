//! Another participant, as this page sees it.

use domain::{ParticipantId, call::Role, wire::ParticipantView};
use leptos::prelude::*;
use web_sys::MediaStream;

use super::CallPhase;
use crate::media::Quality;

/// Another participant, as this page sees it. Its signals outlive the components that read them.
#[derive(Clone, Debug)]
pub struct Remote {
    /// To whom signalling is addressed.
    pub id: ParticipantId,
    /// Which part.
    pub role: Role,
    /// The name to show.
    pub name: ArcRwSignal<Option<String>>,
    /// The camera's picture; without sound.
    pub picture: ArcRwSignal<Option<MediaStream>>,
    /// The voice.
    pub voice: ArcRwSignal<Option<MediaStream>>,
    /// Whether the other is muted, or has no microphone.
    pub is_muted: ArcRwSignal<bool>,
    /// Whether the other's camera is on.
    pub is_camera_on: ArcRwSignal<bool>,
    /// The shown screen.
    pub screen: ArcRwSignal<Option<MediaStream>>,
    /// Whether the other shows a screen.
    pub is_screen_shown: ArcRwSignal<bool>,
    /// Whether a hold keeps us apart.
    pub is_on_hold: ArcRwSignal<bool>,
    /// Whether the other's picture is held back, because the line there is too weak for it.
    pub is_held_back: ArcRwSignal<bool>,
    /// How the connection is; never over.
    pub phase: ArcRwSignal<CallPhase>,
    /// How good the connection is.
    pub quality: ArcRwSignal<Quality>,
}

impl Remote {
    pub(super) fn new(view: &ParticipantView) -> Self {
        Self {
            id: view.id.clone(),
            role: view.role,
            name: ArcRwSignal::new(view.name.clone()),
            picture: ArcRwSignal::new(None),
            voice: ArcRwSignal::new(None),
            is_muted: ArcRwSignal::new(false),
            is_camera_on: ArcRwSignal::new(true),
            screen: ArcRwSignal::new(None),
            is_screen_shown: ArcRwSignal::new(false),
            is_on_hold: ArcRwSignal::new(false),
            is_held_back: ArcRwSignal::new(false),
            phase: ArcRwSignal::new(CallPhase::Connecting),
            quality: ArcRwSignal::new(Quality::Good),
        }
    }

    pub(super) fn connected(&self, is_connected: bool) {
        let phase = match (is_connected, self.phase.get_untracked()) {
            (true, _) => CallPhase::Connected,
            // Before the first media there is nothing to come back to.
            (false, CallPhase::Connecting) => CallPhase::Connecting,
            (false, _) => CallPhase::Reconnecting,
        };
        change(&self.phase, phase);
        change(&self.quality, if phase == CallPhase::Reconnecting { Quality::Reconnecting } else { Quality::Good });
    }
}

/// Sets a signal only when that changes it: what is announced must be news.
pub(super) fn change<T: PartialEq + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|current| *current != value) {
        signal.set(value);
    }
}
