//! What tests read from rendered HTML.

/// The texts between tags, without those of the samples' own data.
pub(crate) fn words(html: &str) -> Vec<String> {
    html.split('<')
        .filter_map(|piece| piece.split_once('>').map(|(_, text)| text.trim().to_owned()))
        .filter(|text| text.chars().any(char::is_alphabetic))
        .filter(|text| !["Linnea &amp; &lt;Co&gt;", "LC", "Anna"].contains(&text.as_str()))
        .collect()
}

/// The values of an attribute.
pub(crate) fn attributes<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(name).skip(1).filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next())
}
