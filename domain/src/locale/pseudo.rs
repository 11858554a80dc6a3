//! The pseudo-locale `ar-XB`: English made longer and turned from right to left, to see on a screen which text is no phrase,
//! which does not fit, and which layout does not turn.

/// The English text as the pseudo-locale says it. Blanks in braces stay as they are.
pub fn pseudo(text: &str) -> String {
    let mut made = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (words, from_blank) = rest.split_at(start);
        let (blank, after) = from_blank.split_at(from_blank.find('}').map_or(from_blank.len(), |end| end + 1));
        turn(words, &mut made);
        made.push_str(blank);
        rest = after;
    }
    turn(rest, &mut made);
    made
}

/// Doubled vowels make it about a third longer; the override shows Latin letters from right to left, as Arabic would run.
fn turn(words: &str, into: &mut String) {
    if words.trim().is_empty() {
        return into.push_str(words);
    }
    into.push_str("\u{200f}\u{202e}");
    for letter in words.chars() {
        into.push(letter);
        if "aeiou".contains(letter) {
            into.push(letter);
        }
    }
    into.push_str("\u{202c}\u{200f}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_turned_and_blanks_stay() {
        assert_eq!(pseudo("{name} is in"), "{name}\u{200f}\u{202e} iis iin\u{202c}\u{200f}");
        assert_eq!(pseudo("{name}"), "{name}");
    }
}
