//! A running call, without its looks.

mod direct;
mod hold;
mod phase;
mod record;
mod screen;
mod search;
mod still;

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
    time::Duration,
};

use domain::{
    CallId, ParticipantId,
    call::{Hold, Role},
    link::is_polite,
    wire::{Flight, ParticipantView, Signal},
};
use leptos::{prelude::*, task::spawn_local};

pub use self::{
    phase::CallPhase,
    screen::OwnScreen,
    search::{AskedSearch, Search, SearchState},
    still::{AskedStill, StillWish},
};

use self::{record::Log, screen::Sharing, search::Searches, still::Stills};
use super::{ChatLine, Remote, lines::Lines, remote::change};
use crate::{
    client::{Clock, Delivery, sleep},
    media::{
        LocalMedia, Quality, Reach, Reserve,
        channel::{Direct, chat_text},
        peer::{Peer, PeerNews},
    },
};

/// How long connections outlive a hang-up, so that it still gets through.
const FAREWELL: Duration = Duration::from_millis(300);
/// Signals from pages we do not know yet; what goes beyond is dropped, and the connection mends itself.
const MOST_EARLY: usize = 64;

/// What a room has of the page around it.
pub struct Surroundings {
    /// The page's camera and microphone.
    pub media: LocalMedia,
    /// The connection that the page has in reserve.
    pub reserve: Reserve,
    /// The server's time.
    pub clock: Clock,
    /// Sends signalling, now or never.
    pub signal: Box<dyn Fn(Signal)>,
    /// Sends notes of the flight recorder; `false` when they could not go out and are not kept.
    pub record: Box<dyn Fn(Flight, Delivery) -> bool>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Surroundings").finish_non_exhaustive()
    }
}

/// A running call. A clone is the same room; keep it in a signal or stored value made with `new_local`. When the last clone is
/// dropped its connections close without a word: the call may go on elsewhere. [`Self::end`] ends it.
#[derive(Clone)]
pub struct CallRoom {
    inner: Rc<Inner>,
}

impl fmt::Debug for CallRoom {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CallRoom").field("call", &self.inner.call).finish_non_exhaustive()
    }
}

struct Inner {
    call: CallId,
    me: ParticipantId,
    around: Surroundings,
    reach: RefCell<Reach>,
    log: Log,
    others: RefCell<Vec<Other>>,
    early: RefCell<Vec<Signal>>,
    written: RefCell<Lines>,
    sharing: Sharing,
    stills: Stills,
    searches: Searches,
    /// Which part is played here; known with the first view.
    role: Cell<Option<Role>>,
    hold: ArcRwSignal<Hold<ParticipantId>>,
    is_over: Cell<bool>,
    remotes: ArcRwSignal<Vec<Remote>>,
    lines: ArcRwSignal<Vec<ChatLine>>,
    phase: ArcRwSignal<CallPhase>,
    quality: ArcRwSignal<Quality>,
    is_audio_blocked: ArcRwSignal<bool>,
    is_held_back: ArcRwSignal<bool>,
    /// Told of changes of camera and microphone for as long as this lives.
    on_media: RefCell<Option<Rc<dyn Fn()>>>,
}

/// A connection, and which pages it is between.
struct Other {
    remote: Remote,
    /// The sum of both pages' epochs.
    epoch: u32,
    peer: Peer,
    /// Whether the line to it is too weak for the own picture.
    is_held_back: Cell<bool>,
}

impl CallRoom {
    /// A room without anybody; call [`Self::update`] with the participants next. Only in the browser.
    pub fn new(call: CallId, me: ParticipantId, reach: Reach, around: Surroundings) -> Self {
        let media = around.media;
        let inner = Rc::new(Inner {
            call,
            me,
            around,
            reach: RefCell::new(reach),
            log: Log::default(),
            others: RefCell::default(),
            early: RefCell::default(),
            written: RefCell::default(),
            sharing: Sharing::default(),
            stills: Stills::default(),
            searches: Searches::default(),
            role: Cell::new(None),
            hold: ArcRwSignal::default(),
            is_over: Cell::new(false),
            remotes: ArcRwSignal::new(vec![]),
            lines: ArcRwSignal::new(vec![]),
            phase: ArcRwSignal::default(),
            quality: ArcRwSignal::default(),
            is_audio_blocked: ArcRwSignal::new(false),
            is_held_back: ArcRwSignal::new(false),
            on_media: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let on_media: Rc<dyn Fn()> = Rc::new(move || {
            if let Some(inner) = weak.upgrade() {
                inner.media_changed();
            }
        });
        media.observe(&on_media);
        inner.on_media.replace(Some(on_media));
        Self { inner }
    }

    /// The call.
    pub fn call(&self) -> CallId {
        self.inner.call.clone()
    }

    /// Takes in who is in the call, as the server's newest view has it (oneself included), whether the shopper is on hold, and newer
    /// credentials.
    pub fn update(&self, participants: &[ParticipantView], hold: &Hold<ParticipantId>, reach: Reach) {
        self.inner.reach.replace(reach);
        self.inner.begin_log();
        self.inner.update(participants, hold);
    }

    /// Takes in a signal of another participant. One for another call, or of a page that is gone, is dropped.
    pub fn receive(&self, signal: Signal) {
        self.inner.receive(signal);
    }

    /// Ends the call here: tells the others directly, closes the connections, releases camera and microphone. Twice is harmless.
    pub fn end(&self) {
        self.inner.end(false, true);
    }

    /// Ends the call here without a word, for it goes on in another window or with other agents: closes the connections, releases camera and microphone.
    pub fn close(&self) {
        self.inner.end(false, false);
    }

    /// Hands in what the flight recorder has: the server takes it for as long as the call runs.
    pub fn hand_in(&self) {
        self.inner.flush_log(Delivery::Keep);
    }

    /// The own camera and microphone.
    pub fn media(&self) -> LocalMedia {
        self.inner.around.media
    }

    /// Whether the own picture is held back, for a line that does not take it; reactive.
    pub fn is_picture_held_back(&self) -> bool {
        self.inner.is_held_back.get()
    }

    /// The other participants; reactive.
    pub fn remotes(&self) -> Vec<Remote> {
        self.inner.remotes.get()
    }

    /// The name of a participant as far as it is known; reactive.
    pub fn name_of(&self, id: &ParticipantId) -> Option<String> {
        self.remotes().iter().find(|remote| remote.id == *id).and_then(|remote| remote.name.get())
    }

    /// How far the call is; reactive.
    pub fn phase(&self) -> CallPhase {
        self.inner.phase.get()
    }

    /// The worst quality of all connections; reactive.
    pub fn quality(&self) -> Quality {
        self.inner.quality.get()
    }

    /// What was written; reactive.
    pub fn lines(&self) -> Vec<ChatLine> {
        self.inner.lines.get()
    }

    /// Writes a line to everybody; an empty one is ignored.
    pub fn say(&self, text: &str) {
        if let Some(text) = chat_text(text) {
            self.inner.say(text);
        }
    }

    /// Whether the browser holds back the sound until the person touches the page; reactive.
    pub fn is_audio_blocked(&self) -> bool {
        self.inner.is_audio_blocked.get()
    }

    /// The stage shows the first picture.
    pub(super) fn first_frame(&self) {
        self.inner.note_first_media();
    }

    /// The stage found out whether the sound is held back.
    pub(super) fn set_audio_blocked(&self, is_blocked: bool) {
        change(&self.inner.is_audio_blocked, is_blocked);
    }
}

impl Inner {
    fn update(self: &Rc<Self>, participants: &[ParticipantView], hold: &Hold<ParticipantId>) {
        if self.is_over.get() {
            return;
        }
        let Some(me) = participants.iter().find(|participant| participant.id == self.me) else { return };
        self.role.set(Some(me.role));
        let mut known = self.others.take();
        self.doubt_hold(participants, &known);
        self.doubt_ask(participants);
        let mut others = vec![];
        for view in participants.iter().filter(|participant| participant.id != self.me) {
            let epoch = me.epoch.saturating_add(view.epoch);
            let old = known.iter().position(|other| other.remote.id == view.id).map(|place| known.swap_remove(place));
            others.push(match old {
                Some(other) if other.epoch == epoch => {
                    other.peer.set_reach(self.reach.borrow().clone());
                    change(&other.remote.name, view.name.clone());
                    other
                }
                old => {
                    let remote = old.map_or_else(|| Remote::new(view), |other| other.remote);
                    remote.connected(false);
                    // A page that was loaded anew shows nothing any more.
                    change(&remote.is_screen_shown, false);
                    self.connect(remote, epoch)
                }
            });
        }
        for gone in known {
            self.written.borrow_mut().forget(&gone.remote.id);
        }
        let remotes: Vec<_> = others.iter().map(|other| other.remote.clone()).collect();
        self.others.replace(others);
        self.take_hold(hold, true);
        self.keep_hold();
        let is_same = |now: &Vec<Remote>| now.iter().map(|remote| &remote.id).eq(remotes.iter().map(|remote| &remote.id));
        if !self.remotes.with_untracked(is_same) {
            self.remotes.set(remotes);
        }
        self.lines_changed();
        self.judge();
        for signal in self.early.take() {
            self.receive(signal);
        }
    }

    fn connect(self: &Rc<Self>, remote: Remote, epoch: u32) -> Other {
        let weak = Rc::downgrade(self);
        let id = remote.id.clone();
        let reach = self.reach.borrow().clone();
        let screen = self.sharing.track();
        let peer = Peer::new(is_polite(&self.me, &id), self.around.media, screen, reach, self.around.reserve, {
            let remote = remote.clone();
            move |news| {
                if let Some(inner) = weak.upgrade() {
                    inner.take(&remote, epoch, news);
                }
            }
        });
        Other { remote, epoch, peer, is_held_back: Cell::new(false) }
    }

    fn receive(&self, signal: Signal) {
        if signal.call != self.call || signal.to != self.me || self.is_over.get() {
            return;
        }
        let others = self.others.borrow();
        match others.iter().find(|other| other.remote.id == signal.from) {
            Some(other) if other.epoch == signal.epoch => other.peer.receive(signal.body),
            // Of a page that is gone.
            Some(other) if other.epoch > signal.epoch => {}
            // Its page is newer than our newest view, which is on its way.
            _ => {
                let mut early = self.early.borrow_mut();
                if early.len() < MOST_EARLY {
                    early.push(signal);
                }
            }
        }
    }

    fn take(&self, remote: &Remote, epoch: u32, news: PeerNews) {
        match news {
            PeerNews::Signal(body) => {
                (self.around.signal)(Signal { call: self.call.clone(), from: self.me.clone(), to: remote.id.clone(), epoch, body });
            }
            PeerNews::Streams { picture, voice, screen } => {
                remote.picture.set(picture);
                remote.voice.set(voice);
                remote.screen.set(screen);
            }
            PeerNews::Connected(is_connected) => {
                remote.connected(is_connected);
                self.judge();
            }
            PeerNews::Quality(quality) => {
                if remote.phase.get_untracked() == CallPhase::Connected {
                    change(&remote.quality, quality);
                    self.judge();
                }
            }
            PeerNews::DirectOpen => self.greet(remote),
            PeerNews::Direct(message) => self.hear(remote, message),
            PeerNews::FirstMedia => self.note_first_media(),
            PeerNews::PictureHeldBack(is_held_back) => self.hold_back(remote, is_held_back),
            PeerNews::Flight(event) => self.note(event),
        }
    }

    /// What the single connections are together.
    fn judge(&self) {
        let phases: Vec<_> = self.others.borrow().iter().map(|other| other.remote.phase.get_untracked()).collect();
        let worst = self.others.borrow().iter().map(|other| other.remote.quality.get_untracked()).max().unwrap_or_default();
        let first = [CallPhase::Connected, CallPhase::Reconnecting].into_iter().find(|phase| phases.contains(phase));
        change(&self.phase, first.unwrap_or_default());
        change(&self.quality, worst);
        change(&self.is_held_back, self.others.borrow().iter().any(|other| other.is_held_back.get()));
    }

    fn end(&self, by_other: bool, says_goodbye: bool) {
        if self.is_over.replace(true) {
            return;
        }
        let others = self.others.take();
        if says_goodbye {
            for other in &others {
                other.peer.tell(&Direct::HangUp);
            }
        }
        self.flush_log(Delivery::Keep);
        self.sharing.end();
        self.on_media.take();
        self.early.take();
        change(&self.phase, CallPhase::Ended { by_other });
        self.around.media.release();
        spawn_local(async move {
            sleep(FAREWELL).await;
            drop(others);
        });
    }
}
