//! How many links may be tried from one network. Nobody guesses 128 bits; this keeps whoever tries from keeping the store busy.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::http::streams::network;

/// From one address, or one network of IPv6, within [`WINDOW`]; an office may have many guests behind one address.
const MOST: u32 = 30;
/// After how long tries are forgotten.
const WINDOW: Duration = Duration::from_secs(60);
/// How many networks are remembered. Beyond that the oldest windows go first, and until then nobody new is counted.
const MOST_NETWORKS: usize = 10_000;

/// The tries of the last minute, on this node.
#[derive(Clone, Debug, Default)]
pub struct Tries(Arc<Mutex<HashMap<IpAddr, (Instant, u32)>>>);

impl Tries {
    /// Counts a try; `false` when there were too many.
    pub fn takes(&self, from: IpAddr) -> bool {
        self.takes_at(from, Instant::now())
    }

    fn takes_at(&self, from: IpAddr, now: Instant) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_over = |began: &Instant| now.saturating_duration_since(*began) >= WINDOW;
        if tries.len() >= MOST_NETWORKS {
            tries.retain(|_, (began, _)| !is_over(began));
        }
        let from = network(from);
        if tries.len() >= MOST_NETWORKS && !tries.contains_key(&from) {
            return true;
        }
        let (began, count) = tries.entry(from).or_insert((now, 0));
        if is_over(began) {
            (*began, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn so_many_tries_of_a_network_pass_within_a_minute_and_then_again() {
        let tries = Tries::default();
        let now = Instant::now();
        assert_eq!((0..40).filter(|number| tries.takes_at(address(&format!("2001:db8:1:2::{number:x}")), now)).count(), 30);
        assert!(tries.takes_at(address("2001:db8:1:3::1"), now));
        assert!(!tries.takes_at(address("2001:db8:1:2::1"), now + WINDOW - Duration::from_millis(1)));
        assert!(tries.takes_at(address("2001:db8:1:2::1"), now + WINDOW));
    }
}
