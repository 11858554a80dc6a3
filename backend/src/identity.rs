//! Checks a page's `identity` with the key that its organisation shares with its own server.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    OrgId, Timestamp,
    identity::{self, IDENTITY_KEY, Identity, IdentityProblem, MAX_CHARS},
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// The fewest bytes of a key (RFC 7518, 3.2: no shorter than the hash).
pub(crate) const MIN_KEY_BYTES: usize = 32;

/// What became of the `identity` in a page's `data`; `None` when there is none.
pub(crate) fn of_data(data: &Value, key: Option<&str>, org: &OrgId, now: Timestamp) -> Option<Identity> {
    let given = data.get(IDENTITY_KEY).filter(|given| !given.is_null())?;
    Some(match check(given, key, org, now) {
        Ok(claims) => Identity::Verified(claims),
        Err(problem) => {
            tracing::warn!(%org, reason = %problem, "an identity was refused");
            Identity::Refused(problem)
        }
    })
}

fn check(given: &Value, key: Option<&str>, org: &OrgId, now: Timestamp) -> Result<Vec<domain::shopper_data::Claim>, IdentityProblem> {
    let key = key.ok_or(IdentityProblem::NoKey)?;
    let token = given.as_str().filter(|token| token.len() <= MAX_CHARS).ok_or(IdentityProblem::Malformed)?;
    let (signed, signature) = token.rsplit_once('.').ok_or(IdentityProblem::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(IdentityProblem::Malformed)?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| IdentityProblem::Malformed);
    if !identity::is_hs256(&decode(header)?) {
        return Err(IdentityProblem::Malformed);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|_| IdentityProblem::NoKey)?;
    mac.update(signed.as_bytes());
    mac.verify_slice(&decode(signature)?).map_err(|_| IdentityProblem::Forged)?;
    identity::read(&decode(payload)?, org, now)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    // Made by another implementation (Node's crypto): header {"alg":"HS256","typ":"JWT"}, payload
    // {"aud":"demodemodemodemodemo","exp":1800000300,"sub":"c-17","firstName":"Ada"}.
    const KEY: &str = "0123456789abcdef0123456789abcdef";
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJkZW1vZGVtb2RlbW9kZW1vZGVtbyIsImV4cCI6MTgwMDAwMDMwMCwic3ViIjoiYy0xNyIsImZpcnN0TmFtZSI6IkFkYSJ9.NFWHstjANsG9YPhN7TC4XmLMGwQ1F-GCePTU2xbRdEQ";
    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn of(token: &Value, key: Option<&str>) -> Option<Identity> {
        of_data(&json!({ "identity": token }), key, &"demodemodemodemodemo".parse().unwrap(), NOW)
    }

    #[test]
    fn what_another_program_signed_holds_and_nothing_else_does() {
        let Some(Identity::Verified(claims)) = of(&json!(TOKEN), Some(KEY)) else { panic!("it is not verified") };
        assert_eq!(claims[0].value, "Ada");
        assert_eq!(claims[1].value, "c-17");
        let refused = |token: &Value, key| match of(token, key) {
            Some(Identity::Refused(problem)) => problem,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(&json!(TOKEN), Some("another key that is long enough too")), IdentityProblem::Forged);
        assert_eq!(refused(&json!(TOKEN), None), IdentityProblem::NoKey);
        let (signed, signature) = TOKEN.rsplit_once('.').unwrap();
        let unsigned = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), signed.split_once('.').unwrap().1);
        let other = URL_SAFE_NO_PAD.encode(r#"{"aud":"demodemodemodemodemo","exp":1800000300,"sub":"boss"}"#);
        let swapped = format!("{}.{other}.{signature}", signed.split_once('.').unwrap().0);
        assert_eq!(refused(&json!(swapped), Some(KEY)), IdentityProblem::Forged);
        for odd in [json!(unsigned), json!("a.b"), json!(""), json!(7), json!({}), json!("x".repeat(5_000)), json!(format!("{TOKEN}="))] {
            assert_eq!(refused(&odd, Some(KEY)), IdentityProblem::Malformed, "{odd}");
        }
        assert_eq!(of(&Value::Null, Some(KEY)), None);
        assert_eq!(of_data(&json!("joe"), Some(KEY), &"demodemodemodemodemo".parse().unwrap(), NOW), None);
    }
}
