//! Visit tokens: what a widget page was given and its socket presents. Stateless and signed, so a shopper needs no cookie.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Duration, OrgId, Timestamp};

use crate::keys::Keys;

/// How long a page may be open before its token is no longer taken.
pub const VALID_FOR: Duration = Duration::from_secs(24 * 3_600);
const FORMAT: &str = "v1";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The organisation whose widget was opened.
    pub org: OrgId,
    /// When.
    pub issued_at: Timestamp,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidVisit {
    /// It was not made here, or changed.
    #[error("the visit token was not issued here; load the page again")]
    Forged,
    /// It is too old.
    #[error("the visit token is too old; load the page again")]
    Expired,
}

/// A token for a page of this organisation's widget.
pub fn issue(keys: &Keys, org: &OrgId, now: Timestamp) -> String {
    let claim = format!("{FORMAT}.{org}.{}", now.as_micros());
    let signature = URL_SAFE_NO_PAD.encode(keys.derive("visit").sign(claim.as_bytes()));
    format!("{claim}.{signature}")
}

/// What the token says, if it was issued here within the last day.
pub fn verify(keys: &Keys, token: &str, now: Timestamp) -> Result<Visit, InvalidVisit> {
    let (claim, signature) = token.rsplit_once('.').ok_or(InvalidVisit::Forged)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| InvalidVisit::Forged)?;
    if !keys.derive("visit").verify(claim.as_bytes(), &signature) {
        return Err(InvalidVisit::Forged);
    }
    let mut parts = claim.split('.');
    let (Some(FORMAT), Some(org), Some(issued_at), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(InvalidVisit::Forged);
    };
    let org = org.parse().map_err(|_| InvalidVisit::Forged)?;
    let issued_at = Timestamp::from_micros(issued_at.parse().map_err(|_| InvalidVisit::Forged)?);
    if now > issued_at + VALID_FOR { Err(InvalidVisit::Expired) } else { Ok(Visit { org, issued_at }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn keys() -> Keys {
        Keys::from_bytes([1; 32])
    }

    fn org() -> OrgId {
        OrgId::from_random([0; 20])
    }

    #[test]
    fn a_token_is_good_for_a_day_and_no_longer() {
        let token = issue(&keys(), &org(), NOW);
        let visit = Visit { org: org(), issued_at: NOW };
        assert_eq!(verify(&keys(), &token, NOW + VALID_FOR), Ok(visit));
        assert_eq!(verify(&keys(), &token, NOW + VALID_FOR + Duration::from_micros(1)), Err(InvalidVisit::Expired));
    }

    #[test]
    fn a_token_with_any_character_changed_is_refused() {
        let token = issue(&keys(), &org(), NOW);
        for at in 0..token.len() {
            let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
            let mut forged = token.clone();
            forged.replace_range(at..=at, other);
            assert_eq!(verify(&keys(), &forged, NOW), Err(InvalidVisit::Forged), "{forged}");
        }
    }

    #[test]
    fn a_token_of_another_installation_or_no_token_is_refused() {
        let token = issue(&Keys::from_bytes([2; 32]), &org(), NOW);
        for text in [token.as_str(), "", ".", "v1", "v1...", "💥.💥"] {
            assert_eq!(verify(&keys(), text, NOW), Err(InvalidVisit::Forged), "{text}");
        }
    }
}
