//! What an organisation configures: its name and terms, sites, queues and people.

mod apply;
mod catalogue;
mod diff;
mod face;
mod file;
mod hours;
mod people;
mod plan;
mod queues;
mod recent;
mod refused;

use std::collections::BTreeSet;

use domain::{
    OrgId, Origin, PageKey, QueueId, Slug,
    locale::Locales,
    queue::{Named, OpeningHours, Rules},
    schedule::Schedule,
};

pub(crate) use apply::apply_file;
pub use apply::{apply, apply_in};
pub use catalogue::{catalogue, follow_catalogue, read_catalogue_now, remove_catalogue, upload_catalogue};
pub use diff::Diff;
pub use face::{FaceSettings, own_face, save_face};
pub(crate) use file::{File, Site};
pub use hours::{own_organisation, save_hours};
pub use people::{AddedPerson, PeopleOverview, PersonSettings, add_person, people_overview, remove_person, renew_password, save_person};
pub use queues::{QueueOverview, QueueSettings, Shift, create_queue, queue_overview, remove_queue, save_queue, shift_queue};
pub use recent::{RecentSettings, WidgetSettings};
pub use refused::SaveError;

use crate::{
    Result,
    accounts::AgentScope,
    store::{Scope, Store, settings},
};

/// An organisation, as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its identifier.
    pub id: OrgId,
    /// Its name, for people.
    pub name: String,
    /// The version of the terms that a shopper accepts.
    pub terms_version: String,
    /// Where its own terms can be read.
    pub terms_url: Option<String>,
    /// How long a call rings for one agent, where its queue says nothing else; in seconds.
    pub ring_seconds: i64,
    /// Whether its calls go through relays only, so that neither side learns the other's addresses.
    pub relay_only: bool,
    /// Whether shoppers may call right away.
    pub drop_in: bool,
    /// When it is open; `None`: always.
    pub schedule: Option<Schedule>,
    /// What its widget can speak.
    pub locales: Locales,
    /// Where pictures of products may come from besides its sites; https only.
    pub image_hosts: Vec<Origin>,
    /// How pages that know no ids name it.
    pub slug: Option<Slug>,
    /// The keys that such pages show.
    pub page_keys: BTreeSet<PageKey>,
    /// Raised by every change.
    pub version: i64,
}

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its identifier.
    pub id: QueueId,
    /// Names it in addresses and on pages.
    pub slug: Slug,
    /// Its name, for people.
    pub name: String,
    /// Whether it is meant when a page names none.
    pub is_default: bool,
    /// How long a call rings for one agent, in seconds; `None` for as long as the organisation says.
    pub ring_seconds: Option<i64>,
    /// When it is open.
    pub hours: OpeningHours,
    /// How it treats its tickets.
    pub rules: Rules,
}

/// How long a call rings for one agent unless somebody says otherwise, in seconds.
pub const RING_SECONDS: i64 = 20;

impl Organisation {
    /// From where pictures of products may come, by an organisation of these sites.
    pub fn pictures_from(&self, sites: &[Origin]) -> Vec<Origin> {
        sites.iter().chain(&self.image_hosts).cloned().collect()
    }

    /// An organisation of which nothing is known but its id.
    pub(crate) fn default_of(id: OrgId) -> Self {
        Self {
            id,
            name: String::new(),
            terms_version: "1".to_owned(),
            terms_url: None,
            ring_seconds: RING_SECONDS,
            relay_only: false,
            drop_in: true,
            schedule: None,
            locales: Locales::default(),
            image_hosts: vec![],
            slug: None,
            page_keys: BTreeSet::new(),
            version: 1,
        }
    }
}

impl Queue {
    /// The default queue, still without a name.
    pub(crate) fn default_of(id: QueueId, slug: Slug) -> Self {
        Self {
            id,
            slug,
            name: String::new(),
            is_default: true,
            ring_seconds: None,
            hours: OpeningHours::default(),
            rules: Rules::default(),
        }
    }
}

impl Named for Queue {
    fn id(&self) -> &QueueId {
        &self.id
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn name(&self) -> &str {
        &self.name
    }
}

/// The organisation of this id, if there is one.
pub async fn organisation(store: &Store, org: &OrgId) -> Result<Option<Organisation>> {
    settings::organisation(&store.reader(), org).await
}

/// The organisations whose calls go through relays only: without a TURN server they have no calls.
///
/// # Errors
/// The store does not answer.
pub async fn relay_only(store: &Store) -> Result<Vec<OrgId>> {
    settings::relay_only(&store.reader()).await
}

/// The sites that may frame the organisation's widget.
pub async fn sites(store: &Store, scope: &impl AsRef<Scope>) -> Result<Vec<Origin>> {
    settings::sites(&store.reader(), scope.as_ref()).await
}

/// The organisation's queues in their order.
pub async fn queues(store: &Store, scope: &impl AsRef<Scope>) -> Result<Vec<Queue>> {
    settings::queues(&store.reader(), scope.as_ref()).await
}

/// The names of the queues that ring for an agent, in their order.
pub async fn queues_of_agent(store: &Store, agent: &AgentScope) -> Result<Vec<String>> {
    settings::queue_names_of_agent(&store.reader(), agent.scope(), agent.person()).await
}
