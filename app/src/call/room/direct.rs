//! What the participants of a room tell each other over the direct line.

use domain::{ParticipantId, call::Role};
use leptos::prelude::*;

use super::{Inner, Remote, change};
use crate::media::{
    channel::{Direct, chat_text},
    peer::Expected,
};

impl Inner {
    /// The direct line is open, for the first time or again.
    pub(super) fn greet(&self, remote: &Remote) {
        self.tell(&remote.id, &self.media_state());
        let is_held_back = self.others.borrow().iter().any(|other| other.remote.id == remote.id && other.is_held_back.get());
        self.tell(&remote.id, &Direct::Picture { is_held_back });
        self.tell(&remote.id, &self.sharing.told());
        let hold = self.hold.get_untracked();
        if hold.turn > 0 && self.role.get() == Some(Role::Agent) {
            self.tell(&remote.id, &Direct::Hold { hold });
        }
        self.greet_with_wish(remote, false);
        self.greet_with_search(remote);
        for (id, text) in self.written.borrow().open_for(&remote.id) {
            self.tell(&remote.id, &Direct::Line { id, text });
        }
    }

    /// The line to `remote` does not take the own picture, or takes it again.
    pub(super) fn hold_back(&self, remote: &Remote, is_held_back: bool) {
        if let Some(other) = self.others.borrow().iter().find(|other| other.remote.id == remote.id) {
            other.is_held_back.set(is_held_back);
            other.peer.tell(&Direct::Picture { is_held_back });
        }
        self.judge();
    }

    /// What the other says it sends has to come out here.
    pub(super) fn expect(&self, remote: &Remote) {
        let is_sent = !remote.is_on_hold.get_untracked();
        let picture = is_sent && remote.is_camera_on.get_untracked() && !remote.is_held_back.get_untracked();
        let expected = Expected { picture, voice: is_sent && !remote.is_muted.get_untracked() };
        if let Some(other) = self.others.borrow().iter().find(|other| other.remote.id == remote.id) {
            other.peer.expect(expected);
        }
    }

    pub(super) fn hear(&self, remote: &Remote, message: Direct) {
        match message {
            Direct::Media { is_muted, is_camera_on } => {
                change(&remote.is_muted, is_muted);
                change(&remote.is_camera_on, is_camera_on);
                self.expect(remote);
            }
            Direct::Picture { is_held_back } => {
                change(&remote.is_held_back, is_held_back);
                self.expect(remote);
            }
            Direct::Screen { is_shown } => change(&remote.is_screen_shown, is_shown),
            Direct::Hold { hold } => self.hear_hold(remote, &hold),
            Direct::Search { id, term, page } => self.hear_search(remote, id, term, page),
            Direct::Found { id, found } => self.hear_found(remote, id, found),
            Direct::AskStill { id } => self.hear_ask(remote, id),
            Direct::StillAnswer { id, is_sent } => self.hear_answer(remote, &id, is_sent),
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
                // Who merely leaves says nothing of the kind. A shopper ends it for all, the only agent for the shopper, and a guest
                // for nobody; for the rest the server's next view has it.
                let hosts = self.others.borrow().iter().filter(|other| other.remote.role != Role::Guest).count();
                if remote.role == Role::Shopper || (remote.role != Role::Guest && hosts <= 1) {
                    self.end(true, false);
                }
            }
        }
    }

    pub(super) fn tell(&self, to: &ParticipantId, message: &Direct) -> bool {
        self.others.borrow().iter().any(|other| other.remote.id == *to && other.peer.tell(message))
    }

    fn media_state(&self) -> Direct {
        let media = self.around.media;
        untrack(|| Direct::Media { is_muted: media.is_muted() || !media.has_microphone(), is_camera_on: media.gives_picture() })
    }

    pub(super) fn media_changed(&self) {
        let state = self.media_state();
        for other in self.others.borrow().iter() {
            other.peer.attach();
            other.peer.tell(&state);
        }
    }

    pub(super) fn say(&self, text: String) {
        let id = format!("{:x}", js_sys::Math::random().to_bits());
        let others: Vec<_> = self.others.borrow().iter().map(|other| other.remote.id.clone()).collect();
        self.written.borrow_mut().say(id.clone(), text.clone(), others.iter().cloned());
        self.lines_changed();
        let line = Direct::Line { id, text };
        for other in others {
            self.tell(&other, &line);
        }
    }

    pub(super) fn lines_changed(&self) {
        change(&self.lines, self.written.borrow().all());
    }
}
