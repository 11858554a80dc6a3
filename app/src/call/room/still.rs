//! An agent asks the shopper for a still of the picture. The question and the answer go directly between the two; the still itself
//! goes to the server, so that it has an end.

use domain::{ParticipantId, SnapshotId, call::Role, wire::ParticipantView};
use leptos::prelude::*;

use super::{super::remote::change, CallRoom, Inner, Remote};
use crate::{client::fresh_name, media::channel::Direct};

/// What the shopper is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedStill {
    /// What the still will be called.
    pub id: SnapshotId,
    /// The agent who asks.
    pub by: ParticipantId,
}

/// What an agent knows of the still that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StillWish {
    /// Nothing was asked for.
    #[default]
    None,
    /// The shopper has not answered yet.
    Asked(SnapshotId),
    /// The shopper would rather not.
    Declined,
}

/// Both sides of the question; each page is on one of them.
#[derive(Debug, Default)]
pub(super) struct Stills {
    asked: ArcRwSignal<Option<AskedStill>>,
    wish: ArcRwSignal<StillWish>,
}

impl CallRoom {
    /// What this shopper is asked for; reactive.
    pub fn asked_still(&self) -> Option<AskedStill> {
        self.inner.stills.asked.get()
    }

    /// The shopper has sent the still, or would rather not.
    pub fn answer_still(&self, is_sent: bool) {
        if let Some(AskedStill { id, by }) = self.inner.stills.asked.get_untracked() {
            self.inner.tell(&by, &Direct::StillAnswer { id, is_sent });
            self.inner.stills.asked.set(None);
        }
    }

    /// What became of the still that this agent asked for; reactive.
    pub fn still_wish(&self) -> StillWish {
        self.inner.stills.wish.get()
    }

    /// Whether the shopper can be asked: is seen here; reactive.
    pub fn can_ask_for_still(&self) -> bool {
        let is_seen = |remote: &Remote| remote.role == Role::Shopper && remote.is_camera_on.get() && !remote.is_on_hold.get();
        self.remotes().iter().any(is_seen)
    }

    /// Asks the shopper for a still, or no longer asks.
    pub fn toggle_still(&self) {
        let wish = match self.inner.stills.wish.get_untracked() {
            StillWish::Asked(_) => StillWish::None,
            StillWish::None | StillWish::Declined => fresh_name().parse().map_or(StillWish::None, StillWish::Asked),
        };
        self.inner.stills.wish.set(wish);
        self.inner.tell_wish();
    }

    /// The agent has read that the shopper would rather not.
    pub fn forget_still(&self) {
        change(&self.inner.stills.wish, StillWish::None);
    }
}

impl Inner {
    fn tell_wish(&self) {
        let shoppers: Vec<_> = self.others.borrow().iter().map(|other| other.remote.clone()).collect();
        for remote in &shoppers {
            self.greet_with_wish(remote, true);
        }
    }

    /// Tells the shopper what this agent asks for. A page that has just come knows of no question that was taken back.
    pub(super) fn greet_with_wish(&self, remote: &Remote, also_none: bool) {
        let id = self.stills.wish.with_untracked(|wish| if let StillWish::Asked(id) = wish { Some(id.clone()) } else { None });
        if remote.role == Role::Shopper && (also_none || id.is_some()) {
            self.tell(&remote.id, &Direct::AskStill { id });
        }
    }

    /// An agent asks this shopper, or no longer does. One question at a time: an earlier one of another agent is answered.
    pub(super) fn hear_ask(&self, remote: &Remote, id: Option<SnapshotId>) {
        if remote.role != Role::Agent || self.role.get() != Some(Role::Shopper) {
            return;
        }
        let before = self.stills.asked.get_untracked();
        match (id, before) {
            (Some(id), Some(before)) if before.id == id => {}
            (Some(id), before) => {
                if let Some(before) = before {
                    self.tell(&before.by, &Direct::StillAnswer { id: before.id, is_sent: false });
                }
                self.stills.asked.set(Some(AskedStill { id, by: remote.id.clone() }));
            }
            (None, Some(before)) if before.by == remote.id => self.stills.asked.set(None),
            (None, _) => {}
        }
    }

    /// The shopper has answered this agent.
    pub(super) fn hear_answer(&self, remote: &Remote, id: &SnapshotId, is_sent: bool) {
        let is_asked = self.stills.wish.with_untracked(|wish| matches!(wish, StillWish::Asked(asked) if asked == id));
        if remote.role == Role::Shopper && is_asked {
            self.stills.wish.set(if is_sent { StillWish::None } else { StillWish::Declined });
        }
    }

    /// Nobody is asked any more by an agent who has left.
    pub(super) fn doubt_ask(&self, participants: &[ParticipantView]) {
        let by = self.stills.asked.with_untracked(|asked| asked.as_ref().map(|asked| asked.by.clone()));
        if by.is_some_and(|by| participants.iter().all(|participant| participant.id != by)) {
            self.stills.asked.set(None);
        }
    }
}
