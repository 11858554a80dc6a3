//! The camera's place, lent to another camera for a while. Many phones have one open at a time: then the call's own gives way, and is
//! taken back afterwards.

use leptos::prelude::*;
use web_sys::MediaStreamTrackState;

use super::{Access, Held, LocalMedia};
use crate::media::capture::Wish;

/// The camera's place is lent. Dropping this takes the call's own camera back, where it is gone or gives no picture any more.
#[derive(Debug)]
pub(in crate::media) struct Lent {
    media: LocalMedia,
    generation: u32,
}

impl LocalMedia {
    /// Lends the camera's place: until what comes back is dropped, no camera is opened here, also not in the place of one that is lost.
    pub(in crate::media) fn lend_camera(&self) -> Lent {
        self.lent.update_value(|lent| *lent += 1);
        Lent { media: *self, generation: self.generation.get_value() }
    }

    /// Whether another camera has the place of the call's own.
    pub(super) fn is_lent(&self) -> bool {
        self.lent.get_value() > 0
    }

    fn take_camera_back(&self) {
        self.lent.update_value(|lent| *lent = lent.saturating_sub(1));
        if self.is_lent() {
            return;
        }
        let is_wanted = self.wants_camera.get_untracked() && self.camera_problem.with_untracked(Option::is_none);
        let is_here = self.camera.with_untracked(|held| held.as_ref().is_some_and(Held::is_live));
        if is_wanted && !is_here && self.access.get_untracked() != Access::Closed {
            self.put_camera(None);
            self.ask(Wish { camera: true, ..self.wish() });
        }
    }
}

impl Lent {
    /// Closes the call's own camera; whether there was one to close.
    pub(in crate::media) fn give_way(&self) -> bool {
        let is_open = self.is_current() && self.media.camera.with_untracked(Option::is_some);
        if is_open {
            self.media.put_camera(None);
        }
        is_open
    }

    /// Whether nothing was released since: the call goes on.
    fn is_current(&self) -> bool {
        self.media.generation.try_get_value() == Some(self.generation)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if self.is_current() {
            self.media.take_camera_back();
        }
    }
}

impl Held {
    /// Whether it gives a picture: a phone mutes a camera, or ends it, when another one is opened.
    fn is_live(&self) -> bool {
        !self.track.muted() && self.track.ready_state() == MediaStreamTrackState::Live
    }
}
