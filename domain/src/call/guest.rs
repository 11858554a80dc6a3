//! Guests: who comes into a running call by a link that an agent in it made.
//!
//! A link keeps a seat from the moment it is made, so whoever is let in fits in. A guest never keeps a call alive: it ends as if no
//! guest were there, and with it every link and every seat.

use serde::{Deserialize, Serialize};

use super::{CallMachine, CallState, Effect, MAX_PARTICIPANTS, Participant, Refusal, Role};
use crate::{Duration, ParticipantId, PersonId, Timestamp};

/// How long a link can be used, if its call lasts that long.
pub const GUEST_LINK_LASTS: Duration = Duration::from_secs(30 * 60);
/// The most characters of a guest's name.
pub const MAX_GUEST_NAME_CHARS: usize = 60;

/// A seat in a running call that is kept for a guest, or that a guest has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The guest; also the participant's, once let in.
    pub id: ParticipantId,
    /// The agent who made the link.
    pub by: PersonId,
    /// Until when the link can be used.
    pub due_at: Timestamp,
    /// How far the guest is.
    pub state: GuestState,
}

/// How far a guest is who is not gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestState {
    /// The link has not been used.
    Invited,
    /// The guest used it and waits to be let in.
    Knocking,
    /// The guest is in the call.
    Admitted,
}

/// Why a link or a guest is of this call no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestEnd {
    /// An agent took the link back before it was used.
    TakenBack,
    /// Nobody used the link in time.
    Expired,
    /// An agent did not let the guest in.
    Refused,
    /// The guest left, from the call or from before its door.
    Left,
    /// The guest's page went away and did not come back in time.
    Lost,
    /// An agent showed the guest out.
    ShownOut,
    /// The call ended.
    CallOver,
}

impl CallMachine {
    /// Adds the guests who are not gone, as the store remembers them.
    #[must_use]
    pub fn with_guests(mut self, guests: Vec<Guest>) -> Self {
        self.guests = guests;
        self
    }

    /// The guests who are not gone, in the order of their links.
    pub fn guests(&self) -> &[Guest] {
        &self.guests
    }

    /// How many seats are kept for guests who are not in the call yet.
    pub(super) fn kept_seats(&self) -> usize {
        self.guests.iter().filter(|guest| guest.state != GuestState::Admitted).count()
    }

    pub(super) fn invite_guest(&mut self, by: PersonId, id: ParticipantId, due_at: Timestamp) -> Vec<Effect> {
        if !self.is_in_call(&by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        let Some(call) = &self.call else { return vec![] };
        let is_known = self.guests.iter().any(|guest| guest.id == id) || call.participants.iter().any(|part| part.id == id);
        if is_known || call.participants.len() + self.kept_seats() + self.live_rings().count() >= MAX_PARTICIPANTS {
            return vec![Effect::Refused(Refusal::CannotInvite)];
        }
        let guest = Guest { id, by, due_at, state: GuestState::Invited };
        self.guests.push(guest.clone());
        vec![Effect::GuestInvited(guest)]
    }

    pub(super) fn guest_knocks(&mut self, id: &ParticipantId, now: Timestamp) -> Vec<Effect> {
        match self.guests.iter_mut().find(|guest| guest.id == *id && guest.state == GuestState::Invited) {
            Some(guest) if now < guest.due_at => {
                guest.state = GuestState::Knocking;
                vec![Effect::GuestKnocked(id.clone())]
            }
            Some(_) => {
                let mut effects = self.guest_goes(id, GuestEnd::Expired);
                effects.push(Effect::Refused(Refusal::NoSuchGuest));
                effects
            }
            None => vec![Effect::Refused(Refusal::NoSuchGuest)],
        }
    }

    pub(super) fn admit_guest(&mut self, by: &PersonId, id: &ParticipantId) -> Vec<Effect> {
        if !self.is_in_call(by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        let guest = self.guests.iter_mut().find(|guest| guest.id == *id && guest.state == GuestState::Knocking);
        let (Some(guest), Some(call)) = (guest, self.call.as_mut()) else { return vec![Effect::Refused(Refusal::NoSuchGuest)] };
        guest.state = GuestState::Admitted;
        let participant = Participant { id: id.clone(), role: Role::Guest, person: None };
        call.participants.push(participant.clone());
        vec![Effect::GuestAdmitted { call: call.id.clone(), participant }]
    }

    /// The link is taken back, or who knocks is not let in. Whoever is in the call by now has to be shown out.
    pub(super) fn refuse_guest(&mut self, by: &PersonId, id: &ParticipantId) -> Vec<Effect> {
        if !self.is_in_call(by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        match self.state_of(id) {
            Some(GuestState::Invited) => self.guest_goes(id, GuestEnd::TakenBack),
            Some(GuestState::Knocking) => self.guest_goes(id, GuestEnd::Refused),
            Some(GuestState::Admitted) | None => vec![Effect::Refused(Refusal::NoSuchGuest)],
        }
    }

    pub(super) fn show_guest_out(&mut self, by: &PersonId, id: &ParticipantId) -> Vec<Effect> {
        if !self.is_in_call(by) {
            return vec![Effect::Refused(Refusal::NotInCall)];
        }
        match self.state_of(id) {
            Some(GuestState::Admitted) => self.guest_goes(id, GuestEnd::ShownOut),
            _ => vec![Effect::Refused(Refusal::NoSuchGuest)],
        }
    }

    /// The guest is gone of the own accord, or cannot be reached. Who has not come cannot go.
    pub(super) fn guest_left(&mut self, id: &ParticipantId, end: GuestEnd) -> Vec<Effect> {
        match self.state_of(id) {
            Some(GuestState::Knocking | GuestState::Admitted) => self.guest_goes(id, end),
            Some(GuestState::Invited) | None => vec![],
        }
    }

    /// Ends the links that nobody used in time.
    pub(super) fn expire_links(&mut self, now: Timestamp) -> Vec<Effect> {
        let is_over = |guest: &&Guest| guest.state == GuestState::Invited && now >= guest.due_at;
        let over: Vec<ParticipantId> = self.guests.iter().filter(is_over).map(|guest| guest.id.clone()).collect();
        over.iter().flat_map(|id| self.guest_goes(id, GuestEnd::Expired)).collect()
    }

    /// The call is about to end: nobody can come any more. Who is in it was in it at its end.
    pub(super) fn end_guests(&mut self) -> Vec<Effect> {
        let all = std::mem::take(&mut self.guests);
        all.into_iter().map(|guest| Effect::GuestGone { guest: guest.id, end: GuestEnd::CallOver }).collect()
    }

    fn state_of(&self, id: &ParticipantId) -> Option<GuestState> {
        self.guests.iter().find(|guest| guest.id == *id).map(|guest| guest.state)
    }

    fn guest_goes(&mut self, id: &ParticipantId, end: GuestEnd) -> Vec<Effect> {
        let before = self.guests.len();
        self.guests.retain(|guest| guest.id != *id);
        if self.guests.len() == before {
            return vec![];
        }
        if let Some(call) = self.call.as_mut().filter(|call| call.state == CallState::Running) {
            call.participants.retain(|part| part.id != *id);
        }
        vec![Effect::GuestGone { guest: id.clone(), end }]
    }
}
