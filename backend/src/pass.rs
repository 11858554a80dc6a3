//! A guest's pass: what using a link gives, and the socket of the guest's page presents. Stateless and signed, as a visit token is,
//! and good for one seat: how long that is kept for somebody, its row says.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{OrgId, ParticipantId};

use crate::keys::Keys;

const FORMAT: &str = "g1";

/// The pass of this guest.
pub fn issue(keys: &Keys, org: &OrgId, guest: &ParticipantId) -> String {
    let claim = format!("{FORMAT}.{org}.{guest}");
    let signature = URL_SAFE_NO_PAD.encode(keys.derive("guest").sign(claim.as_bytes()));
    format!("{claim}.{signature}")
}

/// Whose pass it is, if it was issued here.
pub fn verify(keys: &Keys, pass: &str) -> Option<(OrgId, ParticipantId)> {
    let (claim, signature) = pass.rsplit_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    if !keys.derive("guest").verify(claim.as_bytes(), &signature) {
        return None;
    }
    match *claim.split('.').collect::<Vec<_>>() {
        [FORMAT, org, guest] => Some((org.parse().ok()?, guest.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;
    use crate::visit;

    #[test]
    fn a_pass_opens_the_seat_it_was_issued_for_and_a_forged_one_none() {
        let keys = Keys::from_bytes([1; 32]);
        let (org, guest) = (OrgId::from_random([1; 20]), ParticipantId::from_random([2; 20]));
        let pass = issue(&keys, &org, &guest);
        assert_eq!(verify(&keys, &pass), Some((org.clone(), guest.clone())));
        assert_eq!(verify(&Keys::from_bytes([2; 32]), &pass), None);
        let other = pass.replace(guest.as_str(), ParticipantId::from_random([3; 20]).as_str());
        let visit = visit::issue(&keys, &org, Timestamp::default()).unwrap();
        for forged in [other.as_str(), visit.as_str(), "", "g1", "g1...", "💥.💥"] {
            assert_eq!(verify(&keys, forged), None, "{forged}");
        }
    }
}
