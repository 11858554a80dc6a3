//! The first account of an organisation, made from the command line.

use domain::{EmailAddress, OrgId, PersonId, QueueId, text};

use super::{Password, Roles};
use crate::{
    Error, Result,
    error::OnConstraint,
    random,
    settings::{Organisation, Queue},
    store::{Actor, Scope, Store, people, settings},
};

/// A new organisation with one queue, and its owner. The person must be new; `apply` gives roles to those who are there.
pub async fn create_owner(store: &Store, org_name: &str, email: &EmailAddress, name: &str, password: &str) -> Result<OrgId> {
    let org = OrgId::from_random(random::bytes()?);
    let organisation = &Organisation {
        id: org.clone(),
        name: text::line(org_name, 120).ok_or_else(|| Error::Invalid("the organisation needs a name".to_owned()))?,
        ..Organisation::default_of(org.clone())
    };
    let account = &people::Account {
        person: PersonId::from_random(random::bytes()?),
        name: text::line(name, 120).ok_or_else(|| Error::Invalid("the owner needs a name".to_owned()))?,
        password_hash: Some(Password::parse(password)?.hash().await?),
    };
    let slug = "front-desk".parse().map_err(|_| Error::Missing("slug"))?;
    let queue = &Queue { name: "Front desk".to_owned(), ..Queue::default_of(QueueId::from_random(random::bytes()?), slug) };
    store
        .change(&Actor::System, |change| {
            Box::pin(async move {
                let scope = Scope::of(organisation.id.clone());
                let roles = Roles { is_owner: true, is_admin: true, is_agent: true };
                settings::insert_organisation(change, organisation).await?;
                people::insert(change, account, email).await?;
                settings::put_member(change, &scope, &account.person, roles).await?;
                settings::insert_queue(change, &scope, queue, 0).await?;
                settings::insert_queue_agent(change, &scope, &queue.id, &account.person).await?;
                let ids = [("person", account.person.as_str())];
                change.event(scope.org(), "organisation_created", &ids).await?;
                change.audit(Some(scope.org()), "organisation.create", &ids).await
            })
        })
        .await
        .on_constraint("person_email", || Error::Invalid(format!("{email} has an account already; give it a role with `vitrine apply`")))?;
    Ok(org)
}
