//! One connection to one other participant: `domain::link` decides, this drives the browser.
//!
//! The impolite side lays out the slots and offers; the polite side takes them as they come. A connection that is merely
//! *disconnected* is never torn down. One that failed gets fresh candidates, and when that does not help both sides begin anew
//! with fresh connections: the other side sees by the session number of the offer that it comes from a new one.

mod connection;
mod decoding;
mod recovery;
mod reserve;
mod sending;
mod session;
mod stats;
mod watching;

use std::{
    cell::{Cell, RefCell},
    fmt,
    future::Future,
    rc::Rc,
};

use domain::{
    link::{Command, Input, Link, Slot},
    wire::{DescriptionKind, FlightEvent, SendStep, SignalBody},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use web_sys::{MediaStream, MediaStreamTrack};

pub use self::{decoding::Expected, reserve::Reserve};

use self::{
    connection::{Connection, News},
    decoding::DecodeWatch,
    recovery::{Health, Recovery},
    session::{OfferFrom, Sessions},
    watching::Noted,
};
use super::{LocalMedia, Quality, Reach, channel::Direct, ladder::Ladder, network::NetworkWatch, quality::QualityMeter};
use crate::client::Timer;

/// What a peer tells the room.
#[derive(Debug)]
pub enum PeerNews {
    /// For the other side, by way of the server.
    Signal(SignalBody),
    /// What comes from the other side from now on.
    Streams {
        /// The camera.
        picture: Option<MediaStream>,
        /// The microphone.
        voice: Option<MediaStream>,
        /// A shown screen.
        screen: Option<MediaStream>,
    },
    /// Whether media can flow.
    Connected(bool),
    /// How good it is.
    Quality(Quality),
    /// The direct line is open, for the first time or again.
    DirectOpen,
    /// Something came over the direct line.
    Direct(Direct),
    /// The first of the other side was decoded.
    FirstMedia,
    /// Whether the own picture is held back, for a line that does not take it.
    PictureHeldBack(bool),
    /// For the flight recorder.
    Flight(FlightEvent),
}

/// A connection to one other participant; closed when dropped.
pub struct Peer {
    inner: Rc<Inner>,
}

impl fmt::Debug for Peer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Peer").field("is_polite", &self.inner.is_polite).finish_non_exhaustive()
    }
}

struct Inner {
    is_polite: bool,
    media: LocalMedia,
    /// Whether nothing is sent, because of a hold.
    is_cut: Cell<bool>,
    /// The screen that is shown to the other side.
    screen: RefCell<Option<MediaStreamTrack>>,
    on_news: Box<dyn Fn(PeerNews)>,
    reach: RefCell<Reach>,
    link: RefCell<Link>,
    connection: RefCell<Option<Rc<Connection>>>,
    /// Counts the connections, so that what an old one still does is not taken for the new one's.
    generation: Cell<u32>,
    /// Whether the connection began with an offer of this side.
    has_offered: Cell<bool>,
    sessions: RefCell<Sessions>,
    recovery: Cell<Recovery>,
    meter: Cell<QualityMeter>,
    ladder: Cell<Ladder>,
    /// What the browser has been asked to send.
    asked: Cell<Option<(SendStep, bool)>>,
    /// Whether the other side was told that the camera's picture is held back.
    is_held_back: Cell<bool>,
    decoding: Cell<DecodeWatch>,
    expected: Cell<Expected>,
    noted: Cell<Noted>,
    ticks: Cell<u32>,
    keep: RefCell<Option<(Timer, NetworkWatch)>>,
}

impl Peer {
    /// Begins to connect, with the connection in reserve when there is one, and shows the screen if there is one. Only in the browser.
    pub fn new(
        is_polite: bool,
        media: LocalMedia,
        screen: Option<MediaStreamTrack>,
        reach: Reach,
        reserve: Reserve,
        on_news: impl Fn(PeerNews) + 'static,
    ) -> Self {
        let ready = reserve.take(&reach);
        let inner = Rc::new(Inner {
            is_polite,
            media,
            is_cut: Cell::new(false),
            screen: RefCell::new(screen),
            on_news: Box::new(on_news),
            reach: RefCell::new(reach),
            link: RefCell::new(Link::new(is_polite)),
            connection: RefCell::new(None),
            generation: Cell::new(0),
            has_offered: Cell::new(false),
            sessions: RefCell::default(),
            recovery: Cell::new(Recovery::new(is_polite, now())),
            meter: Cell::default(),
            ladder: Cell::default(),
            asked: Cell::new(None),
            is_held_back: Cell::new(false),
            decoding: Cell::default(),
            expected: Cell::default(),
            noted: Cell::default(),
            ticks: Cell::new(0),
            keep: RefCell::default(),
        });
        inner.build(!is_polite, ready);
        inner.keep.replace(inner.watch());
        Self { inner }
    }

    /// Takes in what the other side sent.
    pub fn receive(&self, body: SignalBody) {
        self.inner.receive(body);
    }

    /// Uses these servers from the next attempt on.
    pub fn set_reach(&self, reach: Reach) {
        self.inner.reach.replace(reach);
    }

    /// What the other side says that it sends: that it does not come out would be a fault.
    pub fn expect(&self, expected: Expected) {
        self.inner.expected.set(expected);
    }

    /// Sends the tracks that the camera and microphone now have.
    pub fn attach(&self) {
        self.inner.attach();
    }

    /// Sends nothing to the other side, or again what there is. The connection stays as it is.
    pub fn set_cut(&self, is_cut: bool) {
        if self.inner.is_cut.replace(is_cut) != is_cut {
            self.inner.attach();
        }
    }

    /// Shows this screen to the other side, or none.
    pub fn show_screen(&self, screen: Option<MediaStreamTrack>) {
        self.inner.screen.replace(screen);
        self.inner.attach();
        self.inner.send_as_the_step_says();
    }

    /// Tells the other side directly; `false` when the direct line is not open.
    pub fn tell(&self, message: &Direct) -> bool {
        let connection = self.inner.connection.borrow();
        connection.as_ref().zip(message.to_json()).is_some_and(|(connection, json)| connection.send(&json))
    }
}

impl Inner {
    /// A fresh connection, and everything that belongs to the old one forgotten.
    fn build(self: &Rc<Self>, offers: bool, ready: Option<Rc<Connection>>) {
        let generation = self.generation.get().wrapping_add(1);
        self.generation.set(generation);
        self.link.replace(Link::new(self.is_polite));
        self.has_offered.set(offers);
        self.update_recovery(|recovery| recovery.rebuilt(now()));
        self.meter.set(QualityMeter::default());
        self.begin_watching_anew();
        let connection = ready.or_else(|| Connection::new(&self.reach.borrow()));
        if let Some(connection) = &connection {
            let weak = Rc::downgrade(self);
            connection.hear(move |news| {
                if let Some(inner) = weak.upgrade()
                    && inner.generation.get() == generation
                {
                    inner.take(news);
                }
            });
        }
        self.connection.replace(connection);
        if offers && let Some(connection) = self.connection() {
            connection.lay_out();
            self.attach();
            self.show(&connection);
            self.input(Input::Negotiate { restart_ice: false });
        }
    }

    fn connection(&self) -> Option<Rc<Connection>> {
        self.connection.borrow().clone()
    }

    fn update_recovery(&self, change: impl FnOnce(&mut Recovery)) {
        let mut recovery = self.recovery.get();
        change(&mut recovery);
        self.recovery.set(recovery);
    }

    fn show(&self, connection: &Connection) {
        (self.on_news)(PeerNews::Streams {
            picture: connection.remote(Slot::Camera),
            voice: connection.remote(Slot::Audio),
            screen: connection.remote(Slot::Screen),
        });
    }

    fn attach(&self) {
        if let Some(connection) = self.connection() {
            connection.attach(&self.tracks());
        }
    }

    fn tracks(&self) -> [(Slot, Option<MediaStreamTrack>); 3] {
        let (microphone, camera) = untrack(|| (self.media.microphone(), self.media.camera()));
        let sent = |track: Option<MediaStreamTrack>| track.filter(|_| !self.is_cut.get());
        [(Slot::Audio, sent(microphone)), (Slot::Camera, sent(camera)), (Slot::Screen, sent(self.screen.borrow().clone()))]
    }

    fn receive(self: &Rc<Self>, body: SignalBody) {
        if let SignalBody::Description(description) = &body {
            match description.kind {
                DescriptionKind::Offer => {
                    let from = self.sessions.borrow_mut().offer(&description.sdp, self.is_polite, self.has_offered.get());
                    match from {
                        OfferFrom::Current => {}
                        OfferFrom::New => self.rebuild(false),
                        OfferFrom::Old | OfferFrom::Losing => return,
                    }
                }
                DescriptionKind::Answer if !self.sessions.borrow_mut().answer(&description.sdp) => return,
                DescriptionKind::Answer => {}
            }
        }
        self.input(Input::Remote(body));
    }

    fn input(self: &Rc<Self>, input: Input) {
        let commands = self.link.borrow_mut().handle(input);
        for command in commands {
            self.run(command);
        }
    }

    fn run(self: &Rc<Self>, command: Command) {
        let Some(connection) = self.connection() else { return };
        match command {
            Command::Send(body) => (self.on_news)(PeerNews::Signal(body)),
            Command::AddCandidate(candidate) => spawn_local(async move { connection.add(&candidate).await }),
            Command::MakeOffer { restart_ice } => {
                if restart_ice {
                    connection.configure(&self.reach.borrow());
                    self.note(FlightEvent::IceRestarted);
                }
                self.operate(async move { connection.offer(restart_ice).await.map(Input::OfferMade) });
            }
            Command::MakeAnswer => {
                connection.adopt();
                self.show(&connection);
                self.attach();
                self.operate(async move { connection.answer().await.map(Input::AnswerMade) });
            }
            Command::ApplyRemote(description) => {
                // The other side's restart lets this one look for ways again too.
                connection.configure(&self.reach.borrow());
                self.operate(async move { connection.apply(&description).await.map(|()| Input::RemoteApplied) });
            }
            Command::Rebuild => self.update_recovery(Recovery::give_up),
        }
    }

    fn operate(self: &Rc<Self>, operation: impl Future<Output = Result<Input, JsValue>> + 'static) {
        let weak = Rc::downgrade(self);
        let generation = self.generation.get();
        spawn_local(async move {
            let done = operation.await.unwrap_or_else(|error| {
                leptos::logging::warn!("negotiation failed: {error:?}");
                Input::OperationFailed
            });
            if let Some(inner) = weak.upgrade()
                && inner.generation.get() == generation
            {
                inner.input(done);
            }
        });
    }

    fn take(self: &Rc<Self>, news: News) {
        match news {
            News::Candidate(candidate) => self.input(Input::LocalCandidate(candidate)),
            News::Health(health) => {
                let before = self.recovery.get().health();
                self.update_recovery(|recovery| recovery.observe(health, now()));
                if (before == Health::Connected) != (health == Health::Connected) {
                    (self.on_news)(PeerNews::Connected(health == Health::Connected));
                    self.note_connected(health == Health::Connected);
                }
            }
            News::ChannelOpen => (self.on_news)(PeerNews::DirectOpen),
            News::Message(text) => {
                if let Some(message) = Direct::parse(&text) {
                    (self.on_news)(PeerNews::Direct(message));
                }
            }
        }
    }

    /// Begins anew with a fresh connection.
    fn rebuild(self: &Rc<Self>, offers: bool) {
        self.note(FlightEvent::Rebuilt);
        (self.on_news)(PeerNews::Connected(false));
        self.build(offers, None);
    }

    fn note(&self, event: FlightEvent) {
        (self.on_news)(PeerNews::Flight(event));
    }
}

/// Seconds on the browser's clock.
fn now() -> f64 {
    js_sys::Date::now() / 1_000.0
}
