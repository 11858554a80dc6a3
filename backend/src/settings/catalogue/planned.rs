//! The catalogue of a settings file.

use std::path::Path;

use domain::{
    catalogue::{Defaults, FeedProblem, Tally},
    product::web_address,
    wire::console::HOURS_BETWEEN,
};

use super::{
    super::{Diff, Organisation, file},
    noted, show_in, version_in,
};
use crate::{
    Error, Result,
    catalogue::{Feed, ReadFeed, Source, discard, fill, read, sweep},
    store::{Actor, Change, Scope, Store, catalogue::feed as feeds},
};

/// How many hours are between two readings unless the file says otherwise.
const USUAL_HOURS: u32 = 24;

/// Where products shall come from.
pub(in super::super) struct PlannedCatalogue {
    source: Source,
    defaults: Defaults,
    /// What the file gave.
    read: Option<ReadFeed>,
}

impl PlannedCatalogue {
    /// Checks it, and reads the file that it names.
    pub(in super::super) async fn of(given: file::Catalogue, folder: Option<&Path>, organisation: &Organisation) -> Result<Self> {
        let file::Catalogue { file, url, every_hours, locale, currency } = given;
        let locale = locale.or_else(|| organisation.locales.tags().first().cloned()).unwrap_or_default();
        let defaults = Defaults { locale, currency };
        let mut read = None;
        let source = match (file, url) {
            (Some(_), Some(_)) => return invalid("it has a file or a url, not both"),
            (None, None) => Source::Nothing,
            (Some(name), None) => {
                let Some(folder) = folder else { return invalid("a file can only be named in a file of settings") };
                read = Some(read_file(&folder.join(&name), &name, &defaults).await?);
                Source::File { name }
            }
            (None, Some(url)) => {
                let every_hours = every_hours.unwrap_or(USUAL_HOURS);
                if !HOURS_BETWEEN.contains(&every_hours) {
                    let (least, most) = (HOURS_BETWEEN.start(), HOURS_BETWEEN.end());
                    return invalid(&format!("every_hours is between {least} and {most}, not {every_hours}"));
                }
                match web_address(&url) {
                    Some(url) => Source::Address { url, every_hours },
                    None => return invalid("its url begins with https:// or http:// and has no blanks"),
                }
            }
        };
        if every_hours.is_some() && !matches!(source, Source::Address { .. }) {
            return invalid("every_hours is for a url");
        }
        Ok(Self { source, defaults, read })
    }

    /// Keeps where products come from. A file comes later, with [`PlannedCatalogue::fill`].
    pub(in super::super) async fn apply(&self, change: &mut Change<'_>, scope: &Scope, diff: &mut Diff) -> Result<()> {
        if self.read.is_some() {
            return Ok(());
        }
        let was = feeds::feed_in(change, scope).await?.unwrap_or_else(|| Feed::none(self.defaults.locale.clone()));
        let mut changes = Diff::default();
        changes.field("catalogue", words(&was.source), words(&self.source));
        if self.source == Source::Nothing {
            if !changes.is_empty() {
                feeds::empty(change, scope).await?;
            }
            diff.append(changes);
            return Ok(());
        }
        changes.field("catalogue locale", &was.defaults.locale, &self.defaults.locale);
        changes.field("catalogue currency", currency(&was.defaults), currency(&self.defaults));
        if !changes.is_empty() {
            let now = change.now;
            feeds::save(change, scope, &self.source, &self.defaults, Some(now)).await?;
        }
        diff.append(changes);
        Ok(())
    }

    /// Puts what a file gave into the catalogue, unless it is there; and deletes what no longer counts.
    pub(in super::super) async fn fill(self, store: &Store, actor: &Actor, scope: &Scope) -> Result<Diff> {
        let was = feeds::feed(&store.reader(), scope).await?.unwrap_or_else(|| Feed::none(self.defaults.locale.clone()));
        let Self { source, defaults, read: Some(read) } = self else {
            let stale = if was.has_items() { was.generation } else { was.last_generation.saturating_add(1) };
            sweep(store, scope, stale).await;
            return Ok(Diff::default());
        };
        let mut diff = Diff::default();
        if was.has_items() && was.source == source && was.digest.as_ref() == Some(&read.digest) {
            return Ok(diff);
        }
        let Tally { products, left_out, .. } = read.tally().clone();
        let filled = fill(store, scope, read).await?;
        let (source, defaults, kept) = (&source, &defaults, &filled);
        let show = store.change(actor, |change| {
            Box::pin(async move {
                let version = version_in(change, scope).await?;
                feeds::save(change, scope, source, defaults, None).await?;
                show_in(change, scope, version + 1, kept).await?;
                noted(change, scope).await
            })
        });
        if let Err(error) = show.await {
            discard(store, scope, filled.generation).await;
            return Err(error);
        }
        sweep(store, scope, filled.generation).await;
        let now = format!("{}, {products} products, {left_out} rows left out", words(source));
        diff.field("catalogue", words(&was.source), now);
        Ok(diff)
    }
}

async fn read_file(path: &Path, name: &str, defaults: &Defaults) -> Result<ReadFeed> {
    let bytes = tokio::fs::read(path).await.map_err(|source| Error::File { path: path.to_owned(), source })?;
    read(bytes, defaults.clone()).await?.map_err(|problem| in_words(name, &problem))
}

/// What is wrong with a file, with its first lines.
fn in_words(name: &str, problem: &FeedProblem) -> Error {
    let lines = problem.tally().map(|tally| tally.problems.iter()).unwrap_or_default();
    let lines = lines.map(|problem| format!("\n  line {}: {}", problem.line, problem.words)).collect::<String>();
    Error::Invalid(format!("catalogue: {name}: {problem}{lines}"))
}

fn words(source: &Source) -> String {
    match source {
        Source::Nothing => "none".to_owned(),
        Source::File { name } => format!("file {name}"),
        Source::Address { url, every_hours } => format!("{url} every {every_hours} hours"),
    }
}

fn currency(defaults: &Defaults) -> String {
    defaults.currency.map_or_else(|| "none".to_owned(), String::from)
}

fn invalid<T>(what: &str) -> Result<T> {
    Err(Error::Invalid(format!("catalogue: {what}")))
}
