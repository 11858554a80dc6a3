//! Whose address a request comes from, when proxies stand in front.

use std::net::IpAddr;

use axum::http::HeaderMap;

/// The address of whoever is behind the trusted proxies: the last entry of `X-Forwarded-For` that is not a trusted proxy itself.
/// Without a trusted peer the header is not believed.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let entries: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|entry| entry.trim().parse().ok())
        .collect();
    entries.into_iter().rev().find(|address| !trusted.contains(address)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(forwarded: &'static str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().expect("a header name"), forwarded.parse().expect("a header value"))])
    }

    const PROXY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));
    const STRANGER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));

    #[test]
    fn a_strangers_header_is_not_believed() {
        assert_eq!(client_address(STRANGER, &headers("192.0.2.1"), &[PROXY]), STRANGER);
    }

    #[test]
    fn behind_a_trusted_proxy_the_last_untrusted_entry_counts() {
        assert_eq!(client_address(PROXY, &headers("192.0.2.1, 203.0.113.9, 10.0.0.1"), &[PROXY]), STRANGER);
        assert_eq!(client_address(PROXY, &headers("nonsense"), &[PROXY]), PROXY);
    }
}
