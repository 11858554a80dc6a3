//! How many tickets strangers may draw, so that a bot cannot ring the floor. Only tickets that no agent answered count: whoever
//! has talked to somebody is no bot.

use crate::Duration;

/// For how long a ticket that nobody answered counts.
pub const COUNTED_FOR: Duration = Duration::from_secs(10 * 60);
/// Unanswered tickets of one visit, the one that waits included.
pub const PER_VISIT: u32 = 5;
/// Unanswered tickets of one network: an IPv4 address, or the /64 that one household or server has of IPv6. An office shares one.
pub const PER_NETWORK: u32 = 15;
/// Tickets of one organisation that are not over.
pub const PER_ORGANISATION: u32 = 20_000;

/// Tickets that count against a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Unanswered ones of the same visit.
    pub by_visit: u32,
    /// Unanswered ones of the same network; 0 where it is not known.
    pub by_network: u32,
    /// Live ones of the organisation.
    pub by_organisation: u32,
}

/// Which limit a new ticket would exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exceeded {
    /// [`PER_VISIT`].
    Visit,
    /// [`PER_NETWORK`].
    Network,
    /// [`PER_ORGANISATION`].
    Organisation,
}

impl Drawn {
    /// The limit that one more ticket would exceed, the narrowest first.
    pub const fn exceeded(self) -> Option<Exceeded> {
        if self.by_visit >= PER_VISIT {
            Some(Exceeded::Visit)
        } else if self.by_network >= PER_NETWORK {
            Some(Exceeded::Network)
        } else if self.by_organisation >= PER_ORGANISATION {
            Some(Exceeded::Organisation)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ticket_that_reaches_a_limit_is_still_drawn_and_the_next_is_not() {
        let exceeded = |by_visit, by_network, by_organisation| Drawn { by_visit, by_network, by_organisation }.exceeded();
        assert_eq!(exceeded(PER_VISIT - 1, PER_NETWORK - 1, PER_ORGANISATION - 1), None);
        assert_eq!(exceeded(PER_VISIT, 0, 0), Some(Exceeded::Visit));
        assert_eq!(exceeded(0, PER_NETWORK, 0), Some(Exceeded::Network));
        assert_eq!(exceeded(0, 0, PER_ORGANISATION), Some(Exceeded::Organisation));
    }

    #[test]
    fn a_visit_has_less_room_than_the_network_it_comes_from() {
        const { assert!(PER_VISIT < PER_NETWORK && PER_NETWORK < PER_ORGANISATION) };
    }
}
