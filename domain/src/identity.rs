//! Who a shopper is by the word of the shop's own server: `identity` in a page's `data`, a JWS (RFC 7515, compact, HS256) of claims as
//! a JWT has them (RFC 7519). Its signature is checked where the key is; what else it has to say is checked here.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Duration, OrgId, Timestamp,
    shopper_data::{self, Claim, SUBJECT_KEY},
};

/// The key of `data` that carries it.
pub const IDENTITY_KEY: &str = "identity";
/// The most characters of the whole: what a page tells under one key is sent up to about this size.
pub const MAX_CHARS: usize = 2_048;
/// The longest it may hold from now on.
pub const MAX_VALIDITY: Duration = Duration::from_secs(600);
/// How far two servers' clocks may be apart.
pub const LEEWAY: Duration = Duration::from_secs(60);

/// Registered claims (RFC 7519, 4.1), which say nothing of the shopper.
const ABOUT_ITSELF: [&str; 6] = ["iss", "aud", "exp", "nbf", "iat", "jti"];

/// What became of a page's `identity`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The shop's server vouches for these, known keys first.
    Verified(Vec<Claim>),
    /// It says nothing.
    Refused(IdentityProblem),
}

/// Why an identity says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum IdentityProblem {
    /// The organisation has no key to check it with.
    #[error("the organisation has no identity_key")]
    NoKey,
    /// It is no compact JWS with HS256, or is too large.
    #[error("it is no JWS with HS256 of at most {MAX_CHARS} characters")]
    Malformed,
    /// Its signature is not that of the organisation's key.
    #[error("its signature is not made with the organisation's key")]
    Forged,
    /// It was made for somebody else.
    #[error("its aud is not the organisation's id")]
    OtherAudience,
    /// It is over, or not yet to be used.
    #[error("its exp has passed, or its nbf has not come")]
    Expired,
    /// It has no end, or one that is too far away.
    #[error("its exp is missing or more than ten minutes away")]
    TooLong,
}

/// What the header of a JWS has to say.
#[derive(Deserialize)]
struct Header {
    alg: String,
    /// Extensions that have to be understood (RFC 7515, 4.1.11): there are none here.
    crit: Option<Value>,
}

/// Whether a header names the one algorithm that is taken.
pub fn is_hs256(header: &[u8]) -> bool {
    serde_json::from_slice::<Header>(header).is_ok_and(|header| header.alg == "HS256" && header.crit.is_none())
}

/// What the payload of a JWS whose signature holds says of a shopper of this organisation.
///
/// # Errors
/// It was made for somebody else, is not valid now, or for too long.
pub fn read(payload: &[u8], org: &OrgId, now: Timestamp) -> Result<Vec<Claim>, IdentityProblem> {
    let mut payload: Map<String, Value> = serde_json::from_slice(payload).map_err(|_| IdentityProblem::Malformed)?;
    let is_meant = |audience: &Value| audience.as_str() == Some(org.as_str());
    let audience = payload.get("aud");
    if !audience.is_some_and(|audience| is_meant(audience) || audience.as_array().is_some_and(|all| all.iter().any(is_meant))) {
        return Err(IdentityProblem::OtherAudience);
    }
    let Some(end) = payload.get("exp").map(seconds).transpose()? else { return Err(IdentityProblem::TooLong) };
    let begin = payload.get("nbf").map(seconds).transpose()?;
    if end <= now || begin.is_some_and(|begin| begin > now + LEEWAY) {
        return Err(IdentityProblem::Expired);
    }
    if end > now + MAX_VALIDITY + LEEWAY {
        return Err(IdentityProblem::TooLong);
    }
    payload.retain(|key, _| !ABOUT_ITSELF.contains(&key.as_str()));
    if let Some(subject) = payload.remove("sub")
        && !payload.contains_key(SUBJECT_KEY)
    {
        payload.insert(SUBJECT_KEY.to_owned(), subject);
    }
    Ok(shopper_data::claims(&Value::Object(payload)).0)
}

/// A NumericDate (RFC 7519, 2), whole seconds are enough.
fn seconds(value: &Value) -> Result<Timestamp, IdentityProblem> {
    // Beyond these a time is none that anybody means.
    const LIMITS: std::ops::RangeInclusive<f64> = 0.0..=32_503_680_000.0;
    let seconds = value.as_f64().filter(|seconds| LIMITS.contains(seconds)).ok_or(IdentityProblem::Malformed)?;
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "within the limits above")]
    let micros = seconds as i64 * 1_000_000;
    Ok(Timestamp::from_micros(micros))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

    fn org() -> OrgId {
        "demodemodemodemodemo".parse().unwrap()
    }

    fn said(payload: &Value) -> Result<Vec<Claim>, IdentityProblem> {
        read(payload.to_string().as_bytes(), &org(), NOW)
    }

    fn valid() -> Value {
        json!({ "aud": "demodemodemodemodemo", "exp": 1_800_000_300, "sub": "c-17", "email": "ada@shop.example", "vip": true })
    }

    fn with(key: &str, value: Value) -> Value {
        let mut payload = valid();
        payload[key] = value;
        payload
    }

    #[test]
    fn what_the_shop_vouches_for_is_told_known_keys_first_and_nothing_about_the_token() {
        let claims = said(&valid()).unwrap();
        let shown: Vec<_> = claims.iter().map(|claim| (claim.key.as_str(), claim.value.as_str())).collect();
        assert_eq!(shown, [("email", "ada@shop.example"), ("externalId", "c-17"), ("vip", "true")]);
        assert!(said(&with("aud", json!(["other", "demodemodemodemodemo"]))).is_ok());
        assert_eq!(said(&with("externalId", json!(9))).unwrap()[1].value, "9", "what is said outright counts before sub");
    }

    #[test]
    fn another_audience_a_time_that_is_over_and_one_that_never_ends_are_refused() {
        assert_eq!(said(&with("aud", json!("otherotherotherother"))), Err(IdentityProblem::OtherAudience));
        assert_eq!(said(&with("aud", json!([]))), Err(IdentityProblem::OtherAudience));
        assert_eq!(said(&with("exp", json!(1_800_000_000))), Err(IdentityProblem::Expired));
        assert_eq!(said(&with("nbf", json!(1_800_000_120))), Err(IdentityProblem::Expired));
        assert_eq!(said(&with("exp", json!(1_800_000_661))), Err(IdentityProblem::TooLong));
        assert_eq!(said(&with("exp", json!(1_800_000_660))).map(drop), Ok(()));
        assert_eq!(said(&json!({ "aud": "demodemodemodemodemo" })), Err(IdentityProblem::TooLong));
        for odd in [json!("soon"), json!(-1), json!(1e300), json!(null)] {
            assert_eq!(said(&with("exp", odd)), Err(IdentityProblem::Malformed));
        }
    }

    #[test]
    fn only_hs256_without_extensions_is_taken() {
        assert!(is_hs256(br#"{"alg":"HS256","typ":"JWT"}"#));
        for header in [r#"{"alg":"none"}"#, r#"{"alg":"RS256"}"#, r#"{"alg":"hs256"}"#, r#"{"alg":"HS256","crit":["b64"]}"#, "{}", "x"] {
            assert!(!is_hs256(header.as_bytes()), "{header}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_signed_does_harm(payload in proptest::collection::vec(any::<u8>(), 0..300), micros in any::<i64>()) {
            let _ = read(&payload, &org(), Timestamp::from_micros(micros / 4));
            let _ = is_hs256(&payload);
        }
    }
}
