//! A feed as a file: a table (CSV) or XML (RSS 2.0 or Atom, with or without Google's namespace), told apart by how it begins.
//!
//! A bad row is left out and named by its line. Nothing that XML could make grow is followed: no document type, no entities of its own.

mod table;
mod xml;

use domain::catalogue::{Defaults, FeedProblem, Gathered, Gathering, MAX_FEED_BYTES, NothingFits};

/// Reads a feed. Takes a while for a large one, so it belongs on a thread of its own.
///
/// # Errors
/// Nothing in it is of use.
pub fn read(bytes: &[u8], defaults: Defaults) -> Result<Gathered, FeedProblem> {
    if bytes.len() > MAX_FEED_BYTES {
        return Err(FeedProblem::TooLarge);
    }
    // What spreadsheets put before UTF-8.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if [&b"PK\x03\x04"[..], b"\x1f\x8b"].iter().any(|packed| bytes.starts_with(packed)) {
        return Err(FeedProblem::Packed);
    }
    let mut gathering = Gathering::new(defaults);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(FeedProblem::Empty),
        Some(b'<') => xml::gather(bytes, &mut gathering)?,
        Some(_) => table::gather(bytes, &mut gathering)?,
    }
    gathering.done().map_err(|NothingFits(tally)| FeedProblem::NothingFits(tally))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn defaults() -> Defaults {
        Defaults { locale: "en".parse().expect("a language"), currency: Some("EUR".parse().expect("a currency")) }
    }

    fn problem(bytes: &[u8]) -> FeedProblem {
        read(bytes, defaults()).expect_err("no feed")
    }

    #[test]
    fn what_is_no_feed_is_refused_in_words() {
        assert_eq!(problem(b""), FeedProblem::Empty);
        assert_eq!(problem(b"\xef\xbb\xbf \n "), FeedProblem::Empty);
        assert_eq!(problem(b"PK\x03\x04 and so on"), FeedProblem::Packed);
        assert_eq!(problem(b"\x1f\x8b\x08"), FeedProblem::Packed);
        assert_eq!(problem(b"<html><body>Not found</body></html>"), FeedProblem::NoFeed);
        assert_eq!(problem(&vec![b'a'; MAX_FEED_BYTES + 1]), FeedProblem::TooLarge);
        assert_eq!(problem(b"hello there"), FeedProblem::NoFeed);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..4) {
            let head: &[u8] = match kind {
                0 => b"",
                1 => b"id,title,price\n",
                2 => b"<rss><channel><item><g:id>a</g:id>",
                _ => b"<feed><entry><title>",
            };
            let mut whole = head.to_vec();
            whole.extend(bytes);
            if let Ok(gathered) = read(&whole, defaults()) {
                prop_assert!(!gathered.items.is_empty());
            }
        }

        #[test]
        fn bytes_that_look_like_a_table_are_read_without_a_panic(text in "(id|title|price|[a-c,;\"\r\n1-3. ]){0,120}") {
            drop(read(text.as_bytes(), defaults()));
        }

        #[test]
        fn bytes_that_look_like_xml_are_read_without_a_panic(
            text in "(<item>|</item>|<g:id>|</g:id>|<title>|</title>|<price/>|<!\\[CDATA\\[|\\]\\]>|&amp;|&x;|&#65;|[a-c<>&1-3 ]){0,60}",
        ) {
            drop(read(["<rss>", &text].concat().as_bytes(), defaults()));
        }
    }
}
