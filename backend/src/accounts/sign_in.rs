//! Signing in.

use std::net::IpAddr;

use domain::{Duration, EmailAddress, OrgId, PersonId, Timestamp};

use super::{password, rate::Attempt, session};
use crate::{
    Error,
    store::{Actor, Store, people},
};

/// A session that has begun.
#[derive(Clone)]
pub struct NewSession {
    /// The secret for the cookie; the store knows its hash only.
    pub token: String,
    /// Who signed in.
    pub person: PersonId,
    /// When the session ends if it is not used.
    pub expires_at: Timestamp,
}

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address or password are wrong; which one is not told.
    #[error("address or password are wrong")]
    WrongCredentials,
    /// Too many wrong passwords.
    #[error("too many attempts; wait {} seconds", retry_after.ceil_secs())]
    TooManyAttempts {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The password is right, but the account has no part in this organisation.
    #[error("the account has no part in this organisation")]
    NoMembership,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// Begins a session for a member of the organisation. Takes the same time whether the account exists or not.
pub async fn sign_in(store: &Store, org: &OrgId, email: &str, password: &str, from: IpAddr) -> Result<NewSession, SignInError> {
    let attempt = &Attempt::new(email, from);
    if let Some(retry_after) = attempt.begin(store).await? {
        return Err(SignInError::TooManyAttempts { retry_after });
    }
    let account = match email.parse::<EmailAddress>() {
        Ok(email) => people::by_email(&store.reader(), &email).await?,
        Err(_) => None,
    };
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let is_right = password::verify(password, hash).await?;
    let Some(account) = account.filter(|_| is_right) else { return Err(SignInError::WrongCredentials) };

    let memberships = people::memberships(&store.reader(), &account.person).await?;
    let Some((_, _, roles)) = memberships.into_iter().find(|(member_of, ..)| member_of == org) else {
        store.change(&Actor::Guest, |change| Box::pin(async move { attempt.succeeded(change).await })).await?;
        return Err(SignInError::NoMembership);
    };
    let token = crate::random::secret()?;
    let token_hash = &session::hash(&token);
    let person = &account.person;
    let actor = Actor::Person { person: person.clone(), org: Some(org.clone()), roles };
    let expires_at = store
        .change(&actor, |change| {
            Box::pin(async move {
                attempt.succeeded(change).await?;
                let expires_at = change.now + session::LASTS;
                people::insert_session(change, token_hash, person, expires_at).await?;
                change.audit(Some(org), "session.begin", &[]).await?;
                Ok(expires_at)
            })
        })
        .await?;
    Ok(NewSession { token, person: account.person, expires_at })
}
