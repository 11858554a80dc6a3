//! Text out of what may be HTML: shops put both into their feeds.

/// The text without tags, with line breaks where paragraphs end. What is no tag stays: `a < b`.
pub fn plain(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        made.push_str(before);
        rest = match tag(from) {
            Some((name, after)) => {
                if is_break(name) && !made.ends_with('\n') {
                    made.push('\n');
                }
                after
            }
            None => match entity(from) {
                Some((letter, after)) => {
                    made.push(letter);
                    after
                }
                None => {
                    let (letter, after) = from.split_at(1);
                    made.push_str(letter);
                    after
                }
            },
        };
    }
    made.push_str(rest);
    made
}

/// The name of the tag that a text begins with, and what comes after it.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '!') {
        return None;
    }
    let (_, after) = inside.split_once('>')?;
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    Some((name.get(..end).unwrap_or_default(), after))
}

fn is_break(tag: &str) -> bool {
    ["br", "p", "li", "div", "h1", "h2", "h3", "h4", "tr", "ul", "ol"].iter().any(|name| tag.eq_ignore_ascii_case(name))
}

/// The letter that a text begins with as an entity, and what comes after it.
fn entity(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 8)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        name => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())?;
            char::from_u32(code)?
        }
    };
    Some((letter, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_text_stays() {
        for (text, wanted) in [
            ("A lamp", "A lamp"),
            ("<p>A <b>small</b> lamp</p><ul><li>Oak</li><li>Moss</li></ul>", "\nA small lamp\nOak\nMoss\n"),
            ("Oak<br/>and<BR>moss", "Oak\nand\nmoss"),
            ("R&amp;D &lt;3 &#228;&#xe4; &nbsp;", "R&D <3 ää  "),
            ("a < b && c > d &unknown; &", "a < b && c > d &unknown; &"),
            ("cut <b", "cut <b"),
            ("<!-- gone -->here", "here"),
        ] {
            assert_eq!(plain(text), wanted, "{text}");
        }
    }
}
