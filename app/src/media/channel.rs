//! What two participants tell each other directly, over the data channel: it works while the server is down.

use domain::{ParticipantId, SnapshotId, call::Hold, product::SearchResults};
use serde::{Deserialize, Serialize};

/// The longest chat line in characters.
pub const LONGEST_LINE: usize = 2_000;

/// One message. A reader leaves out kinds and fields that it does not know, so that a newer page may say more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direct {
    /// How the sender is seen and heard; sent when the channel opens and at every change.
    Media {
        /// Whether the microphone is muted or absent.
        is_muted: bool,
        /// Whether there is a picture of the camera.
        is_camera_on: bool,
    },
    /// Whether the camera's picture, on as it is, is held back because the sender's line does not take it.
    Picture {
        /// Whether it is.
        is_held_back: bool,
    },
    /// Whether the sender shows a screen; sent when the channel opens and at every change.
    Screen {
        /// Whether.
        is_shown: bool,
    },
    /// An agent has put the shopper on hold, or back; sent at every change, and when the channel opens after one.
    Hold {
        /// How it is.
        hold: Hold<ParticipantId>,
    },
    /// An agent asks the shopper for a still of the picture, or no longer asks.
    AskStill {
        /// What the still will be called; `None` takes the question back.
        id: Option<SnapshotId>,
    },
    /// The shopper has sent the still, or would rather not.
    StillAnswer {
        /// Which was asked for.
        id: SnapshotId,
        /// Whether it was sent.
        is_sent: bool,
    },
    /// An agent looks for products; only the shopper's page can.
    Search {
        /// Counts the searches of this agent.
        id: u32,
        /// What is looked for.
        term: String,
        /// Which page of results; 1 is the first.
        page: u32,
    },
    /// What the shopper's page says to a search.
    Found {
        /// Which.
        id: u32,
        /// What.
        found: Found,
    },
    /// A chat line.
    Line {
        /// Unique within the call; a line may come twice.
        id: String,
        /// The text.
        text: String,
    },
    /// A chat line has arrived.
    LineReceived {
        /// Which.
        id: String,
    },
    /// The sender ends the call.
    HangUp,
}

/// What a shop's page says to a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// What it found.
    Results(SearchResults),
    /// It could not search, perhaps in its words.
    Failed(Option<String>),
}

/// The longest search term in characters.
pub const LONGEST_TERM: usize = 200;

impl Direct {
    /// The message as it travels.
    pub fn to_json(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Reads a message; `None` for what is not one, or is longer than any we send.
    pub fn parse(json: &str) -> Option<Self> {
        let message = serde_json::from_str(json).ok()?;
        match &message {
            Self::Search { term, .. } if term.chars().count() > LONGEST_TERM => None,
            Self::Line { id, text } if id.len() > 40 || text.chars().count() > LONGEST_LINE => None,
            _ => Some(message),
        }
    }
}

/// What is left of a text when it becomes a chat line; `None` when nothing is.
pub fn chat_text(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(LONGEST_LINE).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;

    #[test]
    fn every_message_survives_the_channel() {
        let messages = [
            Direct::Media { is_muted: true, is_camera_on: false },
            Direct::Picture { is_held_back: true },
            Direct::Screen { is_shown: true },
            Direct::Hold { hold: Hold::default().turned(true, ParticipantId::from_random([1; 20]), Timestamp::from_micros(7)) },
            Direct::AskStill { id: Some(SnapshotId::from_random([2; 20])) },
            Direct::AskStill { id: None },
            Direct::StillAnswer { id: SnapshotId::from_random([2; 20]), is_sent: true },
            Direct::Search { id: 3, term: "lamp".into(), page: 2 },
            Direct::Found { id: 3, found: Found::Failed(Some("Not today".into())) },
            Direct::Found { id: 3, found: Found::Results(SearchResults::default()) },
            Direct::Line { id: "a1".into(), text: "Is it \"blue\"?\n</script>".into() },
            Direct::LineReceived { id: "a1".into() },
            Direct::HangUp,
        ];
        for message in messages {
            let json = message.to_json().expect("plain data");
            assert_eq!(Direct::parse(&json), Some(message), "{json}");
        }
    }

    #[test]
    fn what_is_unknown_or_malformed_or_too_long_is_left_out() {
        let long = format!(r#"{{"line":{{"id":"1","text":"{}"}}}}"#, "x".repeat(LONGEST_LINE + 1));
        for json in ["", "{}", "7", r#"{"dance":{}}"#, r#"{"line":{"id":1,"text":"x"}}"#, &long] {
            assert_eq!(Direct::parse(json), None, "{json}");
        }
    }

    #[test]
    fn a_field_of_a_newer_page_does_no_harm() {
        assert_eq!(Direct::parse(r#""hang_up""#), Some(Direct::HangUp));
    }

    #[test]
    fn a_chat_line_is_trimmed_and_never_empty() {
        assert_eq!(chat_text("  hello \n"), Some("hello".into()));
        assert_eq!(chat_text(" \n "), None);
        assert_eq!(chat_text(&"ü".repeat(3_000)).map(|text| text.chars().count()), Some(LONGEST_LINE));
    }
}
