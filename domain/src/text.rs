//! Plain text from outside, made harmless to show: trimmed, without control characters, of a bounded length.

/// The text without blanks around it and without control or direction-override characters, cut after `max_chars` characters.
/// `None` when nothing is left.
pub fn line(text: &str, max_chars: usize) -> Option<String> {
    clean(text, max_chars, |letter| letter.is_control())
}

/// As [`line`], but line breaks stay.
pub fn paragraph(text: &str, max_chars: usize) -> Option<String> {
    clean(text, max_chars, |letter| letter.is_control() && letter != '\n')
}

fn clean(text: &str, max_chars: usize, is_unwanted: impl Fn(char) -> bool) -> Option<String> {
    let wanted = text.chars().filter(|letter| !is_unwanted(*letter) && !is_override(*letter));
    // Blanks may stand behind what is dropped, so they go last: who cleans a text twice gets what came of the first time.
    let kept: String = wanted.skip_while(|letter| letter.is_whitespace()).take(max_chars).collect();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// Characters that turn the direction of what follows and so let a text pose as another.
fn is_override(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_visible_is_no_text() {
        assert_eq!(line(" \u{7}\t ", 10), None);
    }

    #[test]
    fn blanks_behind_what_is_dropped_are_dropped_as_well() {
        assert_eq!(line("\u{0} a \u{0}", 10), Some("a".into()));
        assert_eq!(paragraph("\u{202e}\n a", 10), Some("a".into()));
    }

    #[test]
    fn control_and_direction_characters_are_dropped_and_the_rest_is_cut_by_characters() {
        assert_eq!(line("  a\u{202e}ü\n\u{0}b  ", 2), Some("aü".into()));
        assert_eq!(paragraph("a\nb", 10), Some("a\nb".into()));
    }
}
