//! What the store keeps of secrets, and of what it must only know again.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// The SHA-256 of a text, as text. Of what is random enough it cannot be searched.
pub(crate) fn of(text: &str) -> String {
    of_bytes(text.as_bytes())
}

/// As [`of`], of bytes.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}
