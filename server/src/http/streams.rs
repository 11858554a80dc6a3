//! How many streams may be open at a time. A page that gets none asks again and again instead.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use domain::OrgId;

/// From one address, or one network of IPv6: behind an address of a mobile carrier are many shoppers.
pub const MOST_OF_ADDRESS: u32 = 200;
/// Of one organisation, on this node.
pub const MOST_OF_ORGANISATION: u32 = 20_000;

/// The open streams of this node.
#[derive(Clone, Debug, Default)]
pub struct StreamLimits(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    by_whom: Mutex<HashMap<Whom, u32>>,
    all: AtomicU32,
}

/// Whose streams are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Whom {
    Address(IpAddr),
    Organisation(OrgId),
}

/// An open stream; closed when it is dropped.
#[derive(Debug)]
pub struct OpenStream {
    counts: Arc<Counts>,
    of: [Whom; 2],
}

impl StreamLimits {
    /// Counts a stream, unless as many are open as may.
    pub fn take(&self, org: &OrgId, address: IpAddr) -> Option<OpenStream> {
        let of = [Whom::Address(network(address)), Whom::Organisation(org.clone())];
        let mut by_whom = self.0.by_whom();
        let is_full =
            of.iter().zip([MOST_OF_ADDRESS, MOST_OF_ORGANISATION]).any(|(whom, most)| by_whom.get(whom).is_some_and(|open| *open >= most));
        if is_full {
            return None;
        }
        for whom in &of {
            let open = by_whom.entry(whom.clone()).or_default();
            *open = open.saturating_add(1);
        }
        drop(by_whom);
        self.0.all.fetch_add(1, Ordering::Relaxed);
        Some(OpenStream { counts: Arc::clone(&self.0), of })
    }

    /// How many are open.
    pub fn open(&self) -> u32 {
        self.0.all.load(Ordering::Relaxed)
    }
}

impl Counts {
    fn by_whom(&self) -> MutexGuard<'_, HashMap<Whom, u32>> {
        self.by_whom.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut by_whom = self.counts.by_whom();
        for whom in &self.of {
            let left = by_whom.get(whom).map_or(0, |open| open.saturating_sub(1));
            if left == 0 {
                by_whom.remove(whom);
            } else {
                by_whom.insert(whom.clone(), left);
            }
        }
        self.counts.all.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The address itself, or the network of 64 bits that one IPv6 subscriber has for himself.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org(number: u8) -> OrgId {
        OrgId::from_random([number; 20])
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_address_has_so_many_streams_over_all_organisations_and_gets_another_when_one_ends() {
        let limits = StreamLimits::default();
        let mut open: Vec<_> =
            (0..MOST_OF_ADDRESS).map(|number| limits.take(&org(u8::from(number % 2 == 0)), address("192.0.2.1"))).collect();
        assert!(open.iter().all(Option::is_some));
        assert!(limits.take(&org(0), address("192.0.2.1")).is_none());
        assert!(limits.take(&org(0), address("::ffff:192.0.2.1")).is_none());
        assert!(limits.take(&org(0), address("192.0.2.2")).is_some());
        open.pop();
        assert!(limits.take(&org(0), address("192.0.2.1")).is_some());
        open.clear();
        assert_eq!((limits.open(), limits.0.by_whom().len()), (0, 0));
    }

    #[test]
    fn all_addresses_of_an_ipv6_subscriber_count_as_one() {
        let limits = StreamLimits::default();
        let open: Vec<_> = (0..MOST_OF_ADDRESS).map(|number| limits.take(&org(0), address(&format!("2001:db8:1:2::{number:x}")))).collect();
        assert!(open.iter().all(Option::is_some));
        assert!(limits.take(&org(0), address("2001:db8:1:2:ffff::1")).is_none());
        assert!(limits.take(&org(0), address("2001:db8:1:3::1")).is_some());
    }

    #[test]
    fn an_organisation_has_so_many_streams_over_all_addresses() {
        let limits = StreamLimits::default();
        let of = |number: u32| IpAddr::V4(std::net::Ipv4Addr::from_bits(number));
        let open: Vec<_> = (0..MOST_OF_ORGANISATION).map(|number| limits.take(&org(0), of(number))).collect();
        assert!(open.iter().all(Option::is_some));
        assert!(limits.take(&org(0), of(u32::MAX)).is_none());
        assert!(limits.take(&org(1), of(u32::MAX)).is_some());
    }
}
