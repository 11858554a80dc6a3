//! Passwords: argon2id with OWASP's parameters (19 MiB, two passes, one lane), never more than two hashes at once.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{Error, Result};

/// What a password has to have at least; length is what helps (NIST SP 800-63B).
const MIN_CHARS: usize = 12;
/// Enough for every password manager; more would only be work for us.
const MAX_BYTES: usize = 1_024;

/// Hashing takes a core and 19 MiB each; calls go on while somebody tries passwords.
static HASHING: Semaphore = Semaphore::const_new(2);

/// Verified when there is no such account, so that the answer takes as long as for one that exists.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password that is good enough to be set.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// The password, or what is wrong with it.
    pub fn parse(text: &str) -> Result<Self> {
        if text.chars().count() < MIN_CHARS || text.len() > MAX_BYTES {
            return Err(Error::Invalid(format!("a password has at least {MIN_CHARS} characters and at most {MAX_BYTES} bytes")));
        }
        Ok(Self(text.to_owned()))
    }

    /// Its hash in PHC format, with a salt of its own.
    pub async fn hash(&self) -> Result<String> {
        let text = self.0.clone();
        let _turn = HASHING.acquire().await;
        let hash = spawn_blocking(move || Argon2::default().hash_password(text.as_bytes()).map(|hash| hash.to_string())).await?;
        hash.map_err(|error| Error::Hash(error.to_string()))
    }
}

/// Whether this is the password behind the hash; without a hash `false`, after the same work.
pub(super) async fn verify(text: &str, hash: Option<&str>) -> Result<bool> {
    if text.len() > MAX_BYTES {
        return Ok(false);
    }
    let text = text.to_owned();
    let is_somebodys = hash.is_some();
    let hash = hash.unwrap_or(NOBODYS).to_owned();
    let _turn = HASHING.acquire().await;
    let outcome = spawn_blocking(move || {
        let hash = PasswordHash::new(&hash)?;
        Argon2::default().verify_password(text.as_bytes(), &hash)
    })
    .await?;
    match outcome {
        Ok(()) => Ok(is_somebodys),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(Error::Hash(error.to_string())),
    }
}

/// Shows nothing: a debug print may end in a log.
impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_password_is_refused_however_odd_its_letters_are() {
        assert!(Password::parse("Zx9!Zx9!Zx9").is_err());
        assert!(Password::parse("agent-demo-2026").is_ok());
        assert!(Password::parse(&"a".repeat(1_025)).is_err());
    }

    #[tokio::test]
    async fn only_the_password_itself_matches_its_hash() {
        let hash = Password::parse("agent-demo-2026").unwrap().hash().await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("agent-demo-2026", Some(&hash)).await.unwrap());
        assert!(!verify("agent-demo-2027", Some(&hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_a_password_but_verifying_it_is_the_same_work() {
        assert!(!verify("agent-demo-2026", None).await.unwrap());
        let hash = Password::parse("agent-demo-2026").unwrap().hash().await.unwrap();
        let parameters = |text: &str| text.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parameters(NOBODYS), parameters(&hash));
        assert_eq!(NOBODYS.len(), hash.len());
    }
}
