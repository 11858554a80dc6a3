//! A running call, without its looks.

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
    time::Duration,
};

use domain::{
    CallId, ParticipantId,
    link::is_polite,
    wire::{IceServer, ParticipantView, Signal},
};
use leptos::{prelude::*, task::spawn_local};

use super::{ChatLine, Remote, lines::Lines, remote::change};
use crate::{
    client::sleep,
    media::{
        LocalMedia, Quality,
        channel::{Direct, chat_text},
        peer::{Peer, PeerNews},
    },
};

/// How long connections outlive a hang-up, so that it still gets through.
const FAREWELL: Duration = Duration::from_millis(300);
/// Signals from pages we do not know yet; what goes beyond is dropped, and the connection mends itself.
const MOST_EARLY: usize = 64;

/// How far the call is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallPhase {
    /// No media yet.
    #[default]
    Connecting,
    /// Media flows.
    Connected,
    /// Media flowed and does not now; it is being mended.
    Reconnecting,
    /// Over.
    Ended {
        /// Whether another participant said so over the direct line, before or without the server.
        by_other: bool,
    },
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
    media: LocalMedia,
    ice: RefCell<Vec<IceServer>>,
    send: Box<dyn Fn(Signal)>,
    others: RefCell<Vec<Other>>,
    early: RefCell<Vec<Signal>>,
    written: RefCell<Lines>,
    is_over: Cell<bool>,
    remotes: ArcRwSignal<Vec<Remote>>,
    lines: ArcRwSignal<Vec<ChatLine>>,
    phase: ArcRwSignal<CallPhase>,
    quality: ArcRwSignal<Quality>,
    is_audio_blocked: ArcRwSignal<bool>,
    /// Told of changes of camera and microphone for as long as this lives.
    on_media: RefCell<Option<Rc<dyn Fn()>>>,
}

/// A connection, and which pages it is between.
struct Other {
    remote: Remote,
    /// The sum of both pages' epochs.
    epoch: u32,
    peer: Peer,
}

impl CallRoom {
    /// A room without anybody; call [`Self::update`] with the participants next. Only in the browser.
    pub fn new(call: CallId, me: ParticipantId, media: LocalMedia, ice: Vec<IceServer>, send: impl Fn(Signal) + 'static) -> Self {
        let inner = Rc::new(Inner {
            call,
            me,
            media,
            ice: RefCell::new(ice),
            send: Box::new(send),
            others: RefCell::default(),
            early: RefCell::default(),
            written: RefCell::default(),
            is_over: Cell::new(false),
            remotes: ArcRwSignal::new(vec![]),
            lines: ArcRwSignal::new(vec![]),
            phase: ArcRwSignal::default(),
            quality: ArcRwSignal::default(),
            is_audio_blocked: ArcRwSignal::new(false),
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

    /// Takes in who is in the call, as the server's newest view has it (oneself included), and newer credentials.
    pub fn update(&self, participants: &[ParticipantView], ice: Vec<IceServer>) {
        self.inner.ice.replace(ice);
        self.inner.update(participants);
    }

    /// Takes in a signal of another participant. One for another call, or of a page that is gone, is dropped.
    pub fn receive(&self, signal: Signal) {
        self.inner.receive(signal);
    }

    /// Ends the call here: tells the others directly, closes the connections, releases camera and microphone. Twice is harmless.
    pub fn end(&self) {
        self.inner.end(false);
    }

    /// The own camera and microphone.
    pub fn media(&self) -> LocalMedia {
        self.inner.media
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

    /// The stage found out whether the sound is held back.
    pub(super) fn set_audio_blocked(&self, is_blocked: bool) {
        change(&self.inner.is_audio_blocked, is_blocked);
    }
}

impl Inner {
    fn update(self: &Rc<Self>, participants: &[ParticipantView]) {
        if self.is_over.get() {
            return;
        }
        let Some(me) = participants.iter().find(|participant| participant.id == self.me) else { return };
        let mut known = self.others.take();
        let mut others = vec![];
        for view in participants.iter().filter(|participant| participant.id != self.me) {
            let epoch = me.epoch.saturating_add(view.epoch);
            let old = known.iter().position(|other| other.remote.id == view.id).map(|place| known.swap_remove(place));
            others.push(match old {
                Some(other) if other.epoch == epoch => {
                    other.peer.set_ice(self.ice.borrow().clone());
                    change(&other.remote.name, view.name.clone());
                    other
                }
                old => {
                    let remote = old.map_or_else(|| Remote::new(view), |other| other.remote);
                    remote.connected(false);
                    self.connect(remote, epoch)
                }
            });
        }
        for gone in known {
            self.written.borrow_mut().forget(&gone.remote.id);
        }
        let remotes: Vec<_> = others.iter().map(|other| other.remote.clone()).collect();
        self.others.replace(others);
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
        let peer = Peer::new(is_polite(&self.me, &id), self.media, self.ice.borrow().clone(), {
            let remote = remote.clone();
            move |news| {
                if let Some(inner) = weak.upgrade() {
                    inner.take(&remote, epoch, news);
                }
            }
        });
        Other { remote, epoch, peer }
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
                (self.send)(Signal { call: self.call.clone(), from: self.me.clone(), to: remote.id.clone(), epoch, body });
            }
            PeerNews::Streams { picture, voice } => {
                remote.picture.set(picture);
                remote.voice.set(voice);
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
            PeerNews::DirectOpen => {
                self.tell(&remote.id, &self.media_state());
                for (id, text) in self.written.borrow().open_for(&remote.id) {
                    self.tell(&remote.id, &Direct::Line { id, text });
                }
            }
            PeerNews::Direct(message) => self.hear(remote, message),
        }
    }

    fn hear(&self, remote: &Remote, message: Direct) {
        match message {
            Direct::Media { is_muted, is_camera_on } => {
                change(&remote.is_muted, is_muted);
                change(&remote.is_camera_on, is_camera_on);
            }
            Direct::Line { id, text } => {
                self.tell(&remote.id, &Direct::LineReceived { id: id.clone() });
                if let Some(text) = chat_text(&text)
                    && self.written.borrow_mut().hear(remote.id.clone(), id, text)
                {
                    self.lines_changed();
                }
            }
            Direct::LineReceived { id } => {
                self.written.borrow_mut().confirm(&remote.id, &id);
                self.lines_changed();
            }
            Direct::HangUp => {
                // With others still there the call goes on; the server's next view takes the one who left away.
                if self.others.borrow().len() <= 1 {
                    self.end(true);
                }
            }
        }
    }

    fn tell(&self, to: &ParticipantId, message: &Direct) -> bool {
        self.others.borrow().iter().any(|other| other.remote.id == *to && other.peer.tell(message))
    }

    fn media_state(&self) -> Direct {
        untrack(|| Direct::Media { is_muted: self.media.is_muted() || !self.media.has_microphone(), is_camera_on: self.media.has_camera() })
    }

    fn media_changed(&self) {
        let state = self.media_state();
        for other in self.others.borrow().iter() {
            other.peer.attach();
            other.peer.tell(&state);
        }
    }

    fn say(&self, text: String) {
        let id = format!("{:x}", js_sys::Math::random().to_bits());
        let others: Vec<_> = self.others.borrow().iter().map(|other| other.remote.id.clone()).collect();
        self.written.borrow_mut().say(id.clone(), text.clone(), others.iter().cloned());
        self.lines_changed();
        let line = Direct::Line { id, text };
        for other in others {
            self.tell(&other, &line);
        }
    }

    fn lines_changed(&self) {
        change(&self.lines, self.written.borrow().all());
    }

    /// What the single connections are together.
    fn judge(&self) {
        let phases: Vec<_> = self.others.borrow().iter().map(|other| other.remote.phase.get_untracked()).collect();
        let worst = self.others.borrow().iter().map(|other| other.remote.quality.get_untracked()).max().unwrap_or_default();
        let first = [CallPhase::Connected, CallPhase::Reconnecting].into_iter().find(|phase| phases.contains(phase));
        change(&self.phase, first.unwrap_or_default());
        change(&self.quality, worst);
    }

    fn end(&self, by_other: bool) {
        if self.is_over.replace(true) {
            return;
        }
        let others = self.others.take();
        if !by_other {
            for other in &others {
                other.peer.tell(&Direct::HangUp);
            }
        }
        self.on_media.take();
        self.early.take();
        change(&self.phase, CallPhase::Ended { by_other });
        self.media.release();
        spawn_local(async move {
            sleep(FAREWELL).await;
            drop(others);
        });
    }
}
