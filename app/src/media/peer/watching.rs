//! Watches a connection and helps: what comes through, what can be sent, and what the network does.

use std::{rc::Rc, time::Duration};

use domain::{
    link::{Input, Slot},
    wire::{Description, DescriptionKind, FlightEvent, SignalBody},
};
use leptos::task::spawn_local;

use super::{
    Inner, PeerNews,
    connection::Connection,
    decoding::Remedy,
    now,
    recovery::{Health, Help, Recovery},
    stats,
};
use crate::{
    client::Timer,
    media::{
        counters::{Counters, Path},
        ladder::Encoding,
        network::NetworkWatch,
    },
};

const TICK: Duration = Duration::from_millis(500);
/// Counters are read at every so many ticks: every two seconds.
const TICKS_PER_SAMPLE: u32 = 4;
/// The flight recorder gets a sample every so many seconds.
const NOTED_EVERY: f64 = 10.0;

/// What the flight recorder has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Noted {
    was_connected: bool,
    has_media: bool,
    path: Option<Path>,
    sample: Option<(Counters, f64)>,
}

impl Inner {
    pub(super) fn watch(self: &Rc<Self>) -> Option<(Timer, NetworkWatch)> {
        let on = |happen: fn(&Rc<Self>)| {
            let weak = Rc::downgrade(self);
            move || {
                if let Some(inner) = weak.upgrade() {
                    happen(&inner);
                }
            }
        };
        Some((Timer::every(TICK, on(Self::tick))?, NetworkWatch::new(on(Self::network_changed))))
    }

    /// The counters of a fresh connection begin with nought, and it has been asked for nothing yet.
    pub(super) fn begin_watching_anew(&self) {
        self.asked.set(None);
        self.change(&self.ladder, |ladder| ladder.begin_anew());
        self.change(&self.decoding, |decoding| decoding.rest());
        self.change(&self.noted, |noted| noted.sample = None);
    }

    pub(super) fn note_connected(&self, is_connected: bool) {
        if !is_connected {
            self.note(FlightEvent::Disconnected);
        } else if self.noted.get().was_connected {
            self.note(FlightEvent::Reconnected);
        }
        self.change(&self.noted, |noted| noted.was_connected = true);
    }

    fn change<T: Copy, R>(&self, cell: &std::cell::Cell<T>, change: impl FnOnce(&mut T) -> R) -> R {
        let mut value = cell.get();
        let result = change(&mut value);
        cell.set(value);
        result
    }

    fn tick(self: &Rc<Self>) {
        let Some(connection) = self.connection() else { return };
        let help = self.change(&self.recovery, |recovery| recovery.tick(now(), connection.open_offer().is_some()));
        match help {
            Some(Help::Resend) => {
                if let Some(sdp) = connection.open_offer() {
                    (self.on_news)(PeerNews::Signal(SignalBody::Description(Description { kind: DescriptionKind::Offer, sdp })));
                }
            }
            Some(Help::RestartIce) => self.input(Input::Negotiate { restart_ice: true }),
            Some(Help::Rebuild) => self.begin_anew(),
            None => {}
        }
        let ticks = self.ticks.get().wrapping_add(1);
        self.ticks.set(ticks);
        if self.recovery.get().health() != Health::Connected {
            self.change(&self.decoding, |decoding| decoding.rest());
        } else if ticks.is_multiple_of(TICKS_PER_SAMPLE) || !self.noted.get().has_media {
            self.sample(connection, ticks.is_multiple_of(TICKS_PER_SAMPLE));
        }
    }

    fn begin_anew(self: &Rc<Self>) {
        self.sessions.borrow_mut().retire();
        self.rebuild(true);
    }

    /// Another network, or the same one back: no reason to wait until the browser has given up the old way.
    fn network_changed(self: &Rc<Self>) {
        self.note(FlightEvent::NetworkChanged);
        self.restart();
    }

    fn restart(self: &Rc<Self>) {
        if self.change(&self.recovery, |recovery: &mut Recovery| recovery.restart(now())) {
            self.input(Input::Negotiate { restart_ice: true });
        }
    }

    /// Reads the counters; between two samples only to learn of the first picture.
    fn sample(self: &Rc<Self>, connection: Rc<Connection>, is_whole: bool) {
        let weak = Rc::downgrade(self);
        let generation = self.generation.get();
        spawn_local(async move {
            let counters = stats::counters(connection.raw(), connection.name_of(Slot::Screen).as_deref()).await;
            let (Some(counters), Some(inner)) = (counters, weak.upgrade()) else { return };
            if inner.generation.get() != generation || inner.recovery.get().health() != Health::Connected {
                return;
            }
            inner.note_first_media(&counters);
            if is_whole {
                inner.take_counters(counters, &connection);
            }
        });
    }

    fn note_first_media(&self, counters: &Counters) {
        let is_heard = counters.voice_packets > 0.0 && !self.expected.get().picture;
        if !self.noted.get().has_media && (counters.frames_decoded > 0.0 || is_heard) {
            self.change(&self.noted, |noted| noted.has_media = true);
            (self.on_news)(PeerNews::FirstMedia);
        }
    }

    fn take_counters(self: &Rc<Self>, counters: Counters, connection: &Rc<Connection>) {
        let quality = self.change(&self.meter, |meter| meter.take(counters.quality(), TICK.as_secs_f64() * f64::from(TICKS_PER_SAMPLE)));
        (self.on_news)(PeerNews::Quality(quality));
        self.note_counters(counters);
        self.send_what_fits(counters, connection);
        let remedy = self.change(&self.decoding, |decoding| {
            // A page that nobody looks at need not decode.
            if is_hidden() {
                decoding.rest();
                return None;
            }
            decoding.take(now(), counters, self.expected.get())
        });
        match remedy {
            Some(Remedy::Restart) => {
                self.note(FlightEvent::NothingDecoded);
                self.restart();
            }
            Some(Remedy::Rebuild) => self.begin_anew(),
            None => {}
        }
    }

    fn note_counters(&self, counters: Counters) {
        let mut noted = self.noted.get();
        if noted.path != counters.path
            && let Some(path) = counters.path
        {
            noted.path = Some(path);
            self.note(path.note());
        }
        let now = now();
        match noted.sample {
            Some((before, at)) if now - at >= NOTED_EVERY => {
                self.note(counters.note(&before, now - at));
                noted.sample = Some((counters, now));
            }
            Some(_) => {}
            None => noted.sample = Some((counters, now)),
        }
        self.noted.set(noted);
    }

    fn send_what_fits(self: &Rc<Self>, counters: Counters, connection: &Rc<Connection>) {
        if let Some(step) = self.change(&self.ladder, |ladder| ladder.take(counters.line())) {
            self.note(FlightEvent::Sending { step });
        }
        self.ask_of(connection);
    }

    /// Something else is to be sent than before: how, follows from the step at once.
    pub(super) fn send_as_the_step_says(self: &Rc<Self>) {
        if let Some(connection) = self.connection() {
            self.ask_of(&connection);
        }
    }

    fn ask_of(self: &Rc<Self>, connection: &Rc<Connection>) {
        let wanted = (self.ladder.get().step(), self.screen.borrow().is_some());
        if self.asked.get() == Some(wanted) {
            return;
        }
        let (step, has_screen) = wanted;
        let camera = Encoding::of_camera(step, has_screen);
        if self.is_held_back.replace(!camera.is_active) == camera.is_active {
            (self.on_news)(PeerNews::PictureHeldBack(!camera.is_active));
        }
        let screen = has_screen.then(|| Encoding::of_screen(step));
        let (weak, connection, generation) = (Rc::downgrade(self), Rc::clone(connection), self.generation.get());
        spawn_local(async move {
            // One that comes in the middle of a negotiation is refused, and asked again with the next sample.
            if connection.encode(camera, screen).await
                && let Some(inner) = weak.upgrade()
                && inner.generation.get() == generation
                && (inner.ladder.get().step(), inner.screen.borrow().is_some()) == wanted
            {
                inner.asked.set(Some(wanted));
            }
        });
    }
}

fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
