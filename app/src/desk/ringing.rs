//! A ring is heard and seen, as far as the agent wants and the browser allows.

use domain::{locale::phrase, wire::IncomingRing};
use leptos::prelude::*;

use super::{
    alert::{Alert, Permission, Words, ask_permission, permission},
    countdown::countdown,
    device,
    incoming::kind,
    model::DeskModel,
    state::Stage,
};
use crate::{client::Listener, media::Speaker, ui::Texts};

/// The ring tone and the notifications of one desk. A copy is the same.
#[derive(Clone, Copy)]
pub struct Ringing {
    /// Whether the ring tone is on.
    pub is_tone_on: RwSignal<bool>,
    /// Whether the browser holds sound back until something is pressed.
    pub is_tone_held: RwSignal<bool>,
    /// What the agent decided about notifications.
    pub permission: RwSignal<Permission>,
    desk: DeskModel,
    speaker: StoredValue<Option<Speaker>, LocalStorage>,
    alert: StoredValue<Option<Alert>, LocalStorage>,
    gestures: StoredValue<Vec<Listener>, LocalStorage>,
}

impl Ringing {
    /// Silent until a desk follows it.
    pub fn new(desk: DeskModel) -> Self {
        Self {
            is_tone_on: RwSignal::new(true),
            is_tone_held: RwSignal::new(false),
            permission: RwSignal::new(Permission::Unsupported),
            desk,
            speaker: StoredValue::new_local(None),
            alert: StoredValue::new_local(None),
            gestures: StoredValue::new_local(vec![]),
        }
    }

    /// Rings while the desk has something to answer.
    pub fn follow(self) {
        Effect::new(move |_| self.prepare());
        let desk = self.desk;
        let ring = Memo::new(move |_| {
            let is_incoming = desk.stage.get() == Stage::Incoming && desk.answer.with(Option::is_none);
            desk.view.with(|view| view.as_ref().filter(|_| is_incoming)?.rings.first().map(|ring| ring.ring.clone()))
        });
        Effect::new(move |_| {
            // The old alert ends before the new one begins: it gives the title back.
            self.alert.set_value(None);
            let ring = ring.get().and_then(|_| desk.view.with_untracked(|view| view.as_ref()?.rings.first().cloned()));
            self.alert.set_value(ring.as_ref().map(|ring| Alert::start(&words(ring, desk.texts))));
        });
        Effect::new(move |_| {
            let is_ringing = ring.with(Option::is_some) && self.is_tone_on.get();
            self.sound(is_ringing);
        });
        on_cleanup(move || {
            let _ = self.alert.try_update_value(Option::take);
            let _ = self.speaker.try_update_value(Option::take);
        });
    }

    /// Switches the ring tone on or off, and remembers it.
    pub fn toggle_tone(self) {
        let is_on = !self.is_tone_on.get_untracked();
        self.is_tone_on.set(is_on);
        device::keep_tone(is_on);
        self.release_tone();
    }

    /// Asks whether calls may be shown as notifications.
    pub fn ask(self) {
        leptos::task::spawn_local(async move {
            let permission = ask_permission().await;
            let _ = self.permission.try_set(permission);
        });
    }

    /// Asks the browser to let the tone out; works from a press.
    pub fn release_tone(self) {
        let Some(context) = self.speaker.with_value(|speaker| speaker.as_ref().map(Speaker::context)) else { return };
        leptos::task::spawn_local(async move {
            Speaker::release(context).await;
            let is_held = self.speaker.try_with_value(|speaker| speaker.as_ref().is_some_and(Speaker::is_held));
            let _ = self.is_tone_held.try_set(is_held.unwrap_or(false));
        });
    }

    fn prepare(self) {
        self.is_tone_on.set(device::is_tone_on());
        self.permission.set(permission());
        self.speaker.set_value(Speaker::new());
        self.is_tone_held.set(self.speaker.with_value(|speaker| speaker.as_ref().is_some_and(Speaker::is_held)));
        // Any press on the page is enough for the browser.
        let release = move |_| {
            if self.is_tone_held.get_untracked() {
                self.release_tone();
            }
        };
        self.gestures
            .set_value([Listener::window("pointerup", release), Listener::window("keydown", release)].into_iter().flatten().collect());
    }

    fn sound(self, is_ringing: bool) {
        let now = self.desk.clock.exact_now();
        let secs = self.desk.view.with_untracked(|view| {
            let ring = view.as_ref()?.rings.first()?;
            Some(countdown(ring.started_at, ring.due_at, now).secs)
        });
        self.speaker.update_value(|speaker| match speaker {
            Some(speaker) if is_ringing => speaker.ring(secs.unwrap_or(0)),
            Some(speaker) => speaker.hush(),
            None => {}
        });
    }
}

fn words(ring: &IncomingRing, texts: Texts) -> Words {
    let name = ring.shopper.name.clone().unwrap_or_else(|| texts.text(phrase::Desk::SomeShopper));
    let (title, with) = match &ring.invitation {
        Some(_) => (kind(Some(ring), texts), Some(texts.with(phrase::Desk::WithShopper, &name))),
        None => (texts.with(phrase::Desk::IncomingFrom, &name), None),
    };
    let lines = [with, Some(ring.queue.clone()), ring.shopper.page_title.clone()];
    Words { title, body: lines.into_iter().flatten().collect::<Vec<_>>().join(" · "), tag: ring.ring.to_string() }
}
