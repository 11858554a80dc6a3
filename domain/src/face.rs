//! What an agent who agreed to it shows to shoppers before a call.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Origin;

/// The longest address of a photo, in characters.
const MAX_CHARS: usize = 2_048;

/// What shoppers may see of an agent besides name and tags. Only the agent says so, and an admin may take it away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// The photo, where there is one.
    pub photo: Option<PhotoUrl>,
}

/// The address of a photo: https, without blanks, quotes and brackets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoUrl(String);

/// Why a text is no address of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address of a photo begins with https:// and has at most {MAX_CHARS} characters and no blanks")]
pub struct InvalidPhotoUrl;

impl PhotoUrl {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// From where it is loaded.
    pub fn origin(&self) -> Option<Origin> {
        origin(&self.0)
    }
}

fn origin(url: &str) -> Option<Origin> {
    let rest = url.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    format!("https://{authority}").parse().ok()
}

impl FromStr for PhotoUrl {
    type Err = InvalidPhotoUrl;

    fn from_str(text: &str) -> Result<Self, InvalidPhotoUrl> {
        let text = text.trim();
        let is_plain = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"\"'<>\\`{}|^".contains(letter);
        let is_url = text.chars().count() <= MAX_CHARS && text.chars().all(is_plain) && origin(text).is_some();
        if is_url { Ok(Self(text.to_owned())) } else { Err(InvalidPhotoUrl) }
    }
}

impl TryFrom<String> for PhotoUrl {
    type Error = InvalidPhotoUrl;

    fn try_from(text: String) -> Result<Self, InvalidPhotoUrl> {
        text.parse()
    }
}

impl From<PhotoUrl> for String {
    fn from(url: PhotoUrl) -> Self {
        url.0
    }
}

impl fmt::Display for PhotoUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_comes_over_tls_from_a_host_that_can_be_told() {
        let photo: PhotoUrl = " https://CDN.shop.example:8443/people/anna.jpg?w=200 ".parse().expect("a photo");
        assert_eq!(photo.origin().map(String::from).as_deref(), Some("https://cdn.shop.example:8443"));
        for text in [
            "",
            "http://shop.example/a.jpg",
            "HTTPS:/shop.example/a.jpg",
            "https://",
            "https:///a.jpg",
            "https://anna@shop.example/a.jpg",
            "https://shop.example\\@evil.example/a.jpg",
            "https://shop.example/a b.jpg",
            "https://shop.example/\"onerror=x",
            "data:image/png;base64,AAAA",
            &format!("https://shop.example/{}", "a".repeat(2_048)),
        ] {
            assert_eq!(text.parse::<PhotoUrl>(), Err(InvalidPhotoUrl), "{text}");
        }
    }
}
