//! Which addresses may be reached.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use url::Host;

use super::OutboundError;

/// Which addresses may be reached: public ones, and those that are listed.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    also: Arc<[SocketAddr]>,
}

impl Guard {
    pub(super) fn reaching(also: Vec<SocketAddr>) -> Self {
        Self { also: also.into() }
    }

    /// The servers of a host that may be reached. A name is resolved here and nowhere else.
    pub(super) async fn servers(&self, host: &Host<&str>, port: u16) -> Result<Vec<SocketAddr>, OutboundError> {
        let found: Vec<SocketAddr> = match host {
            Host::Ipv4(address) => vec![(*address, port).into()],
            Host::Ipv6(address) => vec![(*address, port).into()],
            Host::Domain(name) => tokio::net::lookup_host((*name, port)).await.map_err(|_| OutboundError::NoServer)?.collect(),
        };
        if found.is_empty() {
            return Err(OutboundError::NoServer);
        }
        let allowed: Vec<_> = found.into_iter().filter(|server| self.may_reach(server)).collect();
        if allowed.is_empty() { Err(OutboundError::Private) } else { Ok(allowed) }
    }

    fn may_reach(&self, server: &SocketAddr) -> bool {
        self.also.contains(server) || is_public(server.ip())
    }
}

/// Whether an address is one of the public internet, by the special-purpose registries of IANA (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127 | 224..=255, ..] // this network, private, loopback, multicast and reserved
            | [100, 64..=127, ..] // between a provider and its customers
            | [169, 254, ..] // link-local, and what clouds tell their machines
            | [172, 16..=31, ..] // private
            | [192, 0, 0 | 2, _] // protocols, documentation
            | [192, 88, 99, _] // 6to4 relays
            | [192, 168, ..] // private
            | [198, 18 | 19, ..] // benchmarks
            | [198, 51, 100, _] // documentation
            | [203, 0, 113, _] // documentation
    )
}

/// Global unicast is 2000::/3; within it, what wraps IPv4 addresses or is for documentation is left out, and outside it the NAT64
/// prefixes are, which lead to IPv4 addresses of any kind.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_public(text: &str) -> bool {
        super::is_public(text.parse().expect("an address"))
    }

    #[test]
    fn what_is_not_of_the_public_internet_is_not_reached() {
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::10.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "100::1",
            "2001:0:1::1",
            "2001:db8::1",
            "2002:a00:1::",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address), "{address}");
        }
        for address in [
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.0.1",
            "198.20.0.1",
            "2606:4700::1",
            "2a00:1450::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(address), "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused_and_a_listed_server_is_not() {
        let guard = Guard::reaching(vec!["127.0.0.1:4000".parse().expect("an address")]);
        assert_eq!(guard.servers(&Host::Ipv4(Ipv4Addr::LOCALHOST), 4_001).await, Err(OutboundError::Private));
        assert!(guard.servers(&Host::Ipv4(Ipv4Addr::LOCALHOST), 4_000).await.is_ok());
        assert_eq!(Guard::default().servers(&Host::Domain("localhost"), 4_000).await, Err(OutboundError::Private));
        assert_eq!(Guard::default().servers(&Host::Domain("no-such-name.invalid"), 80).await, Err(OutboundError::NoServer));
    }
}
