//! How to reach each other: credentials for the tickets that warm up, ring or are in a call here. They are made when they are
//! first needed, anew when somebody in the call has a new page, and in good time before they end; not with each view. Who waits
//! further back holds none.

use domain::{CallId, TicketId, Timestamp, wire::IceServer};
use tokio::sync::watch::Receiver;

use super::super::{floor::LiveCall, hub::Hub};
use crate::turn::{RENEW_AFTER, TurnConfig};

/// The servers that this session's client was told.
#[derive(Default)]
pub(super) struct Ice {
    held: Vec<Held>,
    /// Only whoever holds something looks at the time.
    chimes: Option<Receiver<()>>,
}

struct Held {
    ticket: TicketId,
    /// The call that they were told for, with its participants' epochs; `None` before it.
    call: Option<(CallId, Vec<u32>)>,
    made_at: Timestamp,
    servers: Vec<IceServer>,
}

impl Ice {
    /// Holds servers for these tickets and their calls, and for no others.
    pub fn hold(&mut self, hub: &Hub, wanted: &[(&TicketId, Option<&LiveCall>)], now: Timestamp) {
        self.renew(hub.config.turn.as_ref(), wanted, now);
        if self.held.is_empty() {
            self.chimes = None;
        } else if self.chimes.is_none() {
            self.chimes = Some(hub.chimes());
        }
    }

    fn renew(&mut self, turn: Option<&TurnConfig>, wanted: &[(&TicketId, Option<&LiveCall>)], now: Timestamp) {
        self.held.retain(|held| wanted.iter().any(|(ticket, _)| held.ticket == **ticket));
        let Some(turn) = turn else { return };
        for (ticket, call) in wanted {
            let call = call.map(|call| (call.id.clone(), call.participants.iter().map(|part| part.epoch).collect()));
            let made = || vec![turn.credentials(ticket, now)];
            match self.held.iter_mut().find(|held| held.ticket == **ticket) {
                Some(held) => {
                    // From the warm-up into the call they stay the same: what was found out with them stays good.
                    let is_new_page = held.call.is_some() && call.is_some() && held.call != call;
                    if is_new_page || now - held.made_at >= RENEW_AFTER {
                        (held.servers, held.made_at) = (made(), now);
                    }
                    held.call = call;
                }
                None => self.held.push(Held { ticket: (*ticket).clone(), call, made_at: now, servers: made() }),
            }
        }
    }

    /// The servers for this ticket; none when it is not held or there is no server.
    pub fn of(&self, ticket: &TicketId) -> Vec<IceServer> {
        self.held.iter().find(|held| held.ticket == *ticket).map(|held| held.servers.clone()).unwrap_or_default()
    }

    /// Waits until it is time to look whether what is held gets old; for ever when nothing is held. Cancel-safe.
    pub async fn ages(&mut self) {
        let is_over = match &mut self.chimes {
            Some(chimes) => chimes.changed().await.is_err(),
            None => true,
        };
        if is_over {
            std::future::pending().await
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::Duration;

    use super::super::super::samples;
    use super::*;

    const START: Timestamp = Timestamp::from_micros(0);

    fn turn() -> TurnConfig {
        TurnConfig { urls: vec!["turn:t".into()], secret: "s".into() }
    }

    #[test]
    fn credentials_stay_the_same_from_the_warm_up_into_the_call_until_somebody_has_a_new_page() {
        let ticket = samples::in_call(1, 1, "d");
        let mut call = ticket.call.unwrap();
        let mut ice = Ice::default();
        ice.renew(Some(&turn()), &[(&ticket.id, None)], START);
        let first = ice.of(&ticket.id);
        let later = START + Duration::from_secs(100);
        ice.renew(Some(&turn()), &[(&ticket.id, Some(&call))], later);
        assert_eq!(ice.of(&ticket.id), first);
        call.participants[0].epoch += 1;
        ice.renew(Some(&turn()), &[(&ticket.id, Some(&call))], later);
        assert_ne!(ice.of(&ticket.id), first);
    }

    #[test]
    fn credentials_are_renewed_when_half_their_time_is_over() {
        let ticket = samples::ticket(1);
        let mut ice = Ice::default();
        let at = |ice: &mut Ice, now| {
            ice.renew(Some(&turn()), &[(&ticket.id, None)], now);
            ice.of(&ticket.id)
        };
        let first = at(&mut ice, START);
        assert_eq!(at(&mut ice, START + RENEW_AFTER - Duration::from_micros(1)), first);
        let second = at(&mut ice, START + RENEW_AFTER);
        assert_ne!(second, first);
        assert_eq!(at(&mut ice, START + RENEW_AFTER + Duration::from_secs(1)), second);
    }

    #[test]
    fn nothing_is_held_for_a_ticket_that_is_no_longer_wanted_or_without_a_server() {
        let (one, other) = (samples::ticket_id(1), samples::ticket_id(2));
        let mut ice = Ice::default();
        ice.renew(Some(&turn()), &[(&one, None), (&other, None)], START);
        assert_ne!(ice.of(&one), ice.of(&other));
        ice.renew(Some(&turn()), &[(&other, None)], START);
        assert_eq!(ice.of(&one), []);
        ice.renew(Some(&turn()), &[], START);
        assert!(ice.held.is_empty());
        ice.renew(None, &[(&one, None)], START);
        assert!(ice.held.is_empty() && ice.of(&one).is_empty());
    }
}
