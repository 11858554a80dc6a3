//! The secret with which a widget comes back to its ticket: new at each attachment, and only its hash is stored.

use crate::{Result, digest, random};

/// A new secret.
pub(super) fn secret() -> Result<String> {
    random::secret()
}

/// What is stored for a ticket that has just been drawn.
pub(super) fn first(secret: &str) -> String {
    digest::of(secret)
}

/// What is stored once `used` has opened the ticket and `next` was handed out. `used` stays good beside it: the answer with
/// `next` may get lost on the way, and that must not cost the shopper the ticket.
pub(super) fn rotated(used: &str, next: &str) -> String {
    format!("{} {}", digest::of(next), digest::of(used))
}

/// Whether the secret opens the ticket.
pub(super) fn opens(stored: &str, secret: &str) -> bool {
    // Comparing hashes of 256 random bits tells nothing through its timing.
    let given = digest::of(secret);
    stored.split(' ').any(|good| good == given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_rotation_the_new_secret_and_the_one_just_used_open_and_older_ones_do_not() {
        let stored = rotated("first", "second");
        assert!(opens(&first("first"), "first"));
        assert!(opens(&stored, "second") && opens(&stored, "first"));
        assert!(!opens(&rotated("second", "third"), "first"));
        assert!(!opens(&stored, "") && !opens("", ""));
    }
}
