//! Sessions: who a cookie belongs to, and what that person may do.

use domain::{Duration, OrgId, PersonId};

use super::{AgentScope, Roles, ShopperScope};
use crate::{
    Result, digest,
    store::{Actor, Scope, Store, people, settings},
};

/// How long a session lasts without being used.
pub(super) const LASTS: Duration = Duration::from_secs(14 * 24 * 3_600);
/// How often its end moves while it is used; more often would write at every request.
const PROLONGED_EVERY: Duration = Duration::from_secs(3_600);

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: PersonId,
    /// The name to show.
    pub name: String,
    /// The organisations the person belongs to, by name.
    pub memberships: Vec<Membership>,
}

/// A person's part in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The organisation.
    pub org: OrgId,
    /// Its name.
    pub org_name: String,
    /// What the person may do there.
    pub roles: Roles,
}

impl SignedIn {
    /// The desk of an organisation: any member may open it; calls ring there only for those who serve a queue.
    pub fn agent_in(&self, org: &OrgId) -> Option<AgentScope> {
        let membership = self.memberships.iter().find(|membership| membership.org == *org)?;
        Some(AgentScope { scope: Scope::of(org.clone()), person: self.person.clone(), name: self.name.clone(), roles: membership.roles })
    }
}

/// Who the token belongs to; `None` when its session is over or never was. Using a session prolongs it.
pub async fn authenticate(store: &Store, token: &str) -> Result<Option<SignedIn>> {
    let token_hash = &hash(token);
    let now = store.now().await?;
    let reader = store.reader();
    let Some((person, name, last_seen_at)) = people::session(&reader, token_hash, now).await? else { return Ok(None) };
    if now - last_seen_at > PROLONGED_EVERY {
        let prolong = store.change(&Actor::System, |change| {
            Box::pin(async move {
                let expires_at = change.now + LASTS;
                people::prolong_session(change, token_hash, expires_at).await
            })
        });
        prolong.await?;
    }
    let memberships = people::memberships(&reader, &person).await?;
    let memberships = memberships.into_iter().map(|(org, org_name, roles)| Membership { org, org_name, roles }).collect();
    Ok(Some(SignedIn { person, name, memberships }))
}

/// Ends the session of this token; harmless when it is over already.
pub async fn sign_out(store: &Store, token: &str) -> Result<()> {
    let token_hash = &hash(token);
    store.change(&Actor::Guest, |change| Box::pin(async move { people::delete_session(change, token_hash).await })).await
}

/// What anybody may see of an organisation's widget; `None` when there is no such organisation.
pub async fn shopper_scope(store: &Store, org: &OrgId) -> Result<Option<ShopperScope>> {
    let exists = settings::organisation(&store.reader(), org).await?.is_some();
    Ok(exists.then(|| ShopperScope { scope: Scope::of(org.clone()) }))
}

/// What the store knows of a token. It is random enough that a plain hash cannot be searched.
pub(super) fn hash(token: &str) -> String {
    digest::of(token)
}
