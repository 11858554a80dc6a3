//! How many agents a ticket asks, and in which order.

use super::Routing;
use crate::{Duration, PersonId, TicketId};

/// How long each step of [`Routing::Widening`] lasts.
pub const WIDENS_EVERY: Duration = Duration::from_secs(10);

impl Routing {
    /// How many agents a ticket has asked at most, so long after its round began. An agent whose ring has ended makes room for
    /// the next, so nobody waits for the clock when somebody has declined.
    pub fn reach(self, since: Duration, ended: usize) -> usize {
        match self {
            Self::All => usize::MAX,
            Self::LongestIdle => ended.saturating_add(1),
            Self::Widening => {
                let by_now = match since.as_micros().max(0) / WIDENS_EVERY.as_micros() {
                    0 => 1,
                    1 => 3,
                    2 => 5,
                    _ => usize::MAX,
                };
                by_now.max(ended.saturating_add(1))
            }
        }
    }
}

/// Where an agent stands in the order that is a ticket's own: as good as shuffled, and the same on every node.
pub fn lot(ticket: &TicketId, agent: &PersonId) -> u64 {
    // FNV-1a, finished by the mixer of SplitMix64, so that ids that differ in their last letter only are far apart.
    let bytes = ticket.as_str().bytes().chain(agent.as_str().bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_widening_ticket_asks_one_then_three_then_five_then_all() {
        let at = |seconds| Routing::Widening.reach(Duration::from_secs(seconds), 0);
        assert_eq!([0, 9, 10, 19, 20, 29].map(at), [1, 1, 3, 3, 5, 5]);
        assert_eq!(at(30), usize::MAX);
    }

    #[test]
    fn who_has_declined_makes_room_for_the_next_at_once() {
        assert_eq!(Routing::Widening.reach(Duration::ZERO, 2), 3);
        assert_eq!(Routing::LongestIdle.reach(Duration::from_secs(90), 1), 2);
    }

    #[test]
    fn each_ticket_has_an_order_of_its_own_and_every_agent_is_first_about_as_often() {
        let agents: Vec<_> = (0..4).map(|number| PersonId::from_random([number; 20])).collect();
        let mut firsts = [0; 4];
        let mut orders = HashSet::new();
        for number in 0..=255 {
            let ticket = TicketId::from_random([number; 20]);
            let mut order: Vec<usize> = (0..4).collect();
            order.sort_by_key(|agent| lot(&ticket, &agents[*agent]));
            firsts[order[0]] += 1;
            orders.insert(order);
        }
        assert!(firsts.iter().all(|count| (35..=95).contains(count)), "{firsts:?}");
        assert!(orders.len() > 20, "of 24 orders {} came", orders.len());
    }
}
