//! A feed as XML: the items of RSS 2.0, or the entries of Atom.

use domain::catalogue::{Column, FeedProblem, Gathering, Row};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// The longest value, in bytes; what is beyond counts for nothing.
const MOST_VALUE_BYTES: usize = 50_000;

/// An item on its way.
#[derive(Default)]
struct Element {
    line: u32,
    /// How deep one is in it; 1 among its values.
    depth: usize,
    values: Vec<Value>,
    /// The value that is read.
    open: Option<Value>,
    is_long: bool,
}

struct Value {
    column: Column,
    /// Whether its name has a prefix, as Google's have: it then wins over the feed's own word for the same.
    is_prefixed: bool,
    text: String,
}

/// Takes all items in.
pub(super) fn gather(bytes: &[u8], gathering: &mut Gathering) -> Result<(), FeedProblem> {
    // What is not UTF-8 would end the reading; as it is, it costs a letter.
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut item: Option<Element> = None;
    let mut is_feed = false;
    loop {
        let line = lines.at(reader.buffer_position());
        match reader.read_event() {
            Err(error) => {
                gathering.note(line, &format!("the feed breaks off here, and what follows was not read: {error}"));
                break;
            }
            Ok(Event::Eof) => {
                if let Some(item) = item {
                    gathering.leave_out(item.line, "the feed ends in the middle of this item");
                }
                break;
            }
            Ok(Event::Start(tag)) => match &mut item {
                Some(item) => item.begin(&tag),
                None if is_item(&tag) && gathering.is_full() => {
                    gathering.overflow(line);
                    break;
                }
                None if is_item(&tag) => item = Some(Element { line, depth: 1, ..Element::default() }),
                None => is_feed |= is_root(&tag),
            },
            Ok(Event::Empty(tag)) => {
                if let Some(item) = &mut item {
                    item.begin(&tag);
                    item.end();
                }
            }
            Ok(Event::End(_)) => {
                if item.as_mut().is_some_and(Element::end)
                    && let Some(item) = item.take()
                {
                    item.into(gathering);
                }
            }
            Ok(Event::Text(text)) => {
                if let Some(item) = &mut item {
                    item.add(&text.xml10_content());
                }
            }
            Ok(Event::CData(text)) => {
                if let Some(item) = &mut item {
                    item.add(&text.xml10_content());
                }
            }
            Ok(Event::GeneralRef(name)) => {
                if let Some(item) = &mut item {
                    item.add(&entity(&name));
                }
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    if is_feed { Ok(()) } else { Err(FeedProblem::NoFeed) }
}

fn is_root(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "rss" | "feed" | "RDF" | "channel" | "products")
}

fn is_item(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "item" | "entry")
}

/// What XML itself has a name for, or a number; anything else is none of ours.
fn entity(name: &quick_xml::events::BytesRef<'_>) -> String {
    match name.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => match name.as_ref() {
            "amp" => "&".to_owned(),
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            "quot" => "\"".to_owned(),
            "apos" => "'".to_owned(),
            other => ["&", other, ";"].concat(),
        },
    }
}

impl Element {
    /// A tag inside the item.
    fn begin(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        if self.depth > 2 {
            return;
        }
        let name = tag.name();
        let Some(column) = Column::named(name.local_name().as_ref()) else { return };
        let is_prefixed = name.prefix().is_some();
        // Atom has addresses in an attribute.
        let href = tag.try_get_attribute("href").ok().flatten().and_then(|href| href.normalized_value(Default::default()).ok());
        let text = href.map(|href| href.into_owned()).unwrap_or_default();
        self.open = Some(Value { column, is_prefixed, text });
    }

    /// The end of a tag; whether it was the item's own.
    fn end(&mut self) -> bool {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 1 {
            self.values.extend(self.open.take());
        }
        self.depth == 0
    }

    fn add(&mut self, text: &str) {
        if let Some(value) = self.open.as_mut().filter(|_| self.depth == 2) {
            if value.text.len() + text.len() <= MOST_VALUE_BYTES {
                value.text.push_str(text);
            } else {
                self.is_long = true;
            }
        }
    }

    fn into(self, gathering: &mut Gathering) {
        if self.is_long {
            return gathering.leave_out(self.line, &format!("a value is longer than {MOST_VALUE_BYTES} bytes"));
        }
        let mut row = Row::default();
        let (prefixed, plain): (Vec<_>, Vec<_>) = self.values.into_iter().partition(|value| value.is_prefixed);
        for value in prefixed.iter().chain(&plain) {
            row.put(value.column.clone(), &value.text);
        }
        if row.is_blank() {
            return gathering.leave_out(self.line, "nothing in this item is known");
        }
        gathering.row(self.line, &row);
    }
}

/// Counts lines up to a place that only moves on.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, place: u64) -> u32 {
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.at..place).unwrap_or_default();
        self.line = self.line.saturating_add(passed.iter().fold(0, |lines, byte| lines + u32::from(*byte == b'\n')));
        self.at = place.max(self.at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use domain::catalogue::{Defaults, Gathered};

    use super::{super::read, *};

    fn gathered(text: &str) -> Result<Gathered, FeedProblem> {
        read(text.as_bytes(), Defaults { locale: "en".parse().expect("a language"), currency: None })
    }

    fn skus(gathered: &Gathered) -> Vec<&str> {
        gathered.items.iter().map(|item| item.sku.as_str()).collect()
    }

    #[test]
    fn rss_of_google_merchant_is_read() {
        let text = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
<channel>
<title>The shop</title><link>https://shop.example</link>
<item>
  <g:id>W</g:id>
  <title>Lamp &amp; shade &#228;</title>
  <g:title>Lamp &amp; shade</g:title>
  <description><![CDATA[<p>Oak & moss</p>]]></description>
  <link>https://shop.example/lamp?a=1&amp;b=2</link>
  <g:image_link>https://cdn.example/1.jpg</g:image_link>
  <g:additional_image_link>https://cdn.example/2.jpg</g:additional_image_link>
  <g:additional_image_link>https://cdn.example/3.jpg</g:additional_image_link>
  <g:shipping><g:country>DE</g:country><g:price>4.90 EUR</g:price></g:shipping>
  <g:price>14.90 EUR</g:price>
  <g:availability>in stock</g:availability>
</item>
<item><g:id>X</g:id><title>No price</title></item>
</channel>
</rss>"#;
        let gathered = gathered(text).expect("an item");
        assert_eq!(skus(&gathered), ["W"]);
        let item = &gathered.items[0];
        assert_eq!((item.title.as_str(), item.description.as_deref()), ("Lamp & shade", Some("Oak & moss")));
        assert_eq!((item.url.as_deref(), item.images.len()), (Some("https://shop.example/lamp?a=1&b=2"), 3));
        assert_eq!(item.price.minor, 1_490);
        let problem = &gathered.tally.problems[0];
        assert_eq!((problem.line, problem.words.as_str()), (18, "X has no price"));
    }

    #[test]
    fn atom_has_addresses_in_attributes_and_ids_of_its_own() {
        let text = r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
            <entry><id>tag:shop.example,2026:1</id><g:id>W</g:id><title>Lamp</title><link href="https://shop.example/lamp"/>
            <g:price>14.90 EUR</g:price><summary>Small</summary></entry></feed>"#;
        let item = gathered(text).expect("an item").items.remove(0);
        assert_eq!((item.sku.as_str(), item.url.as_deref()), ("W", Some("https://shop.example/lamp")));
        assert_eq!(item.description.as_deref(), Some("Small"));
    }

    #[test]
    fn what_xml_could_make_grow_or_look_up_stays_as_it_is() {
        let text = r#"<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
            <rss><item><id>W</id><title>Lamp &b; &f; &unknown;</title><price>1 EUR</price></item></rss>"#;
        let item = gathered(text).expect("an item").items.remove(0);
        assert_eq!(item.title, "Lamp &b; &f; &unknown;");
    }

    #[test]
    fn a_feed_that_breaks_off_keeps_what_came_before() {
        let whole = "<rss><item><id>A</id><title>Lamp</title><price>1 EUR</price></item>\n<item><id>B</id><title>Lamp";
        let gathered = gathered(whole).expect("one");
        assert_eq!((skus(&gathered), gathered.tally.left_out), (vec!["A"], 1));
        assert_eq!((gathered.tally.problems[0].line, gathered.tally.problems[0].words.contains("middle")), (2, true));
        let broken = "<rss><item><id>A</id><title>Lamp</title><price>1 EUR</price></item>\n\n<item <";
        let tally = self::gathered(broken).expect("one").tally;
        assert_eq!((tally.taken, tally.problems[0].line), (1, 3));
    }

    #[test]
    fn xml_without_items_is_no_feed_or_an_empty_one() {
        assert_eq!(gathered("<html><p>No</p></html>"), Err(FeedProblem::NoFeed));
        assert!(matches!(gathered("<rss><channel></channel></rss>"), Err(FeedProblem::NothingFits(_))));
    }
}
