//! The camera and microphone of this page: one [`LocalMedia`], owned by the page, so that what is open in the preview goes on
//! into the call.

mod lending;
mod listening;
mod opening;
mod probe;

use std::rc::{Rc, Weak};

use leptos::prelude::*;
use web_sys::{MediaStream, MediaStreamTrack};

use self::probe::{Attempts, Probe};
use super::{
    Browser, Device, DeviceKind, MediaProblem,
    capture::{Facing, Wish},
};
use crate::client::Listener;

pub(super) use lending::Lent;

/// How far the asking is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Nothing has been asked for, or everything was given back.
    #[default]
    Closed,
    /// The browser is asking the person.
    Asking,
    /// At least one of camera and microphone is open.
    Open,
    /// Neither is; why.
    Refused(MediaProblem),
}

/// An open track. Dropping it stops it, and with the last one the light goes out.
#[derive(Debug)]
struct Held {
    track: MediaStreamTrack,
    _listeners: [Listener; 3],
}

impl Drop for Held {
    fn drop(&mut self) {
        self.track.stop();
    }
}

/// The devices a person has chosen; `None` is the browser's choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chosen {
    camera: Option<String>,
    microphone: Option<String>,
    speaker: Option<String>,
}

/// The camera and microphone of this page. Copies are the same. Make it once, in the page's root; everything is released when
/// the root goes, when the page is left, and by [`LocalMedia::release`].
#[derive(Clone, Copy, Debug)]
pub struct LocalMedia {
    access: RwSignal<Access>,
    wants_camera: RwSignal<bool>,
    is_muted: RwSignal<bool>,
    camera_problem: RwSignal<Option<MediaProblem>>,
    microphone_problem: RwSignal<Option<MediaProblem>>,
    camera: RwSignal<Option<Held>, LocalStorage>,
    microphone: RwSignal<Option<Held>, LocalStorage>,
    picture: RwSignal<Option<MediaStream>, LocalStorage>,
    devices: RwSignal<Vec<Device>>,
    chosen: RwSignal<Chosen>,
    facing: RwSignal<Facing>,
    /// Counts the releases, so that what a person grants after the page gave up is stopped at once.
    generation: StoredValue<u32>,
    is_asking: StoredValue<bool>,
    /// How many others have, or are about to have, the camera's place.
    lent: StoredValue<u32>,
    /// Whether the page was left while something was open.
    returns: StoredValue<bool>,
    listeners: StoredValue<Vec<Listener>, LocalStorage>,
    observers: StoredValue<Vec<Weak<dyn Fn()>>, LocalStorage>,
    probe: StoredValue<Option<Probe>, LocalStorage>,
    attempts: StoredValue<Attempts>,
}

impl LocalMedia {
    /// Nothing is opened yet.
    pub fn new() -> Self {
        let media = Self {
            access: RwSignal::default(),
            wants_camera: RwSignal::new(true),
            is_muted: RwSignal::new(false),
            camera_problem: RwSignal::new(None),
            microphone_problem: RwSignal::new(None),
            camera: RwSignal::new_local(None),
            microphone: RwSignal::new_local(None),
            picture: RwSignal::new_local(None),
            devices: RwSignal::new(vec![]),
            chosen: RwSignal::default(),
            facing: RwSignal::default(),
            generation: StoredValue::new(0),
            is_asking: StoredValue::new(false),
            lent: StoredValue::new(0),
            returns: StoredValue::new(false),
            listeners: StoredValue::new_local(vec![]),
            observers: StoredValue::new_local(vec![]),
            probe: StoredValue::new_local(None),
            attempts: StoredValue::new(Attempts::default()),
        };
        Effect::new(move |_| media.listen());
        on_cleanup(move || media.release());
        media
    }

    /// Asks for microphone and camera (the camera only when it is wanted, see [`Self::set_camera_on`]), or for that of the two
    /// that is still missing. Falls back to the one that is there. Returns at once; [`Self::access`] tells the rest. Harmless
    /// when all is open or being asked for; after a refusal it asks again.
    pub fn open(&self) {
        let wish = Wish {
            microphone: self.microphone.with_untracked(Option::is_none),
            camera: self.wants_camera.get_untracked() && self.camera.with_untracked(Option::is_none),
            ..self.wish()
        };
        self.ask(wish);
    }

    /// Stops everything and forgets it; the lights go out.
    pub fn release(&self) {
        self.generation.try_update_value(|generation| *generation = generation.wrapping_add(1));
        self.is_asking.try_update_value(|is_asking| *is_asking = false);
        self.lent.try_update_value(|lent| *lent = 0);
        self.probe.try_set_value(None);
        self.camera.try_set(None);
        self.microphone.try_set(None);
        self.picture.try_set(None);
        self.camera_problem.try_set(None);
        self.microphone_problem.try_set(None);
        self.is_muted.try_set(false);
        self.access.try_set(Access::Closed);
        self.notify();
    }

    /// How far the asking is; reactive.
    pub fn access(&self) -> Access {
        self.access.get()
    }

    /// How far the asking is, for events.
    pub fn access_untracked(&self) -> Access {
        self.access.get_untracked()
    }

    /// Why the camera is not there although it is wanted; reactive.
    pub fn camera_problem(&self) -> Option<MediaProblem> {
        self.camera_problem.get()
    }

    /// Why the microphone is not there; reactive.
    pub fn microphone_problem(&self) -> Option<MediaProblem> {
        self.microphone_problem.get()
    }

    /// Whether a camera is open; reactive.
    pub fn has_camera(&self) -> bool {
        self.camera.with(Option::is_some)
    }

    /// Whether the camera gives a picture now: a phone takes it away from a page in the background. [`Self::observe`] tells of changes.
    pub fn gives_picture(&self) -> bool {
        self.camera.with_untracked(|held| held.as_ref().is_some_and(|held| !held.track.muted()))
    }

    /// Whether a microphone is open, muted or not; reactive.
    pub fn has_microphone(&self) -> bool {
        self.microphone.with(Option::is_some)
    }

    /// Whether the microphone is muted; reactive.
    pub fn is_muted(&self) -> bool {
        self.is_muted.get()
    }

    /// Mutes the microphone or not.
    pub fn set_muted(&self, is_muted: bool) {
        self.is_muted.set(is_muted);
        self.microphone.with_untracked(|held| {
            if let Some(held) = held {
                held.track.set_enabled(!is_muted);
            }
        });
        self.notify();
    }

    /// Whether the camera is wanted, and nothing has kept it from coming; reactive.
    pub fn is_camera_on(&self) -> bool {
        self.wants_camera.get() && self.camera_problem.get().is_none()
    }

    /// Opens the camera, or closes it so that its light goes out. Before [`Self::open`]: whether it will be asked for.
    pub fn set_camera_on(&self, is_on: bool) {
        self.wants_camera.set(is_on);
        self.camera_problem.set(None);
        if !is_on {
            self.put_camera(None);
        } else if self.access.get_untracked() != Access::Closed && self.camera.with_untracked(Option::is_none) {
            // After a refusal neither is there, and one question can be under way at a time.
            let microphone = matches!(self.access.get_untracked(), Access::Refused(_));
            self.ask(Wish { microphone, camera: true, ..self.wish() });
        }
    }

    /// The devices there are; reactive.
    pub fn devices(&self) -> Vec<Device> {
        self.devices.get()
    }

    /// The id of the device of a kind in use or chosen; reactive. `None` is the browser's choice.
    pub fn chosen(&self, kind: DeviceKind) -> Option<String> {
        let chosen = self.chosen.get();
        match kind {
            DeviceKind::Camera => self.camera.with(|held| held.as_ref().and_then(Held::device_id)).or(chosen.camera),
            DeviceKind::Microphone => self.microphone.with(|held| held.as_ref().and_then(Held::device_id)).or(chosen.microphone),
            DeviceKind::Speaker => chosen.speaker,
        }
    }

    /// Switches to a device.
    pub fn choose(&self, kind: DeviceKind, id: String) {
        match kind {
            DeviceKind::Camera => {
                self.chosen.update(|chosen| chosen.camera = Some(id));
                self.reopen_camera();
            }
            DeviceKind::Microphone => {
                self.chosen.update(|chosen| chosen.microphone = Some(id));
                if self.microphone.with_untracked(Option::is_some) {
                    self.ask(Wish { microphone: true, ..self.wish() });
                }
            }
            DeviceKind::Speaker => self.chosen.update(|chosen| chosen.speaker = Some(id)),
        }
    }

    /// Whether there is another side to turn the camera to: a phone's front and back; reactive.
    pub fn can_flip(&self) -> bool {
        let cameras = self.devices.with(|devices| devices.iter().filter(|device| device.kind == DeviceKind::Camera).count());
        cameras > 1 && matches!(Browser::here(), Browser::Ios | Browser::AndroidChrome | Browser::InApp)
    }

    /// Turns to the phone's other camera.
    pub fn flip_camera(&self) {
        self.facing.update(|facing| *facing = if *facing == Facing::Person { Facing::World } else { Facing::Person });
        self.chosen.update(|chosen| chosen.camera = None);
        self.reopen_camera();
    }

    /// Whether the picture should be shown mirrored: a camera that faces the person; reactive.
    pub fn is_mirrored(&self) -> bool {
        self.camera
            .with(|held| held.as_ref().is_none_or(|held| held.track.get_settings().get_facing_mode().as_deref() != Some("environment")))
    }

    /// The camera's picture for a self view, without sound; reactive. `None` while there is no camera.
    pub fn picture(&self) -> Option<MediaStream> {
        self.picture.get()
    }

    /// The microphone's track, for a level meter or a connection; reactive.
    pub fn microphone(&self) -> Option<MediaStreamTrack> {
        self.microphone.with(|held| held.as_ref().map(Held::track))
    }

    /// The camera's track; reactive.
    pub fn camera(&self) -> Option<MediaStreamTrack> {
        self.camera.with(|held| held.as_ref().map(Held::track))
    }

    /// Calls `observer` after every change of a track or of being muted, for as long as its owner keeps it.
    pub(crate) fn observe(&self, observer: &Rc<dyn Fn()>) {
        self.observers.update_value(|observers| {
            observers.retain(|known| known.strong_count() > 0);
            observers.push(Rc::downgrade(observer));
        });
    }
}

impl Held {
    /// The very track. Its own `clone` is the browser's, which makes another one that keeps the device open.
    fn track(&self) -> MediaStreamTrack {
        Clone::clone(&self.track)
    }

    fn device_id(&self) -> Option<String> {
        self.track.get_settings().get_device_id()
    }
}

impl Default for LocalMedia {
    fn default() -> Self {
        Self::new()
    }
}
