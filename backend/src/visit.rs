//! Visit tokens: what a widget page was given and its socket presents. Stateless and signed, so a shopper needs no cookie.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Duration, OrgId, Timestamp};

use crate::{Result, keys::Keys, random, store::retention::KEPT_FOR};

/// How long a page may be open before its token is no longer taken.
pub const VALID_FOR: Duration = Duration::from_secs(24 * 3_600);
const FORMAT: &str = "v2";
/// The format before visits had an id.
const FORMER: &str = "v1";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The organisation whose widget was opened.
    pub org: OrgId,
    /// When.
    pub issued_at: Timestamp,
    /// Tells it from all others. One of the former format goes by its time.
    pub id: String,
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
pub fn issue(keys: &Keys, org: &OrgId, now: Timestamp) -> Result<String> {
    let id = URL_SAFE_NO_PAD.encode(random::bytes::<16>()?);
    Ok(signed(keys, &format!("{FORMAT}.{org}.{}.{id}", now.as_micros())))
}

fn signed(keys: &Keys, claim: &str) -> String {
    let signature = URL_SAFE_NO_PAD.encode(keys.derive("visit").sign(claim.as_bytes()));
    format!("{claim}.{signature}")
}

/// What the token says, if it was issued here within the last day.
pub fn verify(keys: &Keys, token: &str, now: Timestamp) -> std::result::Result<Visit, InvalidVisit> {
    let (claim, signature) = token.rsplit_once('.').ok_or(InvalidVisit::Forged)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| InvalidVisit::Forged)?;
    if !keys.derive("visit").verify(claim.as_bytes(), &signature) {
        return Err(InvalidVisit::Forged);
    }
    let (org, issued_at, id) = match *claim.split('.').collect::<Vec<_>>() {
        [FORMAT, org, issued_at, id] => (org, issued_at, id),
        [FORMER, org, issued_at] => (org, issued_at, issued_at),
        _ => return Err(InvalidVisit::Forged),
    };
    let org = org.parse().map_err(|_| InvalidVisit::Forged)?;
    let issued_at = Timestamp::from_micros(issued_at.parse().map_err(|_| InvalidVisit::Forged)?);
    if now > issued_at + VALID_FOR { Err(InvalidVisit::Expired) } else { Ok(Visit { org, issued_at, id: id.to_owned() }) }
}

/// The visit of a token that a browser kept, if it was issued here and no longer ago than what shoppers told is kept.
pub fn recall(keys: &Keys, token: &str, now: Timestamp) -> Option<Visit> {
    let issued_at: i64 = token.split('.').nth(2)?.parse().ok()?;
    let issued_at = Timestamp::from_micros(issued_at);
    // As of its own time it is good, if it is.
    verify(keys, token, issued_at).ok().filter(|_| now <= issued_at + KEPT_FOR)
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
        let token = issue(&keys(), &org(), NOW).unwrap();
        let visit = verify(&keys(), &token, NOW + VALID_FOR).unwrap();
        assert_eq!((visit.org, visit.issued_at), (org(), NOW));
        assert_eq!(verify(&keys(), &token, NOW + VALID_FOR + Duration::from_micros(1)), Err(InvalidVisit::Expired));
    }

    #[test]
    fn two_visits_at_the_same_moment_are_told_apart() {
        let id = || verify(&keys(), &issue(&keys(), &org(), NOW).unwrap(), NOW).unwrap().id;
        assert_ne!(id(), id());
    }

    #[test]
    fn a_page_of_the_release_before_is_let_in_with_its_token() {
        let former = signed(&keys(), &format!("v1.{}.{}", org(), NOW.as_micros()));
        let visit = Visit { org: org(), issued_at: NOW, id: NOW.as_micros().to_string() };
        assert_eq!(verify(&keys(), &former, NOW), Ok(visit));
    }

    #[test]
    fn a_token_with_any_character_changed_is_refused() {
        let token = issue(&keys(), &org(), NOW).unwrap();
        for at in 0..token.len() {
            let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
            let mut forged = token.clone();
            forged.replace_range(at..=at, other);
            assert_eq!(verify(&keys(), &forged, NOW), Err(InvalidVisit::Forged), "{forged}");
        }
    }

    #[test]
    fn a_token_of_another_installation_or_no_token_is_refused() {
        let token = issue(&Keys::from_bytes([2; 32]), &org(), NOW).unwrap();
        for text in [token.as_str(), "", ".", "v1", "v1...", "💥.💥"] {
            assert_eq!(verify(&keys(), text, NOW), Err(InvalidVisit::Forged), "{text}");
        }
    }

    #[test]
    fn a_kept_token_names_its_visit_for_as_long_as_what_was_told_is_kept() {
        let token = issue(&keys(), &org(), NOW).unwrap();
        let visit = verify(&keys(), &token, NOW).unwrap();
        assert_eq!(recall(&keys(), &token, NOW + KEPT_FOR), Some(visit));
        assert_eq!(recall(&keys(), &token, NOW + KEPT_FOR + Duration::from_micros(1)), None);
        assert_eq!(recall(&Keys::from_bytes([2; 32]), &token, NOW), None);
        assert_eq!(recall(&keys(), &token.replacen("v2", "v3", 1), NOW), None);
        for forged in ["", "v2", "v2.a.b.c", "x.x.1.x.x"] {
            assert_eq!(recall(&keys(), forged, NOW), None, "{forged}");
        }
    }
}
