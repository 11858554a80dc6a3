//! What every load of a widget needs of its organisation, kept for a moment: a shop's rush reads it once and not with each page.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{OrgId, Origin};

use super::{Organisation, organisation, sites};
use crate::{
    Result,
    accounts::{ShopperScope, shopper_scope},
    store::Store,
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
pub struct RecentSettings(Mutex<HashMap<OrgId, Answer>>);

type Answer = (Instant, Option<Arc<WidgetSettings>>);

impl RecentSettings {
    /// The organisation, at most two seconds old; `None` when there is none of this id.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn of(&self, store: &Store, org: &OrgId) -> Result<Option<Arc<WidgetSettings>>> {
        let now = Instant::now();
        if let Some(settings) = self.remembered(org, now) {
            return Ok(settings);
        }
        let settings = read(store, org).await?.map(Arc::new);
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.retain(|_, (read_at, _)| is_good(*read_at, now));
        }
        if answers.len() < MOST {
            answers.insert(org.clone(), (now, settings.clone()));
        }
        Ok(settings)
    }

    #[expect(clippy::option_option, reason = "nothing remembered, and remembered that there is none, are two answers")]
    fn remembered(&self, org: &OrgId, now: Instant) -> Option<Option<Arc<WidgetSettings>>> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(org).filter(|(read_at, _)| is_good(*read_at, now)).map(|(_, settings)| settings.clone())
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
