//! Identifiers: twenty characters of `A-Z a-z 0-9`, as both seeds use them. One type for each thing, so that a queue can
//! never be passed where a ticket is meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The length of every identifier in characters.
pub const LENGTH: usize = 20;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Why a text is no identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has {LENGTH} characters out of A-Z, a-z and 0-9")]
pub struct InvalidId;

fn parse(text: &str) -> Result<String, InvalidId> {
    if text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) { Ok(text.to_owned()) } else { Err(InvalidId) }
}

/// Maps random bytes to the alphabet. 256 is no multiple of 62, so the first eight letters are a little more likely: of 119
/// bits 118.9 remain, which matters to nobody who guesses.
fn from_random(random: [u8; LENGTH]) -> String {
    random.iter().filter_map(|byte| ALPHABET.get(usize::from(*byte) % ALPHABET.len())).copied().map(char::from).collect()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// An identifier out of random bytes; whoever calls this owns the source of randomness.
            pub fn from_random(random: [u8; LENGTH]) -> Self {
                Self(from_random(random))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.0)
            }
        }
    )*};
}

ids! {
    /// An organisation: a shop, or a house of shops, with its queues and people.
    OrgId;
    /// A site that may frame the organisation's widget.
    SiteId;
    /// A person who signs in; global, roles hang on the membership.
    PersonId;
    /// A queue that shoppers wait in.
    QueueId;
    /// A place in a queue.
    TicketId;
    /// One ring: a ticket offered to one agent until a deadline.
    RingId;
    /// A call.
    CallId;
    /// One person's part in one call.
    ParticipantId;
    /// A shopper's wish to be called back.
    CallBackId;
    /// A browser tab or device that holds a socket.
    ConnectionId;
    /// A running server process.
    NodeId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = QueueId::from_random([255; LENGTH]);
        assert_eq!(id.as_str().parse::<QueueId>(), Ok(id));
    }

    #[test]
    fn a_text_of_another_length_or_alphabet_is_no_id() {
        for text in ["", "short", "demodemodemodemodem", "demodemodemodemodemo1", "demodemodemodemo-emo", "demodemodemodemodemö"] {
            assert_eq!(text.parse::<OrgId>(), Err(InvalidId), "{text}");
        }
        assert!("demodemodemodemodemo".parse::<OrgId>().is_ok());
    }

    #[test]
    fn an_invalid_id_is_refused_while_decoding() {
        assert!(serde_json::from_str::<TicketId>("\"nope\"").is_err());
    }
}
