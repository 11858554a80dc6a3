//! What every load of a widget needs of its organisation, kept for a moment: a shop's rush reads it once and not with each page.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{Channel, OrgId, Origin, Slug};

use super::{Organisation, organisation, sites};
use crate::{
    Result,
    accounts::{ShopperScope, shopper_scope},
    store::{Store, channels},
};

/// How long an answer is good for; a change of the settings shows after that.
const GOOD_FOR: Duration = Duration::from_secs(2);
/// The most organisations that are remembered, so that made-up ids cannot fill the memory.
const MOST: usize = 1_000;

/// An organisation as its widget needs it.
#[derive(Debug)]
pub struct WidgetSettings {
    /// Reads as any shopper may.
    pub scope: ShopperScope,
    /// The organisation.
    pub organisation: Organisation,
    /// The sites that may frame its widget.
    pub sites: Vec<Origin>,
}

/// The latest answers.
#[derive(Debug, Default)]
pub struct RecentSettings {
    settings: Mutex<HashMap<OrgId, Answer<Arc<WidgetSettings>>>>,
    slugs: Mutex<HashMap<Slug, Answer<OrgId>>>,
}

/// What was found, and when.
type Answer<T> = (Instant, Option<T>);

impl RecentSettings {
    /// The organisation, at most two seconds old; `None` when there is none of this id.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn of(&self, store: &Store, org: &OrgId) -> Result<Option<Arc<WidgetSettings>>> {
        let now = Instant::now();
        if let Some(settings) = remembered(&self.settings, org, now) {
            return Ok(settings);
        }
        let settings = read(store, org).await?.map(Arc::new);
        remember(&self.settings, org, settings.as_ref(), now);
        Ok(settings)
    }

    /// As [`Self::of`], as a page names it.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn named(&self, store: &Store, channel: &Channel) -> Result<Option<Arc<WidgetSettings>>> {
        match channel {
            Channel::Id(org) => self.of(store, org).await,
            Channel::Slug(slug) => match self.org(store, slug).await? {
                Some(org) => self.of(store, &org).await,
                None => Ok(None),
            },
        }
    }

    async fn org(&self, store: &Store, slug: &Slug) -> Result<Option<OrgId>> {
        let now = Instant::now();
        if let Some(org) = remembered(&self.slugs, slug, now) {
            return Ok(org);
        }
        let org = channels::by_slug(&store.reader(), slug).await?;
        remember(&self.slugs, slug, org.as_ref(), now);
        Ok(org)
    }
}

#[expect(clippy::option_option, reason = "nothing remembered, and remembered that there is none, are two answers")]
fn remembered<K: Eq + Hash, T: Clone>(answers: &Mutex<HashMap<K, Answer<T>>>, key: &K, now: Instant) -> Option<Option<T>> {
    let answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
    answers.get(key).filter(|(read_at, _)| is_good(*read_at, now)).map(|(_, found)| found.clone())
}

fn remember<K: Eq + Hash + Clone, T: Clone>(answers: &Mutex<HashMap<K, Answer<T>>>, key: &K, found: Option<&T>, now: Instant) {
    let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
    if answers.len() >= MOST {
        answers.retain(|_, (read_at, _)| is_good(*read_at, now));
    }
    if answers.len() < MOST {
        answers.insert(key.clone(), (now, found.cloned()));
    }
}

fn is_good(read_at: Instant, now: Instant) -> bool {
    now.saturating_duration_since(read_at) < GOOD_FOR
}

async fn read(store: &Store, org: &OrgId) -> Result<Option<WidgetSettings>> {
    let Some(scope) = shopper_scope(store, org).await? else { return Ok(None) };
    let Some(organisation) = organisation(store, org).await? else { return Ok(None) };
    let sites = sites(store, &scope).await?;
    Ok(Some(WidgetSettings { scope, organisation, sites }))
}
