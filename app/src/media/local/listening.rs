//! What the browser tells of devices and of the page itself, and who wants to know.

use std::rc::Weak;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::PageTransitionEvent;

use super::{Access, LocalMedia};
use crate::{
    client::Listener,
    media::devices::{enumerate, media_devices},
};

impl LocalMedia {
    pub(super) fn listen(&self) {
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

    pub(super) async fn list_devices(&self, generation: u32) {
        let devices = enumerate().await;
        if self.generation.try_get_value() == Some(generation) {
            self.devices.set(devices);
        }
    }

    pub(super) fn notify(&self) {
        let observers: Vec<_> =
            self.observers.try_with_value(|observers| observers.iter().filter_map(Weak::upgrade).collect()).unwrap_or_default();
        for observer in observers {
            observer();
        }
    }
}
