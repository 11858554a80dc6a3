//! Queues, one at a time, as an admin sets them up.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    PersonId, QueueId, Timestamp,
    wire::console::{AgentChoice, FormProblem, QueueDraft, Wrong},
};

use super::{
    Organisation, Queue,
    refused::{Outcome, Refused, SaveError, changed, settled},
};
use crate::{
    Error, Result,
    accounts::AgentScope,
    error::OnConstraint,
    random,
    store::{
        Change, Hint, Scope, Store, people,
        settings::{self, PresentQueue},
    },
};

/// What a save of a queue is called in the audit.
pub(super) const SAVED: &str = "queue.save";

/// A queue with what its form needs.
#[derive(Clone, Debug)]
pub struct QueueSettings {
    /// The queue.
    pub queue: Queue,
    /// Who serves it.
    pub agents: BTreeSet<PersonId>,
    /// Raised by every change.
    pub version: i64,
}

/// All queues, and what their forms choose from.
#[derive(Clone, Debug)]
pub struct QueueOverview {
    /// The organisation, whose hours and ring time count where a queue has none of its own.
    pub organisation: Organisation,
    /// The queues in their order.
    pub queues: Vec<QueueSettings>,
    /// Everybody who takes calls, by name.
    pub agents: Vec<AgentChoice>,
    /// The store's time.
    pub now: Timestamp,
}

/// Where a queue goes in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// One place towards the start.
    Up,
    /// One place towards the end.
    Down,
}

impl QueueSettings {
    /// The queue as its form describes it.
    pub fn draft(&self) -> QueueDraft {
        let Queue { slug, name, is_default, ring_seconds, hours, rules, .. } = self.queue.clone();
        QueueDraft { name, slug, is_default, ring_seconds, hours, rules, agents: self.agents.clone() }
    }
}

/// All queues of the organisation, for its owners and admins.
///
/// # Errors
/// [`Error::Forbidden`] for others.
pub async fn queue_overview(store: &Store, admin: &AgentScope) -> Result<QueueOverview> {
    admin.roles().require_configure()?;
    let (reader, scope) = (store.reader(), admin.scope());
    let organisation = settings::organisation(&reader, scope.org()).await?.ok_or(Error::Missing("organisation"))?;
    let mut serving: BTreeMap<QueueId, BTreeSet<PersonId>> = BTreeMap::new();
    for (queue, person) in settings::serving(&reader, scope).await? {
        serving.entry(queue).or_default().insert(person);
    }
    let with_agents = |PresentQueue { queue, version, .. }: PresentQueue| {
        let agents = serving.remove(&queue.id).unwrap_or_default();
        QueueSettings { queue, agents, version }
    };
    let queues = settings::present_queues(&reader, scope).await?.into_iter().map(with_agents).collect();
    let people = people::people(&reader, scope).await?.into_iter().filter(|person| person.roles.is_agent);
    let agents = people.map(|person| AgentChoice { person: person.person, name: person.name, email: person.email.into() }).collect();
    Ok(QueueOverview { organisation, queues, agents, now: store.now().await? })
}

/// Makes a queue, at the end of the list. The first one of an organisation is its default.
///
/// # Errors
/// See [`SaveError`].
pub async fn create_queue(store: &Store, admin: &AgentScope, wanted: &QueueDraft) -> Result<QueueId, SaveError> {
    admin.roles().require_configure()?;
    let (scope, id) = (admin.scope(), &random::id(QueueId::from_random)?);
    let actor = &admin.actor();
    let create = store.change(actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = settings::queues_in(change, scope).await?;
            if let Err(refused) = check(change, scope, None, &present, wanted).await? {
                return Ok(Err(refused));
            }
            let is_default = wanted.is_default || present.is_empty();
            if is_default {
                step_back(change, scope, &present, id).await?;
            }
            let position = present.iter().map(|queue| queue.position + 1).max().unwrap_or(0);
            settings::insert_queue(change, scope, &queue(id, wanted, is_default), position).await?;
            serve(change, scope, id, &BTreeSet::new(), &wanted.agents).await?;
            tell(change, scope, id, "queue_created").await?;
            Ok(Ok(id.clone()))
        })
    });
    settled(create.await.on_constraint("queue_slug", || Error::Raced))
}

/// Saves a queue whose version is still the one that was edited. `opened_at` is when the editing began.
///
/// # Errors
/// See [`SaveError`]; [`Error::Missing`] (`queue`) when there is none of this id in the organisation.
pub async fn save_queue(
    store: &Store,
    admin: &AgentScope,
    id: &QueueId,
    edited: (i64, Timestamp),
    wanted: &QueueDraft,
) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let (scope, (version, opened_at)) = (admin.scope(), edited);
    let actor = admin.actor();
    let save = store.change(&actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = settings::queues_in(change, scope).await?;
            let Some(was) = present.iter().find(|present| present.queue.id == *id) else { return Err(Error::Missing("queue")) };
            if was.version != version {
                return changed(change, scope, SAVED, &[("queue", id.as_str())], opened_at).await;
            }
            if let Err(refused) = check(change, scope, Some(was), &present, wanted).await? {
                return Ok(Err(refused));
            }
            if wanted.is_default && !was.queue.is_default {
                step_back(change, scope, &present, id).await?;
            }
            settings::update_queue(change, scope, &queue(id, wanted, wanted.is_default), was.position, version).await?;
            let served_by = settings::queue_agents(change, scope, id).await?.into_values().collect();
            serve(change, scope, id, &served_by, &wanted.agents).await?;
            tell(change, scope, id, "queue_saved").await?;
            Ok(Ok(()))
        })
    });
    settled(save.await.on_constraint("queue_slug", || Error::Raced))
}

/// Moves a queue by one place in the list; at either end it stays.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Missing`] (`queue`), or the store fails.
pub async fn shift_queue(store: &Store, admin: &AgentScope, id: &QueueId, shift: Shift) -> Result<()> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let actor = &admin.actor();
    let shift = store.change(actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let mut present = settings::queues_in(change, scope).await?;
            let at = present.iter().position(|present| present.queue.id == *id).ok_or(Error::Missing("queue"))?;
            let to = match shift {
                Shift::Up => at.saturating_sub(1),
                Shift::Down => (at + 1).min(present.len() - 1),
            };
            present.swap(at, to);
            for (position, PresentQueue { queue, position: stood_at, .. }) in (0..).zip(&present) {
                if *stood_at != position {
                    settings::place_queue(change, scope, &queue.id, position).await?;
                }
            }
            change.audit(Some(scope.org()), "queue.move", &[("queue", id.as_str())]).await?;
            change.hint(Hint::Settings { org: scope.org().clone() });
            Ok(())
        })
    });
    shift.await
}

/// Removes a queue that nobody ever waited in, and that is not the default.
///
/// # Errors
/// See [`SaveError`]; the field of a problem is `queue`.
pub async fn remove_queue(store: &Store, admin: &AgentScope, id: &QueueId) -> Result<(), SaveError> {
    admin.roles().require_configure()?;
    let scope = admin.scope();
    let actor = admin.actor();
    let remove = store.change(&actor, |change| {
        Box::pin(async move {
            settings::lock_organisation(change, scope).await?;
            let present = settings::queues_in(change, scope).await?;
            let Some(was) = present.iter().find(|present| present.queue.id == *id) else { return Err(Error::Missing("queue")) };
            if was.queue.is_default {
                return Ok(Err(Refused::one("queue", Wrong::DefaultStays)));
            }
            if settings::has_tickets(change, scope, id).await? {
                return Ok(Err(Refused::one("queue", Wrong::HasTickets)));
            }
            let served_by = settings::queue_agents(change, scope, id).await?.into_values().collect();
            serve(change, scope, id, &served_by, &BTreeSet::new()).await?;
            settings::delete_queue(change, scope, id).await?;
            change.event(scope.org(), "queue_removed", &[("queue", id.as_str())]).await?;
            change.audit(Some(scope.org()), "queue.remove", &[("queue", id.as_str())]).await?;
            change.hint(Hint::Settings { org: scope.org().clone() });
            change.hint(Hint::Queue { org: scope.org().clone(), queue: id.clone() });
            Ok(Ok(()))
        })
    });
    // A ticket was drawn in the same moment: run again, it is found.
    settled(remove.await.on_constraint("ticket_queue", || Error::Raced))
}

/// What a queue's form cannot know.
async fn check(
    change: &mut Change<'_>,
    scope: &Scope,
    was: Option<&PresentQueue>,
    present: &[PresentQueue],
    wanted: &QueueDraft,
) -> Result<Outcome<()>> {
    let mut problems = vec![];
    let is_other = |other: &&PresentQueue| was.is_none_or(|was| was.queue.id != other.queue.id);
    if present.iter().filter(is_other).any(|other| other.queue.slug == wanted.slug) {
        problems.push(FormProblem::new("slug", Wrong::SlugTaken));
    }
    if was.is_some_and(|was| was.queue.is_default) && !wanted.is_default {
        problems.push(FormProblem::new("default", Wrong::DefaultStays));
    }
    let members = settings::members(change, scope).await?;
    let takes_calls = |person: &PersonId| members.iter().any(|member| member.person == *person && member.roles.is_agent);
    if !wanted.agents.iter().all(takes_calls) {
        problems.push(FormProblem::new("agents", Wrong::NotAnAgent));
    }
    Ok(if problems.is_empty() { Ok(()) } else { Err(Refused::Problems(problems)) })
}

/// There is one default queue at any moment, so the old one steps back before the new one is named.
async fn step_back(change: &mut Change<'_>, scope: &Scope, present: &[PresentQueue], new: &QueueId) -> Result<()> {
    for PresentQueue { queue, position, version } in present.iter().filter(|old| old.queue.is_default && old.queue.id != *new) {
        let stepped_back = Queue { is_default: false, ..queue.clone() };
        settings::update_queue(change, scope, &stepped_back, *position, *version).await?;
        tell(change, scope, &queue.id, "queue_saved").await?;
    }
    Ok(())
}

fn queue(id: &QueueId, wanted: &QueueDraft, is_default: bool) -> Queue {
    let QueueDraft { name, slug, ring_seconds, hours, rules, .. } = wanted.clone();
    Queue { id: id.clone(), slug, name, is_default, ring_seconds, hours, rules }
}

/// Lets these people serve the queue and no others.
async fn serve(
    change: &mut Change<'_>,
    scope: &Scope,
    queue: &QueueId,
    present: &BTreeSet<PersonId>,
    wanted: &BTreeSet<PersonId>,
) -> Result<()> {
    for person in present.difference(wanted) {
        settings::delete_queue_agent(change, scope, queue, person).await?;
    }
    for person in wanted.difference(present) {
        settings::insert_queue_agent(change, scope, queue, person).await?;
    }
    for person in present.symmetric_difference(wanted) {
        change.hint(Hint::Agent { org: scope.org().clone(), person: person.clone() });
    }
    Ok(())
}

/// What goes along with a change of a queue.
pub(super) async fn tell(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, event: &'static str) -> Result<()> {
    let ids = [("queue", queue.as_str())];
    change.event(scope.org(), event, &ids).await?;
    change.audit(Some(scope.org()), SAVED, &ids).await?;
    change.hint(Hint::Settings { org: scope.org().clone() });
    change.hint(Hint::Queue { org: scope.org().clone(), queue: queue.clone() });
    Ok(())
}
