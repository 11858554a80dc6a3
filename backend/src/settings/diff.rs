//! What applying a settings file changed, for the person who applied it.

use std::fmt;

/// Lines such as `+ queue repairs`; empty when everything was so already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    lines: Vec<String>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// One line for each change.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn added(&mut self, what: impl fmt::Display) {
        self.lines.push(format!("+ {what}"));
    }

    pub(super) fn removed(&mut self, what: impl fmt::Display) {
        self.lines.push(format!("- {what}"));
    }

    pub(super) fn append(&mut self, mut more: Self) {
        self.lines.append(&mut more.lines);
    }

    /// Notes that a field has another value, if it has.
    pub(super) fn field<T: PartialEq + fmt::Display>(&mut self, what: impl fmt::Display, was: T, is: T) {
        if was != is {
            self.lines.push(format!("~ {what}: {was} -> {is}"));
        }
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() { formatter.write_str("nothing to change") } else { formatter.write_str(&self.lines.join("\n")) }
    }
}
