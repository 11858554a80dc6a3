//! Applying a settings file: all of it or nothing, and a second time nothing at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use domain::{
    EmailAddress, PersonId,
    queue::{OpeningHours, Preference, Rules},
    schedule::Schedule,
};

use super::{
    Diff, File, Organisation, Queue,
    plan::{Plan, PlannedPerson, PlannedQueue},
};
use crate::{
    Error, Result,
    accounts::Roles,
    error::OnConstraint,
    store::{
        self, Actor, Change, Hint, Scope, Store, people,
        settings::{self, PresentQueue},
    },
};

/// Makes an organisation what the TOML file says, and tells what changed. The operator may make a new organisation; a person
/// has to be owner or admin of the one in the file.
pub async fn apply(store: &Store, actor: &Actor, toml: &str) -> Result<Diff> {
    apply_file(store, actor, File::parse(toml)?, None).await
}

/// As [`apply`], of a file in this folder, in which other files may be that it names. Products out of one come into the catalogue after
/// all else, since that takes many changes; they were read before.
pub async fn apply_in(store: &Store, actor: &Actor, toml: &str, folder: &Path) -> Result<Diff> {
    apply_file(store, actor, File::parse(toml)?, Some(folder)).await
}

pub(crate) async fn apply_file(store: &Store, actor: &Actor, file: File, folder: Option<&Path>) -> Result<Diff> {
    let mut plan = Plan::of(file, folder, store).await?;
    may_apply(actor, &plan)?;
    let kept = &plan;
    let applied = store.change(actor, |change| Box::pin(async move { run(change, kept).await })).await;
    let mut diff = applied.on_constraint("organisation_slug", || Error::Invalid("another organisation has this slug".to_owned()))?;
    if let Some(catalogue) = plan.catalogue.take() {
        diff.append(catalogue.fill(store, actor, &Scope::of(plan.organisation.id)).await?);
    }
    Ok(diff)
}

fn may_apply(actor: &Actor, plan: &Plan) -> Result<()> {
    match actor {
        Actor::System => Ok(()),
        Actor::Person { org: Some(org), roles, .. } if *org == plan.organisation.id => {
            if !roles.is_owner && plan.people.iter().any(|person| person.roles.is_owner) {
                return Err(Error::Forbidden("owner"));
            }
            roles.require_configure()
        }
        _ => Err(Error::Forbidden("owner or admin")),
    }
}

async fn run(change: &mut Change<'_>, plan: &Plan) -> Result<Diff> {
    let scope = &Scope::of(plan.organisation.id.clone());
    let mut diff = Diff::default();
    organisation(change, &plan.organisation, &mut diff).await?;
    identity_key(change, scope, plan.identity_key.as_deref(), &mut diff).await?;
    if let Some(sites) = &plan.sites {
        let wanted: BTreeSet<_> = sites.iter().collect();
        let present = settings::sites_in(change, scope).await?;
        for origin in present.iter().filter(|origin| !wanted.contains(origin)) {
            settings::delete_site(change, scope, origin).await?;
            diff.removed(format!("site {origin}"));
        }
        for origin in wanted.into_iter().filter(|origin| !present.contains(origin)) {
            settings::insert_site(change, scope, origin).await?;
            diff.added(format!("site {origin}"));
        }
    }
    for planned in &plan.people {
        person(change, scope, planned, &mut diff).await?;
    }
    if let Some(queues) = &plan.queues {
        all_queues(change, scope, queues, &mut diff).await?;
    }
    if let Some(catalogue) = &plan.catalogue {
        catalogue.apply(change, scope, &mut diff).await?;
    }
    if !settings::members(change, scope).await?.iter().any(|member| member.roles.is_owner) {
        return Err(Error::Invalid("an organisation needs an owner: give a person `roles = [\"owner\"]`".to_owned()));
    }
    if !diff.is_empty() {
        change.event(scope.org(), "settings_applied", &[]).await?;
        change.audit(Some(scope.org()), "settings.apply", &[]).await?;
        change.hint(Hint::Settings { org: scope.org().clone() });
    }
    Ok(diff)
}

/// Tells that the key is another one, never which.
async fn identity_key(change: &mut Change<'_>, scope: &Scope, wanted: Option<&str>, diff: &mut Diff) -> Result<()> {
    let present = store::identity::key_in(change, scope).await?;
    if present.as_deref() == wanted {
        return Ok(());
    }
    match (present, wanted) {
        (None, _) => diff.added("organisation identity_key".to_owned()),
        (Some(_), None) => diff.removed("organisation identity_key".to_owned()),
        (Some(_), Some(_)) => diff.field("organisation identity_key", "the one before", "another one"),
    }
    store::identity::put_key(change, scope, wanted).await
}

async fn organisation(change: &mut Change<'_>, wanted: &Organisation, diff: &mut Diff) -> Result<()> {
    let Some(present) = settings::organisation_in(change, &wanted.id).await? else {
        if !matches!(change.actor(), Actor::System) {
            return Err(Error::Missing("organisation"));
        }
        diff.added(format!("organisation {} ({})", wanted.name, wanted.id));
        return settings::insert_organisation(change, wanted).await;
    };
    let url = |organisation: &Organisation| organisation.terms_url.clone().unwrap_or_else(|| "none".to_owned());
    let mut changes = Diff::default();
    changes.field("organisation name", &present.name, &wanted.name);
    changes.field("organisation ring_seconds", present.ring_seconds, wanted.ring_seconds);
    changes.field("organisation relay_only", present.relay_only, wanted.relay_only);
    changes.field("organisation drop_in", present.drop_in, wanted.drop_in);
    changes.field("organisation hours", schedule_words(present.schedule.as_ref()), schedule_words(wanted.schedule.as_ref()));
    changes.field("organisation locales", listed(present.locales.tags()), listed(wanted.locales.tags()));
    changes.field("organisation image_hosts", listed(&present.image_hosts), listed(&wanted.image_hosts));
    changes.field("organisation slug", listed(&present.slug), listed(&wanted.slug));
    changes.field("organisation page_keys", listed(&present.page_keys), listed(&wanted.page_keys));
    changes.field("terms version", &present.terms_version, &wanted.terms_version);
    changes.field("terms url", url(&present), url(wanted));
    if !changes.is_empty() {
        settings::update_organisation(change, wanted, present.version).await?;
    }
    diff.append(changes);
    Ok(())
}

fn queue_fields(changes: &mut Diff, was: &Queue, wanted: &Queue) {
    let slug = &wanted.slug;
    changes.field(format!("queue {slug}: name"), &was.name, &wanted.name);
    changes.field(format!("queue {slug}: default"), was.is_default, wanted.is_default);
    changes.field(format!("queue {slug}: ring_seconds"), ring_time(was.ring_seconds), ring_time(wanted.ring_seconds));
    changes.field(format!("queue {slug}: hours"), hours(&was.hours), hours(&wanted.hours));
    changes.field(format!("queue {slug}: routing"), word(was.rules.routing), word(wanted.rules.routing));
    changes.field(format!("queue {slug}: when_closed"), word(was.rules.when_closed), word(wanted.rules.when_closed));
    changes.field(format!("queue {slug}: when_nobody"), word(was.rules.when_nobody), word(wanted.rules.when_nobody));
    let limit = |rules: &Rules| rules.most_waiting.map_or_else(|| "none".to_owned(), |most| most.to_string());
    changes.field(format!("queue {slug}: most_waiting"), limit(&was.rules), limit(&wanted.rules));
    changes.field(format!("queue {slug}: wrap_up_seconds"), was.rules.wrap_up_seconds, wanted.rules.wrap_up_seconds);
    changes.field(format!("queue {slug}: call_backs"), was.rules.call_backs, wanted.rules.call_backs);
    changes.field(format!("queue {slug}: asked_first"), first_words(was.rules.asked_first), first_words(wanted.rules.asked_first));
}

/// Who is asked first, as one text.
fn first_words(preference: Preference) -> String {
    let Preference { first, only, seconds } = preference;
    let only = if only { " only" } else { "" };
    format!("{}{only}, {seconds} s", word(first))
}

/// What there is of something, as one text.
fn listed<T: ToString>(all: impl IntoIterator<Item = T>) -> String {
    let all: Vec<_> = all.into_iter().map(|one| one.to_string()).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

/// What a settings file calls it.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn hours(hours: &OpeningHours) -> String {
    match hours {
        OpeningHours::Organisation => "the organisation's".to_owned(),
        OpeningHours::Always => "always".to_owned(),
        OpeningHours::Own(schedule) => schedule_words(Some(schedule)),
    }
}

/// A schedule as one line.
fn schedule_words(schedule: Option<&Schedule>) -> String {
    let json = |schedule| serde_json::to_string(schedule).unwrap_or_default();
    schedule.map_or_else(|| "always".to_owned(), json)
}

fn ring_time(of_queue: Option<i64>) -> String {
    of_queue.map_or_else(|| "the organisation's".to_owned(), |seconds| seconds.to_string())
}

async fn person(change: &mut Change<'_>, scope: &Scope, planned: &PlannedPerson, diff: &mut Diff) -> Result<()> {
    let email = &planned.email;
    let person = match people::by_email_in(change, email).await? {
        None => {
            let account = people::Account {
                person: planned.new_id.clone(),
                name: planned.name.clone(),
                password_hash: planned.first_password.clone(),
            };
            people::insert(change, &account, email).await?;
            diff.added(format!("person {email}"));
            account.person
        }
        // A person belongs to himself and perhaps to other organisations: only the operator renames and lets in.
        Some(account) if matches!(change.actor(), Actor::System) => {
            if account.name != planned.name {
                people::rename(change, &account.person, &planned.name).await?;
                diff.field(format!("person {email}: name"), &account.name, &planned.name);
            }
            if let Some(hash) = &planned.first_password
                && people::set_first_password(change, &account.person, hash).await?
            {
                diff.added(format!("person {email}: password"));
            }
            account.person
        }
        Some(account) => account.person,
    };
    let present = settings::members(change, scope).await?.into_iter().find(|member| member.person == person);
    let had = present.as_ref().map(|member| member.skills.clone()).unwrap_or_default();
    let was = present.map(|member| member.roles).unwrap_or_default();
    if was != planned.roles {
        diff.field(format!("person {email}: roles"), was, planned.roles);
        if planned.roles == Roles::default() {
            settings::delete_member(change, scope, &person).await?;
        } else {
            settings::put_member(change, scope, &person, planned.roles).await?;
        }
        if was.is_agent && !planned.roles.is_agent {
            settings::delete_agent_from_queues(change, scope, &person).await?;
        }
        change.hint(Hint::Agent { org: scope.org().clone(), person: person.clone() });
    }
    if had != planned.skills && planned.roles != Roles::default() {
        diff.field(format!("person {email}: tags"), listed(&had.tags), listed(&planned.skills.tags));
        diff.field(format!("person {email}: languages"), listed(&had.languages), listed(&planned.skills.languages));
        settings::put_skills(change, scope, &person, &planned.skills).await?;
        change.hint(Hint::Agent { org: scope.org().clone(), person });
    }
    Ok(())
}

async fn all_queues(change: &mut Change<'_>, scope: &Scope, wanted: &[PlannedQueue], diff: &mut Diff) -> Result<()> {
    let present = settings::queues_in(change, scope).await?;
    for PresentQueue { queue, .. } in present.iter().filter(|present| !wanted.iter().any(|planned| planned.slug == present.queue.slug)) {
        if settings::has_tickets(change, scope, &queue.id).await? {
            let slug = &queue.slug;
            return Err(Error::Invalid(format!("queue {slug} has had tickets and cannot be removed; rename it, or take its agents away")));
        }
        settings::delete_queue(change, scope, &queue.id).await?;
        diff.removed(format!("queue {}", queue.slug));
    }
    let agents: BTreeMap<EmailAddress, PersonId> =
        settings::members(change, scope).await?.into_iter().filter(|m| m.roles.is_agent).map(|m| (m.email, m.person)).collect();
    // There is one default queue at any moment, so the old one steps back before the new one is named.
    let in_order = wanted.iter().enumerate().filter(|(_, queue)| !queue.is_default);
    for (position, planned) in in_order.chain(wanted.iter().enumerate().filter(|(_, queue)| queue.is_default)) {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let existing = present.iter().find(|present| present.queue.slug == planned.slug);
        queue(change, scope, planned, existing, position, &agents, diff).await?;
    }
    Ok(())
}

async fn queue(
    change: &mut Change<'_>,
    scope: &Scope,
    planned: &PlannedQueue,
    present: Option<&PresentQueue>,
    position: i64,
    agents: &BTreeMap<EmailAddress, PersonId>,
    diff: &mut Diff,
) -> Result<()> {
    let slug = &planned.slug;
    let id = present.map_or_else(|| planned.new_id.clone(), |present| present.queue.id.clone());
    let wanted = Queue {
        id: id.clone(),
        slug: slug.clone(),
        name: planned.name.clone(),
        is_default: planned.is_default,
        ring_seconds: planned.ring_seconds,
        hours: planned.hours.clone(),
        rules: planned.rules,
    };
    let mut changes = Diff::default();
    match present {
        None => {
            settings::insert_queue(change, scope, &wanted, position).await?;
            changes.added(format!("queue {slug}"));
        }
        Some(PresentQueue { queue: was, position: stood_at, version }) => {
            queue_fields(&mut changes, was, &wanted);
            changes.field(format!("queue {slug}: position"), *stood_at, position);
            if !changes.is_empty() {
                settings::update_queue(change, scope, &wanted, position, *version).await?;
            }
        }
    }
    let served_by = settings::queue_agents(change, scope, &id).await?;
    for (email, person) in served_by.iter().filter(|(email, _)| !planned.agents.contains(email)) {
        settings::delete_queue_agent(change, scope, &id, person).await?;
        changes.removed(format!("queue {slug}: agent {email}"));
    }
    for email in &planned.agents {
        let Some(person) = agents.get(email) else {
            return Err(Error::Invalid(format!("queue {slug} names {email}, who is no agent of this organisation")));
        };
        if served_by.contains_key(email) {
            continue;
        }
        settings::insert_queue_agent(change, scope, &id, person).await?;
        changes.added(format!("queue {slug}: agent {email}"));
    }
    if !changes.is_empty() {
        change.hint(Hint::Queue { org: scope.org().clone(), queue: id });
    }
    diff.append(changes);
    Ok(())
}
