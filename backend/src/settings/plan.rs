//! A settings file made sense of: names trimmed, cross-references checked, passwords hashed. What is left can only fail at what
//! the store holds already.

use std::{collections::BTreeSet, path::Path, str::FromStr};

use domain::{
    EmailAddress, Origin, PageKey, PersonId, QueueId, Slug,
    channel::{self, MOST_PAGE_KEYS},
    queue::{
        LONGEST_FIRST_SECONDS, LONGEST_WRAP_UP_SECONDS, MOST_LANGUAGES, MOST_TAGS, MOST_WAITING_LIMIT, OpeningHours, Preference, Rules,
        Skills,
    },
    schedule::Schedule,
    text,
};
use serde::Deserialize;

use super::{Organisation, RING_SECONDS, catalogue::PlannedCatalogue, file};
use crate::{
    Error, Result,
    accounts::{Password, Roles},
    identity::MIN_KEY_BYTES,
    random,
    store::{Store, people},
};

/// The shortest and longest time a call may ring for one agent, in seconds.
const RING_LIMITS: std::ops::RangeInclusive<i64> = 5..=120;

pub(super) struct Plan {
    pub(super) organisation: Organisation,
    pub(super) identity_key: Option<String>,
    pub(super) sites: Option<Vec<Origin>>,
    pub(super) queues: Option<Vec<PlannedQueue>>,
    pub(super) catalogue: Option<PlannedCatalogue>,
    pub(super) people: Vec<PlannedPerson>,
}

pub(super) struct PlannedQueue {
    /// Its id if it has to be made.
    pub(super) new_id: QueueId,
    pub(super) slug: Slug,
    pub(super) name: String,
    pub(super) is_default: bool,
    pub(super) ring_seconds: Option<i64>,
    pub(super) hours: OpeningHours,
    pub(super) rules: Rules,
    pub(super) agents: BTreeSet<EmailAddress>,
}

pub(super) struct PlannedPerson {
    /// The id if the account has to be made.
    pub(super) new_id: PersonId,
    pub(super) email: EmailAddress,
    pub(super) name: String,
    pub(super) roles: Roles,
    /// What the person knows and speaks.
    pub(super) skills: Skills,
    /// The hash of the first password; `None` when there is none to set.
    pub(super) first_password: Option<String>,
}

/// The most hosts of pictures: each stands in a header of every page of the widget.
const MOST_IMAGE_HOSTS: usize = 20;

fn image_hosts(hosts: Vec<Origin>) -> Result<Vec<Origin>> {
    if let Some(host) = hosts.iter().find(|host| !host.is_https()) {
        return Err(Error::Invalid(format!("image_hosts: {host} is not https")));
    }
    if hosts.len() > MOST_IMAGE_HOSTS {
        return Err(Error::Invalid(format!("image_hosts: at most {MOST_IMAGE_HOSTS} can be listed")));
    }
    Ok(hosts)
}

/// A key that is worth something.
fn identity_key(key: String) -> Result<String> {
    if key.len() < MIN_KEY_BYTES {
        return Err(Error::Invalid(format!("identity_key: has to be at least {MIN_KEY_BYTES} bytes; `openssl rand -base64 32` makes one")));
    }
    Ok(key)
}

fn slug(slug: Slug) -> Result<Slug> {
    if channel::may_be_slug(&slug) { Ok(slug) } else { invalid("an organisation's slug may not look like an id, as this one does") }
}

fn page_keys(keys: Vec<PageKey>) -> Result<BTreeSet<PageKey>> {
    if keys.len() > MOST_PAGE_KEYS {
        return invalid(&format!("page_keys: at most {MOST_PAGE_KEYS} can be listed"));
    }
    Ok(keys.into_iter().collect())
}

impl Plan {
    /// Checks the file, reads the one with products that it names in its folder, and hashes the passwords of those in it who have none
    /// yet.
    pub(super) async fn of(file: file::File, folder: Option<&Path>, store: &Store) -> Result<Self> {
        let queues = file.queues.map(planned_queues).transpose()?;
        let identity_key = file.organisation.identity_key.map(identity_key).transpose()?;
        let organisation = Organisation {
            name: name(&file.organisation.name, "the organisation")?,
            terms_version: name(&file.organisation.terms.version, "the version of the terms")?,
            terms_url: file.organisation.terms.url.map(|url| web_address(&url)).transpose()?,
            ring_seconds: ring_seconds(file.organisation.ring_seconds)?.unwrap_or(RING_SECONDS),
            relay_only: file.organisation.relay_only,
            drop_in: file.organisation.drop_in.unwrap_or(true),
            schedule: file.organisation.hours,
            locales: file.organisation.locales,
            image_hosts: image_hosts(file.organisation.image_hosts)?,
            slug: file.organisation.slug.map(slug).transpose()?,
            page_keys: page_keys(file.organisation.page_keys)?,
            ..Organisation::default_of(file.organisation.id)
        };
        let sites = file.sites.map(|sites| sites.into_iter().map(|site| site.origin).collect());
        once_each(file.people.iter().map(|person| &person.email), "person")?;
        let catalogue = match file.catalogue {
            Some(catalogue) => Some(PlannedCatalogue::of(catalogue, folder, &organisation).await?),
            None => None,
        };
        let mut planned = vec![];
        for person in file.people {
            planned.push(planned_person(person, store).await?);
        }
        Ok(Self { organisation, identity_key, sites, queues, catalogue, people: planned })
    }
}

fn planned_queues(queues: Vec<file::Queue>) -> Result<Vec<PlannedQueue>> {
    once_each(queues.iter().map(|queue| &queue.slug), "queue")?;
    if queues.iter().filter(|queue| queue.default).count() != 1 {
        return invalid("exactly one queue has to say `default = true`: the one that is meant when a page names none");
    }
    let planned = |queue: file::Queue| {
        Ok(PlannedQueue {
            new_id: random::id(QueueId::from_random)?,
            name: name(&queue.name, &format!("queue {}", queue.slug))?,
            is_default: queue.default,
            ring_seconds: ring_seconds(queue.ring_seconds)?,
            rules: rules(&queue)?,
            hours: queue.hours.map_or(Ok(OpeningHours::Organisation), |hours| hours_of(&queue.slug, hours))?,
            agents: queue.agents.into_iter().collect(),
            slug: queue.slug,
        })
    };
    queues.into_iter().map(planned).collect()
}

/// How a queue of the file treats its tickets.
fn rules(queue: &file::Queue) -> Result<Rules> {
    let usual = Rules::default();
    Ok(Rules {
        routing: queue.routing,
        when_closed: queue.when_closed.unwrap_or(usual.when_closed),
        when_nobody: queue.when_nobody.unwrap_or(usual.when_nobody),
        most_waiting: most_waiting(queue.most_waiting)?,
        wrap_up_seconds: wrap_up(queue.wrap_up_seconds)?,
        call_backs: queue.call_backs.unwrap_or(usual.call_backs),
        asked_first: asked_first(queue.asked_first)?,
    })
}

/// A limit on the line that makes sense.
pub(super) fn most_waiting(given: Option<u32>) -> Result<Option<u32>> {
    match given {
        Some(0) => invalid("most_waiting is at least 1; a queue that takes nobody is closed by its hours"),
        Some(most) if most > MOST_WAITING_LIMIT => invalid(&format!("most_waiting is at most {MOST_WAITING_LIMIT}, not {most}")),
        given => Ok(given),
    }
}

/// A time after a call that makes sense.
fn wrap_up(given: Option<u32>) -> Result<u32> {
    match given.unwrap_or(0) {
        seconds if seconds > LONGEST_WRAP_UP_SECONDS => {
            invalid(&format!("wrap_up_seconds is at most {LONGEST_WRAP_UP_SECONDS}, not {seconds}"))
        }
        seconds => Ok(seconds),
    }
}

/// Who is asked first, for a time that makes sense.
fn asked_first(given: Option<Preference>) -> Result<Preference> {
    match given.unwrap_or_default() {
        Preference { seconds, .. } if seconds > LONGEST_FIRST_SECONDS => {
            invalid(&format!("seconds of asked_first is at most {LONGEST_FIRST_SECONDS}, not {seconds}"))
        }
        preference => Ok(preference),
    }
}

fn skills(person: &file::Person) -> Result<Skills> {
    let email = &person.email;
    Ok(Skills {
        tags: each(&person.tags, MOST_TAGS, email, "tags")?,
        languages: each(&person.languages, MOST_LANGUAGES, email, "languages")?,
    })
}

/// The parts of a list, each of which has to be right.
fn each<T>(given: &[String], most: usize, email: &EmailAddress, what: &str) -> Result<BTreeSet<T>>
where
    T: Ord + FromStr,
    T::Err: std::fmt::Display,
{
    let read = |text: &String| text.parse().map_err(|error| Error::Invalid(format!("person {email}: {what}: \"{text}\": {error}")));
    let all = given.iter().map(read).collect::<Result<BTreeSet<T>>>()?;
    if all.len() > most { invalid(&format!("person {email} has at most {most} {what}, not {}", all.len())) } else { Ok(all) }
}

fn hours_of(slug: &Slug, given: toml::Value) -> Result<OpeningHours> {
    let own = match given {
        toml::Value::String(word) if word == "organisation" => return Ok(OpeningHours::Organisation),
        toml::Value::String(word) if word == "always" => return Ok(OpeningHours::Always),
        toml::Value::String(word) => {
            return invalid(&format!("queue {slug}: hours are \"organisation\", \"always\" or a table of its own, not \"{word}\""));
        }
        own => own,
    };
    let own = Schedule::deserialize(own).map_err(|error| Error::Invalid(format!("queue {slug}: hours: {}", error.message())))?;
    Ok(OpeningHours::Own(own))
}

async fn planned_person(person: file::Person, store: &Store) -> Result<PlannedPerson> {
    let has_password = people::by_email(&store.reader(), &person.email).await?.is_some_and(|account| account.password_hash.is_some());
    let first_password = match &person.password {
        Some(password) => {
            let password = Password::parse(password).map_err(|error| Error::Invalid(format!("{}: {error}", person.email)))?;
            if has_password { None } else { Some(password.hash().await?) }
        }
        None => None,
    };
    Ok(PlannedPerson {
        new_id: random::id(PersonId::from_random)?,
        name: name(&person.name, person.email.as_str())?,
        skills: skills(&person)?,
        roles: Roles {
            is_owner: person.roles.contains(&file::Role::Owner),
            is_admin: person.roles.contains(&file::Role::Admin),
            is_agent: person.roles.contains(&file::Role::Agent),
        },
        email: person.email,
        first_password,
    })
}

fn once_each<'a, T: Ord + std::fmt::Display + 'a>(names: impl Iterator<Item = &'a T>, what: &str) -> Result<()> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return invalid(&format!("{what} {name} stands in the file twice"));
        }
    }
    Ok(())
}

fn name(given: &str, whose: &str) -> Result<String> {
    text::line(given, 120).ok_or_else(|| Error::Invalid(format!("{whose} needs a name")))
}

fn ring_seconds(given: Option<i64>) -> Result<Option<i64>> {
    match given {
        Some(seconds) if !RING_LIMITS.contains(&seconds) => {
            invalid(&format!("ring_seconds is between {} and {}, not {seconds}", RING_LIMITS.start(), RING_LIMITS.end()))
        }
        given => Ok(given),
    }
}

fn web_address(url: &str) -> Result<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if is_web && !url.contains(|letter: char| letter.is_whitespace() || letter.is_control()) && url.len() <= 2_000 {
        Ok(url.to_owned())
    } else {
        invalid("the url of the terms starts with https:// or http:// and has no blanks")
    }
}

fn invalid<T>(what: &str) -> Result<T> {
    Err(Error::Invalid(what.to_owned()))
}
