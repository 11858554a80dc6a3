//! What the desk knows and does about the guests of its call.

use domain::{
    ParticipantId,
    call::GuestState,
    locale::phrase::Desk,
    wire::{FromAgent, GuestAction, GuestNews, GuestSeat},
};
use leptos::prelude::*;

use super::model::DeskModel;

/// The links that this desk made: whose seat each is for, and its address. Nobody else is told them.
pub type Links = Vec<(ParticipantId, String)>;

impl DeskModel {
    /// The seats for guests of the running call; reactive.
    pub fn seats(self) -> Vec<GuestSeat> {
        self.company().guests
    }

    /// Makes a link.
    pub fn invite_guest(self) {
        self.say(&FromAgent::Guest(GuestAction::Invite));
    }

    /// Lets somebody in who knocks.
    pub fn admit_guest(self, guest: ParticipantId) {
        self.say(&FromAgent::Guest(GuestAction::Admit(guest)));
    }

    /// Takes a link back, or turns somebody away who knocks.
    pub fn refuse_guest(self, guest: ParticipantId) {
        self.say(&FromAgent::Guest(GuestAction::Refuse(guest)));
    }

    /// Shows somebody out.
    pub fn show_guest_out(self, guest: ParticipantId) {
        self.say(&FromAgent::Guest(GuestAction::ShowOut(guest)));
    }

    /// Lets in or turns away whoever has knocked for the longest.
    pub fn answer_knock(self, is_let_in: bool) {
        if let Some(guest) = untrack(|| first_knock(&self.seats())) {
            if is_let_in { self.admit_guest(guest) } else { self.refuse_guest(guest) }
        }
    }

    /// The address of a link that this desk made; reactive.
    pub fn link_of(self, guest: &ParticipantId) -> Option<String> {
        self.links.with(|links| links.iter().find(|(of, _)| of == guest).map(|(_, link)| link.clone()))
    }

    pub(super) fn hear_guest(self, news: GuestNews) {
        match news {
            GuestNews::Link { guest, token } => {
                let origin = web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
                let link = self.org.with_value(|org| link(&origin, org.as_str(), &token));
                self.links.update(|links| links.push((guest, link)));
            }
            GuestNews::NoRoom => self.toasts.show(self.texts.text(Desk::NewsGuestNoRoom)),
            GuestNews::Gone => self.toasts.show(self.texts.text(Desk::NewsGuestGone)),
        }
    }
}

/// The guest who has knocked for the longest.
fn first_knock(seats: &[GuestSeat]) -> Option<ParticipantId> {
    seats.iter().find(|seat| seat.state == GuestState::Knocking).map(|seat| seat.guest.clone())
}

/// A link. What stands behind the `#` is never sent to a server by looking at it.
fn link(origin: &str, org: &str, token: &str) -> String {
    [origin, "/guest/", org, "#", token].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples;

    #[test]
    fn keys_answer_who_knocks_and_nobody_else() {
        let view = samples::with_guests();
        let seats = &view.call.as_ref().unwrap().company.guests;
        assert_eq!(first_knock(seats), Some(ParticipantId::from_random([22; 20])));
        assert_eq!(first_knock(&seats[..1]), None);
    }

    #[test]
    fn the_token_stands_behind_the_sign_that_no_server_sees() {
        assert_eq!(link("https://calls.example", "org", "token"), "https://calls.example/guest/org#token");
    }
}
