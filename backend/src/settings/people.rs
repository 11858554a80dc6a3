//! People of an organisation, one at a time, as an admin lets them in.
//!
//! **A person belongs to himself.** Name and password of an account that is a member of another organisation too are nobody's here:
//! whoever adds it gets no password, and whoever saves it leaves its name alone. An account that is a member nowhere else gets a new
//! password when it is added, so that nobody who had let it in before knows the one that counts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    PersonId, QueueId, Timestamp,
    queue::Skills,
    wire::console::{NewPassword, PersonDraft, PersonForm, QueueChoice, RoleChoice, Wrong},
};

use super::{
    queues,
    refused::{Outcome, Refused, SaveError, changed, settled},
};
use crate::{
    Error, Result,
    accounts::{AgentScope, Password, Roles},
    error::OnConstraint,
    random,
    store::{
        Change, Hint, Scope, Store, faces,
        people::{self, Named},
        settings,
    },
};

/// What a save of a person is called in the audit.
const SAVED: &str = "person.save";
/// Letters and digits that are not taken for each other: 32, so that each byte gives five bits.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// The characters of a generated password, without the hyphens between groups of four: 100 bits.
const PASSWORD_CHARS: usize = 20;

/// A member with what the list of people and the person's form need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonSettings {
    /// Who.
    pub person: PersonId,
    /// The address.
    pub email: String,
    /// The name.
    pub name: String,
    /// What the person may do.
    pub roles: Roles,
    /// The queues that ring for the person.
    pub queues: BTreeSet<QueueId>,
    /// Whether the account is a member of another organisation too.
    pub is_elsewhere: bool,
    /// What the person knows and speaks.
    pub skills: Skills,
    /// Whether the person agreed to be shown to shoppers.
    pub is_public: bool,
}

/// Everybody, and the queues to choose from.
#[derive(Clone, Debug)]
pub struct PeopleOverview {
    /// Everybody in the organisation, by name.
    pub people: Vec<PersonSettings>,
    /// The queues in their order.
    pub queues: Vec<QueueChoice>,
    /// The store's time.
    pub now: Timestamp,
}

/// Somebody who was let in.
#[derive(Clone, Debug)]
pub struct AddedPerson {
    /// Who.
    pub person: PersonId,
    /// How the person signs in.
    pub password: NewPassword,
}

impl From<RoleChoice> for Roles {
    fn from(choice: RoleChoice) -> Self {
        let RoleChoice { is_owner, is_admin, is_agent } = choice;
        Self { is_owner, is_admin, is_agent }
    }
}

impl From<Roles> for RoleChoice {
    fn from(roles: Roles) -> Self {
        let Roles { is_owner, is_admin, is_agent } = roles;
        Self { is_owner, is_admin, is_agent }
    }
}

impl PersonSettings {
    /// The person's form as it opens.
    pub fn form(&self) -> PersonForm {
        PersonForm {
            name: self.name.clone(),
            email: self.email.clone(),
            roles: self.roles.into(),
            queues: self.queues.clone(),
            is_public: self.is_public,
            seen: self.seen(),
            is_sure: false,
            ..PersonForm::default()
        }
        .with_skills(&self.skills)
    }

    /// What stands for a version: a membership has none of its own, so a save tells what it was made from.
    fn seen(&self) -> String {
        let Roles { is_owner, is_admin, is_agent } = self.roles;
        let flags = [is_owner, is_admin, is_agent, self.is_public].map(u8::from).map(|flag| flag.to_string()).concat();
        let queues: Vec<_> = self.queues.iter().map(QueueId::as_str).collect();
        let PersonForm { tags, languages, .. } = PersonForm::default().with_skills(&self.skills);
        format!("{flags} {} {tags} {languages} {}", queues.join(","), self.name)
    }
}

/// Everybody in the organisation, for its owners and admins.
///
/// # Errors
/// [`Error::Forbidden`] for others.
pub async fn people_overview(store: &Store, admin: &AgentScope) -> Result<PeopleOverview> {
    admin.roles().require_configure()?;
    let (reader, scope) = (store.reader(), admin.scope());
    let people = with_queues(people::people(&reader, scope).await?, settings::serving(&reader, scope).await?);
    let queues = settings::queues(&reader, scope).await?;
    let queues = queues.into_iter().map(|queue| QueueChoice { id: queue.id, name: queue.name }).collect();
    Ok(PeopleOverview { people, queues, now: store.now().await? })
}

/// Lets somebody in. A new account, and one that is a member nowhere else, gets a generated password, which is in the answer and
/// nowhere else.
///
/// # Errors
/// See [`SaveError`].
pub async fn add_person(store: &Store, admin: &AgentScope, wanted: &PersonDraft) -> Result<AddedPerson, SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let (password, hash) = &generated().await?;
    let new_id = &random::id(PersonId::from_random)?;
    let actor = admin.actor();
    let add = store.change(&actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = members(change, scope).await?;
            if present.iter().any(|member| member.email == wanted.email.as_str()) {
                return Ok(Err(Refused::one("email", Wrong::IsMember)));
            }
            if wanted.roles.is_owner && !admin.roles().is_owner {
                return Ok(Err(Refused::one("roles", Wrong::OwnersOnly)));
            }
            let account = match people::by_email_in(change, &wanted.email).await? {
                None => {
                    let person = new_id.clone();
                    let account = people::Account { person, name: wanted.name.clone(), password_hash: Some(hash.clone()) };
                    people::insert(change, &account, &wanted.email).await?;
                    AddedPerson { person: account.person, password: NewPassword::Generated(password.clone()) }
                }
                Some(known) if people::is_elsewhere(change, scope, &known.person).await? => {
                    AddedPerson { person: known.person, password: NewPassword::AsBefore }
                }
                Some(known) => {
                    people::rename(change, &known.person, &wanted.name).await?;
                    replace_password(change, &known.person, hash).await?;
                    AddedPerson { person: known.person, password: NewPassword::Generated(password.clone()) }
                }
            };
            settings::put_member(change, scope, &account.person, wanted.roles.into()).await?;
            settings::put_skills(change, scope, &account.person, &wanted.skills).await?;
            serve(change, scope, &account.person, &BTreeSet::new(), &wanted.queues).await?;
            tell(change, scope, &account.person, "person_added", SAVED).await?;
            Ok(Ok(account))
        })
    });
    settled(add.await.on_constraint("person_email", || Error::Raced))
}

/// Saves name, roles and queues of a member who is still as `seen` ([`PersonSettings::form`]). The address stays, and so does the
/// name of an account that is a member elsewhere too.
///
/// # Errors
/// See [`SaveError`]; [`Error::Missing`] (`person`) when there is none of this id in the organisation, [`Error::Forbidden`] for
/// an admin who would change an owner.
pub async fn save_person(
    store: &Store,
    admin: &AgentScope,
    person: &PersonId,
    (seen, opened_at): (&str, Timestamp),
    wanted: &PersonDraft,
) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let actor = admin.actor();
    let save = store.change(&actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = members(change, scope).await?;
            let was = found(&present, person)?;
            only_owners_touch_owners(admin, was)?;
            if was.seen() != seen {
                return changed(change, scope, SAVED, &[("person", person.as_str())], opened_at).await;
            }
            if let Err(refused) = check(admin, &present, was, wanted) {
                return Ok(Err(refused));
            }
            if was.name != wanted.name {
                if people::is_elsewhere(change, scope, person).await? {
                    return Ok(Err(Refused::one("name", Wrong::BelongsElsewhere)));
                }
                people::rename(change, person, &wanted.name).await?;
            }
            settings::put_member(change, scope, person, wanted.roles.into()).await?;
            settings::put_skills(change, scope, person, &wanted.skills).await?;
            // To be shown is the person's own to say: here it can only be taken back.
            if was.is_public && !wanted.is_public {
                faces::hide(change, scope, person).await?;
            }
            serve(change, scope, person, &was.queues, &wanted.queues).await?;
            tell(change, scope, person, "person_saved", SAVED).await?;
            Ok(Ok(()))
        })
    });
    settled(save.await)
}

/// Puts a generated password in the place of a member's and signs the person out everywhere. The answer is the only place where it
/// stands.
///
/// # Errors
/// As [`save_person`]; the field of a problem is `password`.
pub async fn renew_password(store: &Store, admin: &AgentScope, person: &PersonId) -> Result<String, SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let (password, hash) = &generated().await?;
    let actor = admin.actor();
    let renew = store.change(&actor, |change| {
        Box::pin(async move {
            let present = members(change, scope).await?;
            only_owners_touch_owners(admin, found(&present, person)?)?;
            if people::is_elsewhere(change, scope, person).await? {
                return Ok(Err(Refused::one("password", Wrong::BelongsElsewhere)));
            }
            replace_password(change, person, hash).await?;
            tell(change, scope, person, "password_renewed", "person.password").await?;
            Ok(Ok(password.clone()))
        })
    });
    settled(renew.await)
}

/// Takes somebody out of the organisation. The account stays, for its past calls name it.
///
/// # Errors
/// As [`save_person`]; the field of a problem is `person`.
pub async fn remove_person(store: &Store, admin: &AgentScope, person: &PersonId) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let actor = admin.actor();
    let remove = store.change(&actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = members(change, scope).await?;
            let was = found(&present, person)?;
            only_owners_touch_owners(admin, was)?;
            if is_last_owner(&present, was) {
                return Ok(Err(Refused::one("person", Wrong::LastOwner)));
            }
            serve(change, scope, person, &was.queues, &BTreeSet::new()).await?;
            settings::delete_member(change, scope, person).await?;
            if !people::is_elsewhere(change, scope, person).await? {
                people::delete_sessions_of(change, person).await?;
            }
            tell(change, scope, person, "person_removed", "person.remove").await?;
            Ok(Ok(()))
        })
    });
    settled(remove.await)
}

/// What a person's form cannot know.
fn check(admin: &AgentScope, present: &[PersonSettings], was: &PersonSettings, wanted: &PersonDraft) -> Outcome<()> {
    if wanted.roles.is_owner && !admin.roles().is_owner {
        return Err(Refused::one("roles", Wrong::OwnersOnly));
    }
    if !wanted.roles.is_owner && is_last_owner(present, was) {
        return Err(Refused::one("roles", Wrong::LastOwner));
    }
    if was.person == *admin.person() && !wanted.roles.may_configure() && !wanted.is_sure {
        return Err(Refused::one("roles", Wrong::ConfirmOwnLoss));
    }
    Ok(())
}

fn is_last_owner(present: &[PersonSettings], person: &PersonSettings) -> bool {
    person.roles.is_owner && !present.iter().any(|other| other.roles.is_owner && other.person != person.person)
}

fn only_owners_touch_owners(admin: &AgentScope, person: &PersonSettings) -> Result<()> {
    if person.roles.is_owner && !admin.roles().is_owner { Err(Error::Forbidden("owner")) } else { Ok(()) }
}

fn found<'a>(present: &'a [PersonSettings], person: &PersonId) -> Result<&'a PersonSettings> {
    present.iter().find(|member| member.person == *person).ok_or(Error::Missing("person"))
}

async fn members(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<PersonSettings>> {
    let people = people::people_in(change, scope).await?;
    Ok(with_queues(people, settings::serving_in(change, scope).await?))
}

fn with_queues(people: Vec<Named>, serving: Vec<(QueueId, PersonId)>) -> Vec<PersonSettings> {
    let mut queues: BTreeMap<PersonId, BTreeSet<QueueId>> = BTreeMap::new();
    for (queue, person) in serving {
        queues.entry(person).or_default().insert(queue);
    }
    let person = |Named { person, email, name, roles, is_elsewhere, skills, is_public }: Named| {
        let queues = queues.remove(&person).unwrap_or_default();
        PersonSettings { person, email: email.into(), name, roles, queues, is_elsewhere, skills, is_public }
    };
    people.into_iter().map(person).collect()
}

/// Lets a person serve these queues and no others. A queue that was removed meanwhile is left out.
async fn serve(
    change: &mut Change<'_>,
    scope: &Scope,
    person: &PersonId,
    present: &BTreeSet<QueueId>,
    wanted: &BTreeSet<QueueId>,
) -> Result<()> {
    let known: BTreeSet<QueueId> = settings::queues_in(change, scope).await?.into_iter().map(|present| present.queue.id).collect();
    let wanted = &wanted.intersection(&known).cloned().collect();
    for queue in present.symmetric_difference(wanted) {
        if wanted.contains(queue) {
            settings::insert_queue_agent(change, scope, queue, person).await?;
        } else {
            settings::delete_queue_agent(change, scope, queue, person).await?;
        }
        settings::touch_queue(change, scope, queue).await?;
        queues::tell(change, scope, queue, "queue_saved").await?;
    }
    Ok(())
}

async fn tell(change: &mut Change<'_>, scope: &Scope, person: &PersonId, event: &'static str, action: &'static str) -> Result<()> {
    let ids = [("person", person.as_str())];
    change.event(scope.org(), event, &ids).await?;
    change.audit(Some(scope.org()), action, &ids).await?;
    change.hint(Hint::Settings { org: scope.org().clone() });
    change.hint(Hint::Agent { org: scope.org().clone(), person: person.clone() });
    Ok(())
}

async fn replace_password(change: &mut Change<'_>, person: &PersonId, hash: &str) -> Result<()> {
    people::set_password(change, person, hash).await?;
    people::delete_sessions_of(change, person).await
}

/// A password that can be read out and copied by hand, and its hash.
async fn generated() -> Result<(String, String)> {
    let bytes = random::bytes::<PASSWORD_CHARS>()?;
    let letters = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).copied().map(char::from).collect::<Vec<_>>();
    let password = letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-");
    let hash = Password::parse(&password)?.hash().await?;
    Ok((password, hash))
}
