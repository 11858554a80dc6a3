//! The camera and microphone of this page: one [`LocalMedia`], owned by the page, so that what is open in the preview goes on
//! into the call.

use std::rc::{Rc, Weak};

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{MediaStream, MediaStreamTrack, PageTransitionEvent};

use super::{
    Browser, Device, DeviceKind, MediaProblem,
    capture::{Captured, Facing, Wish, capture},
    devices::{enumerate, media_devices},
};
use crate::client::Listener;

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
    _ended: Listener,
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
    /// Whether the page was left while something was open.
    returns: StoredValue<bool>,
    listeners: StoredValue<Vec<Listener>, LocalStorage>,
    observers: StoredValue<Vec<Weak<dyn Fn()>>, LocalStorage>,
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
            returns: StoredValue::new(false),
            listeners: StoredValue::new_local(vec![]),
            observers: StoredValue::new_local(vec![]),
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
            self.ask(Wish { camera: true, ..self.wish() });
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
        self.microphone.with(|held| held.as_ref().map(|held| held.track.clone()))
    }

    /// The camera's track; reactive.
    pub fn camera(&self) -> Option<MediaStreamTrack> {
        self.camera.with(|held| held.as_ref().map(|held| held.track.clone()))
    }

    /// Calls `observer` after every change of a track or of being muted, for as long as its owner keeps it.
    pub(crate) fn observe(&self, observer: &Rc<dyn Fn()>) {
        self.observers.update_value(|observers| {
            observers.retain(|known| known.strong_count() > 0);
            observers.push(Rc::downgrade(observer));
        });
    }

    fn wish(&self) -> Wish {
        let chosen = self.chosen.get_untracked();
        Wish {
            microphone: false,
            camera: false,
            microphone_id: chosen.microphone,
            camera_id: chosen.camera,
            facing: self.facing.get_untracked(),
        }
    }

    fn ask(&self, wish: Wish) {
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

    fn put_camera(&self, track: Option<MediaStreamTrack>) {
        self.picture.set(track.as_ref().and_then(|track| MediaStream::new_with_tracks(&js_sys::Array::of1(track)).ok()));
        self.camera.set(track.map(|track| self.hold(track, DeviceKind::Camera)));
        self.notify();
    }

    /// Phones have one camera open at a time, so the old one is closed first.
    fn reopen_camera(&self) {
        if self.camera.with_untracked(Option::is_some) {
            self.put_camera(None);
            self.ask(Wish { camera: true, ..self.wish() });
        }
    }

    fn hold(&self, track: MediaStreamTrack, kind: DeviceKind) -> Held {
        let media = *self;
        // Comes when a device is pulled out or a permission is taken back, and not when we stop the track.
        let ended = Listener::new(&track, "ended", move |_| media.lost(kind));
        Held { track, _ended: ended }
    }

    fn lost(&self, kind: DeviceKind) {
        if self.generation.try_get_value().is_none() {
            return;
        }
        match kind {
            DeviceKind::Camera => {
                self.chosen.update(|chosen| chosen.camera = None);
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

    fn listen(&self) {
        let media = *self;
        let mut listeners = vec![];
        listeners.extend(Listener::window("pagehide", move |_| {
            let was_in_use = media.access.try_get_untracked().is_some_and(|access| access != Access::Closed);
            media.returns.try_set_value(was_in_use);
            media.release();
        }));
        // A page that comes back out of the browser's memory gets back what it had.
        listeners.extend(Listener::window("pageshow", move |event| {
            let is_restored = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            if is_restored && media.returns.try_get_value() == Some(true) {
                media.open();
            }
        }));
        if let Some(devices) = media_devices() {
            listeners.push(Listener::new(&devices, "devicechange", move |_| {
                if let Some(generation) = media.generation.try_get_value() {
                    spawn_local(async move { media.list_devices(generation).await });
                }
            }));
        }
        self.listeners.try_set_value(listeners);
    }

    async fn list_devices(&self, generation: u32) {
        let devices = enumerate().await;
        if self.generation.try_get_value() == Some(generation) {
            self.devices.set(devices);
        }
    }

    fn notify(&self) {
        let observers: Vec<_> =
            self.observers.try_with_value(|observers| observers.iter().filter_map(Weak::upgrade).collect()).unwrap_or_default();
        for observer in observers {
            observer();
        }
    }
}

impl Held {
    fn device_id(&self) -> Option<String> {
        self.track.get_settings().get_device_id()
    }
}

impl Default for LocalMedia {
    fn default() -> Self {
        Self::new()
    }
}
