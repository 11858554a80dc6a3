//! The own screen, shown to everybody in the room. Two people may show theirs at the same time: each sees the other's.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use domain::ParticipantId;
use leptos::{prelude::*, task::spawn_local};
use web_sys::MediaStreamTrack;

use super::{super::remote::change, CallRoom, Inner};
use crate::media::{
    channel::Direct,
    screen::{Picked, Screen, pick_screen},
};

/// Whether the own screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnScreen {
    /// It is not.
    #[default]
    Hidden,
    /// It is.
    Shown,
    /// It should have been, and the system does not let the browser see it.
    Failed,
}

/// The own screen.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    screen: RefCell<Option<Screen>>,
    is_picking: Cell<bool>,
    state: ArcRwSignal<OwnScreen>,
}

impl Sharing {
    /// What is sent to everybody who comes in.
    pub(super) fn track(&self) -> Option<MediaStreamTrack> {
        // The very track: its own `clone` is the browser's, which makes another one that goes on when this one ends.
        self.screen.borrow().as_ref().map(|screen| Clone::clone(screen.track()))
    }

    /// What everybody who comes in is told.
    pub(super) fn told(&self) -> Direct {
        Direct::Screen { is_shown: self.screen.borrow().is_some() }
    }

    /// The room is over.
    pub(super) fn end(&self) {
        drop(self.screen.take());
        change(&self.state, OwnScreen::Hidden);
    }
}

impl CallRoom {
    /// Whether the own screen is shown; reactive.
    pub fn own_screen(&self) -> OwnScreen {
        self.inner.sharing.state.get()
    }

    /// Who else shows a screen that can be seen here; reactive.
    pub fn shown_screens(&self) -> Vec<ParticipantId> {
        let is_seen = |remote: &super::Remote| remote.is_screen_shown.get() && !remote.is_on_hold.get();
        self.remotes().into_iter().filter(is_seen).map(|remote| remote.id).collect()
    }

    /// Asks which screen to show, or stops showing it. Call it in the very event of a press.
    pub fn toggle_screen(&self) {
        let sharing = &self.inner.sharing;
        if sharing.screen.borrow().is_some() {
            self.inner.put_screen(None);
            return;
        }
        if self.inner.is_over.get() || sharing.is_picking.replace(true) {
            return;
        }
        let (weak, picked) = (Rc::downgrade(&self.inner), pick_screen());
        spawn_local(async move {
            let picked = picked.await;
            // In a room that is gone, or over, the screen ends with being dropped.
            if let Some(inner) = weak.upgrade() {
                inner.sharing.is_picking.set(false);
                inner.take_picked(picked);
            }
        });
    }
}

impl Inner {
    fn take_picked(self: &Rc<Self>, picked: Picked) {
        match picked {
            Picked::Screen(mut screen) if !self.is_over.get() && !screen.is_over() => {
                let weak = Rc::downgrade(self);
                screen.on_ended(move || {
                    // A step later: the listener that calls this goes with the screen.
                    let weak = weak.clone();
                    spawn_local(async move {
                        if let Some(inner) = weak.upgrade() {
                            inner.put_screen(None);
                        }
                    });
                });
                self.put_screen(Some(screen));
            }
            Picked::Screen(_) | Picked::Nothing => change(&self.sharing.state, OwnScreen::Hidden),
            Picked::Failed => change(&self.sharing.state, OwnScreen::Failed),
        }
    }

    fn put_screen(&self, screen: Option<Screen>) {
        let before = self.sharing.screen.replace(screen);
        let (track, told) = (self.sharing.track(), self.sharing.told());
        change(&self.sharing.state, if track.is_some() { OwnScreen::Shown } else { OwnScreen::Hidden });
        for other in self.others.borrow().iter() {
            other.peer.show_screen(track.clone());
            other.peer.tell(&told);
        }
        // Only now that nothing sends it any more.
        drop(before);
    }
}
