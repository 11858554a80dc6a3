//! Which page an address leads to.

/// Names a page of a shop, for addresses that are written in several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageKey {
    /// Host, path and query: `shop.example/lamp?colour=moss`.
    pub whole: String,
    /// Host and path: what the variations of a product mostly share.
    pub path: String,
}

/// Keys of a query that say where somebody comes from and not where to.
const OF_CAMPAIGNS: [&str; 6] = ["gclid", "fbclid", "msclkid", "srsltid", "gad_source", "gbraid"];

impl PageKey {
    /// The page of an address of the web; `None` for anything else. Schemes, fragments, `www.`, a slash at the end and what campaigns
    /// add to the query make no other page, and neither does the order of the query.
    pub fn of(address: &str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = address.split_once("://")?;
        if !["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
            return None;
        }
        let rest = rest.split('#').next().unwrap_or_default();
        let (page, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = page.split_once('/').unwrap_or((page, ""));
        let host = host.to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        if host.is_empty() {
            return None;
        }
        let path = [host, "/", path].concat();
        let path = path.trim_end_matches('/').to_owned();
        let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_of_campaign(pair)).collect();
        pairs.sort_unstable();
        let whole = if pairs.is_empty() { path.clone() } else { [path.as_str(), "?", &pairs.join("&")].concat() };
        Some(Self { whole, path })
    }
}

fn is_of_campaign(pair: &str) -> bool {
    let key = pair.split('=').next().unwrap_or_default().to_lowercase();
    key.starts_with("utm_") || OF_CAMPAIGNS.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_key_however_its_address_is_written() {
        let wanted = PageKey::of("https://shop.example/Lamp?b=2&a=1");
        for address in [
            "http://www.SHOP.example/Lamp/?a=1&b=2",
            " https://shop.example/Lamp?utm_source=x&a=1&gclid=7&b=2#reviews ",
            "HTTPS://shop.example/Lamp/?b=2&&a=1",
        ] {
            assert_eq!(PageKey::of(address), wanted, "{address}");
        }
        let wanted = wanted.expect("a page");
        assert_eq!((wanted.whole.as_str(), wanted.path.as_str()), ("shop.example/Lamp?a=1&b=2", "shop.example/Lamp"));
        assert_eq!(PageKey::of("https://shop.example").map(|key| key.whole), Some("shop.example".to_owned()));
    }

    #[test]
    fn other_pages_and_what_is_none_have_others() {
        assert_ne!(PageKey::of("https://shop.example/lamp"), PageKey::of("https://shop.example/Lamp"));
        assert_ne!(PageKey::of("https://shop.example/?id=1"), PageKey::of("https://shop.example/?id=2"));
        for address in ["", "lamp", "ftp://shop.example", "https://", "https:///lamp", "javascript://x"] {
            assert_eq!(PageKey::of(address), None, "{address}");
        }
    }
}
