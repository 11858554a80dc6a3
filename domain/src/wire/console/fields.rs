//! A form as it was sent.

/// The names and values of a form, in the order in which they stand on the page.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a>(&'a [(String, String)]);

impl<'a> Fields<'a> {
    /// A form with these names and values.
    pub const fn new(pairs: &'a [(String, String)]) -> Self {
        Self(pairs)
    }

    /// The first value of this name; empty when there is none.
    pub fn text(&self, name: &str) -> &'a str {
        self.all(name).next().unwrap_or_default()
    }

    /// All values of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box of this name was ticked: only then is it sent.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// Those of the values of this name that can be read.
    pub fn read<T: std::str::FromStr>(&self, name: &str) -> impl Iterator<Item = T> {
        self.all(name).filter_map(|value| value.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_come_several_times_and_keep_their_order() {
        let pairs = [("a", "1"), ("b", "x"), ("a", "2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let fields = Fields::new(&pairs);
        assert_eq!(fields.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((fields.text("a"), fields.text("c")), ("1", ""));
        assert_eq!(fields.read::<u8>("b").count() + fields.read::<u8>("a").count(), 2);
        assert!(fields.has("b") && !fields.has("c"));
    }
}
