//! How to reach each other: made when a call is first shown and anew when somebody in it has a new page, not with each view.

use domain::{CallId, TicketId, Timestamp, wire::IceServer};

use super::super::floor::LiveCall;
use crate::turn::TurnConfig;

/// The servers of the current call.
#[derive(Default)]
pub(super) struct Ice {
    of: Option<(CallId, Vec<u32>)>,
    servers: Vec<IceServer>,
}

impl Ice {
    /// The servers for this call.
    pub fn servers(&mut self, turn: Option<&TurnConfig>, ticket: &TicketId, call: &LiveCall, now: Timestamp) -> &[IceServer] {
        let of = Some((call.id.clone(), call.participants.iter().map(|part| part.epoch).collect()));
        if self.of != of {
            self.of = of;
            self.servers = turn.map(|turn| turn.credentials(ticket, now)).into_iter().collect();
        }
        &self.servers
    }
}

#[cfg(test)]
mod tests {
    use domain::Duration;

    use super::super::super::samples;
    use super::*;

    #[test]
    fn credentials_stay_the_same_until_somebody_comes_back_with_a_new_page() {
        let turn = TurnConfig { urls: vec!["turn:t".into()], secret: "s".into() };
        let ticket = samples::in_call(1, 1, "d");
        let mut call = ticket.call.unwrap();
        let mut ice = Ice::default();
        let now = Timestamp::from_micros(0);
        let first = ice.servers(Some(&turn), &ticket.id, &call, now).to_vec();
        let later = now + Duration::from_secs(100);
        assert_eq!(ice.servers(Some(&turn), &ticket.id, &call, later), first);
        call.participants[0].epoch += 1;
        assert_ne!(ice.servers(Some(&turn), &ticket.id, &call, later), first);
    }
}
