//! The lines of an iCalendar file: put together where they were folded (RFC 5545, 3.1), and taken apart at their colon.

use std::{iter::Peekable, slice::Split};

/// The most bytes of a line that are kept. Only a long description or an attachment has more, and neither is read.
const MAX_LINE: usize = 2_048;

/// A line as it was before folding.
pub(super) struct Line {
    /// The number of its last part in the file, from 1 on.
    pub(super) number: usize,
    pub(super) text: String,
}

/// What stands between line breaks.
type Parts<'a> = Split<'a, u8, fn(&u8) -> bool>;

/// The lines of a file, without blank ones. A fold may go through the middle of a letter, so it is undone before bytes become text.
pub(super) struct Lines<'a> {
    rest: Peekable<Parts<'a>>,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(file: &'a [u8]) -> Self {
        let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        let is_newline: fn(&u8) -> bool = |byte| *byte == b'\n';
        Self { rest: file.split(is_newline).peekable(), number: 0 }
    }

    fn part(&mut self, is_wanted: impl Fn(&[u8]) -> bool) -> Option<&'a [u8]> {
        let part = self.rest.next_if(|part| is_wanted(part))?;
        self.number += 1;
        Some(part.strip_suffix(b"\r").unwrap_or(part))
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let mut whole = Vec::new();
            keep(&mut whole, self.part(|_| true)?);
            while let Some(more) = self.part(|part| matches!(part.first(), Some(b' ' | b'\t'))) {
                keep(&mut whole, more.get(1..).unwrap_or_default());
            }
            if !whole.trim_ascii().is_empty() {
                return Some(Line { number: self.number, text: String::from_utf8_lossy(&whole).into_owned() });
            }
        }
    }
}

fn keep(whole: &mut Vec<u8>, part: &[u8]) {
    let room = MAX_LINE.saturating_sub(whole.len());
    whole.extend_from_slice(part.get(..room).unwrap_or(part));
}

/// A name, its parameters and its value.
pub(super) struct Property {
    /// In capitals.
    pub(super) name: String,
    /// What stands between the name and the colon, in capitals.
    parameters: String,
    pub(super) value: String,
}

impl Property {
    /// `None` for a line that has no colon.
    pub(super) fn of(line: &str) -> Option<Self> {
        let mut is_quoted = false;
        // A colon in quotes belongs to a parameter.
        let colon = line.bytes().position(|byte| {
            is_quoted ^= byte == b'"';
            byte == b':' && !is_quoted
        })?;
        let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        Some(Self { name: name.trim().to_ascii_uppercase(), parameters: parameters.to_ascii_uppercase(), value: value.to_owned() })
    }

    /// Whether a parameter, given in capitals as `VALUE=DATE`, is set.
    pub(super) fn has(&self, parameter: &str) -> bool {
        self.parameters.split(';').any(|one| one.trim() == parameter)
    }

    /// The value with its escapes undone (RFC 5545, 3.3.11).
    pub(super) fn text(&self) -> String {
        let mut plain = String::with_capacity(self.value.len());
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => plain.push(' '),
                    Some(escaped) => plain.push(escaped),
                    None => {}
                },
                _ => plain.push(letter),
            }
        }
        plain
    }
}
