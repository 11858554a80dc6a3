//! Opening tracks, and what becomes of them.

use leptos::{prelude::*, task::spawn_local};
use web_sys::{MediaStream, MediaStreamTrack};

use super::{Access, Held, LocalMedia, Probe};
use crate::{
    client::Listener,
    media::{
        DeviceKind,
        capture::{Captured, Wish, capture},
    },
};

impl LocalMedia {
    pub(super) fn wish(&self) -> Wish {
        let chosen = self.chosen.get_untracked();
        Wish {
            microphone: false,
            camera: false,
            microphone_id: chosen.microphone,
            camera_id: chosen.camera,
            facing: self.facing.get_untracked(),
        }
    }

    pub(super) fn ask(&self, wish: Wish) {
        // A phone would take it away from the camera that has its place.
        let wish = Wish { camera: wish.camera && !self.is_lent(), ..wish };
        if !(wish.microphone || wish.camera) || self.is_asking.get_value() {
            return;
        }
        self.is_asking.set_value(true);
        if self.access.get_untracked() != Access::Open {
            self.access.set(Access::Asking);
        }
        let media = *self;
        let generation = self.generation.get_value();
        spawn_local(async move {
            let captured = capture(&wish).await;
            if media.generation.try_get_value() == Some(generation) {
                media.take_in(captured);
                media.list_devices(generation).await;
            } else {
                // Granted to a page that has given up.
                for track in [captured.microphone, captured.camera].into_iter().flatten().flatten() {
                    track.stop();
                }
            }
        });
    }

    fn take_in(&self, captured: Captured) {
        self.is_asking.set_value(false);
        if let Some(microphone) = captured.microphone {
            self.microphone_problem.set(microphone.as_ref().err().copied());
            // A microphone that was in use stays when another could not be opened in its place.
            if let Ok(track) = microphone {
                track.set_enabled(!self.is_muted.get_untracked());
                self.microphone.set(Some(self.hold(track, DeviceKind::Microphone)));
            }
        }
        if let Some(camera) = captured.camera {
            self.camera_problem.set(camera.as_ref().err().copied());
            match camera {
                Ok(track) if self.wants_camera.get_untracked() => self.put_camera(Some(track)),
                // Switched off while the browser was still opening it.
                Ok(track) => track.stop(),
                Err(_) => self.put_camera(None),
            }
        }
        let problem = self.microphone_problem.get_untracked().or(self.camera_problem.get_untracked());
        let has_any = self.camera.with_untracked(Option::is_some) || self.microphone.with_untracked(Option::is_some);
        self.access.set(match problem {
            Some(problem) if !has_any => Access::Refused(problem),
            _ => Access::Open,
        });
        self.notify();
        // Switched on again while the browser was still asking.
        if self.wants_camera.get_untracked() && !self.camera_is_settled() {
            self.ask(Wish { camera: true, ..self.wish() });
        }
    }

    fn camera_is_settled(&self) -> bool {
        self.camera.with_untracked(Option::is_some) || self.camera_problem.get_untracked().is_some()
    }

    pub(super) fn put_camera(&self, track: Option<MediaStreamTrack>) {
        let picture = track.as_ref().and_then(|track| MediaStream::new_with_tracks(&js_sys::Array::of1(track)).ok());
        let media = *self;
        self.probe.set_value(picture.as_ref().and_then(|picture| Probe::new(picture, move |is_seen| media.probed(is_seen))));
        self.picture.set(picture);
        self.camera.set(track.map(|track| self.hold(track, DeviceKind::Camera)));
        self.notify();
    }

    /// The camera gave its first picture, or gives none although the browser says that it is live.
    fn probed(&self, is_seen: bool) {
        let is_dark = !is_seen && self.gives_picture();
        let opens_again = self.attempts.try_update_value(|attempts| {
            if is_seen {
                attempts.succeed();
            }
            is_dark && attempts.fail()
        });
        if opens_again == Some(true) {
            self.reopen_camera();
        }
    }

    /// Phones have one camera open at a time, so the old one is closed first.
    pub(super) fn reopen_camera(&self) {
        if self.camera.with_untracked(Option::is_some) {
            self.put_camera(None);
            self.ask(Wish { camera: true, ..self.wish() });
        }
    }

    fn hold(&self, track: MediaStreamTrack, kind: DeviceKind) -> Held {
        let media = *self;
        // Comes when a device is pulled out or a permission is taken back, and not when we stop the track.
        let ended = Listener::new(&track, "ended", move |_| media.lost(kind));
        let turned = |event| Listener::new(&track, event, move |_| media.notify());
        let listeners = [ended, turned("mute"), turned("unmute")];
        Held { track, _listeners: listeners }
    }

    fn lost(&self, kind: DeviceKind) {
        if self.generation.try_get_value().is_none() {
            return;
        }
        match kind {
            DeviceKind::Camera => {
                // One that gave way to another camera is wanted back.
                if !self.is_lent() {
                    self.chosen.update(|chosen| chosen.camera = None);
                }
                self.put_camera(None);
                self.ask(Wish { camera: true, ..self.wish() });
            }
            DeviceKind::Microphone => {
                self.chosen.update(|chosen| chosen.microphone = None);
                self.microphone.set(None);
                self.notify();
                self.ask(Wish { microphone: true, ..self.wish() });
            }
            DeviceKind::Speaker => {}
        }
    }
}
