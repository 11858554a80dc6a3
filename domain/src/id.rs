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

/// The characters of an identifier, where it stands: a long line has thousands of them.
type Chars = [u8; LENGTH];

fn parse(text: &str) -> Result<Chars, InvalidId> {
    let chars = Chars::try_from(text.as_bytes()).map_err(|_| InvalidId)?;
    if chars.iter().all(u8::is_ascii_alphanumeric) { Ok(chars) } else { Err(InvalidId) }
}

/// Maps random bytes to the alphabet. 256 is no multiple of 62, so the first eight letters are a little more likely: of 119
/// bits 118.9 remain, which matters to nobody who guesses.
fn from_random(random: [u8; LENGTH]) -> Chars {
    random.map(|byte| ALPHABET.get(usize::from(byte) % ALPHABET.len()).copied().unwrap_or(b'A'))
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(Chars);

        impl $name {
            /// An identifier out of random bytes; whoever calls this owns the source of randomness.
            pub fn from_random(random: [u8; LENGTH]) -> Self {
                Self(from_random(random))
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                // All of them are ASCII: there is no other way to make one.
                std::str::from_utf8(&self.0).unwrap_or_default()
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
                id.as_str().to_owned()
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.as_str())
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
    /// A still of a shopper's picture.
    SnapshotId;
    /// A product that is shown for a ticket.
    ProductId;
    /// A wish to change the shared cart.
    CartChangeId;
    /// A shopper's wish to be called back.
    CallBackId;
    /// A visit that draws no more tickets.
    BlockId;
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
