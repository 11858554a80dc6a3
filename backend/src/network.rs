//! The network that an address belongs to, as far as strangers are told apart by it.

use std::net::{IpAddr, Ipv4Addr};

/// Names who is behind an address: itself for IPv4, its /64 for IPv6, which one household or server has as a whole.
pub fn name(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x?}", &address.segments()[..4]),
    }
}

/// Whether the address may be a stranger's. One of the own network may be that of a proxy that nobody declared, behind which
/// everybody would seem to be the same.
pub fn is_of_a_stranger(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            !(address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified() || is_shared(address))
        }
        IpAddr::V6(address) => {
            !(address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local() || address.is_unspecified())
        }
    }
}

/// 100.64.0.0/10, between a provider and its customers (RFC 6598).
fn is_shared(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    first == 100 && second & 0b1100_0000 == 64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn one_household_has_a_whole_64_of_ipv6_and_one_address_of_ipv4() {
        assert_eq!(name(address("2001:db8:1:2::1")), name(address("2001:db8:1:2:ffff::9")));
        assert_ne!(name(address("2001:db8:1:2::1")), name(address("2001:db8:1:3::1")));
        assert_eq!(name(address("::ffff:203.0.113.9")), name(address("203.0.113.9")));
        assert_ne!(name(address("203.0.113.9")), name(address("203.0.113.8")));
    }

    #[test]
    fn addresses_of_the_own_network_are_nobodys() {
        for own in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "100.127.255.255",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
            "0.0.0.0",
        ] {
            assert!(!is_of_a_stranger(address(own)), "{own}");
        }
        for other in ["203.0.113.9", "8.8.8.8", "100.63.255.255", "100.128.0.1", "2001:db8::1"] {
            assert!(is_of_a_stranger(address(other)), "{other}");
        }
    }
}
