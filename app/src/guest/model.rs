//! A guest's visit: the signals that the screens read, and what the guest can do.

use domain::{
    OrgId, Timestamp,
    call::{GuestEnd, MAX_GUEST_NAME_CHARS},
    text,
    wire::{ClaimLink, FromGuest, GuestPage, GuestStage, GuestView, LinkClaimed, ToGuest},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    claim::{NotReached, claim},
    keeping::{self, Kept},
    screen::{Local, Screen, screen},
};
use crate::{
    call::{CallRoom, EarlySignals},
    client::{Clock, Delivery, Listener, Socket, SocketState, fresh_name},
    media::{LocalMedia, Reserve},
};

pub(super) type GuestSocket = Socket<FromGuest, ToGuest>;

/// A guest's visit. A copy is the same visit.
#[derive(Clone, Copy, Debug)]
pub struct GuestModel {
    /// Camera and microphone.
    pub media: LocalMedia,
    /// The server's time.
    pub clock: Clock,
    /// The newest view.
    pub view: RwSignal<Option<GuestView>>,
    /// How the line to the server is.
    pub line: RwSignal<SocketState>,
    /// The running call.
    pub room: RwSignal<Option<CallRoom>, LocalStorage>,
    /// Which screen is shown.
    pub screen: Memo<Screen>,
    /// Whether the link is being used.
    pub is_asking: RwSignal<bool>,
    /// Whether the server could not be reached when the link was to be used.
    pub is_out_of_reach: RwSignal<bool>,
    pub(super) org: StoredValue<OrgId>,
    pub(super) local: RwSignal<Local>,
    pub(super) kept: StoredValue<Kept>,
    pub(super) reserve: Reserve,
    pub(super) early: StoredValue<EarlySignals>,
    pub(super) socket: StoredValue<Option<GuestSocket>, LocalStorage>,
    on_link: StoredValue<Option<Listener>, LocalStorage>,
}

impl GuestModel {
    /// A visit that has not begun: as the server renders it.
    pub fn new(page: &GuestPage) -> Self {
        let view = RwSignal::new(None::<GuestView>);
        let local = RwSignal::new(Local::default());
        let screen = Memo::new(move |_| view.with(|view| local.with(|local| screen(view.as_ref().map(|view| &view.stage), local))));
        Self {
            media: LocalMedia::new(),
            clock: Clock::new(),
            view,
            line: RwSignal::new(SocketState::Connecting),
            room: RwSignal::new_local(None),
            screen,
            is_asking: RwSignal::new(false),
            is_out_of_reach: RwSignal::new(false),
            org: StoredValue::new(page.org.clone()),
            local,
            kept: StoredValue::new(Kept::default()),
            reserve: Reserve::new(),
            early: StoredValue::new(EarlySignals::default()),
            socket: StoredValue::new_local(None),
            on_link: StoredValue::new_local(None),
        }
    }

    /// Begins: reads the link, and goes on with what an earlier load of the page began. Only in the browser.
    pub fn begin(self) {
        // Another link in the same window: browsers load nothing for another fragment.
        self.on_link.set_value(Listener::window("hashchange", move |_| self.reload()));
        let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
        let token = hash.trim_start_matches('#').to_owned();
        let kept = self.org.with_value(keeping::read).filter(|kept| kept.token == token);
        let kept = kept.unwrap_or_else(|| Kept { token, claim: fresh_name(), pass: None });
        let (has_no_link, has_pass) = (kept.token.is_empty(), kept.pass.is_some());
        self.kept.set_value(kept);
        self.local.set(Local { has_no_link, has_pass, ..Local::default() });
        if has_pass {
            self.connect();
        } else if !has_no_link {
            self.media.open();
        }
    }

    /// Uses the link under this name, once at a time; `false` when the name is empty.
    pub fn ask_to_come_in(self, name: &str) -> bool {
        let Some(name) = text::line(name, MAX_GUEST_NAME_CHARS) else { return false };
        if self.is_asking.get_untracked() {
            return true;
        }
        self.is_asking.set(true);
        self.is_out_of_reach.set(false);
        // Before it is used: should the answer get lost, a reload asks again as the same browser.
        let (org, kept) = (self.org.get_value(), self.kept.get_value());
        keeping::write(&org, &kept);
        let link = ClaimLink { token: kept.token, name, claim: kept.claim };
        spawn_local(async move {
            let claimed = claim(&org, &link).await;
            // The page may have gone meanwhile.
            if self.is_asking.try_set(false).is_none() {
                self.hear_claim(claimed);
            }
        });
        true
    }

    fn hear_claim(self, claimed: Result<LinkClaimed, NotReached>) {
        match claimed {
            Ok(LinkClaimed::Knocking { pass }) => {
                self.kept.update_value(|kept| kept.pass = Some(pass));
                self.org.with_value(|org| self.kept.with_value(|kept| keeping::write(org, kept)));
                self.local.update(|local| (local.has_pass, local.claimed) = (true, None));
                self.connect();
            }
            Ok(claimed) => {
                if matches!(claimed, LinkClaimed::Used | LinkClaimed::Dead) {
                    self.media.release();
                }
                self.local.update(|local| local.claimed = Some(claimed));
            }
            Err(NotReached) => self.is_out_of_reach.set(true),
        }
    }

    /// Leaves the call, or goes from before its door. The page shows it at once; the server hears of it as soon as it can be reached.
    pub fn leave(self) {
        if let Some(room) = self.room.get_untracked() {
            room.hand_in();
        }
        self.send(&FromGuest::Leave, Delivery::Keep);
        self.end_here(GuestEnd::Left);
    }

    /// It is over for this page: camera and microphone are given back whatever the server says.
    pub(super) fn end_here(self, end: GuestEnd) {
        self.local.update(|local| local.ended = Some(end));
        self.drop_room();
        self.media.release();
    }

    /// Goes on in this window although another one took over.
    pub fn use_here(self) {
        self.view.set(None);
        self.local.update(|local| local.refused = None);
        self.connect();
    }

    /// Loads the page anew.
    pub fn reload(self) {
        if let Some(window) = web_sys::window() {
            // A browser that refuses leaves everything as it is.
            let _ = window.location().reload();
        }
    }

    /// When the call began, while the guest is in it.
    pub fn started_at(self) -> Option<Timestamp> {
        self.view.with(|view| match &view.as_ref()?.stage {
            GuestStage::InCall(call) => Some(call.started_at),
            GuestStage::Knocking { .. } | GuestStage::Over(_) => None,
        })
    }

    /// Whether the line to the server is down; reactive.
    pub fn is_line_lost(self) -> bool {
        self.line.with(|line| matches!(line, SocketState::Lost { .. }))
    }

    pub(super) fn drop_room(self) {
        if let Some(room) = self.room.get_untracked() {
            // Without a word: the others go on.
            room.close();
            self.room.set(None);
        }
    }

    pub(super) fn send(self, message: &FromGuest, delivery: Delivery) -> bool {
        self.socket.with_value(|socket| socket.as_ref().is_some_and(|socket| socket.send(message, delivery)))
    }
}
